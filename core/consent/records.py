"""Suppressions in the operational store."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, func, insert, or_, select, update

from core.consent.model import Reason, Suppression, address_key
from core.store.schema import suppressions
from core.store.store import Tx


def add(tx: Tx, suppression: Suppression) -> None:
    tx.execute(insert(suppressions).values(**asdict(suppression)))


def get(tx: Tx, suppression_id: str) -> Suppression | None:
    row = tx.execute(select(suppressions).where(suppressions.c.id == suppression_id)).first()
    return None if row is None else _suppression(row)


def standing(tx: Tx, channel: str, address: str, *, purpose: str = "") -> Suppression | None:
    """The order that stands over an address now, however it is spelled.

    For one `purpose`: an order for it, or for anything; without: only one for anything.
    """
    row = tx.execute(
        select(suppressions)
        .where(suppressions.c.channel == channel)
        .where(suppressions.c.address == address_key(channel, address))
        .where(suppressions.c.lifted_at.is_(None))
        .where(_is_for(purpose))
        .order_by(suppressions.c.purpose)
        .limit(1)
    ).first()
    return None if row is None else _suppression(row)


def lift(tx: Tx, suppression_id: str, *, by: str, at: datetime) -> bool:
    """Set an order aside; false where none stood any more."""
    changed = tx.execute(
        update(suppressions)
        .where(suppressions.c.id == suppression_id)
        .where(suppressions.c.lifted_at.is_(None))
        .values(lifted_at=at, lifted_by=by)
    )
    return changed.rowcount == 1


def orders_of(tx: Tx, channel: str, address: str) -> list[Suppression]:
    """Every order that stands over an address now."""
    rows = tx.execute(
        select(suppressions)
        .where(suppressions.c.channel == channel)
        .where(suppressions.c.address == address_key(channel, address))
        .where(suppressions.c.lifted_at.is_(None))
        .order_by(suppressions.c.suppressed_at)
    )
    return [_suppression(row) for row in rows]


def suppressed(
    tx: Tx, channel: str, *, purpose: str | None = None, at: datetime | None = None
) -> set[str]:
    """The keys of every address that stands suppressed on a channel: now, or at a moment.

    `purpose` leaves out those who only asked for no more of another one.
    """
    asked = select(suppressions.c.address).where(suppressions.c.channel == channel)
    if purpose is not None:
        asked = asked.where(_is_for(purpose))
    return set(tx.execute(asked.where(_stood(at)).distinct()).scalars())


def suppressed_anywhere(tx: Tx) -> set[tuple[str, str]]:
    """Every channel with the key of an address that is written nothing on it now."""
    asked = select(suppressions.c.channel, suppressions.c.address).where(_stood(None))
    rows = tx.execute(asked.where(_is_for("")).distinct())
    return {(row.channel, row.address) for row in rows}


def withdrawn_anywhere(tx: Tx) -> set[tuple[str, str, str]]:
    """Every channel with the key of an address and the purpose it is not written for now."""
    columns = (suppressions.c.channel, suppressions.c.address, suppressions.c.purpose)
    asked = select(*columns).where(_stood(None)).where(suppressions.c.purpose != "")
    return {(row[0], row[1], row[2]) for row in tx.execute(asked.distinct())}


def count_standing(tx: Tx) -> int:
    """How many addresses an order stands over now; one number for texts and calls is one."""
    counted = select(func.count(suppressions.c.address.distinct()))
    return int(tx.execute(counted.where(_stood(None))).scalar_one())


def found(
    tx: Tx, *, words: str = "", standing_only: bool = True, limit: int = 200
) -> list[Suppression]:
    """Suppressions whose address contains the words, newest first."""
    asked = _matching(select(suppressions), words, standing_only=standing_only)
    ordered = asked.order_by(suppressions.c.suppressed_at.desc(), suppressions.c.id)
    return [_suppression(row) for row in tx.execute(ordered.limit(limit))]


def _matching(
    asked: Select[tuple[object, ...]], words: str, *, standing_only: bool
) -> Select[tuple[object, ...]]:
    if words.strip():
        spellings = {words.strip().lower(), address_key("email", words)}
        asked = asked.where(
            or_(*(suppressions.c.address.contains(word, autoescape=True) for word in spellings))
        )
    return asked.where(_stood(None)) if standing_only else asked


def _is_for(purpose: str) -> ColumnElement[bool]:
    return suppressions.c.purpose.in_({"", purpose})


def _stood(at: datetime | None) -> ColumnElement[bool]:
    if at is None:
        return suppressions.c.lifted_at.is_(None)
    not_yet_lifted = or_(suppressions.c.lifted_at.is_(None), suppressions.c.lifted_at > at)
    return (suppressions.c.suppressed_at <= at) & not_yet_lifted


def _suppression(row: Row[tuple[object, ...]]) -> Suppression:
    facts = row._asdict()
    return Suppression(**facts | {"reason": Reason(facts["reason"])})
