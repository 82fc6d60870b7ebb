"""The values of a profile as people read them: words for codes, bands with their unit."""

from core.foundation import words
from core.segments import dimensions
from core.segments.dimensions import Band, Beyond
from core.segments.profile import Cell
from core.segments.sentence import amount
from core.warehouse.fields import Field, Kind
from pages.parts.frame import language, say


def value_label(field: Field, cell: Cell) -> str:
    """What a cell of a field is about."""
    value = cell.value
    if isinstance(value, Beyond):
        return say(f"insight-{value}")
    if isinstance(value, Band):
        return _band(field, value)
    if field.kind is Kind.BOOLEAN:
        return say(f"insight-{'yes' if value == 'true' else 'no'}")
    return field.shown(value, language())


def _band(field: Field, band: Band) -> str:
    if field.key == dimensions.NPS:
        return say(f"insight-nps-{_nps(band)}")
    if band.low is None and band.high is None:
        return say("insight-any-number")
    if band.low is None:
        return say("insight-up-to", high=_bound(field, band.high))
    if band.high is None:
        return say("insight-over", low=_bound(field, band.low))
    low = _bound(field, band.low, is_bare=field.kind is not Kind.DATE)
    return say("insight-over-up-to", low=low, high=_bound(field, band.high))


def _nps(band: Band) -> str:
    if band.low is None:
        return "detractors"
    return "promoters" if band.high is None else "passives"


def _bound(field: Field, bound: float | None, *, is_bare: bool = False) -> str:
    """A bound with its unit; of a pair, only the second has it."""
    number = bound or 0.0
    if field.kind is Kind.DATE:
        return words.day(language(), dimensions.day_of(number))
    digits = 0 if number == int(number) else 2
    if is_bare:
        return words.number(language(), number, digits=digits)
    return amount(number, field.unit, language(), digits=digits)
