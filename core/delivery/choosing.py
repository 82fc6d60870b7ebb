"""Who of an outbox may be written to at all: the frozen audience has the last word."""

from datetime import datetime

from sqlalchemy import and_, delete, exists, update

from core.campaigns.model import Arm, CampaignId, Fate
from core.delivery.model import Reason, State
from core.store.schema import audience_accounts, audience_contacts, dispatches
from core.store.store import Tx

_contact, _account = audience_contacts.c, audience_accounts.c

# The dispatch's contact was chosen, and its account was drawn to be written to.
IS_CHOSEN = (
    exists()
    .where(_contact.campaign_id == dispatches.c.campaign_id)
    .where(_contact.contact_id == dispatches.c.contact_id)
    .where(_contact.reason == Fate.IN)
    .where(_contact.address == dispatches.c.address)
    .where(
        and_(
            _account.campaign_id == _contact.campaign_id,
            _account.account_id == _contact.account_id,
            _account.arm == Arm.TREATED,
        )
    )
    .correlate(dispatches)
)


def clear(tx: Tx, campaign_id: CampaignId) -> int:
    """Forget an outbox of which nothing was taken up yet; return how many were queued."""
    gone = tx.execute(
        delete(dispatches)
        .where(dispatches.c.campaign_id == campaign_id)
        .where(dispatches.c.state == State.QUEUED)
        .where(dispatches.c.claims == 0)
    )
    return int(gone.rowcount)


def skip_strays(tx: Tx, campaign_id: CampaignId, *, at: datetime) -> int:
    """What is queued and was never chosen is not sent; return how many."""
    changed = tx.execute(
        update(dispatches)
        .where(dispatches.c.campaign_id == campaign_id)
        .where(dispatches.c.state == State.QUEUED)
        .where(~IS_CHOSEN)
        .values(state=State.SKIPPED, reason=Reason.NOT_CHOSEN, settled_at=at)
    )
    return int(changed.rowcount)
