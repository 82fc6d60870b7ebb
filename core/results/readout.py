"""The result of a campaign – and whether it may be told."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.results import estimates, outcomes, records
from core.results.model import (
    Findings,
    Money,
    Readout,
    Reason,
    Share,
    Source,
    Spoken,
    Trial,
    Verdict,
    Window,
)
from core.results.outcomes import ROLL_UP, Outcomes
from core.store.store import Tx
from core.uplift.balance import SampleRatio, sample_ratio
from core.uplift.mean import Uplift
from core.uplift.permutation import ROUNDS
from core.warehouse.snapshot import Snapshot

FEWEST = 20  # accounts an arm must have, or nothing is compared
SPOILED = 0.05  # of the holdout written to: more, and there is nothing to compare with
UNEVEN = 0.01  # p below which arms that differed before are pointed out


def read(
    tx: Tx,
    snapshot: Snapshot,
    campaign_id: str,
    *,
    at: datetime,
    time_zone: str = "Europe/Moscow",
    rounds: int = ROUNDS,
) -> Readout:
    """What a campaign changed, over one publication of the client data.

    Outcomes are looked at once, when the window is over and its sales are loaded; until then,
    and wherever the experiment does not hold, the readout says why. Raises `UnknownCampaign`.
    """
    trial = records.trial(tx, campaign_id)
    window = _window(trial, time_zone)
    ratio = _sample_ratio(trial)
    today = at.astimezone(ZoneInfo(time_zone)).date()
    refusals = tuple(_before_looking(trial, window, ratio, snapshot, today))
    if refusals or window is None:
        return Readout(trial, Verdict.REFUSED, refusals, (), window, ratio, None, None)
    found = outcomes.outcomes(snapshot, records.arms(tx, campaign_id), window)
    source = _source(snapshot, trial, window, rounds)
    empty = tuple(_without_outcomes(found))
    if empty:
        return Readout(trial, Verdict.REFUSED, empty, (), window, ratio, None, source)
    seen = estimates.findings(found, window_days=window.days, seed=source.seed, rounds=rounds)
    refusals, cautions = tuple(_refusals(seen)), tuple(_cautions(trial, seen))
    verdict = Verdict.REFUSED if refusals else _verdict(seen)
    return Readout(trial, verdict, refusals, cautions, window, ratio, seen, source)


def _window(trial: Trial, time_zone: str) -> Window | None:
    if trial.first_sent_at is None:
        return None
    return Window(trial.first_sent_at.astimezone(ZoneInfo(time_zone)).date(), trial.window_days)


def _sample_ratio(trial: Trial) -> SampleRatio | None:
    if not trial.treated or not trial.holdout or not 0 < trial.holdout_share < 1:
        return None
    shares = [1 - trial.holdout_share, trial.holdout_share]
    return sample_ratio([trial.treated, trial.holdout], shares)


def _before_looking(
    trial: Trial,
    window: Window | None,
    ratio: SampleRatio | None,
    snapshot: Snapshot,
    today: date,
) -> Iterator[Reason]:
    """Why outcomes may not even be looked at."""
    if window is None or trial.first_sent_at is None:
        yield Reason("not-sent", {})
        return
    yield from _flawed_design(trial, ratio)
    if today < window.end:
        yield Reason("window-open", {"until": window.end})
    elif (known := outcomes.known_until(snapshot)) < window.last:
        if known == date.min:
            yield Reason("no-sales", {"last": window.last})
        else:
            yield Reason("not-covered", {"known": known, "last": window.last})


def _flawed_design(trial: Trial, ratio: SampleRatio | None) -> Iterator[Reason]:
    """Why this was no experiment, whatever the outcomes are."""
    if trial.holdout == 0:
        yield Reason("no-holdout", {"treated": trial.treated})
    elif min(trial.treated, trial.holdout) < FEWEST:
        yield Reason("few-accounts", _sizes(trial) | {"fewest": FEWEST})
    if not trial.was_assigned_first:
        yield Reason("not-assigned", {})
    if ratio is not None and ratio.is_mismatch:
        yield Reason("mismatch", _sizes(trial) | {"planned": Share(trial.holdout_share)})
    if trial.holdout and trial.contacted > SPOILED * trial.holdout:
        yield Reason("spoiled", {"contacted": trial.contacted, "holdout": trial.holdout})


def _sizes(trial: Trial) -> dict[str, Spoken]:
    return {"treated": trial.treated, "holdout": trial.holdout}


def _without_outcomes(found: Outcomes) -> Iterator[Reason]:
    for arm, members in (("treated", found.is_treated), ("holdout", ~found.is_treated)):
        buyers = int((found.orders[members] > 0).sum())
        if buyers == 0:
            yield Reason(f"no-outcomes-{arm}", {"accounts": int(members.sum())})


def _refusals(seen: Findings) -> Iterator[Reason]:
    money = seen.money
    if money.uplift.interval.half_width > abs(money.holdout.mean):
        yield Reason("too-wide", {"needed": seen.needed, "change": Share(estimates.WORTHWHILE)})


def _cautions(trial: Trial, seen: Findings) -> Iterator[Reason]:
    if seen.influential.hinges:
        bounds = _interval(seen.influential.uplift)
        yield Reason("hinges", {"account": seen.influential.account_id, **bounds})
    if trial.contacted:
        yield Reason("contacted", {"contacted": trial.contacted, "holdout": trial.holdout})
    if seen.balance.p < UNEVEN:
        yield Reason("uneven", {"apart": Share(abs(seen.balance.difference))})
    if not seen.money.adjusted:
        yield Reason("unadjusted", {})
    if not seen.money.relative.is_bounded:
        yield Reason("not-identified", {})
    if seen.unknown_accounts:
        yield Reason("unknown-accounts", {"accounts": seen.unknown_accounts})


def _interval(uplift: Uplift) -> dict[str, Spoken]:
    return {
        "low": Money(uplift.low, is_signed=True),
        "high": Money(uplift.high, is_signed=True),
    }


def _verdict(seen: Findings) -> Verdict:
    """Up or down only where no single account decides it."""
    uplift = seen.money.uplift
    if not uplift.is_conclusive or seen.influential.hinges:
        return Verdict.INCONCLUSIVE
    return Verdict.UP if uplift.difference > 0 else Verdict.DOWN


def _source(snapshot: Snapshot, trial: Trial, window: Window, rounds: int) -> Source:
    return Source(
        publication=snapshot.publication.number,
        as_of=snapshot.publication.as_of,
        question=ROLL_UP,
        values=outcomes.values(window),
        seed=estimates.seed_of(trial.seed),
        rounds=rounds,
    )
