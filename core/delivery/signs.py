"""The dispatchers' signs of life in the operational store."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.delivery.model import Beat
from core.store.schema import dispatchers
from core.store.store import Tx


def beat(tx: Tx, sign: Beat) -> None:
    """Write down a dispatcher's sign of life."""
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    row = asdict(sign)
    statement = upsert(dispatchers).values(row)
    del row["name"], row["falls"]  # those are counted by whoever starts it again
    tx.execute(statement.on_conflict_do_update(index_elements=["name"], set_=row))


def fell(tx: Tx, name: str, *, number: int, at: datetime) -> None:
    """One of a crew ended without being asked to."""
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    row = asdict(Beat(name, at, at, trouble="", rates={}, number=number, falls=1))
    statement = upsert(dispatchers).values(row)
    counted = {"falls": dispatchers.c.falls + 1}
    tx.execute(statement.on_conflict_do_update(index_elements=["name"], set_=counted))


def forget(tx: Tx, name: str) -> None:
    """A dispatcher that went home gives no more signs of life."""
    tx.execute(delete(dispatchers).where(dispatchers.c.name == name))


def beats(tx: Tx) -> list[Beat]:
    """Every dispatcher ever heard of, the latest first."""
    rows = tx.execute(select(dispatchers).order_by(dispatchers.c.beat_at.desc()))
    return [Beat(**row._asdict()) for row in rows]
