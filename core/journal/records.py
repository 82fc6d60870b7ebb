"""The journal in the operational store."""

from collections.abc import Collection, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Row, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.journal.model import GENESIS, Entry
from core.store.schema import journal_entries, journal_head
from core.store.store import Tx

PAGE = 1_000


class Head(NamedTuple):
    number: int
    digest: str


def locked_head(tx: Tx) -> Head:
    """How far the journal reaches. Whoever else would write waits until we are done."""
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    first = upsert(journal_head).values(id=1, number=0, digest=GENESIS)
    tx.execute(first.on_conflict_do_nothing())
    row = tx.execute(select(journal_head).with_for_update()).one()
    return Head(row.number, row.digest)


def head(tx: Tx) -> Head:
    row = tx.execute(select(journal_head)).one_or_none()
    return Head(0, GENESIS) if row is None else Head(row.number, row.digest)


def append(tx: Tx, entry: Entry) -> None:
    tx.execute(insert(journal_entries).values(**asdict(entry)))
    tx.execute(update(journal_head).values(number=entry.number, digest=entry.digest))


def entries(tx: Tx) -> Iterator[Entry]:
    """Every entry in order, a page at a time."""
    after = 0
    while True:
        page = tx.execute(
            select(journal_entries)
            .where(journal_entries.c.number > after)
            .order_by(journal_entries.c.number)
            .limit(PAGE)
        ).all()
        yield from map(_entry, page)
        if len(page) < PAGE:
            return
        after = page[-1].number


def about(tx: Tx, subject: str) -> list[Entry]:
    """What was done to one thing, oldest first."""
    rows = select(journal_entries).where(journal_entries.c.subject == subject)
    return [_entry(row) for row in tx.execute(rows.order_by(journal_entries.c.number))]


def since(tx: Tx, verb: str, moment: datetime, *, by: str) -> list[Entry]:
    """Each time somebody did something since a moment, oldest first."""
    entry = journal_entries.c
    rows = select(journal_entries).where(entry.by == by, entry.verb == verb, entry.at > moment)
    return [_entry(row) for row in tx.execute(rows.order_by(entry.number))]


def was_touched(tx: Tx, subject: str, verbs: Collection[str], *, since: datetime) -> bool:
    """Whether any of these verbs was done to a thing after a moment."""
    entry = journal_entries.c
    rows = select(entry.number).where(entry.subject == subject, entry.at > since)
    return tx.execute(rows.where(entry.verb.in_(verbs)).limit(1)).first() is not None


def latest(tx: Tx, limit: int) -> list[Entry]:
    rows = select(journal_entries).order_by(journal_entries.c.number.desc()).limit(limit)
    return [_entry(row) for row in tx.execute(rows)]


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    return Entry(**row._asdict())
