"""A segment's accounts and contacts as the published client data has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.campaigns.model import CHANNEL, Purpose
from core.consent.model import CABINET, CALL, EMAIL, LETTER, SMS
from core.rulebook.model import RecipientsBook
from core.warehouse.snapshot import Snapshot

# An account whose source never says a status counts as active.
_ACCOUNTS = """
    SELECT a.account_id, coalesce(lower(a.status), '') IN ('', 'active') AS is_active,
           coalesce(a.holding_id, '') AS holding, coalesce(a.size_band, '') AS size_band,
           coalesce(a.region, '') AS region
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

# Where the address of a channel is.
_ADDRESSES = {
    EMAIL: "c.email",
    SMS: "c.phone",
    CALL: "c.phone",
    CABINET: "a.account_id",
    LETTER: "a.address",
}

# Glued from the constants above alone, so that a consent is judged in one way.
_CONTACTS = f"""
    WITH consented AS ({_CONSENTS} GROUP BY contact_id)
    SELECT m.number, c.contact_id,
           coalesce(c.role, '') AS role, coalesce({{address}}, '') AS address,
           {_HAS_CONSENT} AS has_consent
    FROM contacts c
    JOIN members m ON c.account_ordinal = m.ordinal
    JOIN accounts a ON a.ordinal = m.ordinal
    LEFT JOIN consented k USING (contact_id)
    ORDER BY m.number, c.contact_id
"""  # noqa: S608 -- constants

_REACHED = """
    SELECT DISTINCT {address} AS address
    FROM contacts c JOIN accounts a ON a.ordinal = c.account_ordinal
    JOIN members m ON m.ordinal = a.ordinal
    WHERE coalesce({address}, '') <> ''
"""

_WITHOUT_CONSENT = f"""
    WITH wanted AS (SELECT unnest($7::VARCHAR[]) AS contact_id),
    consented AS (
        {_CONSENTS} AND contact_id IN (SELECT contact_id FROM wanted) GROUP BY contact_id
    )
    SELECT w.contact_id
    FROM wanted w
    LEFT JOIN consented k USING (contact_id)
    WHERE NOT {_HAS_CONSENT}
"""  # noqa: S608 -- constants


class Listed(NamedTuple):
    """A contact by one channel; `number` is the place of its account in the roster."""

    number: int
    contact_id: str
    role: str
    address: str
    has_consent: bool
    channel: str


@dataclass(frozen=True)
class Roster:
    """Accounts in the order of their ids; contacts by account, then by id, then by channel."""

    account_ids: list[str]
    is_active: list[bool]
    holdings: list[str]
    strata: dict[str, list[str]]  # by what the book may ask for
    contacts: list[Listed]


def call(  # noqa: PLR0913 – what consent is judged by
    snapshot: Snapshot,
    ordinals: npt.NDArray[np.integer],
    *,
    channels: Sequence[str],
    purpose: Purpose,
    day: date,
    judged_on: date,
    book: RecipientsBook,
) -> Roster:
    """Everybody behind a set of account ordinals by every channel, and whether they consent.

    Consent was given by the `day` of the data, and not withdrawn by the day it is `judged_on`:
    a withdrawal counts as soon as it is known, however old the data's day is.
    """
    distinct = np.unique(ordinals)
    members = pa.table({"ordinal": distinct, "number": np.arange(len(distinct))})
    accounts = snapshot.arrow(_ACCOUNTS, given={"members": members})
    rows: list[Listed] = []
    for channel in channels:
        values = _judging(purpose, channel, day=day, judged_on=judged_on, book=book)
        question = _CONTACTS.format(address=_ADDRESSES.get(channel, "NULL"))
        found = snapshot.arrow(question, values, given={"members": members})
        columns = [found[name].to_pylist() for name in Listed._fields[:-1]]
        rows += map(Listed, *columns, repeat(channel))
    if len(channels) > 1:
        rows.sort(key=lambda row: (row.number, row.contact_id))  # stable: channels in order
    return Roster(
        account_ids=accounts["account_id"].to_pylist(),
        is_active=accounts["is_active"].to_pylist(),
        holdings=accounts["holding"].to_pylist(),
        strata={name: accounts[name].to_pylist() for name in ("size_band", "region")},
        contacts=rows,
    )


def addresses(snapshot: Snapshot, channel: str, given: Mapping[str, pa.Table]) -> list[str]:
    """Every address of the `given` members (`ordinal`) on a channel, as the data writes it."""
    found = snapshot.arrow(
        _REACHED.format(address=_ADDRESSES.get(channel, "NULL")),
        given=given,
    )
    return [str(one) for one in found["address"].to_pylist()]


def without_consent(
    snapshot: Snapshot,
    contact_ids: Sequence[str],
    *,
    purpose: Purpose,
    today: date,
    book: RecipientsBook,
    channel: str = CHANNEL,
) -> set[str]:
    """Of these contacts, those whose consent does not hold today, as a publication has it."""
    day = snapshot.publication.as_of
    values = _judging(purpose, channel, day=day, judged_on=max(day, today), book=book)
    # A list, no table of ours: making one of Python's strings, Arrow reads in all of pandas.
    found = snapshot.arrow(_WITHOUT_CONSENT, [*values, list(contact_ids)])
    return set(found["contact_id"].to_pylist())


def _judging(
    purpose: Purpose, channel: str, *, day: date, judged_on: date, book: RecipientsBook
) -> list[object]:
    rule = book.purposes[purpose.value]
    bases = list(rule.bases)
    return [day, bases, channel, purpose.value, rule.record_needed, judged_on]
