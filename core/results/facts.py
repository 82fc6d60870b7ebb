"""A readout as plain values: for one line of JSON, and for tables people take away."""

from typing import Any

from core.results import comparing
from core.results.ledger import Ledger
from core.results.model import Findings, Readout
from core.results.told import shape


def facts(readout: Readout, delivery: Ledger, language: str = "en") -> dict[str, Any]:
    """Everything a readout says, as plain values."""
    window, found, trial = readout.window, readout.findings, readout.trial
    look = readout.look
    shown = found.money if found and not readout.refusals else None
    return {
        "campaign": trial.campaign_id,
        "name": trial.name,
        "n": {"treated": trial.treated, "holdout": trial.holdout},
        "window": [window.start, window.last] if window else None,
        "look": vars(look) | {"confidence": look.confidence} if look else None,
        "overlap": vars(readout.overlap) if readout.overlap else None,
        "money": readout.gain.facts() if readout.gain else None,
        **_outcomes(found),
        **shape(shown),
        "variants": _variants(readout, language),
        "adjusted": bool(shown and shown.adjusted),
        "uncapped": shape(found.uncapped) if found and shown else None,
        **_ratios(readout),
        "verdict": readout.verdict.value,
        "refusals": [reason.sentence(language) for reason in readout.refusals],
        "cautions": [reason.sentence(language) for reason in readout.cautions],
        "sentence": readout.sentence(language),
        "delivery": vars(delivery) | {"queued": delivery.queued, "sent": delivery.sent},
        "source": vars(readout.source) if readout.source else None,
    }


def _ratios(readout: Readout) -> dict[str, Any]:
    """The sizes of the arms, in all and by stratum, and what was found within strata."""
    told: dict[str, Any] = {
        "srm_p": readout.sample_ratio.p if readout.sample_ratio else None,
        "srm_strata_p": readout.strata.ratio.p if readout.strata else None,
        "within_strata": None,
    }
    if readout.within is not None:
        uplift = readout.within.uplift
        bounds = {"difference": uplift.difference, "interval": list(uplift.interval)}
        told["within_strata"] = bounds | {"p": uplift.p, "strata": readout.within.strata}
    return told


def _variants(readout: Readout, language: str) -> dict[str, Any] | None:
    if readout.variants is None:
        return None
    sentences = comparing.sentences(readout.variants, language)
    return comparing.facts(readout.variants) | {"sentences": sentences}


def _outcomes(found: Findings | None) -> dict[str, Any]:
    if found is None:
        return {"raw_means": None, "buyers": None, "cap": None, "smallest": None}
    arms = found.uncapped
    return {
        "raw_means": {"treated": arms.treated.mean, "holdout": arms.holdout.mean},
        "buyers": {
            "treated": found.rate.treated.successes,
            "holdout": found.rate.holdout.successes,
        },
        "cap": found.money.cap,
        "smallest": found.smallest.difference,
    }
