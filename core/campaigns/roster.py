"""A segment's accounts and contacts as the published client data has them."""

from collections.abc import Sequence
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

_CONSENTS = """
    SELECT contact_id,
           bool_or(given_on <= $1 AND coalesce(withdrawn_on > $6, true)
                   AND list_contains($2, basis)) AS holds,
           bool_or(coalesce(withdrawn_on <= $6, false)) AS is_withdrawn
    FROM consents
    WHERE channel = $3 AND purpose = $4
"""

_HAS_CONSENT = """
    CASE WHEN $5 THEN coalesce(k.holds, false) ELSE NOT coalesce(k.is_withdrawn, false) END
"""

# Glued from the constants above alone, so that a consent is judged in one way.
_CONTACTS = f"""
    WITH consented AS ({_CONSENTS} GROUP BY contact_id)
    SELECT m.number, c.contact_id,
           coalesce(c.role, '') AS role, coalesce(c.email, '') AS address,
           {_HAS_CONSENT} AS has_consent
    FROM contacts c
    JOIN members m ON c.account_ordinal = m.ordinal
    LEFT JOIN consented k USING (contact_id)
    ORDER BY m.number, c.contact_id
"""  # noqa: S608 -- constants

_WITHOUT_CONSENT = f"""
    WITH consented AS (
        {_CONSENTS} AND contact_id IN (SELECT contact_id FROM wanted) GROUP BY contact_id
    )
    SELECT w.contact_id
    FROM wanted w
    LEFT JOIN consented k USING (contact_id)
    WHERE NOT {_HAS_CONSENT}
"""  # noqa: S608 -- constants


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
    values = _judging(purpose, day=day, judged_on=judged_on, book=book)
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


def without_consent(
    snapshot: Snapshot,
    contact_ids: Sequence[str],
    *,
    purpose: Purpose,
    today: date,
    book: RecipientsBook,
) -> set[str]:
    """Of these contacts, those whose consent does not hold today, as a publication has it."""
    day = snapshot.publication.as_of
    values = _judging(purpose, day=day, judged_on=max(day, today), book=book)
    wanted = pa.table({"contact_id": pa.array(contact_ids, pa.string())})
    found = snapshot.arrow(_WITHOUT_CONSENT, values, given={"wanted": wanted})
    return set(found["contact_id"].to_pylist())


def _judging(
    purpose: Purpose, *, day: date, judged_on: date, book: RecipientsBook
) -> list[object]:
    rule = book.purposes[purpose.value]
    bases = list(rule.bases)
    return [day, bases, CHANNEL, purpose.value, rule.record_needed, judged_on]
