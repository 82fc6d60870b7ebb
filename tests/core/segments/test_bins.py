"""Bars count each value once, at edges that people can read."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.segments.bins import Bar, of_days, of_numbers

NUMBERS = st.lists(
    st.floats(-1e12, 1e12, allow_nan=False) | st.integers(-50, 2_000).map(float),
    min_size=1,
    max_size=300,
)
DAYS = st.lists(st.dates(date(1990, 1, 1), date(2090, 1, 1)), min_size=1, max_size=300)


def holds(bar: Bar, value: Any) -> bool:
    if bar.value is not None:
        return bool(value == bar.value)
    above = bar.low is None or value >= bar.low
    return bool(above and (bar.high is None or value < bar.high))


@given(NUMBERS)
def test_every_number_is_in_one_bar(numbers: list[float]) -> None:
    bars = of_numbers(np.asarray(numbers))

    assert sum(bar.count for bar in bars) == len(numbers)
    assert len(bars) <= 25
    for bar in bars:
        assert bar.count == sum(
            1
            for number in numbers
            # A crowd at zero stands by itself, whatever the range around it.
            if holds(bar, number) and (bar.value == 0 or number != 0 or not has_zero_bar(bars))
        )


def has_zero_bar(bars: tuple[Bar, ...]) -> bool:
    return any(bar.value == 0 for bar in bars)


@given(DAYS)
def test_every_day_is_in_one_bar(days: list[date]) -> None:
    bars = of_days(np.asarray(days, dtype="datetime64[D]"))

    assert sum(bar.count for bar in bars) == len(days)
    assert len(bars) <= 40
    for bar in bars:
        assert bar.count == sum(1 for day in days if holds(bar, day))


def test_a_few_different_numbers_stand_each_by_itself() -> None:
    bars = of_numbers(np.array([10.0, 9.0, 10.0, 0.0]))

    assert [(bar.value, bar.count) for bar in bars] == [(0, 1), (9, 1), (10, 2)]


def test_a_heavy_tail_gets_edges_that_rise() -> None:
    incomes = np.exp(np.linspace(np.log(1_000), np.log(10_000_000), 2_000)) * 1.0

    bars = of_numbers(incomes)

    lows = [bar.low for bar in bars if bar.low is not None]
    assert lows[:5] == [1_000, 2_000, 5_000, 10_000, 20_000]
    assert max(bar.count for bar in bars) < len(incomes) / 5, "no bar hides the others"


def test_an_even_spread_gets_even_edges() -> None:
    bars = of_numbers(np.arange(0, 1_000, dtype=float) + 0.5)

    assert [(bar.low, bar.high) for bar in bars][:3] == [(0, 100), (100, 200), (200, 300)]
    assert {bar.count for bar in bars} == {100}


def test_a_crowd_at_zero_stands_by_itself() -> None:
    sales = np.concatenate([np.zeros(700), np.arange(1, 301, dtype=float)])

    first, second, *_ = of_numbers(sales)

    assert (first.value, first.count) == (0, 700)
    assert (second.low, second.is_whole) == (1, True)


@pytest.mark.parametrize(
    ("first", "last", "edges"),
    [
        ("2026-03-01", "2026-03-20", [date(2026, 3, 1), date(2026, 3, 2)]),
        ("2025-03-20", "2026-03-20", [date(2025, 3, 1), date(2025, 4, 1)]),
        ("2022-05-20", "2026-03-20", [date(2022, 4, 1), date(2022, 7, 1)]),
        ("2010-05-20", "2026-03-20", [date(2010, 1, 1), date(2011, 1, 1)]),
    ],
)
def test_a_span_of_days_is_shown_in_the_period_that_fits(
    first: str, last: str, edges: list[date]
) -> None:
    days = np.arange(np.datetime64(first), np.datetime64(last))

    bars = [bar for bar in of_days(days) if bar.low is not None]

    assert [bars[0].low, bars[0].high] == edges
    assert len(bars) <= 27
