"""Whom the house has forgotten: known again by a keyed digest, and never taken in anew."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from datetime import datetime

import pyarrow as pa
from duckdb import DuckDBPyConnection
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.consent.model import CALL, EMAIL, SMS, address_key
from core.store.schema import erasures, suppressions
from core.store.store import Tx

CONTACT = "contact"
FORGOTTEN = "forgotten:"  # stands before a digest, where a name or an address was
_LONG = 32  # of the digest
AT_ONCE = 5_000  # digests in one question
# Of every published table that speaks of contacts.
_TABLES = ("contacts", "consents", "surveys")


def digest(key: bytes, kind: str, value: str) -> str:
    """What is kept of a contact's id or of an address; nobody without the key makes it."""
    known = address_key(kind, value) if kind in (EMAIL, SMS, CALL) else value
    return _digest(key, kind, known)


def pseudonym(key: bytes, kind: str, value: str) -> str:
    """What stands where the id or the address stood: the same for the same."""
    return FORGOTTEN + digest(key, kind, value)[:_LONG]


def pseudonym_of_key(key: bytes, channel: str, known: str) -> str:
    """The same of an address that is given as its `address_key`, and is not parsed again."""
    return FORGOTTEN + _digest(key, channel, known)[:_LONG]


def erased(tx: Tx, kind: str) -> frozenset[str]:
    """The digests of everybody of a kind who was forgotten."""
    asked = select(erasures.c.digest).where(erasures.c.kind == kind)
    return frozenset(tx.execute(asked).scalars())


def note(tx: Tx, key: bytes, kind: str, value: str, *, by: str, at: datetime) -> None:
    """Remember whom not to know; once is enough."""
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    facts = {"kind": kind, "digest": digest(key, kind, value)}
    row = upsert(erasures).values(facts | {"erased_at": at, "erased_by": by})
    tx.execute(row.on_conflict_do_nothing(index_elements=["kind", "digest"]))


def is_anybody(tx: Tx) -> bool:
    """Whether anybody was ever forgotten."""
    return tx.execute(select(erasures.c.id).limit(1)).first() is not None


def forgotten(tx: Tx, key: bytes, kind: str, values: Sequence[str]) -> set[str]:
    """Of these ids or addresses, those to be forgotten."""
    if not values or not is_anybody(tx):
        return set()
    names = {digest(key, kind, value): value for value in values}
    found: set[str] = set()
    digests = list(names)
    for start in range(0, len(digests), AT_ONCE):
        some = digests[start : start + AT_ONCE]
        asked = select(erasures.c.digest).where(erasures.c.kind == kind)
        rows = tx.execute(asked.where(erasures.c.digest.in_(some))).scalars()
        found |= {names[one] for one in rows}
    return found


def ordered(tx: Tx, key: bytes, channel: str, addresses: Sequence[str]) -> set[str]:
    """Of these addresses, those over which an order stands that no longer names them."""
    if not addresses or not is_anybody(tx):
        return set()
    names = {pseudonym(key, channel, address): address for address in addresses}
    order, found, known = suppressions.c, set[str](), list(names)
    stands = select(order.address).where(
        order.channel == channel, order.lifted_at.is_(None), order.purpose == ""
    )
    for start in range(0, len(known), AT_ONCE):
        some = known[start : start + AT_ONCE]
        rows = tx.execute(stands.where(order.address.in_(some))).scalars()
        found |= {names[one] for one in rows}
    return found


def leave_out(tx: Tx, key: bytes, connection: DuckDBPyConnection) -> int:
    """Take whoever is forgotten out of tables that are being filled; return how many."""
    known = _digests(tx)
    gone = sorted(_gone(connection, key, known))
    if gone:
        connection.register("forgotten", pa.table({"contact_id": pa.array(gone, pa.string())}))
        for table in _TABLES:
            connection.execute(
                f"DELETE FROM {table} WHERE contact_id IN (SELECT contact_id FROM forgotten)"  # noqa: S608 -- our own names
            )
        connection.unregister("forgotten")
    return len(gone)


def _digest(key: bytes, kind: str, known: str) -> str:
    return hmac.new(key, f"{kind}\0{known}".encode(), hashlib.sha256).hexdigest()


def _digests(tx: Tx) -> set[tuple[str, str]]:
    rows = tx.execute(select(erasures.c.kind, erasures.c.digest))
    return {(row.kind, row.digest) for row in rows}


def _gone(
    connection: DuckDBPyConnection, key: bytes, known: set[tuple[str, str]]
) -> Iterable[str]:
    reader = connection.execute("SELECT contact_id, email FROM contacts")
    while rows := reader.fetchmany(50_000):
        for contact_id, email in rows:
            is_known = (CONTACT, digest(key, CONTACT, contact_id)) in known
            if is_known or (email and (EMAIL, digest(key, EMAIL, email)) in known):
                yield contact_id
