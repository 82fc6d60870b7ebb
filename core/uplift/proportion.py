"""The uplift of a rate: how many accounts did it, treated against holdout."""

from math import sqrt
from typing import NamedTuple

import scipy

from core.uplift.mean import CONFIDENCE, Interval

SMALL = 1_000  # accounts below which a normal approximation of p is not trusted


class Group(NamedTuple):
    """How many accounts an arm has, and how many of them did it."""

    accounts: int
    successes: int

    @property
    def rate(self) -> float:
        return self.successes / self.accounts


class RateUplift(NamedTuple):
    """A difference of rates (shares between −1 and 1), with its interval and p."""

    difference: float
    low: float
    high: float
    p: float

    @property
    def is_conclusive(self) -> bool:
        return not self.low <= 0 <= self.high


def uplift_of_rates(
    *, treated: Group, holdout: Group, confidence: float = CONFIDENCE
) -> RateUplift:
    """The difference of two independent rates with an interval that behaves at small rates.

    Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10.
    """
    a, b = wilson(treated, confidence=confidence), wilson(holdout, confidence=confidence)
    below = sqrt((treated.rate - a.low) ** 2 + (b.high - holdout.rate) ** 2)
    above = sqrt((a.high - treated.rate) ** 2 + (holdout.rate - b.low) ** 2)
    difference = treated.rate - holdout.rate
    p = p_of_rates(treated=treated, holdout=holdout)
    return RateUplift(difference, difference - below, difference + above, p)


def wilson(group: Group, *, confidence: float = CONFIDENCE) -> Interval:
    """Bound one rate by the score. Source: E. B. Wilson, JASA 22 (1927), 209–212."""
    z = float(scipy.stats.norm.ppf(0.5 + confidence / 2))
    n, rate = group.accounts, group.rate
    center = (rate + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * sqrt(rate * (1 - rate) / n + z**2 / (4 * n**2))
    # The rate lies between its bounds; at 0 and at 1 rounding would say otherwise.
    return Interval(max(0.0, min(rate, center - half)), min(1.0, max(rate, center + half)))


def p_of_rates(*, treated: Group, holdout: Group) -> float:
    """How often chance alone would part two rates as far: two-sided.

    Below `SMALL` accounts by Barnard's exact test (G. A. Barnard, Biometrika 34 (1947),
    123–138), above it by the score test with pooled variance.
    """
    missed = [group.accounts - group.successes for group in (treated, holdout)]
    table = [[treated.successes, holdout.successes], missed]
    if 0 in (sum(table[0]), sum(table[1])):
        return 1.0
    if treated.accounts + holdout.accounts < SMALL:
        return float(scipy.stats.barnard_exact(table).pvalue)
    return float(scipy.stats.chi2_contingency(table, correction=False).pvalue)
