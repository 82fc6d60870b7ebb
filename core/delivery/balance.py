"""From the audience to the messages: where everybody is whom each step could go to, and why."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Join,
    Select,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
)

from core.campaigns.model import FIRST_STEP, OVER, Arm, Campaign, Fate
from core.delivery.model import MOVING, Reason, State, Verdict
from core.store.schema import account_steps, audience_accounts, audience_contacts, dispatches
from core.store.store import Tx

_contact, _account, _step = audience_contacts.c, audience_accounts.c, account_steps.c
_message = dispatches.c


class Lot(StrEnum):
    """Where a contact of the audience is, by one step; a word ``delivery-lot-…`` each."""

    HELD_OUT = "held_out"  # of the control group: the step does not go to them
    LATER = "later"  # the step is not decided for the account yet
    UNREACHED = "unreached"  # and will not be: the campaign is over
    CONDITION = "condition"  # the step's condition did not hold
    STOPPED = "stopped"  # for the account, before the step
    WAITING = "waiting"  # a message is in the outbox
    SKIPPED = "skipped"  # a gate refused the message
    HANDED_OVER = "handed_over"  # or tried, or in doubt


OUTBOX = (Lot.WAITING, Lot.SKIPPED, Lot.HANDED_OVER)


@dataclass(frozen=True)
class Share:
    """The contacts that a step could go to by its channel; the lots add up to `total`."""

    step: int
    channel: str
    lots: dict[Lot, int]

    @property
    def total(self) -> int:
        return sum(self.lots.values())

    @property
    def messages(self) -> int:
        """Of them, in the outbox."""
        return sum(self.lots.get(lot, 0) for lot in OUTBOX)


@dataclass(frozen=True)
class Placed:
    """One contact in its lot; `state` and `reason` are its message's, none without one."""

    account_id: str
    contact_id: str
    address: str
    state: State | None
    reason: Reason | None


def shares(tx: Tx, campaign: Campaign) -> list[Share]:
    """Every step, in order, with how many contacts of the audience are where."""
    found = []
    for step in range(FIRST_STEP, campaign.last_step + 1):
        placed = _placed(campaign, step).subquery().c
        counted = select(placed.lot, func.count()).group_by(placed.lot)
        lots = {Lot(lot): count for lot, count in tx.execute(counted)}
        in_order = {lot: lots[lot] for lot in Lot if lot in lots}
        found.append(Share(step, campaign.at_step(step).channel, in_order))
    return found


def placed(
    tx: Tx, campaign: Campaign, step: int, lot: Lot, *, limit: int, offset: int = 0
) -> list[Placed]:
    """The contacts behind one number of a step, by account."""
    one = _placed(campaign, step).subquery().c
    asked = select(one.account_id, one.contact_id, one.address, one.state, one.why)
    asked = asked.where(one.lot == lot).order_by(one.account_id, one.contact_id)
    return [
        Placed(
            row.account_id,
            row.contact_id,
            row.address or "",
            None if row.state is None else State(row.state),
            None if row.why is None else Reason(row.why),
        )
        for row in tx.execute(asked.limit(limit).offset(offset))
    ]


def _placed(campaign: Campaign, step: int) -> Select[Any]:
    """Each contact chosen for a step, or held out of it, with its lot."""
    asked = (_contact.account_id, _contact.contact_id, _contact.address)
    told = (_message.state, _message.reason.label("why"), _lot(campaign, step).label("lot"))
    return (
        select(*asked, *told)
        .select_from(_followed(step))
        .where(_contact.campaign_id == campaign.id)
        .where(_contact.channel == campaign.at_step(step).channel)
        .where(_contact.reason.in_((Fate.IN, Fate.CAMPAIGN_HOLDOUT)))
    )


def _followed(step: int) -> Join:
    """Contacts with their account, and with the step's message and verdict where they are."""
    account = and_(
        _account.campaign_id == _contact.campaign_id,
        _account.account_id == _contact.account_id,
    )
    message = and_(
        _message.campaign_id == _contact.campaign_id,
        _message.contact_id == _contact.contact_id,
        _message.channel == _contact.channel,
        _message.step == step,
    )
    verdict = and_(
        _step.campaign_id == _contact.campaign_id,
        _step.account_id == _contact.account_id,
        _step.step == step,
    )
    both = audience_contacts.join(audience_accounts, account)
    return both.outerjoin(dispatches, message).outerjoin(account_steps, verdict)


def _lot(campaign: Campaign, step: int) -> ColumnElement[str]:
    """A step that asks goes to whoever was held out as well."""
    undecided = Lot.UNREACHED if campaign.status in OVER else Lot.LATER
    is_held_out: ColumnElement[bool] = false()
    if campaign.question(step) is None:
        is_held_out = or_(_contact.reason == Fate.CAMPAIGN_HOLDOUT, _account.arm != Arm.TREATED)
    return case(
        (_message.state.in_(MOVING), literal(Lot.WAITING)),
        (_message.state == State.SKIPPED, literal(Lot.SKIPPED)),
        (_message.state.is_not(None), literal(Lot.HANDED_OVER)),
        (is_held_out, literal(Lot.HELD_OUT)),
        (_step.verdict == Verdict.CONDITION, literal(Lot.CONDITION)),
        (_step.verdict == Verdict.STOPPED, literal(Lot.STOPPED)),
        else_=literal(undecided),
    )
