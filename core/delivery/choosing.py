"""Who of an outbox may be written to at all: the frozen audience has the last word.

Whoever was held out gets one message at most: that of the step which asks both arms.
"""

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from core.campaigns.model import Arm, Campaign, CampaignId, Fate
from core.delivery.model import Reason, State
from core.store.schema import (
    audience_accounts,
    audience_contacts,
    campaign_steps,
    dispatches,
)
from core.store.store import Tx

_contact, _account, _step = audience_contacts.c, audience_accounts.c, campaign_steps.c
_IS_TREATED = and_(_contact.reason == Fate.IN, _account.arm == Arm.TREATED)
_IS_HELD_OUT = and_(_contact.reason == Fate.CAMPAIGN_HOLDOUT, _account.arm == Arm.HOLDOUT)

# The dispatch is of a step that asks both arms the same.
IS_ASKING = (
    exists()
    .where(_step.campaign_id == dispatches.c.campaign_id)
    .where(_step.number == dispatches.c.step)
    .where(_step.asks.is_not(None))
    .correlate(dispatches)
)


def _arm_of(fate: Fate) -> ScalarSelect[str]:
    """The arm of the account of the dispatch's contact, if the audience gave that contact this
    fate; else none.

    Looked up value by value: right after a freeze, of tables whose sizes it does not know yet,
    PostgreSQL would make a join that reads the whole audience for every row.
    """
    its_account = (
        select(_contact.account_id)
        .where(_contact.campaign_id == dispatches.c.campaign_id)
        .where(_contact.contact_id == dispatches.c.contact_id)
        .where(_contact.channel == dispatches.c.channel)
        .where(_contact.reason == fate)
        .where(_contact.address == dispatches.c.address)
        .correlate(dispatches)
        .scalar_subquery()
    )
    return (
        select(_account.arm)
        .where(_account.campaign_id == dispatches.c.campaign_id)
        .where(_account.account_id == its_account)
        .correlate(dispatches)
        .scalar_subquery()
    )


# The dispatch's contact was chosen, and its account was drawn to be written to, or to be asked.
IS_CHOSEN = or_(
    _arm_of(Fate.IN).is_not_distinct_from(Arm.TREATED),
    and_(_arm_of(Fate.CAMPAIGN_HOLDOUT).is_not_distinct_from(Arm.HOLDOUT), IS_ASKING),
)


def chosen(
    campaign_id: CampaignId, channel: str, *, both: bool = False
) -> Select[tuple[str, str, str]]:
    """Whom a step by this channel goes to: contact, account and address of those chosen; of
    `both` arms where it asks."""
    rows = audience_contacts.join(
        audience_accounts,
        and_(
            _account.campaign_id == _contact.campaign_id,
            _account.account_id == _contact.account_id,
        ),
    )
    return (
        select(_contact.contact_id, _contact.account_id, _contact.address)
        .select_from(rows)
        .where(_contact.campaign_id == campaign_id)
        .where(_contact.channel == channel)
        .where(or_(_IS_TREATED, _IS_HELD_OUT) if both else _IS_TREATED)
    )


def is_reached(step: int, campaign: Campaign) -> ColumnElement[bool]:
    """Of the frozen accounts of a campaign, those a step goes to: the treated, or both arms."""
    arms = list(Arm) if campaign.question(step) else [Arm.TREATED]
    return and_(_account.campaign_id == campaign.id, _account.arm.in_(arms))


def accounts_at(tx: Tx, campaign: Campaign, step: int) -> int:
    """How many accounts a step goes to, if it goes to all it could."""
    counted = select(func.count()).select_from(audience_accounts)
    return int(tx.execute(counted.where(is_reached(step, campaign))).scalar_one())


def is_written_to(tx: Tx, campaign: Campaign, account_id: str) -> bool:
    """Whether an account is among those a campaign writes to, by any of its steps."""
    asked = select(_account.account_id).where(_account.account_id == account_id)
    reached = is_reached(campaign.last_step, campaign)
    return tx.execute(asked.where(reached)).first() is not None


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
