"""Calls that must not be made any more, though they are on the list: asked each time anew."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from core.campaigns.model import Status
from core.consent.model import CALL
from core.store.schema import account_stops, call_tasks, campaigns, suppressions
from core.store.store import Tx

_GIVEN_UP = (Status.STOPPED, Status.FAILED)
_task = call_tasks.c


def may_be_made() -> ColumnElement[bool]:
    """Of a call on the list: nothing is in its way."""
    return ~or_(*_objections().values())


def objection(tx: Tx, dispatch_id: str) -> str:
    """The key of the sentence why a call must not be made now; empty: it may."""
    found = _objections()
    asked = select(*(is_so.label(key) for key, is_so in found.items()))
    row = tx.execute(
        asked.select_from(call_tasks).where(_task.dispatch_id == dispatch_id)
    ).first()
    said: dict[str, Any] = {} if row is None else row._asdict()
    return next((key for key in found if said.get(key)), "")


def _objections() -> dict[str, ColumnElement[bool]]:
    """What can be in the way of a call, by the key of its sentence."""
    mine = campaigns.c.id == _task.campaign_id
    stopped = and_(
        account_stops.c.campaign_id == _task.campaign_id,
        account_stops.c.account_id == _task.account_id,
    )
    given_up = _some(select(campaigns.c.id).where(mine, campaigns.c.status.in_(_GIVEN_UP)))
    order = suppressions.c
    # Who wants no more of one purpose is still called for another.
    is_meant = or_(order.purpose == "", order.purpose == campaigns.c.purpose)
    forbidden = select(order.id).where(
        order.channel == CALL,
        order.address == _task.phone,
        order.lifted_at.is_(None),
        mine,
        is_meant,
    )
    return {
        "calls-forbidden": _some(forbidden),
        "calls-stopped": or_(
            given_up, _some(select(account_stops.c.account_id).where(stopped))
        ),
        "calls-paused": _some(
            select(campaigns.c.id).where(mine, campaigns.c.status == Status.PAUSED)
        ),
    }


def _some(asked: Select[Any]) -> ColumnElement[bool]:
    return exists(asked.correlate(call_tasks))
