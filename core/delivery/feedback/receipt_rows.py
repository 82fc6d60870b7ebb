"""Returned mails in the operational store."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.campaigns.model import CampaignId
from core.delivery.model import DispatchId
from core.store.schema import dispatches, mail_receipts
from core.store.store import Tx

REPLY = "reply"


@dataclass(frozen=True)
class Receipt:
    """A mail that came back: `raw` is as it came, up to its limit."""

    id: int
    dispatch_id: DispatchId | None
    kind: str
    address: str
    status: str
    verdict: str
    reason: str
    said_at: datetime | None
    received_at: datetime


def add(tx: Tx, **facts: Any) -> bool:
    """Keep a returned mail; false, where the very same is here already."""
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    kept = upsert(mail_receipts).values(facts).on_conflict_do_nothing(index_elements=["digest"])
    return tx.execute(kept.returning(mail_receipts.c.id)).first() is not None


def count(tx: Tx, address: str, kind: str, *, since: datetime) -> int:
    """How many dispatches to an address came back like that; several reports of one are one."""
    asked = (
        select(func.count(mail_receipts.c.dispatch_id.distinct()))
        .where(mail_receipts.c.address == address, mail_receipts.c.kind == kind)
        .where(mail_receipts.c.received_at >= since)
    )
    return int(tx.execute(asked).scalar_one())


def accounts_that_replied(
    tx: Tx, campaign_id: CampaignId, account_ids: Collection[str]
) -> set[str]:
    """Those of these accounts of which a person answered a message of a campaign."""
    asked = (
        select(dispatches.c.account_id)
        .join(mail_receipts, dispatches.c.id == mail_receipts.c.dispatch_id)
        .where(
            dispatches.c.campaign_id == campaign_id,
            dispatches.c.account_id.in_(account_ids),
            mail_receipts.c.kind == REPLY,
        )
    )
    return set(tx.execute(asked.distinct()).scalars())


def latest(
    tx: Tx, *, verdicts: Sequence[str] = (), kinds: Sequence[str] = (), limit: int = 200
) -> list[Receipt]:
    """Returned mails, the latest first; none named: all."""
    asked = select(*_COLUMNS).order_by(mail_receipts.c.id.desc()).limit(limit)
    if verdicts:
        asked = asked.where(mail_receipts.c.verdict.in_(verdicts))
    if kinds:
        asked = asked.where(mail_receipts.c.kind.in_(kinds))
    return [_receipt(row) for row in tx.execute(asked)]


def counts(tx: Tx, *, at: datetime, days: int) -> dict[tuple[str, str], int]:
    """How many came back in the last days, by verdict and kind."""
    rows = tx.execute(
        select(mail_receipts.c.verdict, mail_receipts.c.kind, func.count())
        .where(mail_receipts.c.received_at >= at - timedelta(days=days))
        .group_by(mail_receipts.c.verdict, mail_receipts.c.kind)
    )
    return {(row[0], row[1]): row[2] for row in rows}


_COLUMNS = [
    column for column in mail_receipts.c if column.name not in ("raw", "digest", "channel")
]


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(**row._asdict())
