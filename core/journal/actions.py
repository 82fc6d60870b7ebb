"""Writing into the journal, and proving that nobody rewrote it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from core.journal import records
from core.journal.model import GENESIS, Entry, Verdict, digest_of
from core.store.store import Tx


def record(
    tx: Tx, verb: str, subject: str, *, by: str, at: datetime, details: dict[str, Any]
) -> Entry:
    """Note what was done, in the same transaction as the deed.

    `verb` is ``noun.verb`` (“campaigns.submit”), `subject` the id of what it was done to,
    `details` plain JSON values.
    """
    head = records.locked_head(tx)
    entry = Entry(
        number=head.number + 1,
        at=at.astimezone(UTC),
        by=by,
        verb=verb,
        subject=subject,
        details=details,
        previous=head.digest,
        digest="",
    )
    sealed = replace(entry, digest=digest_of(entry))
    records.append(tx, sealed)
    return sealed


def audit(tx: Tx) -> Verdict:
    """Walk the whole chain and name the first entry that does not hold."""
    number, digest = 0, GENESIS
    for entry in records.entries(tx):
        fault = _fault(entry, number, digest)
        if fault:
            return Verdict(entries=number, broken_at=entry.number, fault=fault)
        number, digest = entry.number, entry.digest
    # Entries cut off the end leave a chain that holds; only the head still knows of them.
    if records.head(tx) != (number, digest):
        return Verdict(entries=number, broken_at=number + 1, fault="tail")
    return Verdict(entries=number, broken_at=None, fault=None)


def _fault(entry: Entry, number: int, digest: str) -> str | None:
    if entry.number != number + 1:
        return "gap"
    if entry.previous != digest:
        return "chain"
    return None if entry.is_intact else "edited"
