"""Does a rule make sense over this catalogue? Where not, the refusal names what does not."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from core.foundation.refusal import Refusal
from core.foundation.words import say
from core.segments.model import (
    EVERYBODY,
    Combine,
    Condition,
    Group,
    Path,
    Rule,
    Times,
    Value,
    walk,
)
from core.segments.notation import MAX_NODES, BadRule, is_countable, is_sound
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import OPERATORS, Field, Kind, Shape

MAX_DAYS = 36_500
MAX_TIMES = 1_000_000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


class UnknownField(Refusal):
    """The catalogue has no field of that name that a rule may ask about."""


class UnknownOperator(Refusal):
    """The field cannot be asked that."""


class BadValue(Refusal):
    """The value does not fit the field and the operator."""

    def __init__(self, key: str, /, *, field: Field) -> None:
        super().__init__(key, field=field.key)
        self.field = field

    def sentence(self, language: str) -> str:
        return say(language, self.key, field=self.field.label(language))


class EmptyGroup(Refusal):
    """A group without conditions says nothing: it must be filled or removed."""


def checked(rule: Rule, catalogue: Catalogue) -> Rule:
    """The rule with every value in its own type, or a refusal that names what does not fit.

    Raises `UnknownField`, `UnknownOperator`, `BadValue`, `EmptyGroup`, and `BadRule` for a rule
    without end. Only the whole rule may be a group of nothing: everybody.
    """
    if isinstance(rule, Group) and not rule.rules and rule.combine is Combine.ALL:
        return rule
    if sum(1 for _ in walk(rule)) > MAX_NODES:
        raise BadRule("segments-rule-too-large")
    return _checked(rule, catalogue)


def is_complete(condition: Condition, catalogue: Catalogue) -> bool:
    """Whether a condition is filled in so that it can be counted."""
    try:
        _checked(condition, catalogue)
    except (UnknownField, UnknownOperator, BadValue):
        return False
    return True


def typed(rule: Rule, catalogue: Catalogue) -> Rule:
    """The rule with every value that fits in its own type: a day written in JSON is a day."""
    if isinstance(rule, Condition):
        return _checked_condition(rule, catalogue) if is_complete(rule, catalogue) else rule
    return Group(rule.combine, tuple(typed(inner, catalogue) for inner in rule.rules))


def completed(rule: Rule, catalogue: Catalogue) -> tuple[Rule, dict[Path, Path]]:
    """A rule on its way: without what is not filled in, and without groups left empty.

    The places lead from each node of the rule that stayed to where it now stands.
    """
    places: dict[Path, Path] = {}
    sound = _completed(rule, catalogue, (), (), places)
    return (sound, places) if sound is not None else (EVERYBODY, {(): ()})


def _completed(
    rule: Rule, catalogue: Catalogue, path: Path, place: Path, places: dict[Path, Path]
) -> Rule | None:
    if isinstance(rule, Condition):
        if not is_complete(rule, catalogue):
            return None
        places[path] = place
        return _checked(rule, catalogue)
    inner: list[Rule] = []
    for position, one in enumerate(rule.rules):
        there = (*place, len(inner))
        sound = _completed(one, catalogue, (*path, position), there, places)
        if sound is not None:
            inner.append(sound)
    if not inner:
        return None
    places[path] = place
    return Group(rule.combine, tuple(inner))


def incomplete_paths(rule: Rule, catalogue: Catalogue) -> list[Path]:
    """Where the conditions stand that are not filled in."""
    return [
        path
        for path, node in walk(rule)
        if isinstance(node, Condition) and not is_complete(node, catalogue)
    ]


def _checked(rule: Rule, catalogue: Catalogue) -> Rule:
    if isinstance(rule, Condition):
        return _checked_condition(rule, catalogue)
    if not rule.rules:
        raise EmptyGroup("segments-empty-group")
    return Group(rule.combine, tuple(_checked(inner, catalogue) for inner in rule.rules))


def _checked_condition(condition: Condition, catalogue: Catalogue) -> Condition:
    field = catalogue.fields.get(condition.field)
    if field is None or not field.operators:
        names = [known.key for known in catalogue.for_rules()]
        raise UnknownField(
            "segments-unknown-field",
            field=condition.field[:60],
            nearest=nearest(condition.field, names),
        )
    if condition.operator not in field.operators:
        raise UnknownOperator(
            "segments-unknown-operator",
            operator=condition.operator[:60],
            field=field.key,
            nearest=nearest(condition.operator, field.operators),
            known=", ".join(field.operators),
        )
    value = _fitted(condition.value, OPERATORS[condition.operator], field)
    return replace(condition, value=value)


def nearest(name: str, known: Iterable[str]) -> str:
    """The valid name that looks most like the one given."""
    names = sorted(known)
    return next(iter(get_close_matches(name[:60], names, n=1, cutoff=0.0)), names[0])


def _fitted(value: Value, shape: Shape, field: Field) -> Value:
    """The value in the type the shape asks for. Raises `BadValue`."""
    match shape, value:
        case Shape.NOTHING, None:
            return None
        case Shape.ONE, str() | int() | float() | date():
            return _one(value, field)
        case Shape.MANY, tuple() if value:
            return tuple(sorted({_text(str(one), field) for one in value}))
        case Shape.PAIR, (str() | int() | float() | date() as low, high) if not isinstance(
            high, Times
        ):
            return _pair(low, high, field)
        case Shape.DAYS, int() if 0 < value <= MAX_DAYS:
            return value
        case Shape.TIMES, Times() if 0 <= value.times <= MAX_TIMES and (
            0 < value.days <= MAX_DAYS
        ):
            return value
    raise _bad(field)


def _one(value: str | float | date, field: Field) -> str | int | float | date:
    if field.kind in (Kind.TEXT, Kind.CATEGORY) and isinstance(value, str):
        return _text(value, field)
    if field.kind in (Kind.NUMBER, Kind.MONEY) and isinstance(value, int | float):
        return _number(value, field)
    if field.kind is Kind.DATE and isinstance(value, str | date):
        return _day(value, field)
    raise _bad(field)


def _text(value: str, field: Field) -> str:
    if not value.strip() or not is_sound(value):
        raise _bad(field)
    return value


def _number(value: float, field: Field) -> float:
    if not is_countable(value):
        raise _bad(field)
    return int(value) if value == int(value) else value


def _day(value: str | date, field: Field) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise _bad(field) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise _bad(field)
    return day


def _pair(low: str | float | date, high: str | float | date, field: Field) -> Value:
    pair = _one(low, field), _one(high, field)
    if pair[0] > pair[1]:  # type: ignore[operator]  # both are of the field's kind by now
        raise _bad(field)
    return pair


def _bad(field: Field) -> BadValue:
    return BadValue("segments-bad-value", field=field)
