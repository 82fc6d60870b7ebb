"""Sessions in the operational store."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from core.people.model import PersonId
from core.people.sessions import Session
from core.store.schema import sessions
from core.store.store import Tx


def add(tx: Tx, session: Session) -> None:
    tx.execute(insert(sessions).values(**asdict(session)))


def get(tx: Tx, session_id: str) -> Session | None:
    row = tx.execute(select(sessions).where(sessions.c.id == session_id)).one_or_none()
    return None if row is None else _session(row)


def by_digest(tx: Tx, token_digest: str) -> Session | None:
    wanted = select(sessions).where(sessions.c.token_digest == token_digest)
    row = tx.execute(wanted).one_or_none()
    return None if row is None else _session(row)


def not_ended(tx: Tx, person_id: PersonId | None = None) -> list[Session]:
    """Those nobody has ended, the latest seen first: of one person, or of everybody."""
    wanted = select(sessions).where(sessions.c.ended_at.is_(None))
    if person_id is not None:
        wanted = wanted.where(sessions.c.person_id == person_id)
    return [_session(row) for row in tx.execute(wanted.order_by(sessions.c.seen_at.desc()))]


def see(tx: Tx, session_id: str, *, at: datetime) -> None:
    tx.execute(update(sessions).where(sessions.c.id == session_id).values(seen_at=at))


def end(tx: Tx, session_id: str, *, by: str, at: datetime) -> bool:
    """End one; false when it was ended before."""
    wanted = (sessions.c.id == session_id) & sessions.c.ended_at.is_(None)
    return (
        tx.execute(update(sessions).where(wanted).values(ended_at=at, ended_by=by)).rowcount > 0
    )


def end_all(tx: Tx, person_id: PersonId, *, by: str, at: datetime) -> int:
    """End every session of a person; how many that were."""
    wanted = (sessions.c.person_id == person_id) & sessions.c.ended_at.is_(None)
    return tx.execute(update(sessions).where(wanted).values(ended_at=at, ended_by=by)).rowcount


def forget(tx: Tx, *, before: datetime) -> None:
    tx.execute(delete(sessions).where(sessions.c.seen_at < before))


def _session(row: Row[Any]) -> Session:
    return Session(**row._asdict() | {"person_id": PersonId(row.person_id)})
