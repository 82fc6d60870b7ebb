"""Whoever came by the link in a message: which message, whose, and in which language."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from core.consent.preferences import Address
from core.consent.tables import addresses_and_language
from core.delivery import records
from core.delivery.marks import Marks
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


def reader(tx: Tx, snapshot: Snapshot | None, marks: Marks, token: str) -> Reader | None:
    """Who comes with a token; none: it is not one of ours, or its message is forgotten."""
    dispatch_id = marks.leaves.read(token)
    dispatch = None if dispatch_id is None else records.get(tx, dispatch_id)
    if dispatch is None or not dispatch.address:
        return None
    asked = select(campaigns.c.purpose).where(campaigns.c.id == dispatch.campaign_id)
    own: Sequence[Address] = [(dispatch.channel, dispatch.address)]
    known: Sequence[Address] = []
    language = ""
    if snapshot is not None:
        known, language = addresses_and_language(snapshot, dispatch.contact_id)
    return Reader(
        dispatch_id=dispatch.id,
        channel=dispatch.channel,
        purpose=tx.execute(asked).scalar_one(),
        addresses=tuple(dict.fromkeys([*own, *known])),
        language=language,
    )


def language_of(snapshot: Snapshot, contact_id: str) -> str:
    """The language of a contact, as client data has it; empty: not known."""
    rows = snapshot.rows("SELECT language FROM contacts WHERE contact_id = ?", [contact_id])
    return next((str(row["language"] or "") for row in rows), "")[:2].lower()
