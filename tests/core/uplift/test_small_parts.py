"""Rates, balance, caps, ratios and power."""

from math import inf, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from core.uplift.balance import balance, sample_ratio
from core.uplift.capping import cap_of, capped
from core.uplift.mean import arm_of, welch
from core.uplift.power import outlook, smallest_difference, units_needed
from core.uplift.proportion import Group, p_of_rates, uplift_of_rates, wilson
from core.uplift.ratio import linearized

GROUPS = st.integers(1, 3_000).flatmap(
    lambda n: st.builds(Group, st.just(n), st.integers(0, n))
)


@given(GROUPS)
def test_a_rate_lies_within_its_bounds(group: Group) -> None:
    found = wilson(group)

    assert 0 <= found.low <= group.rate + 1e-12
    assert group.rate - 1e-12 <= found.high <= 1


@given(GROUPS, st.integers(1, 40))
def test_a_difference_of_rates_lies_within_its_interval(treated: Group, held: int) -> None:
    found = uplift_of_rates(
        treated=Group(treated.accounts + 1000, treated.successes),
        holdout=Group(held, held // 2),
    )

    assert found.low <= found.difference <= found.high
    assert 0 <= found.p <= 1


def test_wilson_agrees_with_scipy() -> None:
    second = stats.binomtest(7, 90).proportion_ci(method="wilson")

    assert wilson(Group(90, 7)) == pytest.approx((second.low, second.high))


def test_few_accounts_are_tested_exactly() -> None:
    table = [[9, 1], [71, 19]]

    found = p_of_rates(treated=Group(80, 9), holdout=Group(20, 1))

    assert found == pytest.approx(stats.barnard_exact(table).pvalue)


def test_when_nobody_or_everybody_did_it_there_is_nothing_to_tell() -> None:
    assert p_of_rates(treated=Group(80, 0), holdout=Group(20, 0)) == 1
    assert p_of_rates(treated=Group(80, 80), holdout=Group(20, 20)) == 1


def test_sizes_that_no_draw_gives_are_a_mismatch() -> None:
    assert sample_ratio([900, 100], [0.9, 0.1]).p == 1
    assert sample_ratio([850, 150], [0.9, 0.1]).is_mismatch
    assert not sample_ratio([890, 110], [0.9, 0.1]).is_mismatch


def test_arms_that_differed_before_are_seen() -> None:
    draw = np.random.default_rng(1)
    before = draw.normal(100, 10, 400)

    assert abs(balance(before[:300], before[300:]).difference) < 0.3
    assert balance(before[:300] + 20, before[300:]).p < 1e-6
    assert balance(np.zeros(9), np.zeros(9)).difference == 0


def test_the_cap_follows_the_time_before_and_the_length_of_the_window() -> None:
    before = np.arange(101, dtype=float)

    cap = cap_of(before, window_days=90, before_days=180)

    assert (cap.outcome, cap.before) == (99, 198)
    assert capped([5, 500], cap.outcome).tolist() == [5, 99]


def test_without_a_past_nothing_is_capped() -> None:
    cap = cap_of(np.zeros(50), window_days=28, before_days=180)

    assert cap.outcome == inf
    assert not cap.is_set


def test_a_ratio_of_sums_is_the_mean_of_its_linear_form() -> None:
    found = linearized([10, 0, 5], [2, 1, 3])

    assert found.ratio == pytest.approx(15 / 6)
    assert found.values.mean() == pytest.approx(found.ratio)


def test_the_smallest_effect_shrinks_with_accounts_and_a_fairer_split() -> None:
    narrow = smallest_difference(10, treated=900, holdout=100)

    assert smallest_difference(10, treated=9000, holdout=1000) < narrow
    assert smallest_difference(10, treated=500, holdout=500) < narrow


def test_as_many_accounts_as_needed_find_what_was_asked_for() -> None:
    n = units_needed(10, 1.5, holdout_share=0.2)

    found = smallest_difference(10, treated=round(n * 0.8), holdout=round(n * 0.2))

    assert found == pytest.approx(1.5, rel=0.01)


def test_power_holds_in_simulation() -> None:
    draw = np.random.default_rng(4)
    effect = smallest_difference(3, treated=400, holdout=100)
    hits = sum(
        welch(arm_of(draw.normal(effect, 3, 400)), arm_of(draw.normal(0, 3, 100))).is_conclusive
        for _ in range(1_000)
    )

    assert hits / 1_000 == pytest.approx(0.8, abs=3 * sqrt(0.8 * 0.2 / 1_000))


def test_history_and_caps_promise_a_finer_look() -> None:
    draw = np.random.default_rng(9)
    size = draw.lognormal(4, 1.5, 2_000)
    before, outcomes = (
        size * draw.lognormal(0, 0.5, 2_000),
        size * draw.lognormal(0, 0.5, 2_000),
    )
    cap = cap_of(before, window_days=90, before_days=180)

    found = outlook(outcomes, before, treated=1_600, holdout=400, cap=cap)

    assert found.adjusted.difference < found.plain.difference
    assert found.capped.relative is not None
    assert found.plain.relative is not None
    assert found.capped.relative < found.plain.relative
