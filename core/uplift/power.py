"""What a campaign could find before it is sent: the smallest uplift worth hoping for."""

from math import sqrt
from typing import NamedTuple

import numpy as np
import scipy
from numpy.typing import ArrayLike

from core.uplift.capping import Cap, capped
from core.uplift.mean import Numbers, arm_of
from core.uplift.permutation import splits

ALPHA = 0.05
POWER = 0.8
SMALL = 20_000  # accounts up to which chance is drawn; of more the normal law is near enough
ROUNDS = 999
SEED = 20  # of the rounds: the same audience is told the same


class Smallest(NamedTuple):
    """The smallest uplift found with the power asked for: in units, and against the mean."""

    difference: float
    mean: float

    @property
    def relative(self) -> float | None:
        """As a share of the mean; none where there is no mean to compare with."""
        return self.difference / self.mean if self.mean > 0 else None


class Outlook(NamedTuple):
    """The smallest uplift as the estimators see it: plain, adjusted, capped and adjusted."""

    plain: Smallest
    adjusted: Smallest
    capped: Smallest


def smallest_difference(
    deviation: float, *, treated: int, holdout: int, power: float = POWER, alpha: float = ALPHA
) -> float:
    """The difference of means found with this power, two-sided, in units of the deviation.

    Source: the normal approximation, Lehr's formula in full; e.g. G. van Belle, Statistical
    Rules of Thumb, chapter 2.
    """
    reach = float(scipy.stats.norm.ppf(1 - alpha / 2) + scipy.stats.norm.ppf(power))
    return reach * deviation * sqrt(1 / treated + 1 / holdout)


def smallest_found(
    values: Numbers, *, treated: int, holdout: int, power: float = POWER, alpha: float = ALPHA
) -> float:
    """The difference of means that the wider of both intervals finds with this power.

    Takes what the accounts did at other times, one number each. They are split at random as
    they will be; in how many splits a difference put on the treated would lie beyond the
    quantile of all splits, or Student's, is its power. With heavy tails and a small holdout
    that is up to a quarter more than the normal law says; of more than `SMALL` accounts the
    normal law answers. Other times are not the window that comes: `_unsure` adds their doubt.
    """
    deviation = sqrt(arm_of(values).variance)
    sizes = {"treated": treated, "holdout": holdout}
    if values.size > SMALL or deviation == 0 or values.size != treated + holdout:
        return smallest_difference(deviation, **sizes, power=power, alpha=alpha)
    differences, errors = splits(values, treated, seed=SEED, rounds=ROUNDS)
    reach = float(np.quantile(differences / errors, 1 - alpha / 2))
    reach = max(reach, float(scipy.stats.t.ppf(1 - alpha / 2, min(sizes.values()) - 1)))
    found = float(np.quantile(reach * errors - differences, power))
    return found * _unsure(values, power=power, alpha=alpha)


def _unsure(values: Numbers, *, power: float, alpha: float) -> float:
    """How many times more must be foreseen because the spread of what comes is not known.

    The spread of one window and that of the next each have the relative variance (κ − 1) ÷ 4n,
    κ their kurtosis; power falls more where the spread grows than it rises where it shrinks.
    Source: the delta method, twice; for the variance of a standard deviation M. Kendall and A.
    Stuart, The Advanced Theory of Statistics, volume 1, chapter 10.
    """
    squares = (values - values.mean()) ** 2
    kurtosis = float((squares**2).mean() / squares.mean() ** 2)
    variance = 2 * (kurtosis - 1) / (4 * values.size)
    found = float(scipy.stats.norm.ppf(power))
    reach = found + float(scipy.stats.norm.ppf(1 - alpha / 2))
    return 1 + max(0.0, found * reach - 1) / 2 * variance


def units_needed(
    deviation: float, difference: float, *, holdout_share: float, alpha: float = ALPHA
) -> int:
    """How many accounts in all find this difference with `POWER`, at this holdout share."""
    one = smallest_difference(deviation, treated=1, holdout=1, alpha=alpha) / sqrt(2)
    spread = 1 / (1 - holdout_share) + 1 / holdout_share
    return int(np.ceil((one / difference) ** 2 * spread))


def outlook(
    outcomes: ArrayLike,
    before: ArrayLike,
    *,
    treated: int,
    holdout: int,
    cap: Cap,
    alpha: float = ALPHA,
) -> Outlook:
    """What this audience's own history foretells: a past window and the time before it.

    Takes one number an account: `outcomes` over a window as long as the campaign's, `before`
    over the days before that window.
    """
    y, x = np.asarray(outcomes, dtype=np.float64), np.asarray(before, dtype=np.float64)
    y_capped, x_capped = capped(y, cap.outcome), capped(x, cap.before)

    def smallest(values: Numbers, mean: float) -> Smallest:
        found = smallest_found(values, treated=treated, holdout=holdout, alpha=alpha)
        return Smallest(found, mean)

    return Outlook(
        plain=smallest(y, float(y.mean())),
        adjusted=smallest(unforetold(y, x), float(y.mean())),
        capped=smallest(unforetold(y_capped, x_capped), float(y_capped.mean())),
    )


def unforetold(y: Numbers, x: Numbers) -> Numbers:
    """What is left of y once x has foretold what it can, one number a unit."""
    if arm_of(x).variance == 0:
        return y
    before = x - x.mean()
    return np.asarray(y - float(before @ y) / float(before @ before) * before)
