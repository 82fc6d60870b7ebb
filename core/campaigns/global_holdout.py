"""The standing holdout: accounts that no campaign writes to, drawn anew every period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import get_args

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.campaigns import roster
from core.consent.model import address_key, is_mailbox, is_usable
from core.rulebook.recipients import GlobalHoldout, Rotation
from core.warehouse.snapshot import Snapshot

# The draw looks at 52 bits of the digest, so that a share is as exact as a double.
_BITS = 2**52
_DRAWN = """
    SELECT ordinal FROM accounts
    WHERE ('0x' || substr(sha256($1 || chr(31) || $2 || chr(31) || CASE
            WHEN $3 AND coalesce(holding_id, '') <> '' THEN 'holding ' || holding_id
            ELSE 'account ' || account_id END), 1, 13))::BIGINT < $4
    ORDER BY ordinal
"""


_IDS = "SELECT account_id FROM accounts JOIN members USING (ordinal)"


@dataclass(frozen=True)
class Standing:
    """Who is left in peace for a period: account ordinals, and the addresses they share."""

    period: str
    ordinals: npt.NDArray[np.integer]
    keys: frozenset[tuple[str, str]]  # channel and address key of their contacts


def period_of(rotation: str, day: date) -> str:
    """The period a day lies in: ``2026Q4``, ``2026H2`` or ``2026``."""
    if rotation == "quarter":
        return f"{day.year}Q{(day.month + 2) // 3}"
    return f"{day.year}H{(day.month + 5) // 6}" if rotation == "half_year" else str(day.year)


def is_of(period: str, days: Iterable[date]) -> bool:
    """Whether one of these days lies in a period, by whatever rotation it was named."""
    return any(period == period_of(one, day) for one in get_args(Rotation) for day in days)


def end_of(period: str) -> date:
    """The first day after a period: ``2026Q4``, ``2026H2`` and ``2026`` end with the year."""
    year, part = int(period[:4]), period[4:]
    months = 12 if not part else int(part[1:]) * (3 if part[0] == "Q" else 6)
    return date(year + months // 12, months % 12 + 1, 1)


def members(snapshot: Snapshot, book: GlobalHoldout, day: date) -> npt.NDArray[np.integer]:
    """The ordinals of the accounts held out of everything on a day, ascending.

    An account is in or out by the digest of seed, period and itself (or its holding), whatever
    else is in the base: the same period has the same accounts, and new ones join by the same
    rule. The share is met on average, not exactly.
    """
    return drawn(snapshot, book, period_of(book.rotation, day))


def drawn(snapshot: Snapshot, book: GlobalHoldout, period: str) -> npt.NDArray[np.integer]:
    """The same for a period by its name."""
    by_holding = "holding" in book.together
    limit = int(book.share * _BITS)
    values = [book.seed, period, by_holding, limit]
    found: npt.NDArray[np.integer] = snapshot.arrow(_DRAWN, values)["ordinal"].to_numpy()
    return found


def standing(
    snapshot: Snapshot, book: GlobalHoldout, day: date, *, channels: tuple[str, ...]
) -> Standing:
    """Who is held out on a day, with every address that would reach them through others."""
    ordinals = members(snapshot, book, day)
    given = {"members": pa.table({"ordinal": ordinals})}
    keys = {
        (channel, key)
        for channel in channels
        if is_mailbox(channel)
        for address in roster.addresses(snapshot, channel, given)
        if is_usable(channel, key := address_key(channel, address))
    }
    return Standing(period_of(book.rotation, day), ordinals, frozenset(keys))


def account_ids(snapshot: Snapshot, ordinals: npt.NDArray[np.integer]) -> frozenset[str]:
    """The accounts of these ordinals, by their ids."""
    found = snapshot.arrow(_IDS, given={"members": pa.table({"ordinal": ordinals})})
    return frozenset(found["account_id"].to_pylist())
