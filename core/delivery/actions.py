"""What people do with a campaign on its way: pause, resume, stop, and settle doubts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.campaigns import actions as campaigns
from core.campaigns import records as campaign_records
from core.campaigns.actions import ReasonNeeded
from core.campaigns.model import FIRST_STEP, CampaignId, Status
from core.delivery import choosing, records, stops
from core.delivery.ending import DOUBT, clear
from core.delivery.model import REACHED, Counts, Dispatch, DispatchId, Reason, State, Stop
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.store.store import Tx

_ENDED = frozenset({Status.STOPPED, Status.FAILED})


class UnknownDispatch(Refusal):
    """No dispatch goes by that id."""


class NoDoubt(Refusal):
    """Somebody else has settled it, or an answer came in."""


class CampaignOver(Refusal):
    """A campaign that was stopped sends nothing any more."""


class NotTreated(Refusal):
    """The account gets nothing of this campaign anyway."""


class Verdict(StrEnum):
    """What a person says about a dispatch in doubt."""

    ARRIVED = "arrived"
    AGAIN = "again"


@dataclass(frozen=True)
class Stopped:
    """What stopping did: `skipped` will not be sent, `in_the_air` may still arrive."""

    skipped: int
    in_the_air: int
    reached: int


def pause(tx: Tx, campaign_id: CampaignId, *, by: Person, at: datetime) -> Counts:
    """Hold everything that is not in the air; return what is where. Raises `IllegalMove`."""
    require(by, Permission.SEND)
    campaigns.pause(tx, campaign_id, by=by, at=at)
    return records.counts_by_state(tx, campaign_id)


def resume(tx: Tx, campaign_id: CampaignId, *, by: Person, at: datetime) -> Counts:
    """Go on exactly where it was held; return what is where. Raises `IllegalMove`."""
    require(by, Permission.SEND)
    campaigns.resume(tx, campaign_id, by=by, at=at)
    return records.counts_by_state(tx, campaign_id)


def stop(tx: Tx, campaign_id: CampaignId, *, reason: str, by: Person, at: datetime) -> Stopped:
    """End a campaign for good: what is queued is skipped. Raises `IllegalMove`."""
    require(by, Permission.SEND)
    campaigns.stop(tx, campaign_id, reason=reason, by=by, at=at)
    skipped = records.skip_queued(tx, campaign_id, reason=Reason.STOPPED, at=at)
    counts = records.counts_by_state(tx, campaign_id)
    done = Stopped(skipped, counts[State.SENDING], counts.of(REACHED))
    journal.record(tx, "dispatches.stop", campaign_id, by=by.id, at=at, details=vars(done))
    return done


def stop_account(
    tx: Tx,
    campaign_id: CampaignId,
    account_id: str,
    *,
    reason: str,
    by: Person,
    at: datetime,
) -> int:
    """Send an account nothing more of a campaign: what is queued is skipped; how many that is.

    Raises `ReasonNeeded`, `CampaignOver`, and `NotTreated` for one that gets nothing of it.
    """
    require(by, Permission.SEND)
    campaign = campaign_records.locked(tx, campaign_id)
    if not reason.strip():
        raise ReasonNeeded("campaigns-stop-needs-reason")
    if campaign.status not in (Status.SENDING, Status.PAUSED):
        raise CampaignOver("delivery-not-on-its-way", name=campaign.name)
    if not choosing.is_written_to(tx, campaign, account_id):
        raise NotTreated("delivery-account-not-treated", account=account_id)
    stop, note = {account_id: Stop.BY_HAND}, reason.strip()
    stops.add(tx, campaign, stop, first=FIRST_STEP + 1, by=by.id, at=at, note=note)
    skipped = records.skip_queued(
        tx, campaign_id, reason=Reason.STOPPED, at=at, account_ids=[account_id]
    )
    details = {"account": account_id, "reason": note, "skipped": skipped}
    journal.record(tx, "dispatches.stop_account", campaign_id, by=by.id, at=at, details=details)
    return skipped


def settle(
    tx: Tx, dispatch_id: DispatchId, *, verdict: Verdict, by: Person, at: datetime
) -> Dispatch:
    """Settle a dispatch in doubt as a person decides: it arrived, or it is sent again.

    Raises `UnknownDispatch`, `NoDoubt` and `CampaignOver`.
    """
    require(by, Permission.SEND)
    dispatch = records.get(tx, dispatch_id)
    if dispatch is None:
        raise UnknownDispatch("delivery-unknown-dispatch", dispatch=dispatch_id)
    if verdict is Verdict.AGAIN:
        _reopen(tx, dispatch.campaign_id, by=by, at=at)
        state, reason = State.QUEUED, Reason.AGAIN
    else:
        campaign_records.locked(tx, dispatch.campaign_id)
        state, reason = State.SENT, Reason.ARRIVED
    is_ours = dispatch.state is State.UNCONFIRMED
    if not is_ours or not records.move(tx, dispatch, state, reason=reason, at=at):
        raise NoDoubt("delivery-no-doubt", address=dispatch.address)
    details = {"campaign": dispatch.campaign_id, "verdict": verdict}
    journal.record(tx, "dispatches.settle", dispatch_id, by=by.id, at=at, details=details)
    clear(tx, dispatch.campaign_id, by=by, at=at)
    return records.get(tx, dispatch_id) or dispatch


def _reopen(tx: Tx, campaign_id: CampaignId, *, by: Person, at: datetime) -> None:
    """Let a campaign that ended with this doubt send once more."""
    campaign = campaign_records.locked(tx, campaign_id)
    if campaign.status in _ENDED:
        raise CampaignOver("delivery-campaign-over", name=campaign.name)
    if campaign.status is Status.SENT_WITH_ERRORS:
        reason = f"{DOUBT}again"
        campaigns.move(tx, campaign_id, Status.SENDING, by=by, at=at, reason=reason)
