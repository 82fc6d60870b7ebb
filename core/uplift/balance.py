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


def balance(treated_before: ArrayLike, holdout_before: ArrayLike) -> Balance:
    """Compare the arms on what they did before the campaign.

    Source: the standardized difference of P. C. Austin, Statistics in Medicine 28 (2009),
    3083–3107.
    """
    treated, holdout = arm_of(treated_before), arm_of(holdout_before)
    spread = float(np.sqrt((treated.variance + holdout.variance) / 2))
    found = welch(treated, holdout)
    return Balance(found.difference / spread if spread > 0 else 0.0, found.p)
