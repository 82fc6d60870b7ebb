"""Bins that people can read: round edges, a tail left open, a crowd at zero by itself."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_VALUES = 15  # so many different numbers are shown each by itself
WANTED = 10  # bars of an even scale
CROWD = 0.05  # a share of zeros that would hide everything beside it
TAIL = 0.01  # on either side; what lies there goes into an open bar
# On an even scale the half of everything would stand in the first bar: then edges rise.
HEAVY = 0.1  # how far into the span the median lies, at most
WIDE = 10  # the 95th percentile against the 5th, at least
MOST_DECADES = 5  # edges at 1, 2 and 5 of each; beyond it at 1 alone
MONTHS_OF_DAYS, YEARS_OF_MONTHS, YEARS_OF_QUARTERS, MOST_YEARS = 1, 2, 6, 25

Edge = float | date
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Bar:
    """How many rows have one `value`, or one from `low` on and below `high`.

    A side that is None is open; a bar with neither value nor sides is all other values. Between
    two whole numbers there is none, so that “below 20” is “up to 19”.
    """

    count: int
    value: str | float | bool | None = None
    low: Edge | None = None
    high: Edge | None = None
    is_whole: bool = False

    @property
    def is_rest(self) -> bool:
        return self.value is None and self.low is None and self.high is None


def of_numbers(numbers: Numbers) -> tuple[Bar, ...]:
    """Bars that count each number once, from the least to the greatest."""
    different, counts = np.unique(numbers, return_counts=True)
    if len(different) <= MOST_VALUES:
        pairs = zip(different.tolist(), counts.tolist(), strict=True)
        return tuple(Bar(count, value=value) for value, count in pairs)
    above = numbers[numbers > 0]
    zeros = int((numbers == 0).sum())
    if different[0] < 0 or not zeros:
        return _ranges(numbers, _edges(numbers), is_whole=_is_whole(numbers))
    if zeros < CROWD * len(numbers) and not _is_heavy(above):
        return _ranges(numbers, _edges(numbers), is_whole=_is_whole(numbers))
    return (Bar(zeros, value=0.0), *_ranges(above, _edges(above), is_whole=_is_whole(above)))


def of_days(days: NDArray[np.datetime64]) -> tuple[Bar, ...]:
    """Bars of days, months, quarters or years, whichever shows the span in a few."""
    whole = days.astype("datetime64[D]").astype(np.int64)
    low, high = (_day(int(edge)) for edge in np.quantile(whole, (TAIL, 1 - TAIL)))
    edges = _periods(low, high)
    bars = _ranges(whole.astype(np.float64), [float(_number(edge)) for edge in edges])
    return tuple(Bar(bar.count, low=_opened(bar.low), high=_opened(bar.high)) for bar in bars)


def _edges(numbers: Numbers) -> list[float]:
    low, high = np.quantile(numbers, (TAIL, 1 - TAIL)).tolist()
    if _is_heavy(numbers):
        return _rising_edges(low, high)
    edges = _even_edges(low, high, is_whole=_is_whole(numbers))
    # Of whole numbers above nothing, the first is 1.
    return [1.0, *edges[1:]] if edges[0] == 0 and numbers.min() >= 1 else edges


def _is_heavy(numbers: Numbers) -> bool:
    low, lower, middle, upper, high = np.quantile(
        numbers, (TAIL, 0.05, 0.5, 0.95, 1 - TAIL)
    ).tolist()
    if numbers.min() <= 0 or upper < WIDE * lower:
        return False
    return bool(middle - low <= HEAVY * (high - low))


def _is_whole(numbers: Numbers) -> bool:
    return bool((numbers == np.rint(numbers)).all())


def _even_edges(low: float, high: float, *, is_whole: bool) -> list[float]:
    step = _round_step((high - low) / WANTED)
    step = max(step, 1.0) if is_whole else step
    first, last = floor(low / step), ceil(high / step)
    return [float(round(place * step, 9)) for place in range(first, max(last, first + 1) + 1)]


def _round_step(step: float) -> float:
    """The next 1, 2 or 5 of a power of ten."""
    if step <= 0:
        return 1.0
    power = 10.0 ** floor(log10(step))
    return next(part * power for part in (1, 2, 5, 10) if part * power >= step * (1 - 1e-9))


def _rising_edges(low: float, high: float) -> list[float]:
    first, last = floor(log10(low)), ceil(log10(high))
    parts = (1, 2, 5) if last - first <= MOST_DECADES else (1,)
    edges = [part * 10.0**power for power in range(first, last + 1) for part in parts]
    below = max((edge for edge in edges if edge <= low), default=edges[0])
    above = min((edge for edge in edges if edge >= high), default=edges[-1])
    return [edge for edge in edges if below <= edge <= above]


def _ranges(numbers: Numbers, edges: list[float], *, is_whole: bool = False) -> tuple[Bar, ...]:
    """A bar between every two edges; one below and one above them, if anything is there."""
    places = np.searchsorted(np.asarray(edges), numbers, side="right")
    counts = np.bincount(places, minlength=len(edges) + 1).tolist()
    sides = [None, *edges, None]
    bars = [
        Bar(count, low=low, high=high, is_whole=is_whole)
        for count, low, high in zip(counts, sides[:-1], sides[1:], strict=True)
    ]
    return tuple(bar for bar in bars if bar.count or None not in (bar.low, bar.high))


def _periods(low: date, high: date) -> list[date]:
    """The first days of the periods from the one of `low` to the one after `high`."""
    years = (high - low).days / 365.25
    if years * 12 <= MONTHS_OF_DAYS:
        return [low + timedelta(days=day) for day in range((high - low).days + 2)]
    months = 1 if years <= YEARS_OF_MONTHS else 3 if years <= YEARS_OF_QUARTERS else 12
    months *= max(1, ceil(years / MOST_YEARS))
    place = (low.year * 12 + low.month - 1) // months * months
    found = [_month(place)]
    while found[-1] <= high:
        place += months
        found.append(_month(place))
    return found


def month_after(day: date) -> date:
    """The first day of the month after the one of a day."""
    return _month(day.year * 12 + day.month)


def _month(place: int) -> date:
    return date(place // 12, place % 12 + 1, 1)


def _day(number: int) -> date:
    return date(1970, 1, 1) + timedelta(days=number)


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _opened(edge: Any) -> date | None:
    return None if edge is None else _day(int(edge))
