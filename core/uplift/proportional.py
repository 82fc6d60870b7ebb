"""What a campaign brought where it moves each account by a share of what it buys anyway.

An effect that is the same sum for every account is one idea of what a campaign does; the same
share for every account is the other. Where few accounts make most of the money the two differ:
a campaign that halves a large account leaves its arm with a mean as if nothing had happened.
"""

from dataclasses import dataclass
from math import inf, sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from core.uplift.mean import CONFIDENCE, Interval, Numbers, Uplift
from core.uplift.permutation import drawn_sums

MOST = 50.0  # times: nobody is thought to have bought more than that without the campaign
STEPS = 30  # of a bisection

Pair = tuple[Numbers, Numbers]  # treated, holdout: one number a unit


class Proportional(NamedTuple):
    """Which changes the outcomes allow: per treated unit, and as a share of what it would
    have been without; the latter infinite above where it may have been nothing."""

    uplift: Interval
    relative: Interval


class _Moments(NamedTuple):
    """Sums over an arm, one number each or one a round: of the treated units' outcomes, of the
    others', of their squares, of the past, its square, and its products with the outcomes."""

    treated: Numbers
    holdout: Numbers
    squares_treated: Numbers
    squares_holdout: Numbers
    past: Numbers
    squares_past: Numbers
    past_treated: Numbers
    past_holdout: Numbers


@dataclass(frozen=True)
class _Inverted:
    """The test of one share, for any share: `times` is without ÷ with the campaign."""

    whole: _Moments
    drawn: _Moments
    observed: _Moments  # of the smaller arm, as the drawn ones are
    sizes: tuple[int, int]  # of the smaller arm, of all units
    is_flipped: bool  # the smaller arm is the holdout
    confidence: float

    def allows(self, times: float) -> bool:
        """Whether chance alone could part the arms as far, had this been the effect."""
        observed, degrees = self._observed(times)
        tail = (1 - self.confidence) / 2
        low, high = np.quantile(self._statistics(self.drawn, times), [tail, 1 - tail])
        half = float(stdtrit(degrees, 1 - tail))
        return bool(min(low, -half) <= observed <= max(high, half))

    def _observed(self, times: float) -> tuple[float, float]:
        """Welch's t of the arms as they were drawn, and its degrees of freedom."""
        m, n = self.sizes
        difference, a, b = self._parted(self.observed, times)
        error = float(a + b)
        degrees = error**2 / float(a**2 / (m - 1) + b**2 / (n - m - 1)) if error else 1.0
        return float(difference) / sqrt(error) if error else 0.0, degrees

    def _statistics(self, some: _Moments, times: float) -> Numbers:
        difference, a, b = self._parted(some, times)
        return np.asarray(difference / np.sqrt(np.maximum(a + b, np.finfo(float).tiny)))

    def _parted(self, some: _Moments, times: float) -> tuple[Numbers, Numbers, Numbers]:
        """Smaller arm less the rest, in residuals; the squared errors of both means."""
        m, n = self.sizes
        slope = self._slope(times)
        all_sum, all_squares = _residual_sums(self.whole, times, slope)
        sums, squares = _residual_sums(some, times, slope)
        means = sums / m, (all_sum - sums) / (n - m)
        errors = [
            np.maximum(of_squares - size * mean**2, 0.0) / (size - 1) / size
            for of_squares, size, mean in zip(
                (squares, all_squares - squares), (m, n - m), means, strict=True
            )
        ]
        difference = means[0] - means[1]
        return -difference if self.is_flipped else difference, errors[0], errors[1]

    def _slope(self, times: float) -> float:
        past = float(self.whole.squares_past)
        if past == 0:
            return 0.0
        return float(times * self.whole.past_treated + self.whole.past_holdout) / past


def proportional(
    outcome: Pair,
    before: Pair | None,
    *,
    seed: int,
    rounds: int,
    confidence: float = CONFIDENCE,
) -> Proportional | None:
    """Every share by which a campaign may have changed what its treated units bought.

    For each share, what the treated would have bought without the campaign is what they bought
    divided by 1 + share; the share is believed unless the arms then differ further than random
    splits do, by Welch's t of what `before` does not foretell, or by Student's quantile where
    that is wider. What it brought per treated unit follows from the share. None where there is
    nothing to divide: the treated bought nothing, or no share makes the arms alike.
    Source: the inversion of tests of multiplicative effects, P. R. Rosenbaum, Observational
    Studies, 2nd edition, Springer 2002, chapter 2; G. W. Imbens and D. B. Rubin, Causal
    Inference, Cambridge 2015, chapter 5; attributable effects after P. R. Rosenbaum,
    Biometrika 88 (2001), 219–231.
    """
    mean = float(outcome[0].mean())
    columns, inverted = _inverted(outcome, before, seed, rounds, confidence)
    alike = _alike(columns, outcome[0].size)
    if mean <= 0 or alike is None or not inverted.allows(alike):
        return None
    fewest = _edge(inverted, alike, 0.0)
    most = _edge(inverted, alike, MOST)
    uplift = Interval(mean * (1 - most), mean * (1 - fewest))
    return Proportional(uplift, Interval(1 / most - 1, 1 / fewest - 1 if fewest else inf))


def less(shares: Proportional | None, cost: float) -> Proportional | None:
    """The same uplift, less what a treated unit cost more than a held-out one."""
    if shares is None:
        return None
    low, high = shares.uplift
    return shares._replace(uplift=Interval(low - cost, high - cost))


def widened(found: Uplift, shares: Proportional | None) -> Uplift:
    """The envelope of both ideas of an effect: the believed interval holds either."""
    if shares is None:
        return found
    low, high = min(found.low, shares.uplift.low), max(found.high, shares.uplift.high)
    return found._replace(low=low, high=high)


def widened_relative(found: Interval, shares: Proportional | None) -> Interval:
    """The same of the relative uplift; infinite on both sides where one is."""
    if shares is None:
        return found
    both = Interval(min(found.low, shares.relative.low), max(found.high, shares.relative.high))
    return both if both.is_bounded else Interval(-inf, inf)


def _inverted(
    outcome: Pair, before: Pair | None, seed: int, rounds: int, confidence: float
) -> tuple[Numbers, _Inverted]:
    columns = _columns(outcome, before)
    treated, n = outcome[0].size, columns.shape[0]
    m = min(treated, n - treated)
    is_flipped = m != treated
    observed = columns[treated:] if is_flipped else columns[:treated]
    drawn = drawn_sums(columns, m, seed=seed, rounds=rounds)
    return columns, _Inverted(
        whole=_Moments(*columns.sum(axis=0)),
        drawn=_Moments(*drawn.T),
        observed=_Moments(*observed.sum(axis=0)),
        sizes=(m, n),
        is_flipped=is_flipped,
        confidence=confidence,
    )


def _columns(outcome: Pair, before: Pair | None) -> Numbers:
    """One row a unit, treated first, as `_Moments` has them; without a past it is zero."""
    treated = np.concatenate([outcome[0], np.zeros(outcome[1].size)])
    holdout = np.concatenate([np.zeros(outcome[0].size), outcome[1]])
    past = np.zeros(treated.size) if before is None else np.concatenate(before)
    past = past - past.mean()
    products = past * treated, past * holdout
    return np.column_stack([treated, holdout, treated**2, holdout**2, past, past**2, *products])


def _alike(columns: Numbers, treated: int) -> float | None:
    """How often over the treated would have bought for both arms to be alike; none: never."""
    whole = _Moments(*columns.sum(axis=0))
    past = columns[:treated, 4].mean() - columns[treated:, 4].mean()
    past = past / whole.squares_past if whole.squares_past else 0.0
    bought = columns[:treated, 0].mean() - past * whole.past_treated
    wanted = columns[treated:, 1].mean() + past * whole.past_holdout
    return float(wanted / bought) if bought > 0 and wanted / bought > 0 else None


def _residual_sums(some: _Moments, times: float, slope: float) -> tuple[Numbers, Numbers]:
    """Sums of times·treated + holdout − slope·past, and of its squares."""
    sums = times * some.treated + some.holdout - slope * some.past
    products = times * some.past_treated + some.past_holdout
    squares = times**2 * some.squares_treated + some.squares_holdout
    return sums, squares + slope**2 * some.squares_past - 2 * slope * products


def _edge(inverted: _Inverted, inside: float, outside: float) -> float:
    """How far from what is allowed towards what may not be everything is allowed."""
    if inside > MOST or inverted.allows(outside):
        return outside
    for _ in range(STEPS):
        middle = (inside + outside) / 2
        if inverted.allows(middle):
            inside = middle
        else:
            outside = middle
    return outside
