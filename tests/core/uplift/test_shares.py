"""Shares against the rest: published examples, an independent method, and properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats.contingency import relative_risk

from core.uplift.proportion import Group, uplift_of_rates, wilson
from core.uplift.shares import against_whole, differences, ratios, wilson_bounds

# Perondi and others (2004), 7 of 34 against 1 of 34; Ritland and others (2007), 0 of 16 against
# 15 of 72: the intervals of M. Fagerland, S. Lydersen and P. Laake (2017), chapter 4, as their
# package “contingencytables” prints them.
PERONDI = [7], [1], (34, 34)


def test_a_ratio_agrees_with_the_published_example() -> None:
    part, rest, of = PERONDI

    ratio, bounds = ratios(part, rest, of=of)

    assert ratio[0] == pytest.approx(7.0)
    assert (bounds.low[0], bounds.high[0]) == pytest.approx((1.1537, 41.9763), abs=5e-5)


def test_a_difference_agrees_with_the_published_example() -> None:
    part, rest, of = PERONDI

    difference, bounds = differences(part, rest, of=of)

    assert difference[0] == pytest.approx(0.1765, abs=5e-5)
    assert (bounds.low[0], bounds.high[0]) == pytest.approx((0.0189, 0.3404), abs=5e-5)


def test_nobody_in_the_part_still_has_an_upper_bound() -> None:
    ratio, bounds = ratios([0], [15], of=(16, 72))

    assert (ratio[0], bounds.low[0]) == (0, 0)
    assert 0.9 < bounds.high[0] < 1.2  # the uncorrected score interval ends at 0.9532


def test_nobody_in_the_rest_has_no_upper_bound() -> None:
    ratio, bounds = ratios([15, 0], [0, 0], of=(72, 16))

    assert ratio[0] == np.inf
    assert (bounds.low[0] > 0.9, bounds.high[0]) == (True, np.inf)
    assert np.isnan(ratio[1])
    assert (bounds.low[1], bounds.high[1]) == (0, np.inf)


def test_many_accounts_agree_with_the_logarithmic_interval() -> None:
    """Katz and others, Biometrics 34 (1978), as scipy has it: aspirin, 189 against 104."""
    other = relative_risk(189, 11_034, 104, 11_037).confidence_interval(0.95)

    _, bounds = ratios([189], [104], of=(11_034, 11_037))

    assert (bounds.low[0], bounds.high[0]) == pytest.approx((other.low, other.high), rel=0.01)
    assert (round(bounds.low[0], 2), round(bounds.high[0], 1)) == (1.43, 2.3)


@st.composite
def groups(draw: st.DrawFn) -> tuple[int, int, int, int]:
    part, rest = draw(st.integers(1, 5_000)), draw(st.integers(1, 5_000))
    return draw(st.integers(0, part)), draw(st.integers(0, rest)), part, rest


@given(groups())
def test_what_is_estimated_lies_within_its_bounds(found: tuple[int, int, int, int]) -> None:
    a, c, part, rest = found

    difference, around = differences([a], [c], of=(part, rest))
    ratio, bounds = ratios([a], [c], of=(part, rest))

    assert around.low[0] <= difference[0] <= around.high[0]
    if a or c:
        assert bounds.low[0] <= ratio[0] * (1 + 1e-9)
        assert ratio[0] <= bounds.high[0] * (1 + 1e-9)


@given(groups())
def test_many_at_once_are_what_one_at_a_time_is(found: tuple[int, int, int, int]) -> None:
    a, c, part, rest = found
    one = wilson(Group(part, a))
    alone = uplift_of_rates(treated=Group(part + 1000, a), holdout=Group(rest + 1000, c))

    low, high = wilson_bounds([a, 0], part)
    _, bounds = differences([a, a], [c, c], of=(part + 1000, rest + 1000))

    assert (low[0], high[0]) == pytest.approx((one.low, one.high))
    assert (bounds.low[1], bounds.high[1]) == pytest.approx((alone.low, alone.high))


@given(groups())
def test_against_the_whole_is_what_dividing_by_it_gives(
    found: tuple[int, int, int, int],
) -> None:
    a, c, part, rest = found
    whole = part + rest
    ratio, bounds = ratios([a], [c], of=(part, rest))

    told = against_whole(ratio, part, whole)

    if a or c:
        assert told[0] == pytest.approx((a / part) / ((a + c) / whole))
        low, high = (against_whole(bound, part, whole)[0] for bound in bounds)
        assert low <= told[0] * (1 + 1e-9)
        assert told[0] <= high * (1 + 1e-9)


@pytest.mark.parametrize(
    ("p", "q", "part"), [(0.02, 0.02, 300), (0.3, 0.1, 80), (0.1, 0.3, 40)]
)
def test_the_bounds_hold_as_often_as_they_promise(p: float, q: float, part: int) -> None:
    chance = np.random.default_rng(7)
    a, c = chance.binomial(part, p, 20_000), chance.binomial(2_000, q, 20_000)

    _, ratio = ratios(a, c, of=(part, 2_000))
    _, difference = differences(a, c, of=(part, 2_000))

    for bounds, truth in ((ratio, p / q), (difference, p - q)):
        held = np.mean((bounds.low <= truth) & (truth <= bounds.high))
        assert 0.935 < held < 0.975
