"""Dispatches that follow what came back of them: held while they are judged, and moved."""

from datetime import datetime

from sqlalchemy import func, literal, select, update

from core.delivery import records
from core.delivery.model import Dispatch, DispatchId, Reason, State
from core.store.schema import dispatches
from core.store.store import Tx


def held(tx: Tx, dispatch_id: DispatchId) -> Dispatch | None:
    """A dispatch that nobody else changes until this deed is done."""
    tx.execute(select(dispatches.c.id).where(dispatches.c.id == dispatch_id).with_for_update())
    return records.get(tx, dispatch_id)


def move(tx: Tx, dispatch: Dispatch, state: State, *, reason: Reason, at: datetime) -> bool:
    """Bring a dispatch from the state it was seen in to another; false: it has moved since.

    Whoever was handed it was so at the latest now.
    """
    now = literal(at, dispatches.c.sent_at.type)
    changed = tx.execute(
        update(dispatches)
        .where(dispatches.c.id == dispatch.id)
        .where(dispatches.c.state == dispatch.state)
        .where(dispatches.c.claims == dispatch.claim)
        .values(
            state=state,
            reason=reason,
            sent_at=func.coalesce(dispatches.c.sent_at, now),
            settled_at=func.coalesce(dispatches.c.settled_at, now),
        )
    )
    return changed.rowcount == 1
