"""What others would have said of the same draws: GrowthBook's two intervals, written anew.

Sources: the relative uplift by the delta method and its Welch degrees, as in GrowthBook's
`gbstats/frequentist/tests.py` (class TTest) and `gbstats/utils.py`; its sequence, as in class
SequentialTwoSidedTTest (two-sided, the same variance, no t, all units of both arms), after
Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, “Time-uniform central limit theory and
asymptotic confidence sequences”, arXiv:2103.06476v7, equations 9 and 161, tuned to 5,000 units
as GrowthBook ships it.
"""

import numpy as np
from scipy import stats

from bench.calibration.many import Arms, Intervals
from bench.calibration.populations import Matrix

TUNED_TO = 5_000
ALPHA = 0.05


def relative(arms: Arms) -> Intervals:
    """The interval of treated ÷ holdout − 1, taken as normal around the ratio."""
    point, spread = _relative(arms)
    a = arms.treated_variance / arms.sizes[0]
    b = arms.holdout_variance / arms.sizes[1]
    degrees = (a + b) ** 2 / (a**2 / (arms.sizes[0] - 1) + b**2 / (arms.sizes[1] - 1))
    half = stats.t.ppf(1 - ALPHA / 2, degrees) * np.sqrt(spread)
    return Intervals(point - half, point + half)


def sequence(arms: Arms) -> Intervals:
    """The always-valid interval of the same ratio, as of one look."""
    point, spread = _relative(arms)
    n = sum(arms.sizes)
    rho = np.sqrt((-2 * np.log(ALPHA) + np.log(-2 * np.log(ALPHA) + 1)) / TUNED_TO)
    grown = n * rho**2 + 1
    reach = np.sqrt(2 * grown * np.log(np.sqrt(grown) / ALPHA) / (n * rho) ** 2)
    half = np.sqrt(spread * n) * reach
    return Intervals(point - half, point + half)


def _relative(arms: Arms) -> tuple[Matrix, Matrix]:
    with np.errstate(invalid="ignore", divide="ignore"):
        point = (arms.treated - arms.holdout) / np.abs(arms.holdout)
        spread = arms.treated_variance / (arms.holdout**2 * arms.sizes[0])
        spread += arms.holdout_variance * arms.treated**2 / (arms.holdout**4 * arms.sizes[1])
    return point, spread
