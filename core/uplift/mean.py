"""The uplift of a mean: treated against holdout, from sums, with its doubt."""

from math import inf, isfinite, sqrt
from typing import NamedTuple

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

CONFIDENCE = 0.95


class Arm(NamedTuple):
    """One arm in sums: how many units, and the mean and variance (n − 1) of their outcome."""

    n: int
    mean: float
    variance: float

    @property
    def squared_error(self) -> float:
        """The squared standard error of the mean."""
        return self.variance / self.n


class Quantiles(NamedTuple):
    """Between which two values the studentized difference lies by chance alone."""

    low: float
    high: float


class Interval(NamedTuple):
    """From … to; infinite where nothing bounds it."""

    low: float
    high: float

    @property
    def is_bounded(self) -> bool:
        return isfinite(self.low) and isfinite(self.high)

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2


class Uplift(NamedTuple):
    """Treated minus holdout, in units of the outcome, with its interval and standard error."""

    difference: float
    low: float
    high: float
    p: float
    error: float
    degrees: float

    @property
    def is_conclusive(self) -> bool:
        """Whether the interval leaves out zero."""
        return not self.low <= 0 <= self.high

    @property
    def interval(self) -> Interval:
        return Interval(self.low, self.high)


class Adjustment(NamedTuple):
    """Outcomes less what the time before foretold, and how much that helped."""

    treated: Numbers
    holdout: Numbers
    slope: float
    correlation: float

    @property
    def variance_reduction(self) -> float:
        """The share of the variance that the covariate took away."""
        return self.correlation**2


def arm_of(outcomes: ArrayLike) -> Arm:
    """Sum up one arm's outcomes, one number a unit. Needs at least two units."""
    values = np.asarray(outcomes, dtype=np.float64)
    return Arm(values.size, float(values.mean()), float(values.var(ddof=1)))


def interval_of_mean(arm: Arm, *, confidence: float = CONFIDENCE) -> Interval:
    """Bound one mean. Source: Student, Biometrika 6 (1908), 1–25. Needs two units."""
    half = float(scipy.stats.t.ppf(0.5 + confidence / 2, arm.n - 1)) * sqrt(arm.squared_error)
    return Interval(arm.mean - half, arm.mean + half)


def welch(treated: Arm, holdout: Arm, *, confidence: float = CONFIDENCE) -> Uplift:
    """The difference of two means without assuming equal variances.

    Source: B. L. Welch, Biometrika 34 (1947), 28–35; degrees of freedom after Satterthwaite.
    """
    difference = treated.mean - holdout.mean
    error = sqrt(treated.squared_error + holdout.squared_error)
    if error == 0:
        p = 1.0 if difference == 0 else 0.0
        return Uplift(difference, difference, difference, p, 0.0, inf)
    degrees = welch_degrees(treated, holdout)
    half = float(scipy.stats.t.ppf(0.5 + confidence / 2, degrees)) * error
    p = 2 * float(scipy.stats.t.sf(abs(difference) / error, degrees))
    return Uplift(difference, difference - half, difference + half, p, error, degrees)


def welch_degrees(treated: Arm, holdout: Arm) -> float:
    """Satterthwaite's degrees of freedom (Biometrics Bulletin 2 (1946), 110–114); infinite
    where nothing differs within the arms."""
    a, b = treated.squared_error, holdout.squared_error
    spread = a**2 / (treated.n - 1) + b**2 / (holdout.n - 1)
    return (a + b) ** 2 / spread if spread > 0 else inf


def adjusted(
    treated: ArrayLike,
    holdout: ArrayLike,
    *,
    treated_before: ArrayLike,
    holdout_before: ArrayLike,
) -> Adjustment:
    """CUPED: subtract what the same metric before the campaign foretells.

    z = y − θ(x − x̄), θ the slope and x̄ the mean over both arms together. Arrays of one number
    a unit. Source: Deng, Xu, Kohavi and Walker, WSDM 2013, equation 5.
    """
    y = [np.asarray(treated, dtype=np.float64), np.asarray(holdout, dtype=np.float64)]
    x = [np.asarray(treated_before, dtype=np.float64), np.asarray(holdout_before, np.float64)]
    all_y, all_x = np.concatenate(y), np.concatenate(x)
    center = float(all_x.mean())
    dx, dy = all_x - center, all_y - all_y.mean()
    xx, yy, xy = float(dx @ dx), float(dy @ dy), float(dx @ dy)
    slope = xy / xx if xx > 0 else 0.0
    correlation = xy / sqrt(xx * yy) if xx > 0 and yy > 0 else 0.0
    z = [outcome - slope * (before - center) for outcome, before in zip(y, x, strict=True)]
    return Adjustment(z[0], z[1], slope, correlation)


def relative(treated: Arm, holdout: Arm, *, quantiles: Quantiles | None = None) -> Interval:
    """The interval of treated ÷ holdout − 1; infinite on a side where it is not identified.

    The ratios r for which (treated − r·holdout) ÷ its error lies between the quantiles, which
    default to those of Welch's t. Source: E. C. Fieller, J. R. Stat. Soc. B 16 (1954), 175–185.
    """
    if quantiles is None:
        t = float(scipy.stats.t.ppf(0.5 + CONFIDENCE / 2, welch_degrees(treated, holdout)))
        quantiles = Quantiles(-t, t)
    low = _fieller_root(treated, holdout, quantiles.high, sign=-1)
    high = _fieller_root(treated, holdout, quantiles.low, sign=1)
    if not (isfinite(low) and isfinite(high)):
        return Interval(-inf, inf)
    return Interval(low - 1, high - 1)


def _fieller_root(treated: Arm, holdout: Arm, quantile: float, *, sign: int) -> float:
    """The root of (t − r·h)² = q²(v_t + r²·v_h) on one side of the ratio, or ±∞."""
    spread = quantile**2
    a = holdout.mean**2 - spread * holdout.squared_error
    b = treated.mean * holdout.mean
    c = treated.mean**2 - spread * treated.squared_error
    inside = b**2 - a * c
    # a ≤ 0: the holdout's mean is not told from zero, and any ratio would do.
    if a <= 0 or inside < 0:
        return sign * inf
    return (b + sign * sqrt(inside)) / a
