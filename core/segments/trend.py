"""How large a rule was over every kept publication, each on the day its own facts were true."""

import re
from dataclasses import dataclass
from datetime import date

import duckdb
from sqlglot import exp

from core.foundation.refusal import Refusal
from core.segments import compiling, leaves
from core.segments.checking import checked, effective
from core.segments.model import Listed, Rule, conditions, walk
from core.segments.notation import canonical
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Publication, Snapshot
from core.warehouse.warehouse import Warehouse


class DoesNotFit(Refusal):
    """The publication has no such table or column: it was made before the field was."""


@dataclass(frozen=True)
class Point:
    """One publication: the accounts of the rule and of the base, or why nobody knows."""

    publication: int
    name: str
    as_of: date
    base: int
    accounts: int | None
    reason: Refusal | None = None

    @property
    def share(self) -> float | None:
        """Of the base of that day, between 0 and 1."""
        return self.accounts / self.base if self.accounts is not None and self.base else None


@dataclass(frozen=True)
class _Size:
    accounts: int

    @property
    def bytes(self) -> int:
        return 1_000  # the key is a whole rule


def trend(warehouse: Warehouse, rule: Rule, catalogue: Catalogue) -> tuple[Point, ...]:
    """The sizes of a rule, the oldest publication first. Raises as `checked` does.

    A publication is asked once: it never changes, so what was counted is kept under its folder,
    number and moment, which stay when it is opened anew.
    """
    sound = effective(checked(rule, catalogue))
    cards = sorted(warehouse.publications(), key=lambda card: (card.as_of, card.number))
    return tuple(_point(warehouse, card, sound, catalogue) for card in cards)


def _point(warehouse: Warehouse, card: Publication, rule: Rule, catalogue: Catalogue) -> Point:
    key = (str(warehouse.folder), card.number, card.published_at, catalogue.digest)
    accounts, reason = None, None
    try:
        size = leaves.LEAVES.get(
            (*key, canonical(rule)), lambda: _counted(warehouse, card.number, rule, catalogue)
        )
        accounts = size.accounts
    except Refusal as refusal:
        reason = refusal
    base = card.counts["accounts"]
    return Point(card.number, card.name, card.as_of, base, accounts, reason)


def _counted(warehouse: Warehouse, number: int, rule: Rule, catalogue: Catalogue) -> _Size:
    """One statement, so that old publications take no room among the leaves of this one."""
    snapshot = warehouse.snapshot(number)
    if _asks_what_came_later(rule, catalogue, snapshot):
        raise DoesNotFit("insight-does-not-fit", number=number)
    ground = leaves.ground_of(snapshot, catalogue)
    try:
        if any(isinstance(node, Listed) for _, node in walk(rule)):
            # Accounts by the thousand are no text for a statement.
            return _Size(leaves.bits(snapshot, rule, ground).count())
        members = compiling.members(rule, ground)
        return _Size(snapshot.value(members.select(exp.Count(this=exp.Star()), append=False)))
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise DoesNotFit("insight-does-not-fit", number=number) from error


def _asks_what_came_later(rule: Rule, catalogue: Catalogue, snapshot: Snapshot) -> bool:
    """Whether a condition is about a column this publication has only as an empty one."""
    asked = [catalogue.fields.get(one.field) for one in conditions(rule)]
    return any(
        field is not None and field.table == table and re.search(rf"\b{column}\b", field.sql)
        for field in asked
        for table, column in snapshot.lacking
    )
