"""How pleased people say they are: net promoters, and what silence could hide."""

from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from core.uplift.mean import Interval, Numbers, arm_of

PROMOTERS, DETRACTORS = 9, 6  # answers from, answers up to, of 0 … 10
FULL = 100.0  # points of one promoter


class Score(NamedTuple):
    """A mean of points over answers, with its standard error."""

    value: float
    error: float
    answers: int


class Response(NamedTuple):
    """One arm of a survey: contacts asked, answers that came, and their mean points."""

    asked: int
    answers: int
    value: float

    @property
    def rate(self) -> float:
        return self.answers / self.asked if self.asked else 0.0


def nps_points(answers: ArrayLike) -> Numbers:
    """+100 for a promoter (9, 10), −100 for a detractor (0 … 6), 0 between.

    Source: F. Reichheld, Harvard Business Review, December 2003.
    """
    given = np.asarray(answers, dtype=np.float64)
    return np.where(given >= PROMOTERS, FULL, np.where(given <= DETRACTORS, -FULL, 0.0))


def score_of(points: ArrayLike) -> Score:
    """The mean of points and its standard error. Needs two answers."""
    arm = arm_of(points)
    return Score(arm.mean, sqrt(arm.squared_error), arm.n)


def worst_case(
    treated: Response, holdout: Response, *, lowest: float = -FULL, highest: float = FULL
) -> Interval:
    """Where the difference lies whatever those who kept silent think.

    Each silent contact may hold any view between `lowest` and `highest`. Source: J. L.
    Horowitz and C. F. Manski, Journal of Econometrics 84 (1998), 37–58.
    """
    a, b = _bounds(treated, lowest, highest), _bounds(holdout, lowest, highest)
    return Interval(a.low - b.high, a.high - b.low)


def _bounds(arm: Response, lowest: float, highest: float) -> Interval:
    heard, silent = arm.rate * arm.value, 1 - arm.rate
    return Interval(heard + silent * lowest, heard + silent * highest)
