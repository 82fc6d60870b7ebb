"""Whether a campaign pleased, in a sentence."""

from core.campaigns.questions import Scale
from core.foundation import words
from core.foundation.words import say
from core.results.estimates import side
from core.results.surveyed import Surveyed
from core.uplift.satisfaction import Response

_SIDES = {1: "up", -1: "down", 0: "inconclusive"}


def rates(one: Surveyed, language: str) -> str:
    """How many of either arm answered."""
    treated, holdout = one.treated, one.holdout
    return say(
        language,
        "surveys-asked",
        treated=treated.asked,
        holdout=holdout.asked,
        treated_answers=treated.answers,
        holdout_answers=holdout.answers,
        treated_rate=_share(treated, language),
        holdout_rate=_share(holdout, language),
    )


def _share(arm: Response, language: str) -> str:
    return words.percent(language, arm.answers / arm.asked if arm.asked else 0.0, digits=0)


def spoken(one: Surveyed, confidence: float, language: str) -> str:
    """The difference with its interval, or why there is none to tell."""
    if one.is_open:
        return say(language, "surveys-so-far", reason=one.refusals[0].sentence(language))
    if one.score is None:
        told = say(language, "surveys-refused", reason=one.refusals[0].sentence(language))
        if one.bounds is None:
            return told
        low, high = (_points(one, language, bound) for bound in one.bounds)
        return f"{told} {say(language, 'surveys-bounds', low=low, high=high)}"
    uplift = one.score.uplift
    return say(
        language,
        f"surveys-{_SIDES[side(uplift)]}-{one.survey.scale}",
        difference=_points(one, language, abs(uplift.difference)),
        low=_points(one, language, uplift.low),
        high=_points(one, language, uplift.high),
        confidence=100 * confidence,
    )


def _points(one: Surveyed, language: str, value: float) -> str:
    digits = 1 if one.survey.scale is Scale.NPS else 2
    return words.number(language, value, digits=digits)
