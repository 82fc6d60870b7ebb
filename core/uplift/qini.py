"""Whether a ranking finds those whom a message moves: the Qini curve, its area, its doubt."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.uplift.mean import CONFIDENCE, Numbers

ROUNDS = 500


class Qini(NamedTuple):
    """The area between a ranking's curve and chance, as a share of a perfect ranking's."""

    value: float
    low: float
    high: float

    @property
    def is_of_use(self) -> bool:
        """Whether the interval lies above zero: else no advice is given."""
        return self.low > 0


def qini(
    outcomes: ArrayLike,
    scores: ArrayLike,
    treated: ArrayLike,
    *,
    seed: int,
    rounds: int = ROUNDS,
    confidence: float = CONFIDENCE,
) -> Qini:
    """Qini of a ranking by `scores`, on units the ranking was not made from.

    Takes one number a unit: a binary outcome, a score, whether it was treated. The interval is
    the bootstrap's, units drawn within their arms. Sources: N. J. Radcliffe, Direct Marketing
    Analytics Journal (2007), 14–21; normalized by the perfect ranking as in M. Jaskowski and S.
    Jaroszewicz, ICML workshop on clinical data (2012).
    """
    y, u = np.asarray(outcomes, dtype=np.float64), np.asarray(scores, dtype=np.float64)
    t = np.asarray(treated, dtype=np.bool_)
    arms = [np.flatnonzero(t), np.flatnonzero(~t)]
    rng = np.random.default_rng(seed)
    drawn = np.empty(rounds)
    for place in range(rounds):
        again = np.concatenate([arm[rng.integers(0, arm.size, arm.size)] for arm in arms])
        drawn[place] = coefficient(y[again], u[again], t[again])
    tail = (1 - confidence) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return Qini(coefficient(y, u, t), float(low), float(high))


def coefficient(outcomes: Numbers, scores: Numbers, treated: NDArray[np.bool_]) -> float:
    """The normalized area of one ranking; 0 where a perfect one could not do better."""
    ours, chance = _areas(outcomes, scores, treated)
    best, _ = _areas(outcomes, np.where(treated, outcomes, -outcomes), treated)
    return float((ours - chance) / (best - chance)) if best > chance else 0.0


def _areas(y: Numbers, scores: Numbers, t: NDArray[np.bool_]) -> tuple[float, float]:
    """The area under the curve, and under the straight line to its end."""
    order = np.argsort(-scores, kind="stable")
    y, t = y[order], t[order]
    treated = np.cumsum(t)
    rest = np.arange(1, y.size + 1) - treated
    moved = np.cumsum(y * t)
    anyway = np.cumsum(y * ~t)
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = np.where(rest > 0, anyway * treated / rest, 0.0)
    curve = np.concatenate([[0.0], moved - expected])
    return float(np.trapezoid(curve)), float(curve[-1] * y.size / 2)
