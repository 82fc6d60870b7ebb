"""What a channel tells afterwards: kept as it came, once, and in whatever order it comes.

A dispatch is judged by all receipts it has, never by the last one: a failure outweighs a
delivery, a delivery the news that it is under way. So the order in which they come changes
nothing, and neither does one that comes twice. One that is faster than the answer to the
hand-over waits until that is written down.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.consent.model import SMS
from core.delivery.feedback import following
from core.delivery.feedback import receipt_records as records
from core.delivery.model import MOVES, Dispatch, DispatchId, Reason, State
from core.delivery.tokens import Signer
from core.foundation.refusal import Refusal
from core.store.store import Tx

USE = "receipt"  # of a token
LONGEST_RAW = 4_096  # characters of a receipt that are kept
MOST = 40  # receipts of one dispatch
RECEIPTED = frozenset({SMS})  # channels that tell


class Kind(StrEnum):
    """What a receipt says."""

    DELIVERED = "delivered"
    FAILED = "failed"
    BUFFERED = "buffered"  # the telephone is out of reach; they will try again
    TAKEN = "taken"  # by the operator
    REJECTED = "rejected"  # by the operator
    OTHER = "other"  # nothing we know; kept all the same


# Kannel's numbers (its user's guide, “Delivery reports”), and words that gateways use.
_KANNEL = {
    "1": Kind.DELIVERED,
    "2": Kind.FAILED,
    "4": Kind.BUFFERED,
    "8": Kind.TAKEN,
    "16": Kind.REJECTED,
}
_WORDS = {
    "delivered": Kind.DELIVERED,
    "delivrd": Kind.DELIVERED,
    "undelivered": Kind.FAILED,
    "undeliv": Kind.FAILED,
    "failed": Kind.FAILED,
    "expired": Kind.FAILED,
    "buffered": Kind.BUFFERED,
    "enroute": Kind.TAKEN,
    "accepted": Kind.TAKEN,
    "queued": Kind.TAKEN,
    "sent": Kind.TAKEN,
    "rejected": Kind.REJECTED,
    "rejectd": Kind.REJECTED,
}
_FAILURES = {Kind.FAILED: Reason.UNDELIVERED, Kind.REJECTED: Reason.BLOCKED}
_TOOK = frozenset({Kind.TAKEN, Kind.BUFFERED})
_TOO_EARLY = frozenset({State.QUEUED, State.SENDING})


class UnknownReceipt(Refusal):
    """The token is not one of ours, or its dispatch is gone."""


@dataclass(frozen=True)
class Receipt:
    """One receipt: `applied_at` is none while its dispatch is not as far yet."""

    id: int
    dispatch_id: DispatchId
    kind: Kind
    raw: str
    received_at: datetime
    applied_at: datetime | None


@dataclass(frozen=True)
class Heard:
    """What a receipt changed: `is_new` is false for one that came before."""

    dispatch_id: DispatchId
    kind: Kind
    state: State
    is_new: bool


def take(
    tx: Tx, signer: Signer, token: str, said: Mapping[str, str], *, raw: str, at: datetime
) -> Heard:
    """Keep what a channel says of a dispatch, and let the dispatch follow.

    `said` are the fields of the call, `raw` all of it as it came. Raises `UnknownReceipt`.
    """
    dispatch_id = signer.read(token)
    # Held first: who writes down the answer to the hand-over then waits, and finds the receipt.
    dispatch = following.held(tx, dispatch_id) if dispatch_id is not None else None
    if dispatch is None:
        raise UnknownReceipt("receipts-unknown")
    kind, kept = kind_of(said), raw[:LONGEST_RAW]
    digest = hashlib.sha256(f"{dispatch.id}\0{raw}".encode(errors="replace")).hexdigest()
    is_new = records.count(tx, dispatch.id) < MOST and records.add(
        tx, dispatch.id, digest=digest, kind=kind, raw=kept, at=at
    )
    return Heard(dispatch.id, kind, _follow(tx, dispatch, at=at), is_new)


def kind_of(said: Mapping[str, str]) -> Kind:
    """What the field `status` means: a number of Kannel's, or a word."""
    status = said.get("status", "").strip().casefold()
    return _KANNEL.get(status) or _WORDS.get(status, Kind.OTHER)


def catch_up(tx: Tx, ids: Collection[str], *, at: datetime) -> int:
    """Let these dispatches follow receipts that were faster than they; return how many did."""
    waiting = records.waiting(tx, sorted(ids))
    for dispatch in _held(tx, waiting):
        _follow(tx, dispatch, at=at)
    return len(waiting)


def replay(tx: Tx, *, at: datetime, limit: int = 1_000) -> int:
    """Judge dispatches with waiting receipts once more; return how many moved."""
    found = _held(tx, records.all_waiting(tx, limit=limit))
    return sum(_follow(tx, one, at=at) is not one.state for one in found)


def verdict(state: State, kinds: Collection[Kind]) -> tuple[State, Reason] | None:
    """Where all its receipts bring a dispatch, and why; none: it stays where it is."""
    failure = next((kind for kind in _FAILURES if kind in kinds), None)
    wanted, reason = State.SENT, Reason.NONE
    if failure is not None:
        wanted, reason = State.BOUNCED, _FAILURES[failure]
    elif Kind.DELIVERED in kinds:
        wanted = State.DELIVERED
    elif not _TOOK.intersection(kinds):
        return None
    return (wanted, reason) if wanted in MOVES[state] and state not in _TOO_EARLY else None


def _held(tx: Tx, ids: Collection[str]) -> list[Dispatch]:
    """Dispatches that nobody else changes until this deed is done, in one order."""
    found = (following.held(tx, DispatchId(one)) for one in sorted(ids))
    return [one for one in found if one is not None]


def _follow(tx: Tx, dispatch: Dispatch, *, at: datetime) -> State:
    """Bring a dispatch to where its receipts say; return its state."""
    if dispatch.state in _TOO_EARLY:
        return dispatch.state
    found = verdict(dispatch.state, records.kinds(tx, dispatch.id))
    if found is not None and not following.move(tx, dispatch, found[0], reason=found[1], at=at):
        return dispatch.state  # its receipts wait on
    records.mark_applied(tx, dispatch.id, at=at)
    return dispatch.state if found is None else found[0]


def listed(
    tx: Tx, *, dispatch_id: str = "", is_waiting: bool = False, limit: int = 100
) -> Sequence[Receipt]:
    """Receipts, the latest first: all, of one dispatch, or those that wait."""
    rows = records.latest(tx, dispatch_id=dispatch_id, is_waiting=is_waiting, limit=limit)
    return [
        Receipt(
            id=row.id,
            dispatch_id=DispatchId(row.dispatch_id),
            kind=Kind(row.kind),
            raw=row.raw,
            received_at=row.received_at,
            applied_at=row.applied_at,
        )
        for row in rows
    ]
