"""Questions about consent, asked of the published client data."""

from core.consent.model import Consent
from core.warehouse.snapshot import Snapshot


def consents_of(snapshot: Snapshot, contact_id: str) -> list[Consent]:
    """Every consent a contact gave or withdrew, as the client system reported it."""
    rows = snapshot.rows(
        "SELECT contact_id, channel, purpose, basis, source, given_on, withdrawn_on "
        "FROM consents WHERE contact_id = ? ORDER BY channel, purpose",
        [contact_id],
    )
    return [Consent(**row) for row in rows]
