from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from core.uplift.mean import Numbers, adjusted, arm_of, welch
from core.uplift.permutation import permuted, statistics

ROUNDS = 499
TRIALS = 600


def test_the_rounds_are_welch_of_random_splits() -> None:
    values = np.random.default_rng(3).lognormal(0, 1, 7)
    every = {
        round(_t(values[list(treated)], np.delete(values, treated)), 9)
        for treated in combinations(range(7), 3)
    }

    drawn = statistics(values, 3, seed=1, rounds=400)

    assert {round(float(t), 9) for t in drawn} <= every
    assert len({round(float(t), 9) for t in drawn}) > len(every) * 0.9


def _t(treated: Numbers, holdout: Numbers) -> float:
    return float(stats.ttest_ind(treated, holdout, equal_var=False).statistic)


def test_the_same_seed_gives_the_same_digits() -> None:
    draw = np.random.default_rng(5)
    treated, holdout = draw.lognormal(3, 2, 300), draw.lognormal(3, 2, 60)

    assert permuted(treated, holdout, seed=11) == permuted(treated, holdout, seed=11)
    assert permuted(treated, holdout, seed=11) != permuted(treated, holdout, seed=12)


def test_the_interval_is_the_wider_of_the_two() -> None:
    draw = np.random.default_rng(6)
    treated, holdout = draw.lognormal(3, 2, 300), draw.lognormal(3, 2, 60)

    found = permuted(treated, holdout, seed=1)

    assert found.uplift.low == min(found.welch.low, found.permutation.low)
    assert found.uplift.high == max(found.welch.high, found.permutation.high)
    assert found.uplift.p == found.permutation.p


def test_on_tame_numbers_both_intervals_agree() -> None:
    draw = np.random.default_rng(8)
    treated, holdout = draw.normal(10, 2, 800), draw.normal(9, 2, 700)

    found = permuted(treated, holdout, seed=1)

    assert found.permutation.low == pytest.approx(found.welch.low, abs=0.02)
    assert found.permutation.p < 0.001


def test_outcomes_that_never_differ_need_no_rounds() -> None:
    found = permuted(np.zeros(50), np.zeros(10), seed=1)

    assert (found.uplift.difference, found.uplift.p) == (0, 1)


@pytest.mark.slow
def test_false_alarms_on_heavy_tails_keep_their_promise() -> None:
    """A/A over heavy-tailed accounts, one in ten held out: who cries wolf how often?"""
    draw = np.random.default_rng(2026)
    naive = honest = 0
    for trial in range(TRIALS):
        before, outcomes = _accounts(draw, 600)
        held = draw.permutation(600) < 60
        naive += welch(arm_of(outcomes[~held]), arm_of(outcomes[held])).is_conclusive
        less = adjusted(
            outcomes[~held],
            outcomes[held],
            treated_before=before[~held],
            holdout_before=before[held],
        )
        found = permuted(less.treated, less.holdout, seed=trial, rounds=ROUNDS)
        honest += found.uplift.is_conclusive

    assert naive / TRIALS > 0.08
    # 5.5 % promised; two standard errors of 600 trials are 1.8 %.
    assert honest / TRIALS <= 0.055 + 0.018


def _accounts(draw: np.random.Generator, n: int) -> tuple[Numbers, Numbers]:
    """What n accounts bought before and in the window: a few whales, many who buy nothing."""
    size = draw.lognormal(4, 2, n)
    before = size * draw.lognormal(0, 0.6, n)
    return before, size * draw.lognormal(0, 0.6, n) * (draw.random(n) < 0.5)
