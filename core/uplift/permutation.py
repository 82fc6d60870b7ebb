"""The interval of heavy tails: how far chance alone moves the studentized difference."""

from collections.abc import Iterator
from threading import local
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.uplift.mean import (
    CONFIDENCE,
    Numbers,
    Quantiles,
    Uplift,
    arm_of,
    welch,
)

ROUNDS = 4_999
CHUNK = 1 << 20  # how many drawn positions are held at once: 4 MB
MOST_KEPT = 12 << 20  # how many are kept for the next question about the same units: 48 MB

Places = NDArray[np.int32]


class Permuted(NamedTuple):
    """An uplift by Welch and by permutation, and the envelope of the two that we believe."""

    uplift: Uplift  # the envelope; its p is the permutation's
    welch: Uplift
    permutation: Uplift
    quantiles: Quantiles  # of the envelope, in standard errors: for Fieller


def permuted(
    treated: ArrayLike,
    holdout: ArrayLike,
    *,
    seed: int,
    rounds: int = ROUNDS,
    confidence: float = CONFIDENCE,
) -> Permuted:
    """The difference of means with the wider of Welch's and the permutation's interval.

    Takes one number a unit and arm (outcomes, or CUPED residuals) under complete randomization.
    The statistic of each round is Welch's t on outcomes that had the estimated difference taken
    from the treated, so that the rounds know no effect. p is twice the smaller tail.
    Source: A. Janssen, Statistics & Probability Letters 36 (1997), 9–21; E. Chung and
    J. P. Romano, Annals of Statistics 41 (2013), 484–507.
    """
    a, b = np.asarray(treated, dtype=np.float64), np.asarray(holdout, dtype=np.float64)
    plain = welch(arm_of(a), arm_of(b), confidence=confidence)
    if plain.error == 0:
        return Permuted(plain, plain, plain, Quantiles(0.0, 0.0))
    null = np.concatenate([a - plain.difference, b])
    drawn = np.sort(statistics(null, a.size, seed=seed, rounds=rounds))
    tail = (1 - confidence) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    p = p_of(drawn, plain.difference / plain.error)
    permutation = _interval(plain, Quantiles(float(low), float(high)), p)
    half = (plain.high - plain.difference) / plain.error
    envelope = Quantiles(min(float(low), -half), max(float(high), half))
    return Permuted(_interval(plain, envelope, p), plain, permutation, envelope)


def statistics(values: Numbers, treated: int, *, seed: int, rounds: int) -> Numbers:
    """Welch's t of `rounds` random splits of the values into `treated` and the rest."""
    differences, errors = splits(values, treated, seed=seed, rounds=rounds)
    return np.asarray(differences / errors, dtype=np.float64)


def splits(values: Numbers, treated: int, *, seed: int, rounds: int) -> tuple[Numbers, Numbers]:
    """Differences of means and their standard errors, of `rounds` random splits.

    Draws the smaller arm only, since sums of the other follow; memory stays bounded.
    """
    n = values.size
    m = min(treated, n - treated)
    centered = values - values.mean()
    total, squares = float(centered.sum()), float(centered @ centered)
    columns = np.column_stack([centered, centered**2])
    sums, sums_of_squares = drawn_sums(columns, m, seed=seed, rounds=rounds).T
    small = _arm(sums, sums_of_squares, m)
    rest = _arm(total - sums, squares - sums_of_squares, n - m)
    differences = small[0] - rest[0]
    return differences if m == treated else -differences, np.sqrt(small[1] + rest[1])


def drawn_sums(columns: Numbers, m: int, *, seed: int, rounds: int) -> Numbers:
    """The sums of every column over `m` units drawn at random, once a round.

    `columns` is units × columns, the answer rounds × columns; memory stays bounded.
    """
    units, width = columns.shape
    sums = np.empty((rounds, width))
    step = max(1, CHUNK // (m * width))
    start = 0
    for places in _drawn(units, m, seed, rounds, step):
        sums[start : start + len(places)] = columns[places].sum(axis=1)
        start += len(places)
    return sums


def _drawn(units: int, m: int, seed: int, rounds: int, step: int) -> Iterator[Places]:
    """Which `m` units each round draws, some rounds at once.

    Whatever is asked of the same units again is asked of the same draws: money with its cap
    and without, a sum and a share. Where they are few enough the last ones are kept.
    """
    if rounds * m > MOST_KEPT:
        generator = np.random.default_rng(seed)
        for start in range(0, rounds, step):
            yield _rounds(generator, units, m, min(step, rounds - start))
        return
    known, places = _last.draws
    if known != (units, m, seed) or len(places) < rounds:
        places = _rounds(np.random.default_rng(seed), units, m, rounds)
        _last.draws = (units, m, seed), places
    for start in range(0, rounds, step):
        yield places[start : min(start + step, rounds)]


def _rounds(generator: np.random.Generator, units: int, m: int, rounds: int) -> Places:
    places = np.empty((rounds, m), dtype=np.int32)
    for row in range(rounds):
        places[row] = generator.choice(units, m, replace=False, shuffle=False)
    return places


class _Last(local):
    """The last draws of a thread: of how many units, how many, from which seed."""

    draws: tuple[tuple[int, int, int], Places] = ((0, 0, 0), np.empty((0, 0), dtype=np.int32))


_last = _Last()


def _arm(sums: Numbers, squares: Numbers, n: int) -> tuple[Numbers, Numbers]:
    """Mean and squared standard error of each round."""
    means = sums / n
    variances = np.maximum(squares - n * means**2, 0.0) / (n - 1)
    return means, variances / n


def p_of(drawn: Numbers, observed: float) -> float:
    """Twice the smaller tail of the sorted rounds; the observed split counts as one of them."""
    below = int(np.searchsorted(drawn, observed, side="right"))
    above = drawn.size - int(np.searchsorted(drawn, observed, side="left"))
    return min(1.0, 2 * (min(below, above) + 1) / (drawn.size + 1))


def _interval(plain: Uplift, quantiles: Quantiles, p: float) -> Uplift:
    low = plain.difference - quantiles.high * plain.error
    high = plain.difference - quantiles.low * plain.error
    return plain._replace(low=low, high=high, p=p)
