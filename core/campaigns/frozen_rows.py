"""The rows of a frozen audience and the digest over them.

They are read once and not kept: there may be a million of them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Column, Select, collate, select

from core.campaigns.model import CampaignId
from core.campaigns.records import ACCOUNT_COLUMNS, CONTACT_COLUMNS
from core.journal.model import canonical
from core.store.schema import audience_accounts, audience_contacts
from core.store.store import Tx

AT_ONCE = 5_000  # rows
_BY_CHANNEL = 4  # where a contact's row has its channel


class AudienceAccount(NamedTuple):
    account_id: str
    arm: str | None  # an `Arm`; none: excluded
    reason: str  # a `Fate`
    rule: str = ""  # of the book, where more than one gives the reason
    block: str = ""  # the stratum it was drawn in


class AudienceContact(NamedTuple):
    contact_id: str
    account_id: str
    address: str  # as it is handed over; empty unless chosen
    reason: str  # a `Fate`
    channel: str = "email"
    rule: str = ""


def accounts(tx: Tx, campaign_id: CampaignId) -> Iterator[Sequence[str | None]]:
    """Every account as `AudienceAccount`, in the order of their ids, letter by letter."""
    table = audience_accounts.c
    asked = select(*(table[name] for name in ACCOUNT_COLUMNS))
    yield from _rows(tx, asked.where(table.campaign_id == campaign_id), table.account_id)


def contacts(tx: Tx, campaign_id: CampaignId) -> Iterator[Sequence[str | None]]:
    """Every contact by channel as `AudienceContact`, in the order of their ids and channels."""
    table = audience_contacts.c
    asked = select(*(table[name] for name in CONTACT_COLUMNS))
    asked = asked.where(table.campaign_id == campaign_id)
    yield from _rows(tx, asked, table.contact_id, table.channel)


def _rows(
    tx: Tx, asked: Select[tuple[str, ...]], *order: Column[str]
) -> Iterator[Sequence[str | None]]:
    # SQLite compares letters anyway; PostgreSQL would go by the manners of a language.
    is_plain = tx.dialect.name == "sqlite"
    ordered = asked.order_by(*(one if is_plain else collate(one, "C") for one in order))
    for some in tx.execute(ordered.execution_options(yield_per=AT_ONCE)).partitions():
        yield from map(tuple, some)


def digest_of(
    publication: int,
    as_of: str,
    accounts: Iterable[Sequence[str | None]],
    contacts: Iterable[Sequence[str]],
) -> str:
    """SHA-256 over the publication, its day (ISO) and every row, in the order of their ids.

    What a row could not say before, and does not say now, is not part of it: the digests of
    audiences by e-mail are what they were before there were other channels.
    """
    listed = sorted(accounts, key=lambda row: str(row[0]))
    reached = sorted(contacts, key=lambda row: (row[0], row[_BY_CHANNEL]))
    return digest_in_order(publication, as_of, listed, reached)


def digest_in_order(
    publication: int,
    as_of: str,
    accounts: Iterable[Sequence[str | None]],
    contacts: Iterable[Sequence[str | None]],
) -> str:
    """The same over rows that come in that order already; they are read once, and not kept."""
    sha = hashlib.sha256(canonical([publication, as_of]).encode())
    for rows, kind in ((accounts, AudienceAccount), (contacts, AudienceContact)):
        for piece in _written(rows, kind):
            sha.update(piece.encode())
    return sha.hexdigest()


def _written(
    rows: Iterable[Sequence[str | None]], kind: type[AudienceAccount] | type[AudienceContact]
) -> Iterable[str]:
    """The rows as one JSON list, a piece at a time."""
    between, left = "[", iter(rows)
    while some := [_told(list(row), kind) for row in islice(left, AT_ONCE)]:
        yield between + canonical(some)[1:-1]
        between = ","
    yield "[]" if between == "[" else "]"


def _told(
    row: list[Any], kind: type[AudienceAccount] | type[AudienceContact]
) -> list[str | None]:
    """A row without what stands at its end and says nothing."""
    defaults = kind._field_defaults
    for name in reversed(kind._fields):
        if name not in defaults or row[-1] != defaults[name]:
            break
        row.pop()
    return row
