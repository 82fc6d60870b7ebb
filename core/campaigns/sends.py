"""Whom the house wrote to lately, by the dispatches that went out, or may have."""

from collections.abc import Hashable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, union_all

from core.store import schema
from core.store.store import Tx

UNCONFIRMED = "unconfirmed"  # a dispatch that was handed over, and never heard of again
SENDING = "sending"  # one that is claimed
PREPARED = "prepared"  # one that was made, and lies ready for a person
RESENT = "resent"  # why one waits that was handed over, and goes again


def written_to(tx: Tx, since: datetime) -> list[str]:
    """The accounts with a message that went out at that moment or later, or may have."""
    sends = _sends(since).subquery().c
    return list(tx.execute(select(sends.account_id).distinct()).scalars())


def sends_since(tx: Tx, since: datetime) -> Hashable:
    """What tells these sends from any others: of which store, how many, the last, the ends."""
    sends = _sends(since).subquery().c
    told = select(
        func.count(), func.max(sends.at), func.min(sends.account_id), func.max(sends.account_id)
    )
    return (str(tx.engine.url), *tx.execute(told).one())


def _sends(since: datetime) -> Select[Any]:
    table = schema.dispatches.c
    sent = select(table.account_id, table.sent_at.label("at")).where(table.sent_at >= since)
    # Handed over, and never heard back: they may well have it.
    doubtful = select(table.account_id, table.settled_at.label("at")).where(
        table.state == UNCONFIRMED, table.settled_at >= since
    )
    both = union_all(sent, doubtful).subquery("sends")
    return select(both.c.account_id, both.c.at)
