"""Whoever came by the link in a message: which message, whose, and in which language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from core.consent import preferences
from core.consent.preferences import Address, Kind
from core.consent.tables import addresses_and_language
from core.delivery import records
from core.delivery.marks import Marks
from core.rulebook.model import RecipientsBook
from core.rulebook.shelf import in_force
from core.store.schema import campaigns
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot


@dataclass(frozen=True)
class Reader:
    """A contact, as the message knows it that the link was in."""

    dispatch_id: str
    channel: str
    purpose: str  # of the message
    addresses: tuple[Address, ...]
    language: str  # empty: not known
    sender: str  # of the message, by name
    permitted: frozenset[Kind]


def reader(
    tx: Tx, snapshot: Snapshot | None, marks: Marks, token: str, *, today: date
) -> Reader | None:
    """Who comes with a token; none: it is not one of ours, or its message is forgotten."""
    dispatch_id = marks.leaves.read(token)
    dispatch = None if dispatch_id is None else records.get(tx, dispatch_id)
    if dispatch is None or not dispatch.address:
        return None
    asked = select(campaigns.c.purpose, campaigns.c.sender_name)
    campaign = tx.execute(asked.where(campaigns.c.id == dispatch.campaign_id)).one()
    own: Sequence[Address] = [(dispatch.channel, dispatch.address)]
    known: Sequence[Address] = []
    language, permitted = "", frozenset[Kind]()
    if snapshot is not None:
        known, language = addresses_and_language(snapshot, dispatch.contact_id)
        permitted = _permitted(snapshot, dispatch.contact_id, today)
    return Reader(
        dispatch_id=dispatch.id,
        channel=dispatch.channel,
        purpose=campaign.purpose,
        addresses=tuple(dict.fromkeys([*own, *known])),
        language=language,
        sender=campaign.sender_name or "",
        permitted=permitted,
    )


def _permitted(snapshot: Snapshot, contact_id: str, today: date) -> frozenset[Kind]:
    book = in_force("recipients", RecipientsBook)
    return preferences.permitted(snapshot, contact_id, today=today, book=book)


def language_of(snapshot: Snapshot, contact_id: str) -> str:
    """The language of a contact, as client data has it; empty: not known."""
    rows = snapshot.rows("SELECT language FROM contacts WHERE contact_id = ?", [contact_id])
    return next((str(row["language"] or "") for row in rows), "")[:2].lower()
