"""Many campaigns at once: each estimate pulled towards the others, as far as they are alike."""

from math import sqrt
from typing import NamedTuple

import numpy as np
import scipy
from numpy.typing import ArrayLike

from core.uplift.mean import CONFIDENCE

FEWEST = 3  # estimates that tell how much campaigns differ


class Shrunken(NamedTuple):
    """One estimate among many: what it is after all, with its interval, and how far it moved.

    `weight` is the share of its own estimate that is kept, between 0 and 1.
    """

    value: float
    low: float
    high: float
    weight: float


class Together(NamedTuple):
    """What many campaigns have in common: their mean, its interval, and how they differ."""

    mean: float
    low: float
    high: float
    spread: float  # the standard deviation of true effects


def together(
    values: ArrayLike, errors: ArrayLike, *, confidence: float = CONFIDENCE
) -> Together:
    """The mean of true effects under differing precision, and their spread.

    Source: R. DerSimonian and N. Laird, Controlled Clinical Trials 7 (1986), 177–188; the
    interval of the mean after J. Hartung and G. Knapp, Statistics in Medicine 20 (2001),
    3875–3889, never narrower than the usual one. Needs two estimates, each with an error.
    """
    y, s = np.asarray(values, dtype=np.float64), np.asarray(errors, dtype=np.float64)
    fixed = 1 / s**2
    center = float((fixed * y).sum() / fixed.sum())
    scatter = float((fixed * (y - center) ** 2).sum())
    scale = float(fixed.sum() - (fixed**2).sum() / fixed.sum())
    variance = max(0.0, (scatter - (y.size - 1)) / scale)
    weights = 1 / (s**2 + variance)
    mean = float((weights * y).sum() / weights.sum())
    knapp = float((weights * (y - mean) ** 2).sum() / (y.size - 1))
    error = sqrt(max(1.0, knapp) / weights.sum())
    half = float(scipy.stats.t.ppf(0.5 + confidence / 2, y.size - 1)) * error
    return Together(mean, mean - half, mean + half, sqrt(variance))


def shrunken(
    values: ArrayLike, errors: ArrayLike, *, confidence: float = CONFIDENCE
) -> list[Shrunken]:
    """Empirical Bayes: each estimate between its own and the mean of all.

    The best of forty is then not believed as printed. The interval carries the doubt about the
    mean and the spread, too. Source: C. N. Morris, Journal of the American Statistical
    Association 78 (1983), 47–55, equations 1.13 to 1.18, for estimates of unequal precision.
    With fewer than `FEWEST` nothing is pulled: they cannot tell how alike campaigns are.
    """
    y, s = np.asarray(values, dtype=np.float64), np.asarray(errors, dtype=np.float64)
    z = float(scipy.stats.norm.ppf(0.5 + confidence / 2))
    if y.size < FEWEST:
        return [Shrunken(v, v - z * e, v + z * e, 1.0) for v, e in zip(y, s, strict=True)]
    common = together(y, s)
    weights = 1 / (s**2 + common.spread**2)
    shares = weights / weights.sum()
    # Morris: the pull is a little weaker than the plug-in says, since the spread is estimated.
    pull = (y.size - 3) / (y.size - 1) * s**2 * weights if y.size > FEWEST else s**2 * weights
    moved = y - pull * (y - common.mean)
    doubt = 2 / max(1, y.size - 3) * pull**2 * (y - common.mean) ** 2
    errors_now = np.sqrt(s**2 * (1 - (1 - shares) * pull) + doubt)
    return [
        Shrunken(float(v), float(v - z * e), float(v + z * e), float(1 - b))
        for v, e, b in zip(moved, errors_now, pull, strict=True)
    ]
