"""The uplift within the strata of a draw: like compared with like, and put together again."""

from math import sqrt
from typing import NamedTuple

import numpy as np
import scipy
from numpy.typing import NDArray

from core.uplift.mean import CONFIDENCE, Numbers, Uplift
from core.uplift.permutation import CHUNK, p_of

ROUNDS = 999

Members = NDArray[np.bool_]


class _Stratum(NamedTuple):
    """One stratum: its units' numbers, how many of them are held out, its weight in all."""

    values: Numbers
    holdout: int
    weight: float


class _Sums(NamedTuple):
    """Weighted differences of means and their squared errors, one a round."""

    difference: Numbers
    squared: Numbers

    @property
    def statistic(self) -> Numbers:
        error = np.sqrt(np.maximum(self.squared, np.finfo(float).tiny))
        return np.asarray(self.difference / error, dtype=np.float64)


def within(
    values: Numbers,
    is_treated: Members,
    strata: NDArray[np.int64],
    *,
    seed: int,
    rounds: int = ROUNDS,
    confidence: float = CONFIDENCE,
) -> Uplift:
    """The differences within strata, weighted by the units of each, with the wider interval of
    Student's t and of a permutation within strata.

    Takes one number a unit, its arm and its stratum; each stratum has at least two units in
    each arm. It stays unbiased where strata have unequal shares of treated units. p is twice
    the smaller tail. Source: Neyman's estimator for strata, as in G. W. Imbens and D. B.
    Rubin, Causal Inference, Cambridge 2015, chapter 9; permuted as in E. Chung and J. P.
    Romano, Annals of Statistics 41 (2013), 484–507; degrees after Satterthwaite.
    """
    found, degrees = _observed(values, is_treated, strata)
    difference, error = float(found.difference[0]), sqrt(float(found.squared[0]))
    if error == 0:
        p = 1.0 if difference == 0 else 0.0
        return Uplift(difference, difference, difference, p, 0.0, degrees)
    null = values - np.where(is_treated, difference, 0.0)
    drawn = np.sort(_permuted(_strata(null, is_treated, strata), seed, rounds).statistic)
    tail = (1 - confidence) / 2
    half = float(scipy.stats.t.ppf(1 - tail, degrees))
    low, high = np.quantile(drawn, [tail, 1 - tail])
    low, high = min(float(low), -half), max(float(high), half)
    p = p_of(drawn, difference / error)
    bounds = difference - high * error, difference - low * error
    return Uplift(difference, *bounds, p, error, degrees)


def _strata(values: Numbers, is_treated: Members, strata: NDArray[np.int64]) -> list[_Stratum]:
    parts = [(values[strata == one], ~is_treated[strata == one]) for one in np.unique(strata)]
    return [
        _Stratum(some - some.mean(), int(held.sum()), some.size / values.size)
        for some, held in parts
    ]


def _observed(
    values: Numbers, is_treated: Members, strata: NDArray[np.int64]
) -> tuple[_Sums, float]:
    """The arms as they were drawn, and Satterthwaite's degrees of freedom."""
    differences, errors, shrunk = 0.0, 0.0, 0.0
    for one in np.unique(strata):
        some, treated = values[strata == one], is_treated[strata == one]
        weight = some.size / values.size
        arms = some[treated], some[~treated]
        differences += weight * float(arms[0].mean() - arms[1].mean())
        for arm in arms:
            squared = weight**2 * float(arm.var(ddof=1)) / arm.size
            errors += squared
            shrunk += squared**2 / (arm.size - 1)
    degrees = errors**2 / shrunk if shrunk else np.inf
    return _Sums(np.array([differences]), np.array([errors])), float(degrees)


def _permuted(strata: list[_Stratum], seed: int, rounds: int) -> _Sums:
    """Every stratum drawn anew with as many held out, so many times."""
    rng = np.random.default_rng(seed)
    difference, squared = np.zeros(rounds), np.zeros(rounds)
    for one in strata:
        sums, squares = _drawn(one, rng, rounds)
        m, n = one.holdout, one.values.size
        held = sums / m
        rest = (one.values.sum() - sums) / (n - m)
        difference += one.weight * (rest - held)
        of_rest = float(one.values @ one.values) - squares
        for mean, some, size in ((held, squares, m), (rest, of_rest, n - m)):
            spread = np.maximum(some - size * mean**2, 0.0) / (size - 1)
            squared += one.weight**2 * spread / size
    return _Sums(difference, squared)


def _drawn(one: _Stratum, rng: np.random.Generator, rounds: int) -> tuple[Numbers, Numbers]:
    """Sums and sums of squares of the held-out units, one a round; memory stays bounded."""
    n = one.values.size
    columns = np.column_stack([one.values, one.values**2])
    step = max(1, CHUNK // n)
    found = np.empty((rounds, 2))
    for start in range(0, rounds, step):
        stop = min(start + step, rounds)
        line = rng.random((stop - start, n)).argpartition(one.holdout, axis=1)
        found[start:stop] = columns[line[:, : one.holdout]].sum(axis=1)
    return found[:, 0], found[:, 1]
