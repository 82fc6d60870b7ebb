"""How fresh the sources of a rule are: the day of the data, and the latest event in each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from core.segments import leaves
from core.segments.model import Condition, Rule, conditions
from core.warehouse import windows
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import OPERATORS, Shape
from core.warehouse.schema import TABLES
from core.warehouse.snapshot import Snapshot

# After how many days without news a source is old, where no rule book says otherwise.
LIMITS: Mapping[str, int] = {
    "accounts": 31,
    "contacts": 31,
    "services": 31,
    "usage": 62,  # told by the first day of its month
    "invoices": 45,
    "sales": 14,
    "tickets": 14,
    "surveys": 180,
    "consents": 14,
}

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Source:
    """A published table a rule reads, by which of its fields, and how old it is in days.

    `latest` is the day of its latest event up to the day of the data; a table whose rows are
    not events has none, and is as old as the data. `limit` is the age it may have.
    """

    table: str
    fields: tuple[str, ...]
    latest: date | None
    age: int
    limit: int | None

    @property
    def is_stale(self) -> bool:
        return self.limit is not None and self.age > self.limit


@dataclass(frozen=True)
class _Latest:
    day: date | None

    @property
    def bytes(self) -> int:
        return 100


def freshness(
    snapshot: Snapshot,
    rule: Rule,
    catalogue: Catalogue,
    *,
    today: date,
    limits: Mapping[str, int] = LIMITS,
) -> tuple[Source, ...]:
    """Every source that a rule reads, the stalest first; what nobody knows reads nothing."""
    reading: dict[str, set[str]] = {}
    for key in _fields_read(rule, catalogue):
        reading.setdefault(catalogue.fields[key].table, set()).add(key)
    tables = reading.keys() & TABLES.keys()
    found = [
        _source(snapshot, table, tuple(sorted(reading[table])), today, limits.get(table))
        for table in tables
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_stale, -one.age, one.table)))


def _fields_read(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    for condition in conditions(rule):
        yield from (key for key in _named(condition) if key in catalogue.fields)


def _named(condition: Condition) -> Iterator[str]:
    """The field asked about, and what its value may name: a group, or fields in a formula."""
    yield condition.field
    is_naming = OPERATORS.get(condition.operator) in (Shape.GROUPING, Shape.SQL)
    if is_naming and isinstance(condition.value, str):
        yield from _NAME.findall(condition.value)


def _source(
    snapshot: Snapshot, table: str, fields: tuple[str, ...], today: date, limit: int | None
) -> Source:
    key = (snapshot.opening, "latest", table)
    latest = leaves.LEAVES.get(key, lambda: _Latest(_latest(snapshot, table))).day
    as_of = snapshot.publication.as_of
    has_events = TABLES[table].happened is not None
    newest = latest if has_events and latest is not None else as_of
    return Source(table, fields, latest, (today - newest).days, limit)


def _latest(snapshot: Snapshot, table: str) -> date | None:
    """The day of the latest event; what is dated after the data is no news of it."""
    happened = TABLES[table].happened
    if happened is None:
        return None
    moment = exp.column(happened, quoted=True)
    question = exp.select(exp.cast(exp.Max(this=moment), exp.DataType.Type.DATE)).from_(
        exp.to_table(table)
    )
    known = windows.by_as_of(moment, snapshot.publication.as_of)
    found: date | None = snapshot.value(question.where(known))
    return found
