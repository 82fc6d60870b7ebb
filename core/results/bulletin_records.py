"""Bulletins in the operational store: who wants them, and what became of each."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Table, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.delivery.channel import Accepted, Answer, Unknown
from core.results.bulletins import Bulletin, Choice, Period, Rhythm
from core.store.schema import bulletin_choices, bulletins
from core.store.store import Tx

LONGEST_ANSWER = 500


def choose(tx: Tx, choice: Choice) -> None:
    """Keep how often a person wants to be told; the last choice counts."""
    row = {**vars(choice)}
    wanted = _upsert(tx, bulletin_choices).values(**row)
    tx.execute(wanted.on_conflict_do_update(index_elements=["person_id"], set_=row))


def choice_of(tx: Tx, person_id: str) -> Choice | None:
    rows = select(bulletin_choices).where(bulletin_choices.c.person_id == person_id)
    return next((_choice(row) for row in tx.execute(rows)), None)


def choices(tx: Tx) -> list[Choice]:
    """Everybody who wants to be told."""
    table = bulletin_choices.c
    rows = select(bulletin_choices).where(table.rhythm != Rhythm.NONE)
    return [_choice(row) for row in tx.execute(rows.order_by(table.person_id))]


def kept(tx: Tx, ids: Collection[str]) -> frozenset[str]:
    """Which of these bulletins are written down already."""
    rows = select(bulletins.c.id).where(bulletins.c.id.in_(sorted(ids)))
    return frozenset(tx.execute(rows).scalars())


def keep(tx: Tx, bulletin: Bulletin) -> None:
    """Write a bulletin down; one of the same person and period stays as it is."""
    row = {name: value for name, value in vars(bulletin).items() if name != "period"}
    row |= {"starts_on": bulletin.period.start, "ends_on": bulletin.period.end}
    tx.execute(_upsert(tx, bulletins).values(**row).on_conflict_do_nothing())


def due(tx: Tx, *, at: datetime) -> list[Bulletin]:
    """What is to be sent now, the oldest first; what a relay may have taken already is not."""
    table = bulletins.c
    rows = select(bulletins).where(table.not_before <= at, table.handed_at.is_(None))
    return [_bulletin(row) for row in tx.execute(rows.order_by(table.made_at, table.id))]


def latest(tx: Tx, person_id: str, *, limit: int) -> list[Bulletin]:
    """What a person was sent or is to be sent, the last first."""
    table = bulletins.c
    rows = select(bulletins).where(table.person_id == person_id)
    rows = rows.order_by(table.made_at.desc(), table.id).limit(limit)
    return [_bulletin(row) for row in tx.execute(rows)]


def told(tx: Tx, person_id: str) -> frozenset[str] | None:
    """The looks a person's regular bulletins told of; none: they never got any."""
    table = bulletins.c
    rows = select(table.told).where(table.person_id == person_id, table.rhythm != Rhythm.NOW)
    rows = rows.where(table.handed_at.is_not(None))
    found = list(tx.execute(rows).scalars())
    return frozenset(one for some in found for one in some) if found else None


def first_of(tx: Tx, person_id: str) -> date | None:
    """The first day that a person's regular bulletins are of, whatever became of them."""
    table = bulletins.c
    rows = select(func.min(table.starts_on)).where(table.person_id == person_id)
    first: date | None = tx.execute(rows.where(table.rhythm != Rhythm.NOW)).scalar_one()
    return first


def claim(tx: Tx, bulletin: Bulletin, *, until: datetime) -> Bulletin | None:
    """Take one for a try, counted before it is made; none: somebody else did."""
    mine = update(bulletins).where(bulletins.c.id == bulletin.id)
    mine = mine.where(bulletins.c.attempts == bulletin.attempts)
    mine = mine.where(bulletins.c.handed_at.is_(None))
    done = tx.execute(mine.values(attempts=bulletin.attempts + 1, not_before=until))
    return replace(bulletin, attempts=bulletin.attempts + 1) if done.rowcount else None


def intend(tx: Tx, bulletin: Bulletin, looks: Collection[str], *, at: datetime) -> None:
    """Note that the relay is ready to take it: what a crash after that leaves in doubt."""
    row = update(bulletins).where(bulletins.c.id == bulletin.id)
    tx.execute(row.values(handed_at=at, told=sorted(looks)))


def settle(
    tx: Tx, bulletin: Bulletin, *, answer: Answer | None, at: datetime, is_over: bool
) -> None:
    """Note how a try ended; one that is not over is tried again.

    What the relay surely did not take was not handed over, and told nothing.
    """
    text = "" if answer is None else answer.text
    change: dict[str, Any] = {"answer": text[:LONGEST_ANSWER]}
    change |= {"sent_at": at if isinstance(answer, Accepted) else None}
    if is_over:
        change |= {"not_before": None}
    if not isinstance(answer, Accepted | Unknown):
        change |= {"handed_at": None, "told": []}
    tx.execute(update(bulletins).where(bulletins.c.id == bulletin.id).values(**change))


def _upsert(tx: Tx, table: Table) -> Any:
    return (upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite)(table)


def _choice(row: Row[Any]) -> Choice:
    return Choice(row.person_id, Rhythm(row.rhythm), row.language, row.chosen_at)


def _bulletin(row: Row[Any]) -> Bulletin:
    return Bulletin(
        id=row.id,
        person_id=row.person_id,
        rhythm=Rhythm(row.rhythm),
        period=Period(row.starts_on, row.ends_on),
        language=row.language,
        told=tuple(row.told),
        made_at=row.made_at,
        not_before=row.not_before,
        attempts=row.attempts,
        handed_at=row.handed_at,
        sent_at=row.sent_at,
    )
