"""One result on pages: its sentence, its picture, what a sceptic asks, whether it pleased."""

from collections.abc import Sequence
from datetime import date

from core.foundation import words
from core.foundation.words import say
from core.results.booklets.content import Booklet, Interval, Picture, Sheet
from core.results.doubting import doubts
from core.results.model import Estimate, Readout, Verdict
from core.results.pleasing import rates, spoken
from core.results.surveyed import Surveyed


def of_one(found: Readout, surveys: Sequence[Surveyed], *, on: date, language: str) -> Booklet:
    """What there is to tell of one campaign on a day, in a language."""
    verdict = say(language, f"results-verdict-{found.standing}")
    return Booklet(
        language=language,
        title=found.trial.name,
        dated=f"{verdict} · {words.day(language, on)}",
        sentences=tuple(_sentences(found, surveys, language)),
        forest=(),
        sheets=(_sceptic(found, language),),
        picture=_picture(found, language),
    )


def _sentences(found: Readout, surveys: Sequence[Surveyed], language: str) -> list[str]:
    more = [
        say(language, "results-also", reason=one.sentence(language))
        for one in found.refusals[1:]
    ]
    pleased = [
        f"{spoken(one, found.confidence, language)} {rates(one, language)}" for one in surveys
    ]
    cautions = [one.sentence(language) for one in found.cautions]
    return [found.sentence(language), *more, *pleased, *cautions]


def _picture(found: Readout, language: str) -> Picture | None:
    seen = found.findings
    if seen is None or found.verdict is Verdict.REFUSED:
        return None
    estimates = [("results-estimate-money", seen.money)]
    if seen.money.cap is not None:
        estimates.append(("results-estimate-uncapped", seen.uncapped))
    days = found.window.days if found.window else found.trial.window_days
    return Picture(
        say(language, "results-picture"),
        say(language, "results-axis-uplift", days=days),
        tuple(_interval(say(language, key), one, language) for key, one in estimates),
    )


def _interval(label: str, one: Estimate, language: str) -> Interval:
    numbers = (one.uplift.difference, one.uplift.low, one.uplift.high)
    value, low, high = (words.money(language, it) for it in numbers)
    return Interval(label, *numbers, f"{value} ({low} … {high})")


def _sceptic(found: Readout, language: str) -> Sheet:
    names = ("question", "answer")
    columns = tuple(say(language, f"results-sceptic-{name}") for name in names)
    return Sheet(say(language, "results-sceptic"), columns, tuple(doubts(found, language)))
