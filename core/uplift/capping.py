"""The cap on one account's money, so that one whale does not decide a campaign."""

from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from core.uplift.mean import Numbers

PERCENTILE = 99
TIMES = 2


class Cap(NamedTuple):
    """At most how much of an account's money counts, in the window and in the time before."""

    outcome: float
    before: float

    @property
    def is_set(self) -> bool:
        return self.outcome < inf


def cap_of(before: ArrayLike, *, window_days: int, before_days: int) -> Cap:
    """Twice the 99th percentile of what accounts spent before, scaled to the window.

    Fixed by the time before the campaign alone, so that no outcome can move it. Where fewer
    than one account in a hundred spent anything, nothing is capped.
    """
    top = float(np.percentile(np.asarray(before, dtype=np.float64), PERCENTILE))
    if top <= 0:
        return Cap(inf, inf)
    return Cap(TIMES * top * window_days / before_days, TIMES * top)


def capped(amounts: ArrayLike, cap: float) -> Numbers:
    """min(amount, cap), one number a unit."""
    return np.minimum(np.asarray(amounts, dtype=np.float64), cap)
