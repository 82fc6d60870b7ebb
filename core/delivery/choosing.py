"""Who of an outbox may be written to at all: the frozen audience has the last word."""

from datetime import datetime

from sqlalchemy import Select, and_, delete, select, update

from core.campaigns.model import Arm, CampaignId, Fate
from core.delivery.model import Reason, State
from core.store.schema import audience_accounts, audience_contacts, dispatches
from core.store.store import Tx

_contact, _account = audience_contacts.c, audience_accounts.c

# The dispatch's contact was chosen, and its account was drawn to be written to. By the offset
# PostgreSQL looks up each dispatch by its keys, and does not join the audience for each batch.
IS_CHOSEN = (
    select(_contact.contact_id)
    .where(_contact.campaign_id == dispatches.c.campaign_id)
    .where(_contact.contact_id == dispatches.c.contact_id)
    .where(_contact.channel == dispatches.c.channel)
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
    .offset(0)
    .exists()
)


def chosen(campaign_id: CampaignId, channel: str) -> Select[tuple[str, str, str]]:
    """Whom a step by this channel goes to: contact, account and address of those chosen."""
    both = audience_contacts.join(
        audience_accounts,
        and_(
            _account.campaign_id == _contact.campaign_id,
            _account.account_id == _contact.account_id,
        ),
    )
    return (
        select(_contact.contact_id, _contact.account_id, _contact.address)
        .select_from(both)
        .where(_contact.campaign_id == campaign_id)
        .where(_contact.channel == channel)
        .where(_contact.reason == Fate.IN)
        .where(_account.arm == Arm.TREATED)
    )


def is_treated(tx: Tx, campaign_id: CampaignId, account_id: str) -> bool:
    """Whether an account is among those a campaign writes to."""
    asked = select(_account.account_id).where(
        _account.campaign_id == campaign_id,
        _account.account_id == account_id,
        _account.arm == Arm.TREATED,
    )
    return tx.execute(asked).first() is not None


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
