"""Sources: who answers for each published table, how often it comes, and how old it may be.

A source is declared beside the fields, in ``data/rules/catalogue.toml``: no table is published
that nobody answers for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from core.warehouse import windows
from core.warehouse.schema import TABLES
from core.warehouse.snapshot import Snapshot


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


@dataclass(frozen=True)
class SourceFreshness:
    """How old a source is in one publication, on one day."""

    source: Source
    rows: int
    newest: date | None  # the day of its newest row, where its rows have one
    as_of: date  # the day the publication is true on
    age: int  # days from its newest row, or else from the publication, to today

    @property
    def is_empty(self) -> bool:
        return self.rows == 0

    @property
    def is_stale(self) -> bool:
        """Whether it is older than its owner promised. What is empty is not old."""
        return not self.is_empty and self.age > self.source.fresh_days

    @property
    def day(self) -> date:
        """The day up to which the source is known."""
        return self.newest or self.as_of


def freshness(
    snapshot: Snapshot, sources: Mapping[str, Source], *, today: date
) -> list[SourceFreshness]:
    """How old every source is today, in the order they are declared in."""
    publication = snapshot.publication
    newest = _newest_days(snapshot, sources)
    return [
        SourceFreshness(
            source=source,
            rows=publication.counts.get(table, 0),
            newest=newest.get(table),
            as_of=publication.as_of,
            # A base may be made for tomorrow; nothing is younger than new.
            age=max((today - (newest.get(table) or publication.as_of)).days, 0),
        )
        for table, source in sources.items()
    ]


def day_of_row(source: Source) -> str:
    """The expression that says of which day a row is: declared, or when an event happened."""
    return source.newest or TABLES[source.table].happened or ""


def _newest_days(snapshot: Snapshot, sources: Mapping[str, Source]) -> dict[str, date | None]:
    """The latest day of a row of each table; what lies after the publication is a plan."""
    publication = snapshot.publication
    return {
        table: snapshot.value(_newest(source, publication.as_of))
        for table, source in sources.items()
        if day_of_row(source) and publication.counts.get(table)
    }


def _newest(source: Source, as_of: date) -> exp.Select:
    day = windows.resolved(day_of_row(source), as_of)
    latest = exp.cast(exp.Max(this=day.copy()), exp.DataType.Type.DATE)
    rows = exp.select(exp.alias_(latest, "newest")).from_(exp.to_table(source.table))
    return rows.where(windows.by_as_of(day, as_of))
