"""Telephones of a person that other people have, too: what was ordered of those is theirs."""

from collections.abc import Collection

from sqlalchemy import select

from core.consent.model import CALL, SMS, address_key
from core.store.schema import audience_contacts, dispatches
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot

_BY_PHONE = (SMS, CALL)
_DIGITS = 10  # at the end of a number: +7, 8 and nothing before them are one number


def shared(
    tx: Tx,
    snapshot: Snapshot | None,
    contact_ids: Collection[str],
    addresses: Collection[tuple[str, str]],
) -> frozenset[tuple[str, str]]:
    """Of these addresses by channel, the telephones that somebody else has, too: in the client
    data, in messages or in audiences."""
    phones = {address for channel, address in addresses if channel in _BY_PHONE}
    taken = {
        phone
        for phone in phones
        if _is_written_to(tx, contact_ids, phone) or _is_known(snapshot, contact_ids, phone)
    }
    return frozenset(
        (channel, address)
        for channel, address in addresses
        if channel in _BY_PHONE and address in taken
    )


def _is_written_to(tx: Tx, contact_ids: Collection[str], phone: str) -> bool:
    spellings = {phone, address_key(SMS, phone)}
    return any(
        tx.execute(
            select(table.c.contact_id)
            .where(table.c.channel.in_(_BY_PHONE), table.c.address.in_(spellings))
            .where(table.c.contact_id.not_in(contact_ids))
            .limit(1)
        ).first()
        for table in (dispatches, audience_contacts)
    )


def _is_known(snapshot: Snapshot | None, contact_ids: Collection[str], phone: str) -> bool:
    digits = "".join(sign for sign in phone if sign.isdigit())[-_DIGITS:]
    if snapshot is None or not digits:
        return False
    asked = (
        "SELECT contact_id, phone FROM contacts "
        "WHERE regexp_replace(phone, '[^0-9]', '', 'g') LIKE '%' || ?"
    )
    key = address_key(SMS, phone)
    return any(
        row["contact_id"] not in contact_ids and address_key(SMS, row["phone"]) == key
        for row in snapshot.rows(asked, [digits])
    )
