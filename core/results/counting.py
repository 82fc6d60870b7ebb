"""What is counted of a campaign's messages: each number has one definition.

A number is a condition on a dispatch, so that it is counted and its messages are listed by the
very same words.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Label,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    true,
)

from core.delivery.feedback.labels import Kind
from core.delivery.feedback.labels import Label as Who
from core.delivery.model import MOVING, REACHED, State
from core.store.schema import dispatches, tracking_events


class Number(StrEnum):
    """A word ``results-stage-…`` each, and how it is counted ``results-stage-…-how``.

    The states are as in the ledger. A message is opened, or clicked, by whoever of those who
    did is the surest to be a person; so each is in one of the three.
    """

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    ASSUMED = "quiet"  # delivered, since no bounce is known; no receipt says so
    OPENED = "opened"  # by a person
    OPENED_UNSURE = "opened-unsure"
    OPENED_MACHINE = "opened-machine"
    CLICKED = "clicked"  # by a person
    CLICKED_UNSURE = "clicked-unsure"
    CLICKED_MACHINE = "clicked-machine"
    COMPLAINED = "complained"
    BOUNCED = "bounced"
    ON_THE_WAY = "on_the_way"
    WAITING = "waiting"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"


SURENESS = {Who.MACHINE: 1, Who.UNKNOWN: 2, Who.HUMAN: 3}
TOUCHES = {
    Number.OPENED: ("opened", Who.HUMAN),
    Number.OPENED_UNSURE: ("opened", Who.UNKNOWN),
    Number.OPENED_MACHINE: ("opened", Who.MACHINE),
    Number.CLICKED: ("clicked", Who.HUMAN),
    Number.CLICKED_UNSURE: ("clicked", Who.UNKNOWN),
    Number.CLICKED_MACHINE: ("clicked", Who.MACHINE),
}
STATES = {
    Number.SENT: REACHED | {State.BOUNCED},
    Number.COMPLAINED: {State.COMPLAINED},
    Number.BOUNCED: {State.BOUNCED},
    Number.WAITING: MOVING,
    Number.SKIPPED: {State.SKIPPED},
    Number.FAILED: {State.FAILED},
    Number.UNCONFIRMED: {State.UNCONFIRMED},
}
OF_DELIVERED = {number: f"{number}_delivered" for number in (Number.OPENED, Number.CLICKED)}


def touched(campaign_id: str) -> Subquery:
    """Every message of a campaign that was opened or clicked (`dispatch_id`), and how sure it
    is that a person did (`opened`, `clicked`: see `SURENESS`; whoever clicked has opened)."""
    events = tracking_events.c
    sure = case(SURENESS, value=events.label, else_=0)
    is_click = events.kind == Kind.CLICK
    return (
        select(
            events.dispatch_id,
            func.max(sure).label("opened"),
            func.max(case((is_click, sure), else_=0)).label("clicked"),
        )
        .join(dispatches, dispatches.c.id == events.dispatch_id)
        .where(dispatches.c.campaign_id == campaign_id)
        .group_by(events.dispatch_id)
        .subquery("touched")
    )


def messages(touches: Subquery) -> FromClause:
    """Messages beside what was done with them."""
    return dispatches.outerjoin(touches, touches.c.dispatch_id == dispatches.c.id)


def condition(
    number: Number, touches: Subquery, *, quiet_since: datetime
) -> ColumnElement[bool]:
    """Which messages a number counts; accepted before `quiet_since` without a bounce is
    delivered."""
    table = dispatches.c
    accepted = table.state == State.SENT
    if number is Number.QUEUED:
        return true()
    is_quiet = and_(accepted, table.sent_at <= quiet_since)
    if number is Number.ASSUMED:
        return is_quiet
    if number is Number.DELIVERED:
        return or_(table.state.in_([State.DELIVERED, State.COMPLAINED]), is_quiet)
    if number is Number.ON_THE_WAY:
        return and_(accepted, or_(table.sent_at > quiet_since, table.sent_at.is_(None)))
    if number in TOUCHES:
        column, who = TOUCHES[number]
        return func.coalesce(touches.c[column], 0) == literal(SURENESS[who])
    return table.state.in_(sorted(STATES[number]))


def columns(touches: Subquery, *, quiet_since: datetime) -> Sequence[Label[int]]:
    """Every number as a sum, under its own name; and those of delivered messages alone."""
    told = {one: condition(one, touches, quiet_since=quiet_since) for one in Number}
    sums = [_sum(asked).label(number) for number, asked in told.items()]
    delivered = told[Number.DELIVERED]
    return [
        *sums,
        *(_sum(and_(told[one], delivered)).label(name) for one, name in OF_DELIVERED.items()),
    ]


def _sum(asked: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((asked, 1), else_=0))
