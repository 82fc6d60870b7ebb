"""The messages behind a number: found by the very words by which it was counted."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    any_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from core.delivery import tables
from core.delivery.model import Dispatch
from core.people.model import Permission, Person, require
from core.results import counting
from core.results.breakdown import OF_ACCOUNTS, By, accounts_in, beside, key_of
from core.results.counting import Number
from core.results.ledger import QUIET
from core.segments.bits import Bits
from core.store.schema import dispatches
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot


class Order(StrEnum):
    """How messages are listed; a word ``results-order-…`` each."""

    LATEST = "latest"
    ADDRESS = "address"
    ACCOUNT = "account"
    STATE = "state"


@dataclass(frozen=True)
class Sought:
    """What somebody looks for: words of an address – the whole of it, for whoever may not see
    addresses –, the number of an account or contact, or one of these accounts."""

    words: str = ""
    accounts: tuple[str, ...] = ()
    with_addresses: bool = True


@dataclass(frozen=True)
class Behind:
    """Which messages: those that `number` counts, in the part `key` of a breakdown; without a
    key, of the whole campaign. `account_ids`: of these accounts alone."""

    campaign_id: str
    number: Number
    by: By
    key: str | None
    at: datetime
    account_ids: tuple[str, ...] | None = None


def narrowed(
    tx: Tx, wanted: Behind, snapshot: Snapshot, members: Bits | None
) -> tuple[str, ...] | None:
    """The accounts of a part that client data knows, not the store; none: any account."""
    if wanted.key is None or wanted.by not in (*OF_ACCOUNTS, By.SEGMENT):
        return None
    table = dispatches.c
    own = select(table.account_id).where(table.campaign_id == wanted.campaign_id).distinct()
    ids = list(tx.execute(own).scalars())
    return tuple(accounts_in(snapshot, wanted.by, wanted.key, ids, members))


def count(tx: Tx, wanted: Behind, sought: Sought, *, by: Person) -> int:
    """How many messages there are behind a number, of those that are sought."""
    require(by, Permission.SEE_ACCOUNTS)
    found = _asked(tx, wanted, sought).subquery()
    return int(tx.execute(select(func.count()).select_from(found)).scalar_one())


def some(  # noqa: PLR0913 -- what is asked, by whom, and which page of it
    tx: Tx,
    wanted: Behind,
    sought: Sought,
    *,
    by: Person,
    order: Order,
    limit: int,
    offset: int = 0,
) -> list[Dispatch]:
    """Messages behind a number, page by page."""
    require(by, Permission.SEE_ACCOUNTS)
    asked = _asked(tx, wanted, sought).order_by(_in_line(order), dispatches.c.id)
    return tables.in_order(tx, asked.limit(limit).offset(offset))


def _in_line(order: Order) -> ColumnElement[str]:
    table = dispatches.c
    named = {
        Order.ADDRESS: func.lower(table.address),
        Order.ACCOUNT: table.account_id,
        Order.STATE: table.state,
    }
    latest = func.coalesce(table.settled_at, table.sent_at, table.queued_at)
    return named[order] if order in named else latest.desc()


def _asked(tx: Tx, wanted: Behind, sought: Sought) -> Select[str]:
    table, touches = dispatches.c, counting.touched(wanted.campaign_id)
    counted = counting.condition(wanted.number, touches, quiet_since=wanted.at - QUIET)
    asked = (
        select(table.id)
        .select_from(beside(counting.messages(touches)))
        .where(table.campaign_id == wanted.campaign_id, counted)
    )
    if wanted.account_ids is not None:
        asked = asked.where(_is_among(tx, table.account_id, wanted.account_ids))
    elif wanted.key is not None:
        asked = asked.where(key_of(tx, wanted.by) == wanted.key)
    return asked.where(_has(tx, sought)) if sought.words.strip() else asked


def _has(tx: Tx, sought: Sought) -> ColumnElement[bool]:
    """The words stand in the address, or are the number of the contact or the account."""
    table, words = dispatches.c, sought.words.strip().lower()
    either = [
        func.lower(table.contact_id) == words,
        func.lower(table.account_id) == words,
        _is_among(tx, table.account_id, sought.accounts),
    ]
    address = func.lower(table.address)
    is_like = address.contains(words, autoescape=True)
    return or_(*either, is_like if sought.with_addresses else address == words)


def _is_among(
    tx: Tx, column: ColumnElement[str], names: Collection[str]
) -> ColumnElement[bool]:
    """As `in_`, with one bound value however many names there are."""
    if tx.dialect.name == "postgresql":
        return column == any_(bindparam(None, list(names), type_=ARRAY(String)))
    listed = func.json_each(json.dumps(list(names))).table_valued("value")
    return column.in_(select(listed.c.value))
