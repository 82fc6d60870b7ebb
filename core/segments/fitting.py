"""Does a value fit the field and the operator? Where so, it gets its own type."""

from datetime import date

from core.foundation.refusal import Refusal
from core.foundation.words import say
from core.segments import expressions
from core.segments.model import Amount, Change, Times, Value
from core.segments.notation import is_countable, is_sound
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field, Kind, Shape

MAX_DAYS = 36_500
MAX_TIMES = 1_000_000
MAX_MONTHS = 120
MAX_COUNT = 10**9  # accounts
MAX_PERCENT = 1_000_000  # of a change; a rank has a hundred
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


class BadValue(Refusal):
    """The value does not fit the field and the operator."""

    def __init__(self, key: str, /, *, field: Field) -> None:
        super().__init__(key, field=field.key)
        self.field = field

    def sentence(self, language: str) -> str:
        return say(language, self.key, field=self.field.label(language))


def fitted(value: Value, shape: Shape, field: Field, catalogue: Catalogue) -> Value:
    """The value in the type the shape asks for.

    Raises `BadValue`, and `BadExpression` for what is not one test over declared fields.
    """
    match shape, value:
        case Shape.NOTHING, None:
            return None
        case Shape.ONE, str() | int() | float() | date():
            return _one(value, field)
        case Shape.MANY | Shape.SETS, tuple() if value:
            return tuple(sorted({_text(str(one), field) for one in value}))
        case Shape.PAIR, (str() | int() | float() | date() as low, high) if isinstance(
            high, str | int | float | date
        ):
            return _pair(low, high, field)
        case Shape.GROUPING, str() if value in groupings(catalogue):
            return value
        case Shape.SQL, str():
            expressions.test(_text(value, field), catalogue)
            return value.strip()
    if _is_within(value, shape):
        return value
    raise _bad(field)


def groupings(catalogue: Catalogue) -> dict[str, Field]:
    """The fields that accounts may be compared within."""
    return {one.key: one for one in catalogue.facts() if one.kind is Kind.CATEGORY}


def _is_within(value: Value, shape: Shape) -> bool:
    """Whether the numbers of a shape that only has numbers make sense."""
    match shape, value:
        case Shape.DAYS, int():
            return 0 < value <= MAX_DAYS
        case Shape.COUNT, int():
            return 0 < value <= MAX_COUNT
        case Shape.PERCENT, int() | float():
            return is_countable(value) and 0 < value <= 100  # noqa: PLR2004 – per cent
        case Shape.TIMES, Times():
            return 0 <= value.times <= MAX_TIMES and 0 < value.days <= MAX_DAYS
        case Shape.AMOUNT, Amount():
            return is_countable(value.amount) and 0 < value.months <= MAX_MONTHS
        case Shape.CHANGE, Change():
            is_sane = is_countable(value.percent) and 0 <= value.percent <= MAX_PERCENT
            return is_sane and 0 < value.months <= MAX_MONTHS
    return False


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
