"""Which campaigns have something to send now, and ending those that have nothing left."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select

from core.campaigns import actions as campaigns
from core.campaigns import records as campaign_records
from core.campaigns.model import SUBMITTED, Campaign, CampaignId, Status
from core.delivery import cascade, choosing, records
from core.delivery.model import REACHED, TROUBLED, WORKER, Counts, Reason, State
from core.people.model import Person
from core.store import schema
from core.store.schema import dispatches
from core.store.store import Store, Tx

NO_CHANNEL, DOUBT = "channels:", "doubt:"  # what the reason of such a move begins with
_STOPPED = frozenset({Status.STOPPED, Status.FAILED})
_WAITING = frozenset({State.QUEUED, State.PREPARED})
_NOT_YET = SUBMITTED | {Status.DRAFT, Status.CHANGES_REQUESTED}


@dataclass(frozen=True)
class Outlook:
    """Running campaigns by what they need: `due` to be sent, `done` to be ended.

    `still` are those of several steps of which nothing is queued or in the air.
    """

    due: list[Campaign]
    done: list[Campaign]
    still: list[Campaign]
    several: list[Campaign]  # those of several steps


def outlook(tx: Tx, *, at: datetime, without: Collection[str] = ()) -> Outlook:
    """Look over every campaign that is being sent; by the channels it goes `without`, nothing
    is due."""
    running = campaign_records.with_status(tx, Status.SENDING)
    due, done = [], []
    for campaign in running:
        next_due = records.next_due(tx, campaign.id, without=without)
        if next_due is not None and next_due <= at:
            due.append(campaign)
        elif next_due is None and not records.is_moving(tx, campaign.id):
            done.append(campaign)
    several = [campaign for campaign in running if campaign.steps]
    over = [campaign for campaign in done if not campaign.steps]
    return Outlook(due, over, [one for one in done if one.steps], several)


def end(store: Store, done: list[Campaign], *, at: datetime) -> int:
    """End campaigns that have nothing left to send; return how many."""
    ended = 0
    for campaign in done:
        with store.transaction() as tx:
            ended += _ended(tx, campaign.id, at=at)
    return ended


def give_up(store: Store, campaign: Campaign, *, why: str, at: datetime) -> None:
    """A campaign that cannot be sent as it was approved fails, and says why."""
    with store.transaction() as tx:
        if campaign_records.locked(tx, campaign.id).status is Status.SENDING:
            campaigns.move(tx, campaign.id, Status.FAILED, by=WORKER, at=at, reason=why)


def hold_up(
    store: Store, campaign: Campaign, *, channels: Collection[str], at: datetime
) -> None:
    """Pause a campaign until a person has set its channels up here, and resumes it."""
    reason = NO_CHANNEL + ",".join(sorted(channels))
    with store.transaction() as tx:
        if campaign_records.locked(tx, campaign.id).status is Status.SENDING:
            campaigns.move(tx, campaign.id, Status.PAUSED, by=WORKER, at=at, reason=reason)


def clear(tx: Tx, campaign_id: CampaignId, *, by: Person | str, at: datetime) -> None:
    """A campaign that ended with errors, the last of which was settled, was sent after all."""
    if campaign_records.locked(tx, campaign_id).status is not Status.SENT_WITH_ERRORS:
        return
    if _is_clean(records.counts_by_state(tx, campaign_id)):
        campaigns.move(tx, campaign_id, Status.SENT, by=by, at=at, reason=f"{DOUBT}settled")


def sweep(store: Store, *, at: datetime) -> None:
    """What waits in the queue of a campaign that does not send is not sent, and what lies
    ready is not posted: not after it was stopped, and not when it went back to its author half
    prepared. Where every doubt was settled, the errors are none any more."""
    with store.reading() as tx:
        stopped = _with(tx, _STOPPED, _WAITING)
        returned = _with(tx, _NOT_YET, {State.QUEUED})
        cleared = _cleared(tx)
    for campaign_id in cleared:
        with store.transaction() as tx:
            clear(tx, campaign_id, by=WORKER, at=at)
    for campaign_id in stopped:
        with store.transaction() as tx:
            records.skip_queued(tx, campaign_id, reason=Reason.STOPPED, at=at)
    for campaign_id in returned:
        with store.transaction() as tx:
            if campaign_records.locked(tx, campaign_id).status in _NOT_YET:
                choosing.clear(tx, campaign_id)


def _with(tx: Tx, statuses: Collection[Status], states: Collection[State]) -> list[CampaignId]:
    found = (
        select(dispatches.c.campaign_id)
        .join(schema.campaigns, schema.campaigns.c.id == dispatches.c.campaign_id)
        .where(schema.campaigns.c.status.in_(list(statuses)))
        .where(dispatches.c.state.in_(list(states)))
        .distinct()
    )
    return [CampaignId(row.campaign_id) for row in tx.execute(found)]


def _ended(tx: Tx, campaign_id: CampaignId, *, at: datetime) -> bool:
    # Asked again under the campaign's lock: a person may have put something back meanwhile.
    if campaign_records.locked(tx, campaign_id).status is not Status.SENDING:
        return False
    counts = records.counts_by_state(tx, campaign_id)
    if counts.moving or not cascade.is_complete(tx, campaign_records.get(tx, campaign_id)):
        return False
    status = Status.SENT if _is_clean(counts) else Status.SENT_WITH_ERRORS
    campaigns.move(tx, campaign_id, status, by=WORKER, at=at)
    return True


def _is_clean(counts: Counts) -> bool:
    # Who reached nobody has nothing to be proud of, whatever the reasons.
    return counts.of(REACHED) > 0 and not counts.of(TROUBLED)


def _cleared(tx: Tx) -> list[CampaignId]:
    """Campaigns that ended with errors of which none is left."""
    own, theirs = schema.campaigns.c, dispatches.c
    there = exists().where(theirs.campaign_id == own.id)
    found = select(own.id).where(
        own.status == Status.SENT_WITH_ERRORS,
        ~there.where(theirs.state.in_(TROUBLED)),
        there.where(theirs.state.in_(REACHED)),
    )
    return [CampaignId(name) for name in tx.execute(found).scalars()]
