"""What a sceptic asks of a result, and what it answers."""

from core.foundation import words
from core.foundation.words import say
from core.results.model import Findings, Readout

Answers = dict[str, words.Value]


def doubts(found: Readout, language: str) -> list[tuple[str, str]]:
    """Each question of a sceptic with its answer, in a language."""
    trial, ratio, source, seen = found.trial, found.sample_ratio, found.source, found.findings
    asked: dict[str, Answers] = {
        "population": {"treated": trial.treated, "holdout": trial.holdout}
    }
    asked["assignment"] = {"share": words.percent(language, trial.holdout_share)}
    if ratio is not None:
        asked["ratio"] = {"p": _p(language, ratio.p)}
    if found.strata is not None:
        strata = found.strata.ratio
        asked["strata"] = {"p": _p(language, strata.p), "strata": strata.strata}
    if seen is not None:
        asked |= _doubts_of(found, seen, language)
    if source is not None:
        asked["method"] = {"rounds": source.rounds, "seed": str(source.seed)}
        day = words.day(language, source.as_of)
        asked["source"] = {"publication": source.publication, "day": day}
    return [
        (
            say(language, f"results-doubt-{name}"),
            say(language, f"results-answer-{name}", **values),
        )
        for name, values in asked.items()
    ]


def _doubts_of(found: Readout, seen: Findings, language: str) -> dict[str, Answers]:
    most, money_found = seen.influential, seen.money
    relative = money_found.relative
    bounded = relative.is_bounded and money_found.ratio is not None
    shares = (money_found.ratio or 0.0, *relative)
    ratio, low, high = (words.percent(language, one, digits=0) for one in shares)
    fieller: Answers = {"ratio": ratio, "low": low, "high": high}
    reduction = words.percent(language, money_found.variance_reduction, digits=0)
    return {
        "balance": {
            "apart": words.percent(language, seen.balance.difference),
            "p": _p(language, seen.balance.p),
        },
        "variance": {"reduction": reduction},
        **({"relative": fieller | {"confidence": 100 * found.confidence}} if bounded else {}),
        "influence": {
            "account": most.account_id,
            "low": words.money(language, most.uplift.low),
            "high": words.money(language, most.uplift.high),
        },
        "smallest": {"smallest": words.money(language, seen.smallest.difference)},
        **_within(found, language),
    }


def _within(found: Readout, language: str) -> dict[str, Answers]:
    """The second opinion, stratum by stratum, where the draw had some."""
    if found.within is None:
        return {}
    uplift = found.within.uplift
    told: Answers = {
        "difference": words.money(language, uplift.difference),
        "low": words.money(language, uplift.low),
        "high": words.money(language, uplift.high),
        "confidence": 100 * found.confidence,
        "strata": found.within.strata,
    }
    return {"within": told}


def _p(language: str, p: float) -> str:
    return words.number(language, p, digits=3)
