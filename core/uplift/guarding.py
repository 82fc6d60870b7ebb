"""What must not get worse: one-sided tests of harm."""

from math import sqrt
from typing import NamedTuple

import scipy

from core.uplift.proportion import Group

HARM = 0.05  # p below which harm is called one


class Harm(NamedTuple):
    """How much more often something bad happened, and how often chance alone would do so.

    `least` is the one-sided 95 % bound: at least so much more, as a difference of shares.
    """

    difference: float
    least: float
    p: float

    @property
    def is_harm(self) -> bool:
        return self.p < HARM


def harm(treated: Group, holdout: Group) -> Harm:
    """Whether the treated did it more often than the held out.

    Fisher's exact test, one-sided; the bound is Newcombe's (Statistics in Medicine 17 (1998),
    873–890, method 10) at 90 %, whose lower end alone errs in 5 %.
    """
    missed = [group.accounts - group.successes for group in (treated, holdout)]
    table = [[treated.successes, holdout.successes], missed]
    p = float(scipy.stats.fisher_exact(table, alternative="greater").pvalue)
    difference = treated.rate - holdout.rate
    low, high = _score(treated)[0], _score(holdout)[1]
    reach = sqrt((treated.rate - low) ** 2 + (high - holdout.rate) ** 2)
    return Harm(difference, difference - reach, p)


def above(group: Group, ceiling: float) -> Harm:
    """Whether a rate lies above a ceiling: the exact binomial test, one-sided.

    Source: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), 404–413.
    """
    found = scipy.stats.binomtest(
        group.successes, group.accounts, ceiling, alternative="greater"
    )
    least = float(found.proportion_ci(confidence_level=0.95).low)
    return Harm(group.rate - ceiling, least - ceiling, float(found.pvalue))


def _score(group: Group) -> tuple[float, float]:
    """Wilson's bounds at 90 %."""
    z = float(scipy.stats.norm.ppf(0.95))
    n, rate = group.accounts, group.rate
    center = (rate + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * sqrt(rate * (1 - rate) / n + z**2 / (4 * n**2))
    return max(0.0, center - half), min(1.0, center + half)
