"""Accounts to which no further step of a campaign goes: asked for, or found out."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.campaigns.model import Campaign, CampaignId
from core.consent.model import Reason as Suppressed
from core.consent.model import address_key
from core.delivery import choosing
from core.delivery.calls.model import Result
from core.delivery.erasure.rows import some
from core.delivery.model import STILL_ASKED, Reason, State, Stop, Verdict
from core.store.schema import (
    account_steps,
    account_stops,
    audience_accounts,
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
    """Stop a campaign for these accounts from step `first` on, each for the steps it gets;
    one stopped already stays so, unless it was still to be asked and is not any more."""
    mine = {"campaign_id": campaign.id}
    facts = {"note": note, "stopped_by": by, "stopped_at": at}
    rows = [
        mine | facts | {"account_id": name, "reason": reason} for name, reason in stops.items()
    ]
    over = [
        mine | {"account_id": name, "step": step, "verdict": Verdict.STOPPED, "decided_at": at}
        for step in range(first, campaign.last_step + 1)
        for name in _reached(tx, campaign, step, stops)
        if not (campaign.question(step) and stops[name] in STILL_ASKED)
    ]
    _make_way(tx, campaign, [name for name, one in stops.items() if one not in STILL_ASKED])
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    for table, values in ((account_stops, rows), (account_steps, over)):
        if values:
            tx.execute(upsert(table).on_conflict_do_nothing(), values)


def found(
    tx: Tx, campaign: Campaign, account_ids: Collection[str], *, step: int | None = None
) -> dict[str, Stop]:
    """Those of these accounts that stop, with the reason; before a `step` that asks, only
    those that are not even asked."""
    left = _left(tx, campaign.id, account_ids)
    gone = _unreachable(tx, campaign, account_ids)
    met = _met(tx, campaign.id, account_ids)
    every = (
        dict.fromkeys(gone, Stop.HARD_BOUNCE)
        | dict.fromkeys(met, Stop.OUTCOME)
        | dict.fromkeys(left, Stop.UNSUBSCRIBED)
    )
    if step is None or not campaign.question(step):
        return every
    return {name: reason for name, reason in every.items() if reason not in STILL_ASKED}


def is_news(campaign: Campaign, before: Stop | None, reason: Stop) -> bool:
    """Whether a stop changes anything for an account that was stopped `before`, or never."""
    is_harder = before in STILL_ASKED and reason not in STILL_ASKED
    return before is None or (campaign.asking_step is not None and is_harder)


def _reached(
    tx: Tx, campaign: Campaign, step: int, account_ids: Collection[str]
) -> Iterator[str]:
    """Those of these accounts that a step goes to."""
    account = audience_accounts.c.account_id
    asked = select(account).where(choosing.is_reached(step, campaign)).order_by(account)
    for few in some(list(account_ids)):
        yield from tx.execute(asked.where(account.in_(few))).scalars()


def _make_way(tx: Tx, campaign: Campaign, account_ids: Collection[str]) -> None:
    """Forget why these were stopped and still to be asked: a harder reason takes its place."""
    own = account_stops.c
    if campaign.asking_step is not None and account_ids:
        softer = delete(account_stops).where(own.campaign_id == campaign.id)
        softer = softer.where(own.reason.in_(sorted(STILL_ASKED)))
        tx.execute(softer.where(own.account_id.in_(list(account_ids))))


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
