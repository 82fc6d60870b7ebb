"""Sources: who answers for each published table, how often it comes, and how old it may be.

A source is declared beside the fields, in ``data/rules/catalogue.toml``: no table is published
that nobody answers for.
"""

from dataclasses import dataclass

from core.warehouse.schema import TABLES


@dataclass(frozen=True)
class Source:
    """Where the rows of one published table come from.

    `newest` is the column, or the expression over columns, that says of which day a row is;
    where a table has none, its rows are as old as the publication.
    """

    table: str
    labels: dict[str, str]
    owners: dict[str, str]  # a department or a role, never a person
    schedules: dict[str, str]
    fresh_days: int  # how old its newest row may be
    newest: str = ""

    def label(self, language: str) -> str:
        return self.labels[language]

    def owner(self, language: str) -> str:
        return self.owners[language]

    def schedule(self, language: str) -> str:
        return self.schedules[language]


def day_of_row(source: Source) -> str:
    """The expression that says of which day a row is: declared, or when an event happened."""
    return source.newest or TABLES[source.table].happened or ""
