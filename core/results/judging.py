"""Whether a result may be told: why not at all, and what to bear in mind."""

from collections.abc import Iterator

from core.results import estimates
from core.results.model import (
    Findings,
    Look,
    Money,
    Overlap,
    Reason,
    Share,
    Spoken,
    Trial,
    Verdict,
)
from core.results.outcomes import Outcomes
from core.results.stratified import Tested
from core.uplift.balance import SampleRatio
from core.uplift.mean import Uplift
from core.uplift.proportion import Group, p_of_rates

FEWEST = 20  # accounts an arm must have, or nothing is compared
SPOILED = 0.05  # of the holdout written to: more, and there is nothing to compare with
UNEVEN = 0.01  # p below which arms that differed before are pointed out
ENTANGLED = 0.001  # p below which other campaigns met the arms differently
ENTANGLED_SHARE = 0.05  # and by how much of the accounts


def flawed_design(
    trial: Trial, ratio: SampleRatio | None, strata: Tested | None
) -> Iterator[Reason]:
    """Why this was no experiment, whatever the outcomes are."""
    if trial.holdout == 0:
        yield Reason("no-holdout", {"treated": trial.treated})
    elif min(trial.treated, trial.holdout) < FEWEST:
        yield Reason("few-accounts", _sizes(trial) | {"fewest": FEWEST})
    if not trial.was_assigned_first:
        yield Reason("not-assigned", {})
    if ratio is not None and ratio.is_mismatch:
        yield Reason("mismatch", _sizes(trial) | {"planned": Share(trial.holdout_share)})
    elif strata is not None and strata.ratio.is_mismatch:
        yield Reason("mismatch-strata", _worst(trial, strata))
    if trial.holdout and trial.contacted > SPOILED * trial.holdout:
        yield Reason("spoiled", {"contacted": trial.contacted, "holdout": trial.holdout})


def entangled(trial: Trial, overlap: Overlap) -> Iterator[Reason]:
    """Why what other campaigns did cannot be told apart from what this one did."""
    groups = Group(trial.treated, overlap.treated), Group(trial.holdout, overlap.holdout)
    if abs(groups[0].rate - groups[1].rate) <= ENTANGLED_SHARE:
        return
    if p_of_rates(treated=groups[0], holdout=groups[1]) < ENTANGLED:
        yield Reason("entangled", _met(overlap, *groups))


def without_outcomes(found: Outcomes) -> Iterator[Reason]:
    """An arm that bought nothing at all gives counts only."""
    for arm, members in (("treated", found.is_treated), ("holdout", ~found.is_treated)):
        buyers = int((found.orders[members] > 0).sum())
        if buyers == 0:
            yield Reason(f"no-outcomes-{arm}", {"accounts": int(members.sum())})


def refusals(seen: Findings) -> Iterator[Reason]:
    """Why the findings themselves do not carry a verdict."""
    money = seen.money
    if money.uplift.interval.half_width > abs(money.holdout.mean):
        yield Reason("too-wide", {"needed": seen.needed, "change": Share(estimates.WORTHWHILE)})


def cautions(trial: Trial, seen: Findings, look: Look, overlap: Overlap) -> Iterator[Reason]:
    """What to bear in mind, whatever the verdict."""
    if look.next_on is not None:
        yield Reason("look", {"number": look.number, "of": look.of, "until": look.next_on})
    if seen.influential.hinges:
        bounds = _interval(seen.influential.uplift)
        yield Reason("hinges", {"account": seen.influential.account_id, **bounds})
    if trial.contacted:
        yield Reason("contacted", {"contacted": trial.contacted, "holdout": trial.holdout})
    if overlap.treated or overlap.holdout:
        groups = Group(trial.treated, overlap.treated), Group(trial.holdout, overlap.holdout)
        yield Reason("overlap", _met(overlap, *groups))
    yield from _about_the_past(seen)


def verdict(seen: Findings) -> Verdict:
    """Up or down only where no single account decides it."""
    uplift = seen.money.uplift
    if not uplift.is_conclusive or seen.influential.hinges:
        return Verdict.INCONCLUSIVE
    return Verdict.UP if uplift.difference > 0 else Verdict.DOWN


def _about_the_past(seen: Findings) -> Iterator[Reason]:
    if seen.balance.p < UNEVEN:
        yield Reason("uneven", {"apart": Share(abs(seen.balance.difference))})
    if not seen.money.adjusted:
        yield Reason("unadjusted", {})
    if not seen.money.relative.is_bounded:
        yield Reason("not-identified", {})
    if seen.unknown_accounts:
        yield Reason("unknown-accounts", {"accounts": seen.unknown_accounts})


def _met(overlap: Overlap, treated: Group, holdout: Group) -> dict[str, Spoken]:
    return {
        "campaigns": ", ".join(overlap.names),
        "treated": Share(treated.rate),
        "holdout": Share(holdout.rate),
    }


def _worst(trial: Trial, strata: Tested) -> dict[str, Spoken]:
    treated, holdout = strata.sizes
    return {
        "stratum": strata.worst,
        "is_named": "yes" if strata.worst else "no",
        "knows_units": "yes" if strata.knows_units else "no",
        "treated": treated,
        "holdout": holdout,
        "planned": Share(trial.holdout_share),
    }


def _sizes(trial: Trial) -> dict[str, Spoken]:
    return {"treated": trial.treated, "holdout": trial.holdout}


def _interval(uplift: Uplift) -> dict[str, Spoken]:
    return {
        "low": Money(uplift.low, is_signed=True),
        "high": Money(uplift.high, is_signed=True),
    }
