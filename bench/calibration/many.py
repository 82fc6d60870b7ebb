"""The estimators of the house over many trials at once; a test holds them to the real ones."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from bench.calibration.populations import BEFORE_DAYS, Matrix
from core.uplift.capping import PERCENTILE, TIMES
from core.uplift.proportional import MOST

Flags = NDArray[np.bool_]


class Arms(NamedTuple):
    """Means and variances of both arms, one each a trial, and the arms' sizes."""

    treated: Matrix
    holdout: Matrix
    treated_variance: Matrix
    holdout_variance: Matrix
    sizes: tuple[int, int]


class Intervals(NamedTuple):
    """One interval a trial."""

    low: Matrix
    high: Matrix

    def misses(self, truth: Matrix | float) -> Flags:
        return (self.low > truth) | (self.high < truth)


def arms_of(values: Matrix, held: Flags) -> Arms:
    """`values` is trials × accounts; `held` marks the holdout, as many in each trial."""
    holdout = int(held[0].sum())
    trials, accounts = values.shape
    a = values[~held].reshape(trials, accounts - holdout)
    b = values[held].reshape(trials, holdout)
    return Arms(
        a.mean(axis=1),
        b.mean(axis=1),
        a.var(axis=1, ddof=1),
        b.var(axis=1, ddof=1),
        (a.shape[1], b.shape[1]),
    )


def welch(arms: Arms, confidence: float = 0.95) -> tuple[Matrix, Matrix, Matrix]:
    """Difference, standard error and Welch's quantile of each trial."""
    a = arms.treated_variance / arms.sizes[0]
    b = arms.holdout_variance / arms.sizes[1]
    error = np.sqrt(a + b)
    with np.errstate(invalid="ignore", divide="ignore"):
        degrees = (a + b) ** 2 / (a**2 / (arms.sizes[0] - 1) + b**2 / (arms.sizes[1] - 1))
    quantile = stats.t.ppf(0.5 + confidence / 2, degrees)
    return arms.treated - arms.holdout, error, np.asarray(quantile)


def plain(arms: Arms, confidence: float = 0.95) -> Intervals:
    """Welch's interval on the raw arms."""
    difference, error, quantile = welch(arms, confidence)
    return Intervals(difference - quantile * error, difference + quantile * error)


def capped(values: Matrix, before: Matrix, days: float) -> Matrix:
    """Values up to the cap that each trial's own past sets for so many days."""
    top = np.percentile(before, PERCENTILE, axis=1, keepdims=True)
    cap = np.where(top > 0, TIMES * top * days / BEFORE_DAYS, np.inf)
    return np.asarray(np.minimum(values, cap), dtype=np.float64)


def residuals(values: Matrix, before: Matrix) -> Matrix:
    """What the time before does not foretell: one slope a trial, over both arms."""
    x = before - before.mean(axis=1, keepdims=True)
    y = values - values.mean(axis=1, keepdims=True)
    xx, yy, xy = (x * x).sum(axis=1), (y * y).sum(axis=1), (x * y).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = np.where(xx > 0, xy / xx, 0.0)
        correlation = np.where(xx * yy > 0, xy / np.sqrt(xx * yy), 0.0)
    slope = np.where(np.abs(correlation) < 0.1, 0.0, slope)
    return np.asarray(values - slope[:, None] * x, dtype=np.float64)


def envelope(values: Matrix, held: Flags, draws: Matrix, confidence: float = 0.95) -> Intervals:
    """The wider of Welch's and the permutation's interval, on residuals.

    `draws` is rounds × accounts: which accounts a round holds out, in ones and zeros. All
    trials share them, so that the sums of every round are one product of matrices.
    """
    difference, error, quantile = welch(arms_of(values, held), confidence)
    null = values - np.where(held, 0.0, difference[:, None])
    null = null - null.mean(axis=1, keepdims=True)
    statistic = _permuted(null, draws, int(held[0].sum()))
    tail = (1 - confidence) / 2
    low, high = np.quantile(statistic, [tail, 1 - tail], axis=0)
    low, high = np.minimum(low, -quantile), np.maximum(high, quantile)
    return Intervals(difference - high * error, difference - low * error)


def missed(
    values: Matrix,
    before: Matrix,
    held: Flags,
    draws: Matrix,
    truth: Matrix | float,
    confidence: float = 0.95,
) -> Flags:
    """Whether what people get leaves out the truth of each trial: both the interval of one sum
    for every account and that of one share."""
    sums = envelope(residuals(values, before), held, draws, confidence).misses(truth)
    bought = values[~held].reshape(values.shape[0], -1).mean(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        times = np.where(bought > 0, 1 - truth / bought, np.nan)
    asked = sums & (times >= 0) & (times <= MOST)
    shares = _shares_miss(
        values[asked], before[asked], held[asked], draws, times[asked], confidence
    )
    found = sums.copy()
    found[asked] = shares
    return found


def _shares_miss(
    values: Matrix,
    before: Matrix,
    held: Flags,
    draws: Matrix,
    times: Matrix,
    confidence: float,
) -> Flags:
    """Whether the arms differ by more than chance had the treated bought so many times as much
    without the campaign."""
    if not times.size:
        return np.zeros(0, dtype=np.bool_)
    without = residuals(np.where(held, values, values * times[:, None]), before)
    difference, error, quantile = welch(arms_of(without, held), confidence)
    centered = without - without.mean(axis=1, keepdims=True)
    statistic = _permuted(centered, draws, int(held[0].sum()))
    tail = (1 - confidence) / 2
    low, high = np.quantile(statistic, [tail, 1 - tail], axis=0)
    t = difference / error
    return np.asarray((t < np.minimum(low, -quantile)) | (t > np.maximum(high, quantile)))


def drawn(rounds: int, accounts: int, holdout: int, rng: np.random.Generator) -> Flags:
    """Rounds × accounts: a complete randomization in each row."""
    marks = np.zeros((rounds, accounts), dtype=np.bool_)
    order = rng.random((rounds, accounts)).argpartition(holdout, axis=1)[:, :holdout]
    np.put_along_axis(marks, order, values=True, axis=1)
    return marks


def _permuted(null: Matrix, draws: Matrix, holdout: int) -> Matrix:
    """Welch's t of every round and trial: rounds × trials."""
    difference, spread = parted(null, draws, holdout)
    return np.asarray(difference / np.sqrt(spread), dtype=np.float64)


def parted(null: Matrix, draws: Matrix, holdout: int) -> tuple[Matrix, Matrix]:
    """Difference of means and its squared error, of every round and trial."""
    accounts = null.shape[1]
    treated = accounts - holdout
    sums, squares = draws @ null.T, draws @ (null * null).T
    total, total_squares = null.sum(axis=1), (null * null).sum(axis=1)
    b, a = sums / holdout, (total - sums) / treated
    b_variance = (squares - holdout * b**2) / (holdout - 1)
    a_variance = (total_squares - squares - treated * a**2) / (treated - 1)
    spread = np.maximum(a_variance, 0) / treated + np.maximum(b_variance, 0) / holdout
    return a - b, spread
