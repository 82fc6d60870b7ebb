"""The rows of the operational store that speak of one person."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Table, and_, func, or_, select, update

from core.campaigns import grounds
from core.consent.model import EMAIL, address_key
from core.delivery.model import State
from core.store.schema import (
    audience_changes,
    audience_contacts,
    call_results,
    call_tasks,
    dispatch_attempts,
    dispatches,
    letters,
    mail_receipts,
    receipts,
    rehearsal_failures,
    rehearsals,
    suppressions,
    survey_answers,
    tracking_events,
)
from core.store.store import Tx

AT_ONCE = 500  # names in one question
BY_CONTACT = (audience_changes, audience_contacts, rehearsal_failures)
BY_DISPATCH = (
    call_results,
    call_tasks,
    dispatch_attempts,
    letters,
    mail_receipts,
    receipts,
    survey_answers,
    tracking_events,
)

Addresses = Collection[tuple[str, str]]  # channel, address


def some(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Names, so many at a time that every store can bind them."""
    for start in range(0, len(names), AT_ONCE):
        yield names[start : start + AT_ONCE]


def dispatch_ids(tx: Tx, contact_ids: Collection[str], mailboxes: Collection[str]) -> list[str]:
    """Every message to a person: by the contact's id, or to a mailbox in any spelling."""
    is_theirs = func.lower(dispatches.c.address).in_(_spellings(mailboxes))
    by_mail = and_(dispatches.c.channel == EMAIL, is_theirs)
    mine = or_(dispatches.c.contact_id.in_(contact_ids), by_mail)
    asked = select(dispatches.c.id).where(mine).order_by(dispatches.c.id)
    return list(tx.execute(asked).scalars())


def written_to(
    tx: Tx, contact_ids: Collection[str], mailboxes: Collection[str]
) -> set[tuple[str, str, str]]:
    """The contact, the channel and the address wherever one of these was, or may be, written
    to: in messages and in audiences."""
    spellings = _spellings(mailboxes)
    found: set[tuple[str, str, str]] = set()
    for table in (dispatches, audience_contacts):
        own = table.c
        by_mail = and_(own.channel == EMAIL, func.lower(own.address).in_(spellings))
        asked = select(own.contact_id, own.channel, own.address).distinct()
        rows = tx.execute(asked.where(or_(own.contact_id.in_(contact_ids), by_mail)))
        found |= {(row[0], row[1], row[2]) for row in rows}
    return found


def names_of(tx: Tx, names: Sequence[str]) -> set[str]:
    """Who these messages say they are to, where people pass them on."""
    found: set[str] = set()
    for table in (call_tasks, letters):
        for few in some(names):
            mine = table.c.dispatch_id.in_(few)
            found |= set(tx.execute(select(table.c.name).where(mine)).scalars())
    return found - {""}


def _spellings(mailboxes: Collection[str]) -> set[str]:
    return {one for box in mailboxes for one in (box.lower(), address_key(EMAIL, box))}


def is_in_the_air(tx: Tx, names: Sequence[str]) -> bool:
    """Whether one of these messages is being handed over; if not, nobody takes one up until
    this deed is done."""
    states = {
        state
        for few in some(names)
        for state in tx.execute(
            select(dispatches.c.state)
            .where(dispatches.c.id.in_(few))
            .order_by(dispatches.c.id)
            .with_for_update()
        ).scalars()
    }
    return State.SENDING in states


def orders(tx: Tx, addresses: Addresses) -> list[dict[str, Any]]:
    """Every order over these addresses, lifted ones too."""
    return [row for pair in addresses for row in _rows(tx, suppressions, _over(*pair))]


def receipts_naming(tx: Tx, mailboxes: Collection[str]) -> list[int]:
    """Returned mails nobody signed for that name one of these mailboxes."""
    wanted = [mailbox.lower().encode() for mailbox in mailboxes]
    strange = mail_receipts.c.dispatch_id.is_(None)
    rows = tx.execute(select(mail_receipts.c.id, mail_receipts.c.raw).where(strange))
    return [row.id for row in rows if any(one in bytes(row.raw).lower() for one in wanted)]


def rename_examples(tx: Tx, contact_id: str, alias: str) -> None:
    """Let rehearsals name an alias where they named a contact."""
    rows = tx.execute(select(rehearsals.c.id, rehearsals.c.examples)).all()
    for row in rows:
        renamed = {
            kind: [alias if one == contact_id else one for one in named]
            for kind, named in (row.examples or {}).items()
        }
        if renamed != row.examples:
            mine = rehearsals.c.id == row.id
            tx.execute(update(rehearsals).where(mine).values(examples=renamed))


def everything(
    tx: Tx, contact_ids: Collection[str], mailboxes: Collection[str], addresses: Addresses
) -> dict[str, list[dict[str, Any]]]:
    """Every row that speaks of a person, by table, as plain values."""
    names = dispatch_ids(tx, contact_ids, mailboxes)
    found = {
        "dispatches": _of(tx, dispatches, dispatches.c.id, names),
        "suppressions": orders(tx, addresses),
        "audience_grounds": list(grounds.naming(tx, contact_ids)),
    }
    for table in BY_CONTACT:
        found[table.name] = _of(tx, table, table.c.contact_id, sorted(contact_ids))
    for table in BY_DISPATCH:
        found[table.name] = _of(tx, table, table.c.dispatch_id, names)
    return found


def _over(channel: str, address: str) -> Any:
    known = suppressions.c.address == address_key(channel, address)
    return and_(suppressions.c.channel == channel, known)


def _of(tx: Tx, table: Table, column: Any, names: Sequence[str]) -> list[dict[str, Any]]:
    return [row for few in some(names) for row in _rows(tx, table, column.in_(few))]


def _rows(tx: Tx, table: Table, condition: Any) -> list[dict[str, Any]]:
    rows = tx.execute(select(table).where(condition))
    return [{name: _plain(value) for name, value in row._asdict().items()} for row in rows]


def _plain(value: Any) -> Any:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
