"""Starting a campaign whose time has come: check its seal, then fill the outbox."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Row

from core.approvals import actions as approvals
from core.approvals.actions import Changed, NotApproved
from core.campaigns import actions as campaigns
from core.campaigns import drawing, global_holdout
from core.campaigns import records as campaign_records
from core.campaigns.model import Campaign, CampaignId, Status
from core.delivery import choosing, halting, outbox
from core.delivery.model import WORKER
from core.foundation.clock import Clock
from core.foundation.ids import Ids
from core.store.schema import audience_contacts, dispatches
from core.store.store import Store, Tx, learn_sizes

READY = (Status.APPROVED, Status.SCHEDULED, Status.PREPARING)
STANDING = "standing:"  # what the reason begins with where another standing holdout stands
PAGE = 5_000  # dispatches a transaction: a longer one would keep other writers waiting


def start_due(
    store: Store, *, clock: Clock, ids: Ids, today: date | None = None
) -> list[CampaignId]:
    """Bring every approved campaign whose time has come to “sending”; return which.

    What may not be said `today`, a day of the house, goes back to its author, and so does an
    audience that was drawn beside the standing holdout of another period.
    """
    with store.reading() as tx:
        if not _due(tx, at=clock.now()):
            return []
    with store.transaction() as tx:
        # Whatever was changed behind an approval brings the campaign back to its author here.
        for fallen in approvals.void_fallen(tx, at=clock.now()):
            choosing.clear(tx, fallen)
        now = clock.now()
        picked = [
            _picked(tx, campaign, at=now, today=today or now.date())
            for campaign in _due(tx, at=now)
        ]
    return [
        campaign.id
        for campaign in picked
        if campaign is not None and _fill(store, campaign, clock=clock, ids=ids)
    ]


def _due(tx: Tx, *, at: datetime) -> list[Campaign]:
    """Approved ones whose time has come, and those an earlier run left half prepared."""
    ready = campaign_records.with_status(tx, *READY)
    return [
        campaign for campaign in ready if campaign.send_at is None or campaign.send_at <= at
    ]


def _picked(tx: Tx, campaign: Campaign, *, at: datetime, today: date) -> Campaign | None:
    """Take a campaign up as it was approved; else it goes back to its author, and says why."""
    standing = campaign_records.locked(tx, campaign.id)
    if standing.status not in READY:
        return None
    reason = halting.reason_not_to_start(tx, standing, today=today)
    if reason := reason or _outlived(tx, campaign.id, {today, at.date()}):
        _send_back(tx, campaign.id, reason, at=at)
        return None
    try:
        approvals.check_seal(tx, campaign.id)
    except Changed as changed:
        _send_back(tx, campaign.id, "fallen:" + ",".join(changed.things), at=at)
    except NotApproved as refusal:
        _send_back(tx, campaign.id, str(refusal), at=at)
    else:
        if standing.status is Status.PREPARING:
            return standing
        # Half an outbox of an earlier approval, which a change brought back, is not this one's.
        choosing.clear(tx, campaign.id)
        return campaigns.move(tx, campaign.id, Status.PREPARING, by=WORKER, at=at)
    return None


def _outlived(tx: Tx, campaign_id: CampaignId, days: Collection[date]) -> str:
    """Why an audience may not be written to on any of these days, the house's and the one by
    UTC: it was drawn beside an earlier standing holdout, and would write to accounts of this
    one. Empty: it may."""
    card = campaign_records.audience(tx, campaign_id)
    period = "" if card is None else drawing.standing_of(card.drawn)
    if not period or global_holdout.is_of(period, days):
        return ""
    return STANDING + period


def _send_back(tx: Tx, campaign_id: CampaignId, reason: str, *, at: datetime) -> None:
    status = Status.CHANGES_REQUESTED
    campaigns.move(tx, campaign_id, status, by=WORKER, at=at, reason=reason)
    choosing.clear(tx, campaign_id)


def _fill(store: Store, campaign: Campaign, *, clock: Clock, ids: Ids) -> bool:
    """Write the outbox a page at a time; a replay adds nothing twice. False: called off."""
    after = ""
    while True:
        with store.transaction() as tx:
            standing = campaign_records.locked(tx, campaign.id)
            is_ours = standing.fingerprint == campaign.fingerprint
            if standing.status is not Status.PREPARING or not is_ours:
                return False
            page = _page(tx, campaign, after=after)
            contacts = [(row.contact_id, row.account_id, row.address) for row in page]
            outbox.queue(tx, campaign, contacts, ids=ids, at=clock.now())
            if len(page) < PAGE:
                learn_sizes(tx, dispatches)
                campaigns.move(tx, campaign.id, Status.SENDING, by=WORKER, at=clock.now())
                return True
            after = page[-1].contact_id


def _page(tx: Tx, campaign: Campaign, *, after: str) -> list[Row[tuple[str, str, str]]]:
    """The next contacts the first step goes to, in the order of their ids."""
    asked = choosing.chosen(campaign.id, campaign.channel)
    contact_id = audience_contacts.c.contact_id
    return list(tx.execute(asked.where(contact_id > after).order_by(contact_id).limit(PAGE)))
