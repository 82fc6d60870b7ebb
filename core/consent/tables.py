"""Questions about consent, asked of the published client data."""

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
    rows = snapshot.rows("SELECT email, phone FROM contacts WHERE contact_id = ?", [contact_id])
    found = [(EMAIL, row["email"]) for row in rows]
    found += [(channel, row["phone"]) for row in rows for channel in (SMS, CALL)]
    return [(channel, address) for channel, address in found if address]
