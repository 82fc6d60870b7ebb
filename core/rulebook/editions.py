"""Versions of rule books in the operational store: what was changed, why, and since when."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Row, func, insert, select, update

from core.store.schema import rule_book_versions
from core.store.store import Tx


@dataclass(frozen=True)
class Edition:
    """One version of a book. Without `confirmed_at` it waits for another person."""

    book: str
    version: int
    text: str
    note: str
    written_by: str
    written_at: datetime
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.confirmed_at is None and self.withdrawn_at is None


def add(tx: Tx, edition: Edition) -> None:
    tx.execute(insert(rule_book_versions).values(**asdict(edition)))


def confirmed(tx: Tx, edition: Edition, *, by: str, at: datetime) -> Edition:
    """Put a version in force."""
    return _changed(tx, replace(edition, confirmed_by=by, confirmed_at=at))


def withdrawn(tx: Tx, edition: Edition, *, by: str, at: datetime) -> Edition:
    """Take a version back before it was in force."""
    return _changed(tx, replace(edition, withdrawn_by=by, withdrawn_at=at))


def get(tx: Tx, book: str, version: int) -> Edition | None:
    row = tx.execute(select(rule_book_versions).where(_is(book, version))).one_or_none()
    return None if row is None else _edition(row)


def of_book(tx: Tx, book: str) -> list[Edition]:
    """Every version people wrote, the newest first."""
    rows = select(rule_book_versions).where(rule_book_versions.c.book == book)
    ordered = rows.order_by(rule_book_versions.c.version.desc())
    return [_edition(row) for row in tx.execute(ordered)]


def in_force(tx: Tx) -> dict[str, int]:
    """The version in force of each book that people changed."""
    one = rule_book_versions.c
    newest = select(one.book, func.max(one.version).label("version"))
    rows = newest.where(one.confirmed_at.is_not(None)).group_by(one.book)
    return {row.book: row.version for row in tx.execute(rows)}


def _changed(tx: Tx, edition: Edition) -> Edition:
    row = update(rule_book_versions).where(_is(edition.book, edition.version))
    tx.execute(row.values(**asdict(edition)))
    return edition


def _is(book: str, version: int) -> ColumnElement[bool]:
    one = rule_book_versions.c
    return (one.book == book) & (one.version == version)


def _edition(row: "Row[tuple[object, ...]]") -> Edition:
    return Edition(**row._asdict())
