"""Questions about results: which campaigns have one, and the rows a readout rests on."""

import pyarrow as pa
from sqlalchemy import func, select

from core.delivery.choosing import IS_ASKING
from core.results import outcomes, records
from core.results.model import Readout
from core.store.schema import campaigns, dispatches
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot


def choices(tx: Tx) -> dict[str, str]:
    """Names of campaigns by id of which anything was ever sent, the latest first."""
    first = func.min(dispatches.c.sent_at)
    rows = (
        select(campaigns.c.id, campaigns.c.name)
        .join(dispatches, dispatches.c.campaign_id == campaigns.c.id)
        .where(dispatches.c.sent_at.is_not(None))
        .group_by(campaigns.c.id, campaigns.c.name)
        .order_by(first.desc(), campaigns.c.id)
    )
    return {row.id: row.name for row in tx.execute(rows)}


def channels(tx: Tx, campaign_id: str) -> list[str]:
    """The channels a campaign wrote in; that of a question to both arms is none of them."""
    table = dispatches.c
    mine = table.campaign_id == campaign_id, ~IS_ASKING
    found = select(table.channel).where(*mine).distinct()
    return list(tx.execute(found.order_by(table.channel)).scalars())


def rows(tx: Tx, snapshot: Snapshot, readout: Readout) -> pa.Table | None:
    """The assigned accounts with their outcomes; none while outcomes may not be looked at."""
    if readout.findings is None or readout.window is None:
        return None
    arms = records.arms(tx, readout.trial.campaign_id)
    return outcomes.outcomes(snapshot, arms, readout.window).table
