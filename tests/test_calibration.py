"""Intervals keep their promise: a short run of `make soak-calibration`, with its own doubt."""

from math import sqrt

import numpy as np
import pytest

from bench.calibration import foresight, many, peers
from bench.calibration.populations import HeavyTailed, Population, wholesaler
from bench.calibration.trials import Cell, Counted, run
from core.results import estimates
from tests.core.uplift.conftest import needs_shared

TRIALS, ROUNDS = 400, 499
CELLS = [(400, 0.1), (400, 0.5), (1_000, 0.1), (1_000, 0.2)]


@pytest.fixture(scope="module")
def synthetic() -> Counted:
    return together(HeavyTailed())


@pytest.fixture(scope="module")
def real() -> Counted:
    return together(wholesaler())


def together(population: Population) -> Counted:
    """All cells of a population in one count."""
    total = Counted()
    for accounts, holdout in CELLS:
        cell = Cell(population.name, accounts, holdout)
        found = run(population, cell, trials=TRIALS, rounds=ROUNDS, seed=7)
        for name, value in vars(found).items():
            setattr(total, name, getattr(total, name) + value)
    return total


def doubt(share: float) -> float:
    """Two and a half standard errors of a share over all these trials."""
    return 2.5 * sqrt(share * (1 - share) / (TRIALS * len(CELLS)))


def promised(found: Counted) -> None:
    shares = found.shares()
    assert shares["alarms"] <= 0.055 + doubt(0.055)
    assert shares["praise"] <= 0.035 + doubt(0.035)
    assert shares["covered"] >= 0.94 - doubt(0.94)
    assert shares["looked"] <= 0.05 + doubt(0.05)


def test_made_up_accounts_raise_no_more_alarms_than_promised(synthetic: Counted) -> None:
    promised(synthetic)


@needs_shared
def test_real_accounts_raise_no_more_alarms_than_promised(real: Counted) -> None:
    promised(real)


def test_what_others_say_of_the_same_draws_is_less_true(synthetic: Counted) -> None:
    shares = synthetic.shares()

    assert shares["welch_alarms"] > 0.07
    assert shares["welch_peeked"] > 0.12
    assert shares["growthbook_covered"] < 0.93
    assert shares["growthbook_sequence"] > 0.05


def test_many_trials_at_once_are_the_estimator_that_people_get() -> None:
    rng = np.random.default_rng(3)
    found = HeavyTailed().draw(1, 400, rng)
    held = many.drawn(1, 400, 100, rng)
    draws = many.drawn(4_999, 400, 100, rng).astype(np.float64)
    values = many.residuals(found.until[-1], found.before)
    y, x, arm = found.until[-1][0], found.before[0], held[0]

    ours = estimates.estimate((y[~arm], y[arm]), (x[~arm], x[arm]), seed=1)
    fast = many.envelope(values, held, draws)

    assert ours.adjusted
    assert ours.plain.interval == pytest.approx(
        (
            many.plain(many.arms_of(found.until[-1], held)).low[0],
            many.plain(many.arms_of(found.until[-1], held)).high[0],
        )
    )
    width = ours.uplift.high - ours.uplift.low
    assert fast.low[0] == pytest.approx(ours.uplift.low, abs=0.03 * width)
    assert fast.high[0] == pytest.approx(ours.uplift.high, abs=0.03 * width)


@pytest.mark.parametrize("effect", [-0.5, 0.0, 0.9])
def test_a_truth_is_missed_where_people_would_miss_it(effect: float) -> None:
    rng = np.random.default_rng(6)
    trials, accounts, rounds = 12, 300, 499
    found = HeavyTailed().draw(trials, accounts, rng)
    held = many.drawn(trials, accounts, 120, rng)
    draws = many.drawn(rounds, accounts, 120, rng).astype(np.float64)
    values = np.where(held, found.until[-1], found.until[-1] * (1 + effect))
    ours = [
        estimates.estimate(
            (y[~arm], y[arm]), (x[~arm], x[arm]), seed=1, rounds=rounds, is_money=True
        ).uplift
        for y, x, arm in zip(values, found.before, held, strict=True)
    ]
    # So far from an edge that the rounds, which differ, do not decide.
    width = np.array([one.high - one.low for one in ours])
    low, high = (np.array([getattr(one, side) for one in ours]) for side in ("low", "high"))

    for truth, is_missed in ((low - width, True), (high + width, True)):
        assert many.missed(values, found.before, held, draws, truth).all() == is_missed
    for truth in (low + 0.1 * width, high - 0.1 * width):
        assert not many.missed(values, found.before, held, draws, truth).any()


@pytest.mark.parametrize(
    ("accounts", "holdout", "has_past"), [(400, 0.2, True), (400, 0.5, False)]
)
def test_what_is_foreseen_is_found_within_a_tenth(
    accounts: int, holdout: float, *, has_past: bool
) -> None:
    found = foresight.cell(HeavyTailed(), accounts, holdout, has_past=has_past, trials=200)

    by_times = dict(zip(foresight.TIMES, found.power, strict=True))
    unsure = 2.5 * sqrt(0.8 * 0.2 / 200)
    assert by_times[0.9] <= 0.8 + unsure
    assert by_times[1.1] >= 0.8 - unsure
    assert by_times[0.8] < by_times[1.0] < by_times[1.2]


def test_the_top_hundredth_of_made_up_accounts_makes_two_fifths_of_the_revenue() -> None:
    before = HeavyTailed().draw(1, 100_000, np.random.default_rng(1)).before[0]

    top = np.sort(before)[-1_000:].sum() / before.sum()

    assert 0.35 < top < 0.5


def test_a_sequence_is_wider_than_one_look() -> None:
    mean, spread = np.array([1.1]), np.array([4.0])
    arms = many.Arms(mean, np.array([1.0]), spread, spread, (3_000, 2_000))

    once, always = peers.relative(arms), peers.sequence(arms)

    assert always.low[0] < once.low[0] < once.high[0] < always.high[0]
    assert (once.low[0] + once.high[0]) / 2 == pytest.approx(0.1)
