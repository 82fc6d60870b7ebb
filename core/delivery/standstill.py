"""What stands still while a channel is out of reach: since when, and how much waits for it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from core.campaigns.model import ON_ITS_WAY
from core.delivery.model import State
from core.store.schema import campaigns, dispatches
from core.store.store import Tx


@dataclass(frozen=True)
class Standstill:
    """`last_sent_at`: when the channel last took a message; none: it never has."""

    last_sent_at: datetime | None
    waiting: int  # messages of campaigns on their way


def of_channel(tx: Tx, channel: str) -> Standstill:
    """How a channel has fared: the last message it took, and what is queued for it."""
    own = dispatches.c
    # Latest first: the index is walked backwards, and mostly ends at once.
    sent = select(own.sent_at).where(own.sent_at.is_not(None), own.channel == channel)
    last = sent.order_by(own.sent_at.desc()).limit(1)
    waits = (
        select(func.count())
        .select_from(dispatches.join(campaigns, campaigns.c.id == own.campaign_id))
        .where(campaigns.c.status.in_(ON_ITS_WAY))
        .where(own.state == State.QUEUED, own.channel == channel)
    )
    return Standstill(tx.execute(last).scalar(), int(tx.execute(waits).scalar_one()))
