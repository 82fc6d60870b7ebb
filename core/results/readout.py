"""The result of a campaign – and whether it may be told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.campaigns import variants
from core.campaigns.model import CampaignId
from core.results import estimates, judging, looking, outcomes, records, strata, strata_records
from core.results.comparing import compare
from core.results.estimates import Plan
from core.results.judging import FEWEST
from core.results.model import Look, Readout, Reason, Source, Trial, Verdict, Window
from core.results.outcomes import ROLL_UP
from core.results.payback import Gain
from core.results.pricing import MarginAndCosts, gain
from core.results.stratified import Within
from core.results.variants import Variants
from core.store.store import Tx
from core.uplift.balance import SampleRatio, sample_ratio
from core.uplift.permutation import ROUNDS
from core.warehouse.snapshot import Snapshot

__all__ = ["FEWEST", "Among", "Asked", "read"]


class Among(StrEnum):
    """Whose outcomes somebody would like to see: only everybody's may be compared."""

    EVERYBODY = "everybody"
    DELIVERED = "delivered"
    OPENED = "opened"
    CLICKED = "clicked"


@dataclass(frozen=True)
class Asked:
    """How a result is asked for, beside of which campaign."""

    time_zone: str = "Europe/Moscow"
    rounds: int = ROUNDS
    among: Among = Among.EVERYBODY
    money: MarginAndCosts | None = None  # margin and costs; none: sales alone
    anew: bool = False  # computed, whatever is remembered


def read(
    tx: Tx, snapshot: Snapshot, campaign_id: str, *, at: datetime, asked: Asked | None = None
) -> Readout:
    """What a campaign changed, over one publication of the client data.

    Outcomes are looked at on the planned days only, as soon as their sales are loaded; until
    then, and wherever the experiment does not hold, the readout says why. Raises
    `UnknownCampaign`.
    """
    asked = asked or Asked()
    trial = records.trial(tx, campaign_id)
    window = _window(trial, asked.time_zone)
    ratio = _sample_ratio(trial)
    empty = Readout(trial, Verdict.REFUSED, (), (), window, ratio, None, None)
    if window is None:
        return replace(empty, refusals=(Reason("not-sent", {}),))
    tested = strata_records.ratio(tx, trial)
    empty = replace(empty, strata=tested)
    today = at.astimezone(ZoneInfo(asked.time_zone)).date()
    planned = looking.looks(window, trial.looks)
    days = {"today": today, "known": outcomes.known_until(snapshot)}
    look = looking.open_look(planned, **days)
    refusals = [*_post_treatment(asked), *judging.flawed_design(trial, ratio, tested)]
    if look is None:
        return replace(empty, refusals=(*refusals, looking.locked(planned, **days)))
    overlap = records.overlap(tx, campaign_id, look.window, asked.time_zone)
    refusals += judging.entangled(trial, overlap) if trial.holdout else ()
    empty = replace(empty, window=look.window, look=look, overlap=overlap)
    if refusals:
        return replace(empty, refusals=tuple(refusals))
    return _looked(tx, snapshot, empty, look, asked)


def _looked(tx: Tx, snapshot: Snapshot, empty: Readout, look: Look, asked: Asked) -> Readout:
    trial = empty.trial
    found = outcomes.outcomes(snapshot, records.arms(tx, trial.campaign_id), look.window)
    plan = Plan(
        look.window.days,
        seed=estimates.seed_of(trial.seed),
        rounds=asked.rounds,
        confidence=look.confidence,
    )
    empty = replace(empty, source=_source(snapshot, look.window, plan))
    if nothing := tuple(judging.without_outcomes(found)):
        return replace(empty, refusals=nothing)
    seen = estimates.findings(found, plan=plan, anew=asked.anew)
    assert empty.overlap is not None
    refusals = tuple(judging.refusals(seen))
    return replace(
        empty,
        verdict=Verdict.REFUSED if refusals else judging.verdict(seen),
        refusals=refusals,
        cautions=tuple(judging.cautions(trial, seen, look, empty.overlap)),
        findings=seen,
        gain=None if refusals else _earned(tx, trial, found, asked, plan),
        variants=None if refusals else _varied(tx, trial, found, asked, plan),
        within=None if refusals else _within(tx, trial, found, asked, plan),
    )


def _earned(
    tx: Tx, trial: Trial, found: outcomes.Outcomes, asked: Asked, plan: Plan
) -> Gain | None:
    if asked.money is None:
        return None
    sent = records.messages(tx, trial.campaign_id)
    return gain(found, sent, asked.money, plan, anew=asked.anew)


def _varied(
    tx: Tx, trial: Trial, found: outcomes.Outcomes, asked: Asked, plan: Plan
) -> Variants | None:
    letters = variants.of_accounts(tx, CampaignId(trial.campaign_id))
    return compare(found, letters, plan=plan, anew=asked.anew) if letters else None


def _within(
    tx: Tx, trial: Trial, found: outcomes.Outcomes, asked: Asked, plan: Plan
) -> Within | None:
    drawn_in = strata_records.strata(tx, trial.campaign_id)
    return strata.within(found, drawn_in, plan=plan, anew=asked.anew) if drawn_in else None


def _post_treatment(asked: Asked) -> Iterator[Reason]:
    if asked.among is not Among.EVERYBODY:
        yield Reason("post-treatment", {"filter": asked.among.value})


def _window(trial: Trial, time_zone: str) -> Window | None:
    if trial.first_sent_at is None:
        return None
    return Window(trial.first_sent_at.astimezone(ZoneInfo(time_zone)).date(), trial.window_days)


def _sample_ratio(trial: Trial) -> SampleRatio | None:
    if not trial.treated or not trial.holdout or not 0 < trial.holdout_share < 1:
        return None
    shares = [1 - trial.holdout_share, trial.holdout_share]
    return sample_ratio([trial.treated, trial.holdout], shares)


def _source(snapshot: Snapshot, window: Window, plan: Plan) -> Source:
    return Source(
        publication=snapshot.publication.number,
        as_of=snapshot.publication.as_of,
        question=ROLL_UP,
        values=outcomes.values(window),
        seed=plan.seed,
        rounds=plan.rounds,
    )
