"""Accounts to which no further step of a campaign goes: asked for, or found out."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.campaigns.model import Campaign, CampaignId
from core.consent.model import Reason as Suppressed
from core.consent.model import address_key
from core.delivery import choosing
from core.delivery.calls.model import Result
from core.delivery.erasure.rows import some
from core.delivery.model import Reason, State, Stop, Verdict
from core.store.schema import (
    account_steps,
    account_stops,
    audience_contacts,
    call_tasks,
    dispatches,
    suppressions,
)
from core.store.store import Tx

_LEFT = (Suppressed.UNSUBSCRIBED, Suppressed.COMPLAINT)


def add(  # noqa: PLR0913 -- a stop is these facts, each named at the call
    tx: Tx,
    campaign: Campaign,
    stops: dict[str, Stop],
    *,
    first: int,
    by: str,
    at: datetime,
    note: str = "",
) -> None:
    """Stop a campaign for these accounts from step `first` on; one stopped already stays so."""
    mine = {"campaign_id": campaign.id}
    facts = {"note": note, "stopped_by": by, "stopped_at": at}
    rows = [
        mine | facts | {"account_id": name, "reason": reason} for name, reason in stops.items()
    ]
    over = [
        mine | {"account_id": name, "step": step, "verdict": Verdict.STOPPED, "decided_at": at}
        for name in stops
        for step in range(first, campaign.last_step + 1)
    ]
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    for table, values in ((account_stops, rows), (account_steps, over)):
        if values:
            tx.execute(upsert(table).on_conflict_do_nothing(), values)


def found(tx: Tx, campaign: Campaign, account_ids: Collection[str]) -> dict[str, Stop]:
    """Those of these accounts that stop, with the reason."""
    left = _left(tx, campaign.id, account_ids)
    gone = _unreachable(tx, campaign, account_ids)
    met = _met(tx, campaign.id, account_ids)
    return (
        dict.fromkeys(gone, Stop.HARD_BOUNCE)
        | dict.fromkeys(met, Stop.OUTCOME)
        | dict.fromkeys(left, Stop.UNSUBSCRIBED)
    )


def standing(tx: Tx, campaign_id: CampaignId) -> dict[str, Stop]:
    """Every account that was stopped, with the reason."""
    asked = select(account_stops.c.account_id, account_stops.c.reason)
    rows = tx.execute(asked.where(account_stops.c.campaign_id == campaign_id))
    return {row.account_id: Stop(row.reason) for row in rows}


def _met(tx: Tx, campaign_id: CampaignId, account_ids: Collection[str]) -> set[str]:
    """Accounts that agreed to a meeting on the telephone, and nobody took that back."""
    task = call_tasks.c
    asked = select(task.account_id).where(
        task.campaign_id == campaign_id,
        task.account_id.in_(account_ids),
        task.result == Result.MEETING,
    )
    return set(tx.execute(asked.distinct()).scalars())


def _left(tx: Tx, campaign_id: CampaignId, account_ids: Collection[str]) -> set[str]:
    """Accounts of which somebody who was written to asked to be left in peace."""
    asked = select(dispatches.c.account_id, dispatches.c.channel, dispatches.c.address).where(
        dispatches.c.campaign_id == campaign_id, dispatches.c.account_id.in_(account_ids)
    )
    homes: dict[tuple[str, str], set[str]] = {}
    for row in tx.execute(asked):
        key = (row.channel, address_key(row.channel, row.address))
        homes.setdefault(key, set()).add(row.account_id)
    orders = suppressions.c
    stands = select(orders.channel, orders.address).where(
        orders.lifted_at.is_(None), orders.reason.in_(_LEFT)
    )
    keys = [
        (row.channel, row.address)
        for few in some(sorted({address for _, address in homes}))
        for row in tx.execute(stands.where(orders.address.in_(few)))
    ]
    return set[str]().union(*(homes.get(key, set()) for key in keys))


def _unreachable(tx: Tx, campaign: Campaign, account_ids: Collection[str]) -> set[str]:
    """Accounts all of whose addresses bounced for good."""
    bounced = select(dispatches.c.account_id, dispatches.c.address).where(
        dispatches.c.campaign_id == campaign.id,
        dispatches.c.account_id.in_(account_ids),
        dispatches.c.state == State.BOUNCED,
        dispatches.c.reason == Reason.HARD_BOUNCE,
    )
    gone = {(row.account_id, row.address) for row in tx.execute(bounced)}
    if not gone:
        return set()
    mine = audience_contacts.c.account_id.in_({account_id for account_id, _ in gone})
    known = {
        (row.account_id, row.address)
        for channel in campaign.channels
        for row in tx.execute(choosing.chosen(campaign.id, channel).where(mine))
    }
    return {account_id for account_id, _ in gone} - {name for name, _ in known - gone}
