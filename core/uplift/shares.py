"""Shares of a part against the rest of a whole: how much more or less often, with the doubt.

Takes counts, many values at once; shares lie between 0 and 1, differences between −1 and 1.
"""

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.uplift.mean import CONFIDENCE

Shares = NDArray[np.float64]


class Bounds(NamedTuple):
    """From … to, one pair a value; infinite where nothing bounds it."""

    low: Shares
    high: Shares


def wilson_bounds(
    counts: ArrayLike, accounts: int, *, confidence: float = CONFIDENCE
) -> Bounds:
    """Bound many shares of one group by the score. Source: E. B. Wilson, JASA 22 (1927)."""
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = np.asarray(counts, dtype=np.float64) / accounts
    center = (share + z**2 / (2 * accounts)) / (1 + z**2 / accounts)
    spread = np.sqrt(share * (1 - share) / accounts + (z / (2 * accounts)) ** 2)
    half = z / (1 + z**2 / accounts) * spread
    # A share lies between its bounds; at 0 and at 1 rounding would say otherwise.
    low, high = np.minimum(center - half, share), np.maximum(center + half, share)
    return Bounds(np.maximum(low, 0.0), np.minimum(high, 1.0))


def differences(
    part: ArrayLike, rest: ArrayLike, *, of: tuple[int, int], confidence: float = CONFIDENCE
) -> tuple[Shares, Bounds]:
    """The share in the part less the share in the rest, and its bounds.

    `of` are the accounts of the two groups, which have none in common.
    Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10.
    """
    p, q = _shares(part, of[0]), _shares(rest, of[1])
    a = wilson_bounds(part, of[0], confidence=confidence)
    b = wilson_bounds(rest, of[1], confidence=confidence)
    below = np.hypot(p - a.low, b.high - q)
    above = np.hypot(a.high - p, q - b.low)
    return p - q, Bounds(p - q - below, p - q + above)


def ratios(
    part: ArrayLike, rest: ArrayLike, *, of: tuple[int, int], confidence: float = CONFIDENCE
) -> tuple[Shares, Bounds]:
    """The share in the part ÷ the share in the rest, and its bounds; 0 ÷ 0 is not a number.

    Wilson's bounds of the two shares, put together as for the difference; where one is zero,
    they stay honest. Source: A. Donner and G. Y. Zou, Statistical Methods in Medical Research
    21 (2012), 347–359; as “MOVER-R Wilson” in Fagerland, Lydersen and Laake, Statistical
    Analysis of Contingency Tables (2017), chapter 4.
    """
    p, q = _shares(part, of[0]), _shares(rest, of[1])
    a = wilson_bounds(part, of[0], confidence=confidence)
    b = wilson_bounds(rest, of[1], confidence=confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = _root(p, q, a.low, b.high, sign=-1)
        high = _root(p, q, a.high, b.low, sign=1)
        low = np.where(np.isnan(low), 0.0, np.maximum(low, 0.0))
        high = np.where(np.isnan(high) | (high < 0), np.inf, high)
        return p / q, Bounds(low, high)


def against_whole(ratio: ArrayLike, part: int, whole: int) -> Shares:
    """A ratio to the rest as the ratio to the whole that part and rest make up.

    It only grows with the other one, so that bounds stay bounds: the part is compared with
    accounts it does not itself hold, and told against the base that everybody knows.
    """
    weight = part / whole
    found = np.asarray(ratio, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        told = found / (weight * found + 1 - weight)
    return np.where(np.isinf(found), 1 / weight if weight else np.inf, told)


def _shares(counts: ArrayLike, accounts: int) -> Shares:
    return np.asarray(counts, dtype=np.float64) / accounts


def _root(p: Shares, q: Shares, mine: Shares, its: Shares, *, sign: int) -> Shares:
    """A bound of p ÷ q from a bound of each: the root of a quadratic equation."""
    product = p * q
    below = its * (2 * q - its)
    inside = product**2 - mine * (2 * p - mine) * below
    root: Shares = (product + sign * np.sqrt(inside)) / below
    return root
