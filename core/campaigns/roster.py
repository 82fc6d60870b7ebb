"""A segment's accounts and contacts as the published client data has them."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.campaigns.model import CHANNEL, Purpose
from core.rulebook.model import RecipientsBook
from core.warehouse.snapshot import Snapshot

# An account whose source never says a status counts as active.
_ACCOUNTS = """
    SELECT a.account_id, coalesce(lower(a.status), '') IN ('', 'active') AS is_active
    FROM accounts a JOIN members m USING (ordinal)
    ORDER BY m.number
"""

_CONTACTS = """
    WITH consented AS (
        SELECT contact_id,
               bool_or(given_on <= $1 AND coalesce(withdrawn_on > $6, true)
                       AND list_contains($2, basis)) AS holds,
               bool_or(coalesce(withdrawn_on <= $6, false)) AS is_withdrawn
        FROM consents
        WHERE channel = $3 AND purpose = $4
        GROUP BY contact_id
    )
    SELECT m.number, c.contact_id,
           coalesce(c.role, '') AS role, coalesce(c.email, '') AS address,
           CASE WHEN $5 THEN coalesce(k.holds, false)
                ELSE NOT coalesce(k.is_withdrawn, false) END AS has_consent
    FROM contacts c
    JOIN members m ON c.account_ordinal = m.ordinal
    LEFT JOIN consented k USING (contact_id)
    ORDER BY m.number, c.contact_id
"""


@dataclass(frozen=True)
class Roster:
    """Accounts in the order of their ids; contacts by account (its place), then by id."""

    account_ids: list[str]
    is_active: list[bool]
    numbers: list[int]  # of each contact's account: its place in `account_ids`
    contact_ids: list[str]
    roles: list[str]
    addresses: list[str]
    has_consent: list[bool]


def call(
    snapshot: Snapshot,
    ordinals: npt.NDArray[np.integer],
    *,
    purpose: Purpose,
    day: date,
    judged_on: date,
    book: RecipientsBook,
) -> Roster:
    """Everybody behind a set of account ordinals, and whether there is consent.

    Consent was given by the `day` of the data, and not withdrawn by the day it is `judged_on`:
    a withdrawal counts as soon as it is known, however old the data's day is.
    """
    distinct = np.unique(ordinals)
    members = pa.table({"ordinal": distinct, "number": np.arange(len(distinct))})
    rule = book.purposes[purpose.value]
    values = [
        day,
        list(rule.bases),
        CHANNEL,
        purpose.value,
        rule.record_needed,
        judged_on,
    ]
    accounts = snapshot.arrow(_ACCOUNTS, given={"members": members})
    contacts = snapshot.arrow(_CONTACTS, values, given={"members": members})
    return Roster(
        account_ids=accounts["account_id"].to_pylist(),
        is_active=accounts["is_active"].to_pylist(),
        numbers=contacts["number"].to_pylist(),
        contact_ids=contacts["contact_id"].to_pylist(),
        roles=contacts["role"].to_pylist(),
        addresses=contacts["address"].to_pylist(),
        has_consent=contacts["has_consent"].to_pylist(),
    )
