"""Whether the draw was the draw we planned: the sizes of the arms, and how alike they were."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import scipy
from numpy.typing import ArrayLike

from core.uplift.mean import arm_of, welch

MISMATCH = 0.001  # below this p the sizes could not have come from the planned split


class SampleRatio(NamedTuple):
    """Planned and found sizes of the arms, and how often chance would part them as far."""

    counts: tuple[int, ...]
    expected: tuple[float, ...]
    p: float

    @property
    def is_mismatch(self) -> bool:
        return self.p < MISMATCH


class Strata(NamedTuple):
    """The sizes of the arms stratum by stratum: how often chance would part them as far in all
    or in the worst of them, which is at that place."""

    p: float
    strata: int
    worst: int

    @property
    def is_mismatch(self) -> bool:
        return self.p < MISMATCH


class Balance(NamedTuple):
    """How far the arms differed before the campaign, in standard deviations, and its p."""

    difference: float
    p: float


def sample_ratio(counts: Sequence[int], shares: Sequence[float]) -> SampleRatio:
    """Test the sizes of the arms against the planned shares (they may be weights).

    Source: Pearson's chi-square; Fabijan and others, “Diagnosing Sample Ratio Mismatch”,
    KDD 2019, for the threshold.
    """
    whole = sum(shares)
    expected = tuple(sum(counts) * share / whole for share in shares)
    p = float(scipy.stats.chisquare(counts, expected).pvalue)
    return SampleRatio(tuple(counts), expected, p)


def strata_ratio(
    sizes: ArrayLike, holdout: ArrayLike, share: float, *, squares: ArrayLike | None = None
) -> Strata:
    """Test each stratum's holdout against the planned share: all together, and the worst.

    Takes one number a stratum. `squares` are sums of the squared sizes of what was drawn
    together, where accounts share a fate; each account alone otherwise. p is twice the smaller
    of the chi-square of all strata and Bonferroni's of the worst. Where a draw gives every
    stratum its share, it is conservative. Source: J. N. K. Rao and A. J. Scott, Biometrics 48
    (1992), 577–585, for what is drawn together.
    """
    n, held = np.asarray(sizes, dtype=np.float64), np.asarray(holdout, dtype=np.float64)
    drawn = n if squares is None else np.asarray(squares, dtype=np.float64)
    apart = (held - share * n) ** 2 / (share * (1 - share) * drawn)
    p_of_all = float(scipy.stats.chi2.sf(apart.sum(), n.size))
    p_of_worst = min(1.0, n.size * float(scipy.stats.chi2.sf(apart.max(), 1)))
    return Strata(min(1.0, 2 * min(p_of_all, p_of_worst)), n.size, int(apart.argmax()))


def balance(treated_before: ArrayLike, holdout_before: ArrayLike) -> Balance:
    """Compare the arms on what they did before the campaign.

    Source: the standardized difference of P. C. Austin, Statistics in Medicine 28 (2009),
    3083–3107.
    """
    treated, holdout = arm_of(treated_before), arm_of(holdout_before)
    spread = float(np.sqrt((treated.variance + holdout.variance) / 2))
    found = welch(treated, holdout)
    return Balance(found.difference / spread if spread > 0 else 0.0, found.p)
