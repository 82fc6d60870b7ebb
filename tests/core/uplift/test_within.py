"""Within the strata of a draw: by hand, and trials whose strata are held out unequally."""

from math import sqrt

import numpy as np
import pytest
from scipy import stats

from core.uplift.balance import strata_ratio
from core.uplift.mean import adjusted, arm_of, welch
from core.uplift.permutation import permuted
from core.uplift.within import within

TRIALS, ROUNDS = 150, 199


def test_strata_are_put_together_by_their_units() -> None:
    values = np.array([5.0, 7, 3, 1, 20, 22, 24, 16, 18, 11])
    treated = np.array([1, 1, 0, 0, 1, 1, 1, 0, 0, 0], dtype=bool)
    strata = np.repeat([0, 1], [4, 6])

    found = within(values, treated, strata, seed=1)

    # (6 − 2)·4/10 + (22 − 15)·6/10; variances 2, 2, 4 and 13.
    assert found.difference == pytest.approx(5.8)
    parts = [0.16 * 2 / 2, 0.16 * 2 / 2, 0.36 * 4 / 3, 0.36 * 13 / 3]
    assert found.error == pytest.approx(sqrt(sum(parts)))
    less = [part**2 / size for part, size in zip(parts, (1, 1, 2, 2), strict=True)]
    assert found.degrees == pytest.approx(sum(parts) ** 2 / sum(less))
    half = float(stats.t.ppf(0.975, found.degrees)) * found.error
    assert found.low <= found.difference - half
    assert found.high >= found.difference + half


def test_one_stratum_is_the_plain_comparison() -> None:
    draw = np.random.default_rng(4)
    values, treated = draw.normal(10, 3, 500), np.arange(500) < 350
    plain = welch(arm_of(values[treated]), arm_of(values[~treated]))

    found = within(values, treated, np.zeros(500, dtype=np.int64), seed=1)

    assert (found.difference, found.error) == pytest.approx((plain.difference, plain.error))
    assert found.interval == pytest.approx(tuple(plain.interval), abs=0.05)
    assert found.p == pytest.approx(plain.p, abs=0.05)


def test_outcomes_without_spread_are_said_exactly() -> None:
    treated = np.arange(12) % 2 == 0
    strata = np.repeat([0, 1], 6)

    same = within(np.ones(12), treated, strata, seed=1)
    parted = within(treated.astype(float), treated, strata, seed=1)

    assert (same.difference, same.p) == (0, 1)
    assert (parted.low, parted.high, parted.p) == (1, 1, 0)


@pytest.mark.parametrize("shares", [(0.5, 0.2, 0.1), (0.2, 0.2, 0.2)])
def test_the_interval_holds_where_strata_are_held_out_unequally(
    shares: tuple[float, ...],
) -> None:
    """A/A over heavy tails in strata by size: plainly compared they are not alike."""
    draw = np.random.default_rng(5)
    alarms = {"plain": 0, "within": 0}
    for trial in range(TRIALS):
        outcome, before, strata, treated = _accounts(draw, 400, shares)
        arms = outcome[treated], outcome[~treated]
        past = {"treated_before": before[treated], "holdout_before": before[~treated]}
        values = np.empty(outcome.size)
        values[treated], values[~treated] = adjusted(*arms, **past)[:2]
        how = {"seed": trial, "rounds": ROUNDS}
        alarms["within"] += within(values, treated, strata, **how).is_conclusive
        alarms["plain"] += permuted(*arms, **how).uplift.is_conclusive

    if len(set(shares)) > 1:
        assert alarms["plain"] > 0.3 * TRIALS
    # 5.5 % promised; two and a half standard errors of the trials on top.
    assert alarms["within"] <= (0.055 + 2.5 * sqrt(0.055 * 0.945 / TRIALS)) * TRIALS


def _accounts(
    draw: np.random.Generator, n: int, shares: tuple[float, ...]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    size, pace = draw.lognormal(4, 1.5, n), 0.02 * draw.lognormal(0, 0.7, n)
    before, outcome = (
        draw.poisson(pace * days) * size * draw.lognormal(0, 0.3, n) for days in (180, 28)
    )
    cap = 2 * float(np.percentile(before, 99))
    strata = np.searchsorted(np.quantile(size, [1 / 3, 2 / 3]), size)
    treated = np.ones(n, dtype=bool)
    for one, share in enumerate(shares):
        places = np.flatnonzero(strata == one)
        treated[draw.choice(places, round(share * places.size), replace=False)] = False
    return np.minimum(outcome, cap * 28 / 180), np.minimum(before, cap), strata, treated


def test_one_bad_stratum_among_many_is_found() -> None:
    sizes, fair = np.full(60, 200), np.full(60, 40)
    bad = fair.copy()
    bad[17] = 10

    assert strata_ratio(sizes, fair, 0.2).p == 1
    found = strata_ratio(sizes, bad, 0.2)
    assert found.is_mismatch
    assert (found.strata, found.worst) == (60, 17)
    # A little everywhere is as bad as much in one.
    assert strata_ratio(sizes, fair - 8, 0.2).is_mismatch


def test_independent_draws_are_no_mismatch_more_often_than_chance() -> None:
    draw = np.random.default_rng(6)
    sizes = draw.integers(50, 400, 30)
    found = [strata_ratio(sizes, draw.binomial(sizes, 0.1), 0.1).p for _ in range(2_000)]

    assert np.mean(np.array(found) < 0.05) <= 0.06


def test_accounts_that_share_a_fate_are_no_mismatch() -> None:
    """A holding of forty is held out as one: by accounts it looks impossible."""
    sizes, held = [100, 100], [42, 8]

    assert strata_ratio(sizes, held, 0.2).is_mismatch
    assert not strata_ratio(sizes, held, 0.2, squares=[40**2 + 60, 100]).is_mismatch
