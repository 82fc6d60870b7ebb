"""Ratios of sums – money a contact, NPS – as means over accounts: accounts stay whole."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from core.uplift.mean import Numbers


class Linearized(NamedTuple):
    """A ratio of sums, and one number an account whose mean is that ratio."""

    ratio: float
    values: Numbers


def linearized(numerators: ArrayLike, denominators: ArrayLike) -> Linearized:
    """Write a ratio of account sums as a mean over accounts (the delta method).

    Takes one arm: the sums of each account. Accounts without a denominator do not answer and
    must be left out before. Source: Deng, Knoblich and Lu, KDD 2018, section 3.2.
    """
    y = np.asarray(numerators, dtype=np.float64)
    m = np.asarray(denominators, dtype=np.float64)
    ratio = float(y.sum() / m.sum())
    return Linearized(ratio, ratio + (y - ratio * m) / m.mean())
