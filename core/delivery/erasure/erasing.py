"""Forgetting a person, and saying everything that is held on one (152-FZ, GDPR 15 and 17).

What stays is a keyed digest, so that nobody writes to them, or takes them in, again. Counts of
campaigns hold: a message keeps its place under a pseudonym.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from core.consent import forgetting
from core.consent import records as consents
from core.consent.forgetting import CONTACT
from core.consent.model import BY_ACCOUNT, EMAIL, Reason, Suppression, address_key
from core.consent.tables import contact_addresses
from core.delivery.erasure import audiences as erasing_audiences
from core.delivery.erasure import channels as erasing_channels
from core.delivery.erasure import rows
from core.delivery.erasure import sharing as erasing_sharing
from core.delivery.erasure import words as erasing_words
from core.delivery.model import Reason as Why
from core.delivery.model import State
from core.foundation.ids import Ids
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.store.schema import (
    dispatch_attempts,
    dispatches,
    mail_receipts,
    rehearsal_failures,
    suppressions,
    survey_answers,
    tracking_events,
)
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot

ERASED = "erasure"  # who ordered that nobody writes there


class NobodyHeld(Refusal):
    """Nothing is held under that id or address."""


class InTheAir(Refusal):
    """A message to them is being handed over just now."""


@dataclass(frozen=True)
class Who:
    """A person as the house knows them: ids of contacts, addresses by channel, full names.

    A cabinet and a postal address are their company's, and no part of this. `shared` are those
    of the addresses that somebody else has, too.
    """

    contact_ids: frozenset[str]
    addresses: frozenset[tuple[str, str]]
    names: frozenset[str] = frozenset()
    shared: frozenset[tuple[str, str]] = frozenset()

    @property
    def mailboxes(self) -> set[str]:
        return {address for channel, address in self.addresses if channel == EMAIL}

    @property
    def words(self) -> set[str]:
        """What names them wherever it stands."""
        return {*self.contact_ids, *(address for _, address in self.addresses)}

    @property
    def pattern(self) -> re.Pattern[str]:
        """What names them in a text."""
        return erasing_words.sought(self.names, self.addresses)


def known(tx: Tx, snapshot: Snapshot | None, named: str) -> Who:
    """A person by the id of a contact, or by an e-mail address: with all ids and addresses.

    Whoever shares a telephone is somebody else; whoever has the mailbox is the same.
    """
    contact_ids, addresses, names = _named(snapshot, named)
    is_address = "@" in named
    found = rows.written_to(
        tx, contact_ids | (set() if is_address else {named}), {named} if is_address else set()
    )
    contact_ids |= {contact_id for contact_id, _, _ in found}
    found |= rows.written_to(tx, contact_ids, set())
    addresses |= {(channel, address) for _, channel, address in found if address}
    if is_address:
        addresses.add((EMAIL, address_key(EMAIL, named)))
    mailboxes = {address for channel, address in addresses if channel == EMAIL}
    names |= rows.names_of(tx, rows.dispatch_ids(tx, contact_ids, mailboxes))
    own = {pair for pair in addresses if pair[0] not in BY_ACCOUNT}
    shared = erasing_sharing.shared(tx, snapshot, contact_ids, own)
    return Who(frozenset(contact_ids), frozenset(own), frozenset(names), shared)


def _named(
    snapshot: Snapshot | None, named: str
) -> tuple[set[str], set[tuple[str, str]], set[str]]:
    if snapshot is None:
        return set(), set(), set()
    sought = "lower(email) = lower(?)" if "@" in named else "contact_id = ?"
    asked = f"SELECT contact_id, full_name FROM contacts WHERE {sought}"  # noqa: S608 -- constants
    found = snapshot.rows(asked, [named.strip()])
    ids = {str(row["contact_id"]) for row in found}
    pairs = {pair for one in ids for pair in contact_addresses(snapshot, one)}
    return ids, pairs, {str(row["full_name"]) for row in found if row["full_name"]}


def erase(
    tx: Tx, key: bytes, who: Who, *, ids: Ids, by: Person, at: datetime
) -> dict[str, int]:
    """Forget a person in the store; how many rows of each kind were touched.

    Published versions are not changed: the next one leaves the person out. Raises `NobodyHeld`
    and `InTheAir`.
    """
    require(by, Permission.ADMINISTER)
    names = rows.dispatch_ids(tx, who.contact_ids, who.mailboxes)
    if not names and not who.contact_ids and not rows.orders(tx, who.addresses):
        raise NobodyHeld("erasing-nobody")
    if rows.is_in_the_air(tx, names):
        raise InTheAir("erasing-in-the-air")
    for contact_id in who.contact_ids:
        forgetting.note(tx, key, CONTACT, contact_id, by=by.id, at=at)
    for address in who.mailboxes:
        forgetting.note(tx, key, EMAIL, address, by=by.id, at=at)
    done = {
        "messages": _dispatches(tx, key, names, at),
        "receipts": _receipts(tx, names, who) + erasing_channels.receipts_of(tx, names),
        "events": _deleted(tx, tracking_events, names),
        "answers": _deleted(tx, survey_answers, names),
        "audiences": erasing_audiences.take_out(tx, key, who.contact_ids, by=by.id, at=at),
        "rehearsals": _rehearsals(tx, key, who),
        "calls": erasing_channels.calls_of(tx, key, names),
        "letters": erasing_channels.letters_of(tx, names),
        "suppressions": _suppressions(tx, key, who, ids, at),
        "remarks": erasing_words.take_out(tx, who.pattern),
    }
    subject = forgetting.pseudonym(key, CONTACT, min(who.contact_ids | who.mailboxes))
    journal.record(tx, "contacts.erase", subject, by=by.id, at=at, details=done)
    return done


def _dispatches(tx: Tx, key: bytes, names: list[str], at: datetime) -> int:
    """Messages keep their place and lose whose they are; what has not left never will."""
    for some in rows.some(names):
        mine = dispatches.c.id.in_(some)
        queued = dispatches.c.state.in_((State.QUEUED, State.PREPARED))
        gone = {"state": State.SKIPPED, "reason": Why.SUPPRESSED, "settled_at": at}
        tx.execute(update(dispatches).where(mine, queued).values(gone))
        tx.execute(
            update(dispatch_attempts)
            .where(dispatch_attempts.c.dispatch_id.in_(some))
            .values(answer="")
        )
        asked = select(dispatches.c.id, dispatches.c.contact_id).where(mine)
        for row in tx.execute(asked).all():
            alias = forgetting.pseudonym(key, CONTACT, row.contact_id)
            changed = {"contact_id": alias, "address": "", "answer": ""}
            tx.execute(update(dispatches).where(dispatches.c.id == row.id).values(changed))
    return len(names)


def _receipts(tx: Tx, names: list[str], who: Who) -> int:
    """Returned mails lose all but what became of them, also those nobody signed for."""
    strange = rows.receipts_naming(tx, who.mailboxes)
    blank = {"raw": b"", "address": "", "reason": ""}
    done = 0
    for some in rows.some(names):
        mine = mail_receipts.c.dispatch_id.in_(some)
        done += tx.execute(update(mail_receipts).where(mine).values(blank)).rowcount
    for number in strange:
        tx.execute(update(mail_receipts).where(mail_receipts.c.id == number).values(blank))
    return done + len(strange)


def _deleted(tx: Tx, table: Any, names: list[str]) -> int:
    return sum(
        tx.execute(delete(table).where(table.c.dispatch_id.in_(some))).rowcount
        for some in rows.some(names)
    )


def _rehearsals(tx: Tx, key: bytes, who: Who) -> int:
    table, done = rehearsal_failures, 0
    for contact_id in who.contact_ids:
        alias = forgetting.pseudonym(key, CONTACT, contact_id)
        changed = {"contact_id": alias, "facts": {}}
        done += tx.execute(
            update(table).where(table.c.contact_id == contact_id).values(changed)
        ).rowcount
        rows.rename_examples(tx, contact_id, alias)
    return done


def _suppressions(tx: Tx, key: bytes, who: Who, ids: Ids, at: datetime) -> int:
    """Orders over the person's addresses stay, without them; one more stands by law.

    An order over what somebody else has, too, is theirs and stays as it is.
    """
    done = 0
    for channel, address in sorted(who.addresses - who.shared):
        known, alias = (
            address_key(channel, address),
            forgetting.pseudonym(key, channel, address),
        )
        changed = {"address": alias, "source": ""}
        table = suppressions
        done += tx.execute(
            update(table)
            .where(table.c.channel == channel, table.c.address == known)
            .values(changed)
        ).rowcount
        order = Suppression(ids.new(), channel, alias, Reason.LEGAL, "", at, ERASED)
        consents.add(tx, order)
    return done


def held(tx: Tx, who: Who, *, by: Person, at: datetime) -> dict[str, Any]:
    """Everything the store holds on a person, as plain values by table.

    Raises `NobodyHeld`. That it was asked is noted, without whom.
    """
    require(by, Permission.ADMINISTER)
    found = rows.everything(tx, who.contact_ids, who.mailboxes, who.addresses)
    found["remarks"] = [
        {"table": one.column.table.name, "column": one.column.name, "text": one.text}
        for one in erasing_words.naming(tx, who.pattern)
    ]
    if not any(found.values()) and not who.contact_ids:
        raise NobodyHeld("erasing-nobody")
    details = {name: len(some) for name, some in found.items()}
    journal.record(tx, "contacts.held", "", by=by.id, at=at, details=details)
    return found
