"""Questions about consent, asked of the published client data."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.consent.model import CALL, EMAIL, SMS, Consent
from core.warehouse.snapshot import Snapshot


def consents_of(snapshot: Snapshot, contact_id: str) -> list[Consent]:
    """Every consent a contact gave or withdrew, as the client system reported it."""
    rows = snapshot.rows(
        "SELECT contact_id, channel, purpose, basis, source, given_on, withdrawn_on "
        "FROM consents WHERE contact_id = ? ORDER BY channel, purpose",
        [contact_id],
    )
    return [Consent(**row) for row in rows]


def contact_addresses(snapshot: Snapshot, contact_id: str) -> list[tuple[str, str]]:
    """Every channel a contact can be reached on, with the address there."""
    return addresses_and_language(snapshot, contact_id)[0]


def addresses_and_language(
    snapshot: Snapshot, contact_id: str
) -> tuple[list[tuple[str, str]], str]:
    """The same, and the language of the contact (empty: not known), in one question."""
    asked = "SELECT email, phone, language FROM contacts WHERE contact_id = ?"
    rows = snapshot.rows(asked, [contact_id])
    language = next((str(row["language"] or "") for row in rows), "")[:2].lower()
    return _addresses(rows), language


def _addresses(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    found = [(EMAIL, row["email"]) for row in rows]
    found += [(channel, row["phone"]) for row in rows for channel in (SMS, CALL)]
    return [(channel, address) for channel, address in found if address]
