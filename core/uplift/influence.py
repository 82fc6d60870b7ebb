"""The one unit that moves the difference of means most, and the difference without it."""

from typing import NamedTuple

import numpy as np

from core.uplift.mean import Numbers


class Influence(NamedTuple):
    """Which unit it is: its place in its arm; and both arms without it."""

    is_treated: bool
    place: int
    treated: Numbers
    holdout: Numbers

    def without(self, arms: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers]:
        """Other numbers of the same arms, treated and holdout, without that unit."""
        if self.is_treated:
            return np.delete(arms[0], self.place), arms[1]
        return arms[0], np.delete(arms[1], self.place)


def most_influential(treated: Numbers, holdout: Numbers) -> Influence:
    """Find whose leaving moves its arm's mean furthest: |value − mean| ÷ (n − 1).

    Takes one number a unit and arm, at least three in each. Source: the jackknife's influence,
    B. Efron, The Jackknife, the Bootstrap and Other Resampling Plans, SIAM 1982.
    """
    shifts = [np.abs(arm - arm.mean()) / (arm.size - 1) for arm in (treated, holdout)]
    is_treated = bool(shifts[0].max() >= shifts[1].max())
    place = int(shifts[0 if is_treated else 1].argmax())
    if is_treated:
        return Influence(is_treated, place, np.delete(treated, place), holdout)
    return Influence(is_treated, place, treated, np.delete(holdout, place))
