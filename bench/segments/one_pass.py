"""The peer of an edit: every number of it in one statement over the raw tables.

Each leaf is asked once per statement, in a row of flags per account; everything else is a
COUNT(*) FILTER over the flags. It is what a good analyst would write instead of twenty queries.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlglot import exp

from core.segments import compiling
from core.segments.ground import Ground
from core.segments.model import Combine, Group, Rule

_REACH = (
    "SELECT account_ordinal, count(*) AS contacts, "
    "count(*) FILTER (WHERE email LIKE '%_@_%') AS emailable FROM contacts GROUP BY 1"
)


@dataclass
class Statement:
    """Flags of leaves, and counts over them, gathered until it is written."""

    ground: Ground
    leaves: dict[str, str] = field(default_factory=dict)
    counts: list[str] = field(default_factory=list)

    def said(self, rule: Rule) -> str:
        """A rule as a test of the flags."""
        if compiling.is_leaf(rule):
            asked, is_negated = compiling.positive(rule)
            flag = self._flag(asked)
            return f"NOT {flag}" if is_negated else flag
        assert isinstance(rule, Group)
        link = " AND " if rule.combine is Combine.ALL else " OR "
        inner = link.join(self.said(one) for one in rule.rules)
        nothing = "TRUE" if rule.combine is Combine.ALL else "FALSE"
        return f"{'NOT ' if rule.combine is Combine.NONE else ''}({inner or nothing})"

    def count(self, test: str) -> None:
        self.counts.append(f"count(*) FILTER (WHERE {test})")

    def sum(self, column: str, test: str) -> None:
        self.counts.append(f"COALESCE(sum({column}) FILTER (WHERE {test}), 0)")

    def text(self) -> str:
        table = self.ground.table
        flags = ", ".join(f"{test} AS {name}" for test, name in self.leaves.items())
        return (
            f"WITH flags AS (SELECT {flags}, COALESCE(reach.contacts, 0) AS contacts, "
            f"COALESCE(reach.emailable, 0) AS emailable FROM {table} "
            f"LEFT JOIN ({_REACH}) reach ON reach.account_ordinal = {table}.ordinal) "
            f"SELECT {', '.join(self.counts)} FROM flags"
        )

    def _flag(self, leaf: Rule) -> str:
        test = compiling.expression(leaf, self.ground)
        text = exp.func("COALESCE", test, exp.false()).sql(dialect="duckdb")
        return self.leaves.setdefault(text, f"f{len(self.leaves)}")


def edit(rule: Rule, saved: list[Rule], ground: Ground) -> str:
    """All numbers of an edit: parts, reach, funnel with what each costs, overlaps."""
    statement = Statement(ground)
    whole = statement.said(rule)
    for part in _parts(rule):
        statement.count(statement.said(part))
    statement.sum("contacts", whole)
    statement.sum("emailable", whole)
    inner = rule.rules if isinstance(rule, Group) and rule.combine is Combine.ALL else (rule,)
    tests = [statement.said(one) for one in inner]
    for place in range(len(tests)):
        statement.count(" AND ".join(tests[: place + 1]))
        others = tests[:place] + tests[place + 1 :]
        statement.count(" AND ".join(others) or "TRUE")
    for one in saved:
        statement.count(f"{whole} AND {statement.said(one)}")
    return statement.text()


def _parts(rule: Rule, *, is_of_contact: bool = False) -> Iterator[Rule]:
    """Every group and condition, the outer before the inner.

    A part of a group about one contact holds for accounts with a contact it holds for.
    """
    yield Group(Combine.ALL, (rule,), contacts=1) if is_of_contact else rule
    if isinstance(rule, Group):
        is_inner = is_of_contact or rule.contacts is not None
        for one in rule.rules:
            yield from _parts(one, is_of_contact=is_inner)
