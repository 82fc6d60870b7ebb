"""What a survey of both arms may say, and what its silence hides."""

from collections.abc import Iterator

from core.results.model import Reason, Share
from core.uplift.mean import Uplift
from core.uplift.satisfaction import Response

FEWEST_ANSWERS = 50  # in each arm, or only the worst cases are told
APART = 0.05  # p below which the arms kept silent for different reasons


def silence_of(treated: Response, holdout: Response, rates: Uplift) -> Iterator[Reason]:
    """Why only the worst cases may be told; `rates` is the uplift of the response rate."""
    if min(treated.answers, holdout.answers) < FEWEST_ANSWERS:
        answers = {"treated": treated.answers, "holdout": holdout.answers}
        yield Reason("few-answers", {**answers, "fewest": FEWEST_ANSWERS})
    elif rates.p < APART:
        shares = {"treated": Share(treated.rate), "holdout": Share(holdout.rate)}
        yield Reason("silence", {**shares})
