"""Why an account is in, or out: every part of a rule with its verdict and what it looked at."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlglot import exp

from core.foundation import words
from core.foundation.refusal import Refusal
from core.foundation.words import say
from core.segments import expressions, leaves, series
from core.segments.checking import completed, is_complete
from core.segments.ground import Ground
from core.segments.model import Amount, Change, Condition, Path, Rule, Times, walk
from core.segments.predicates import literal
from core.segments.resolving import Sources, resolved
from core.segments.sentence import amount
from core.warehouse import facts, windows
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import OF_THE_HOUSE, OPERATORS, Field, Kind, Level, Shape
from core.warehouse.snapshot import Snapshot

SHOWN = 12  # contacts or items of one account
_HIDDEN = "•••"


class UnknownAccount(Refusal):
    """The published data has no such account."""


@dataclass(frozen=True)
class Known:
    """What an account has of a field: nothing, one value, or several."""

    field: Field
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Verdict:
    """One part of a rule: does it hold for the account, and on what does that rest?

    `holds` is none where the part is off or not filled in.
    """

    path: Path
    rule: Rule
    holds: bool | None
    known: tuple[Known, ...] = ()


def explain(
    snapshot: Snapshot, rule: Rule, catalogue: Catalogue, *, account_id: str, sources: Sources
) -> list[Verdict]:
    """Every part of a rule on its way, the outer before the inner, for one account.

    Raises `UnknownAccount`, and what resolving the rule raises.
    """
    ordinal = _ordinal(snapshot, account_id)
    ground = leaves.ground_of(snapshot, catalogue)
    sound, places = completed(rule, catalogue)
    parts = leaves.traced(snapshot, resolved(sound, sources), ground)
    asked = _Asked(snapshot, ground, ordinal)
    return [
        Verdict(
            path,
            node,
            bool(parts[places[path]].mask()[ordinal]) if path in places else None,
            asked.known(node) if isinstance(node, Condition) else (),
        )
        for path, node in walk(rule)
    ]


def text_of(known: Known, language: str) -> str:
    """What an account has of a field, in words."""
    shown = [_plain(known.field, value, language) for value in known.values[:SHOWN]]
    rest = len(known.values) - SHOWN
    more = say(language, "segments-and-more", count=rest) if rest > 0 else ""
    return (", ".join(shown) or say(language, "segments-why-nothing")) + more


def _ordinal(snapshot: Snapshot, account_id: str) -> int:
    rows = snapshot.rows("SELECT ordinal FROM accounts WHERE account_id = ?", [account_id])
    if not rows:
        raise UnknownAccount("segments-why-unknown", account=account_id[:60])
    return int(rows[0]["ordinal"])


@dataclass(frozen=True)
class _Asked:
    """Questions about one account."""

    snapshot: Snapshot
    ground: Ground
    ordinal: int

    def known(self, condition: Condition) -> tuple[Known, ...]:
        """What the account has of each field that a condition reads."""
        catalogue = self.ground.catalogue
        field = catalogue.fields.get(condition.field)
        if field is None or field.kind in OF_THE_HOUSE:
            return ()
        if field.kind is Kind.EXPRESSION:
            if not is_complete(condition, catalogue):
                return ()
            keys = expressions.fields_of(str(condition.value), catalogue)
            return tuple(Known(catalogue.fields[key], self._of(key)) for key in keys)
        own = Known(field, self._values(condition, field))
        if OPERATORS.get(condition.operator) is not Shape.GROUPING:
            return (own,)
        return (own, *self._grouping(condition))

    def _grouping(self, condition: Condition) -> tuple[Known, ...]:
        other = self.ground.catalogue.fields.get(str(condition.value))
        return (Known(other, self._of(other.key)),) if other else ()

    def _values(self, condition: Condition, field: Field) -> tuple[Any, ...]:
        if field.level is Level.CONTACT:
            return self._rows(field, facts.value(field, self.ground.as_of), "contacts")
        if field.level is Level.EVENT:
            return self._times(condition, field)
        if field.kind is Kind.SERIES:
            return self._months(condition, field)
        if field.kind is Kind.LIST:
            item = windows.resolved(field.sql, self.ground.as_of)
            return tuple(dict.fromkeys(self._rows(field, item, field.table)))
        return self._of(field.key)

    def _of(self, key: str) -> tuple[Any, ...]:
        field = self.ground.catalogue.fields[key]
        valued = self.ground.values([field]).subquery("valued")
        question = exp.select(exp.column(key, quoted=True)).from_(valued)
        return self._asked(question.where(self._mine(facts.ORDINAL)))

    def _rows(self, field: Field, item: exp.Expr, table: str) -> tuple[Any, ...]:
        question = exp.select(exp.alias_(item, "value")).from_(table)
        question = question.where(self._mine(facts.ACCOUNT_ORDINAL))
        if kept := facts.kept(field, self.ground.as_of):
            question = question.where(kept)
        return self._asked(question.order_by("1"))

    def _times(self, condition: Condition, field: Field) -> tuple[Any, ...]:
        value = condition.value
        if not isinstance(value, Times):
            return ()
        moment = windows.resolved(field.sql, self.ground.as_of)
        inside = windows.in_last_days(moment, value.days, self.ground.as_of)
        question = exp.select(exp.Count(this=exp.Star())).from_(field.table).where(inside)
        return self._asked(question.where(self._mine(facts.ACCOUNT_ORDINAL)))

    def _months(self, condition: Condition, field: Field) -> tuple[Any, ...]:
        value = condition.value
        if value is None or not is_complete(condition, self.ground.catalogue):
            return ()
        assert isinstance(value, Amount | Change)
        question = exp.select(*series.totals(value, field, self.ground)).from_(field.table)
        found = self.snapshot.arrow(question.where(self._mine(facts.ACCOUNT_ORDINAL)))
        return tuple(found.to_pylist()[0].values())

    def _mine(self, column: exp.Column) -> exp.Expr:
        return exp.EQ(this=column.copy(), expression=literal(self.ordinal))

    def _asked(self, question: exp.Select) -> tuple[Any, ...]:
        found = self.snapshot.arrow(question).column(0).to_pylist()
        return tuple(value for value in found if value not in (None, ""))


def _plain(field: Field, value: Any, language: str) -> str:
    if field.personal:
        return _HIDDEN
    if isinstance(value, bool):
        return say(language, "segments-why-true" if value else "segments-why-false")
    if isinstance(value, datetime | date):
        return words.day(language, value.date() if isinstance(value, datetime) else value)
    if isinstance(value, int | float | Decimal):
        digits = 0 if value == int(value) else 2
        return amount(float(value), field.unit, language, digits=digits)
    if isinstance(value, list):
        return ", ".join(field.shown(str(one), language) for one in value)
    return field.shown(str(value), language)
