"""How fresh the sources are that a rule rests on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.segments.model import Condition, Rule, conditions
from core.warehouse import freshness as sources
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import OPERATORS, Shape
from core.warehouse.freshness import SourceFreshness
from core.warehouse.snapshot import Snapshot

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Reading:
    """A source that a rule reads, by which of its fields, and how old it is."""

    fields: tuple[str, ...]
    found: SourceFreshness

    @property
    def table(self) -> str:
        return self.found.source.table


def freshness(
    snapshot: Snapshot, rule: Rule, catalogue: Catalogue, *, today: date
) -> tuple[Reading, ...]:
    """Every source that a rule reads, the stalest first; what nobody knows reads nothing."""
    reading: dict[str, set[str]] = {}
    for key in _fields_read(rule, catalogue):
        reading.setdefault(catalogue.fields[key].table, set()).add(key)
    read = {table: one for table, one in catalogue.sources.items() if table in reading}
    found = [
        Reading(tuple(sorted(reading[one.source.table])), one)
        for one in sources.freshness(snapshot, read, today=today)
    ]
    stalest = sorted(found, key=lambda one: (not one.found.is_stale, -one.found.age, one.table))
    return tuple(stalest)


def _fields_read(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    for condition in conditions(rule):
        yield from (key for key in _named(condition) if key in catalogue.fields)


def _named(condition: Condition) -> Iterator[str]:
    """The field asked about, and what its value may name: a group, or fields in a formula."""
    yield condition.field
    is_naming = OPERATORS.get(condition.operator) in (Shape.GROUPING, Shape.SQL)
    if is_naming and isinstance(condition.value, str):
        yield from _NAME.findall(condition.value)
