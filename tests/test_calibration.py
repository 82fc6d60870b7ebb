"""Intervals keep their promise: a short run of `make soak-calibration`, with its own doubt."""

from math import sqrt

import numpy as np
import pytest

from bench.calibration import foresight, many, peers, strata
from bench.calibration.populations import HeavyTailed, Population, wholesaler
from bench.calibration.sequence import alarms
from bench.calibration.trials import Cell, Counted, run
from core.results import estimates
from core.uplift.within import within
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


# What `gbstats` 0.8.0 answers: accounts, mean and variance of treated and holdout, then the
# ends of its interval (TwoSidedTTest) and of its sequence (SequentialTwoSidedTTest).
GBSTATS = [
    (
        (3_000, 1.1, 4.0),
        (2_000, 1.0, 4.0),
        (-0.02011006033009774, 0.22011006033009792),
        (-0.08595042180452034, 0.28595042180452035),
    ),
    (
        (360, 210.0, 2.5e6),
        (40, 140.0, 3.6e5),
        (-1.8332194870035727, 2.8332194870035727),
        (-4.312779794565296, 5.312779794565296),
    ),
    (
        (1_500, 80.0, 9e4),
        (1_500, 95.0, 2e5),
        (-0.41449827813592266, 0.09870880445171215),
        (-0.5584425926988137, 0.24265311901460324),
    ),
]


@pytest.mark.parametrize(("treated", "holdout", "interval", "sequence"), GBSTATS)
def test_the_peer_answers_what_its_release_does(
    treated: tuple[int, float, float],
    holdout: tuple[int, float, float],
    interval: tuple[float, float],
    sequence: tuple[float, float],
) -> None:
    (n, mean, variance), (m, other, others) = treated, holdout
    means, spreads = np.array([[mean], [other]]), np.array([[variance], [others]])
    arms = many.Arms(means[0], means[1], spreads[0], spreads[1], (n, m))

    assert [one[0] for one in peers.relative(arms)] == pytest.approx(interval)
    assert [one[0] for one in peers.sequence(arms)] == pytest.approx(sequence)


def test_a_sequence_that_is_read_every_day_is_wrong_more_often() -> None:
    found = alarms(HeavyTailed(), 400, trials=200)

    assert found.once < 0.1 < found.daily
    assert found.once <= found.weekly < found.daily


@pytest.mark.parametrize(
    ("apart", "trials", "is_open", "is_kept"),
    [
        (0.04, 300, False, True),
        (0.09, 300, True, True),
        (0.11, 300, True, True),
        (0.195, 300, False, False),
        (0.11, 30_000, False, False),
    ],
)
def test_a_forecast_that_trials_cannot_judge_is_tried_on(
    apart: float, trials: int, *, is_open: bool, is_kept: bool
) -> None:
    power = tuple(0.8 + 0.5 * (times - 1 - apart) for times in foresight.TIMES)

    found = foresight.Foreseen(0.5, power, 0.1, trials)

    assert found.apart == pytest.approx(apart)
    assert found.error == pytest.approx(0.4 / sqrt(trials) / 0.5)
    assert (found.is_open, found.is_kept) == (is_open, is_kept)


def test_strata_hold_what_they_promise_and_a_plain_comparison_does_not() -> None:
    found = strata.cell(strata.MILDER, 400, (0.5, 0.2, 0.1), trials=200, rounds=199)

    for share, most in ((found.alarms, 0.055), (found.misses, 0.06)):
        assert share <= most + 2.5 * sqrt(most * (1 - most) / 200)
    assert found.plain_alarms > found.alarms


def test_many_trials_within_strata_are_the_estimate_that_people_get() -> None:
    rng = np.random.default_rng(8)
    drawn = strata.drawn(3, 300, (0.1, 0.2, 0.5), 4_999, rng)
    values = rng.lognormal(3, 1, (3, 300))
    places = np.repeat([0, 1, 2], 100)

    fast = strata.within(values, drawn)

    for trial in range(3):
        ours = within(values[trial], ~drawn.held[trial], places, seed=1, rounds=4_999)
        width = ours.high - ours.low
        assert fast.low[trial] == pytest.approx(ours.low, abs=0.03 * width)
        assert fast.high[trial] == pytest.approx(ours.high, abs=0.03 * width)


def test_a_sequence_is_wider_than_one_look() -> None:
    mean, spread = np.array([1.1]), np.array([4.0])
    arms = many.Arms(mean, np.array([1.0]), spread, spread, (3_000, 2_000))

    once, always = peers.relative(arms), peers.sequence(arms)

    assert always.low[0] < once.low[0] < once.high[0] < always.high[0]
    assert (once.low[0] + once.high[0]) / 2 == pytest.approx(0.1)
