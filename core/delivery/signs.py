"""The dispatchers' signs of life in the operational store."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.delivery.model import Beat, State
from core.store.schema import dispatchers, dispatches
from core.store.store import Tx

GONE_AFTER = timedelta(days=1)  # of silence: a host that was given up never says that it went


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


def expected(tx: Tx, *, at: datetime) -> list[Beat]:
    """Every dispatcher that should be at work: heard of within a day, or with something in the
    air that only it can settle."""
    own, theirs = dispatchers.c, dispatches.c
    claimed = exists().where(theirs.state == State.SENDING, theirs.claimed_by == own.name)
    asked = select(dispatchers).where(or_(own.beat_at > at - GONE_AFTER, claimed))
    return [Beat(**row._asdict()) for row in tx.execute(asked.order_by(own.beat_at.desc()))]
