"""What is in a field, in words: a value, a range, a period, and where a field stands."""

from datetime import date

from core.foundation import words
from core.segments.bins import Bar
from core.segments.sentence import amount
from core.warehouse.fields import Field, Kind
from pages.parts.frame import language, say

THOUSAND = 1_000  # from here on a number is written short where there is no room
SHORTEST_MONTH, LONGEST_MONTH, LONGEST_QUARTER = 28, 31, 92  # days


def edge_label(field: Field, edge: float | date) -> str:
    """One value of a field by itself: its least, its median or its most."""
    if isinstance(edge, date):
        return words.day(language(), edge)
    digits = 0 if field.kind is Kind.MONEY or edge == int(edge) else 1
    return amount(edge, field.unit, language(), digits=digits)


def bar_label(field: Field, bar: Bar) -> str:
    """What a bar counts: one value, a range, or a period of time."""
    if isinstance(bar.value, bool):
        return say("catalogue-yes" if bar.value else "catalogue-no")
    if isinstance(bar.value, str):
        return field.shown(bar.value, language())
    if bar.value is not None:
        return _number(bar.value)
    if isinstance(bar.low, date) and isinstance(bar.high, date):
        return _period(bar.low, bar.high)
    if bar.low is None and bar.high is not None:
        key = "catalogue-before" if isinstance(bar.high, date) else "catalogue-below"
        return say(key, value=_edge(bar.high))
    if bar.high is None and bar.low is not None:
        key = "catalogue-since" if isinstance(bar.low, date) else "catalogue-from"
        return say(key, value=_edge(bar.low))
    return _range(bar)


def _range(bar: Bar) -> str:
    if not isinstance(bar.low, int | float) or not isinstance(bar.high, int | float):
        return say("catalogue-rest")
    last = bar.high - 1 if bar.is_whole and bar.high < THOUSAND else bar.high
    if last == bar.low:
        return _number(last)
    return say("catalogue-range", low=_number(bar.low), high=_number(last))


def _period(first: date, after: date) -> str:
    days = (after - first).days
    if days < SHORTEST_MONTH:
        return words.day(language(), first)
    if days <= LONGEST_MONTH:
        return words.month(language(), first)
    if days <= LONGEST_QUARTER:
        quarter = (first.month + 2) // 3
        return say("catalogue-quarter", quarter=quarter, year=str(first.year))
    last = after.year - 1
    return str(first.year) if first.year == last else f"{first.year}–{last}"


def _edge(edge: float | date) -> str:
    return words.day(language(), edge) if isinstance(edge, date) else _number(edge)


def _number(value: float) -> str:
    if abs(value) >= THOUSAND:
        return words.compact(language(), value)
    return words.number(language(), value, digits=0 if value == int(value) else 1)
