"""Receipts of channels in the operational store."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.delivery.model import DispatchId
from core.store.schema import receipts
from core.store.store import Tx


def add(
    tx: Tx, dispatch_id: DispatchId, *, digest: str, kind: str, raw: str, at: datetime
) -> bool:
    """Keep a receipt; false, where the very same is here already."""
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    kept = upsert(receipts).values(
        dispatch_id=dispatch_id, digest=digest, kind=kind, raw=raw, received_at=at
    )
    added = kept.on_conflict_do_nothing(index_elements=["digest"]).returning(receipts.c.id)
    return tx.execute(added).first() is not None


def count(tx: Tx, dispatch_id: DispatchId) -> int:
    """How many receipts a dispatch has."""
    asked = select(func.count()).where(receipts.c.dispatch_id == dispatch_id)
    return int(tx.execute(asked).scalar_one())


def kinds(tx: Tx, dispatch_id: DispatchId) -> set[Any]:
    """What all receipts of a dispatch say."""
    asked = select(receipts.c.kind).where(receipts.c.dispatch_id == dispatch_id)
    return set(tx.execute(asked.distinct()).scalars())


def waiting(tx: Tx, ids: Sequence[str]) -> list[str]:
    """Of these dispatches, those with receipts that were not followed yet."""
    asked = select(receipts.c.dispatch_id).where(receipts.c.applied_at.is_(None))
    return list(tx.execute(asked.where(receipts.c.dispatch_id.in_(ids)).distinct()).scalars())


def all_waiting(tx: Tx, *, limit: int) -> list[str]:
    """Dispatches with receipts that were not followed yet."""
    asked = select(receipts.c.dispatch_id).where(receipts.c.applied_at.is_(None))
    return list(tx.execute(asked.distinct().limit(limit)).scalars())


def mark_applied(tx: Tx, dispatch_id: DispatchId, *, at: datetime) -> None:
    """The dispatch has followed all that it was told."""
    tx.execute(
        update(receipts)
        .where(receipts.c.dispatch_id == dispatch_id)
        .where(receipts.c.applied_at.is_(None))
        .values(applied_at=at)
    )


def latest(tx: Tx, *, dispatch_id: str, is_waiting: bool, limit: int) -> Sequence[Any]:
    """Rows of receipts, the latest first."""
    asked = select(receipts).order_by(receipts.c.id.desc()).limit(limit)
    if dispatch_id:
        asked = asked.where(receipts.c.dispatch_id == dispatch_id)
    if is_waiting:
        asked = asked.where(receipts.c.applied_at.is_(None))
    return tx.execute(asked).all()
