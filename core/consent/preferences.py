"""What a contact wants to read, said by the contact: per channel and purpose.

A wish is an order like any other, for one purpose. What the contact ordered, the contact may
take back; what anybody else ordered, or a mailbox that is gone, stays as it is. What nobody
ever agreed to is not permitted, and saying nothing of it is neither a consent nor a withdrawal.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.consent import actions as consent
from core.consent import records
from core.consent.actions import NoAddress
from core.consent.model import CABINET, CALL, EMAIL, LETTER, SMS, Reason, Suppression
from core.consent.tables import consents_of
from core.foundation.ids import Ids
from core.journal import actions as journal
from core.rulebook.model import Purpose, RecipientsBook
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot

CONTACT = "contact"  # who did it
CHANNELS = (EMAIL, SMS, CALL, CABINET, LETTER)
PURPOSES: tuple[Purpose, ...] = ("advertising", "service")

Address = tuple[str, str]  # a channel, and the address there
Kind = tuple[str, str]  # a channel, and a purpose


@dataclass(frozen=True)
class Wish:
    """Whether messages of a kind may come: `is_wanted` where they are permitted and nobody
    ordered against them. `is_settled`: that is not the contact's to say; `is_left`: there is
    an order against them; `is_new`: the contact just opted in to what was not permitted."""

    channel: str
    purpose: str
    is_wanted: bool
    is_settled: bool = False
    is_left: bool = False
    is_new: bool = False

    @property
    def kind(self) -> Kind:
        return self.channel, self.purpose


def permitted(
    snapshot: Snapshot, contact_id: str, *, today: date, book: RecipientsBook
) -> frozenset[Kind]:
    """The channels and purposes a contact may be written for, by what was published: a consent
    that holds, on a basis the book takes; without one only where the book needs no record and
    nothing was withdrawn."""
    day = snapshot.publication.as_of
    found = consents_of(snapshot, contact_id)
    grounds = {(one, basis) for one in PURPOSES for basis in book.purposes[one].bases}
    held, withdrawn = set[Kind](), set[Kind]()
    for one in found:
        is_withdrawn = one.withdrawn_on is not None and one.withdrawn_on <= max(day, today)
        is_given = one.given_on is not None and one.given_on <= day
        if is_withdrawn:
            withdrawn.add((one.channel, one.purpose))
        elif is_given and (one.purpose, one.basis) in grounds:
            held.add((one.channel, one.purpose))
    free = {one for one in PURPOSES if not book.purposes[one].record_needed}
    unasked = {(channel, purpose) for channel in CHANNELS for purpose in free} - withdrawn
    return frozenset({one for one in held if one[1] not in free} | unasked)


def wishes(tx: Tx, addresses: Sequence[Address], allowed: Collection[Kind] = ()) -> list[Wish]:
    """A wish for every channel that a contact has, and every purpose; in their order.

    `allowed` are those that are `permitted`.
    """
    channels = dict.fromkeys(channel for channel, _ in addresses)
    orders = {channel: _orders(tx, addresses, channel) for channel in channels}
    return [
        _wish((channel, purpose), orders[channel], allowed)
        for channel in channels
        for purpose in PURPOSES
    ]


def say(  # noqa: PLR0913 – what is said, of whom, and on what ground
    tx: Tx,
    ids: Ids,
    addresses: Sequence[Address],
    *,
    wanted: Collection[Kind],
    allowed: Collection[Kind],
    source: str,
    at: datetime,
) -> list[Wish]:
    """Let wishes be as a contact says: those in `wanted`, and no others; return them all.

    Only what changes is noted: a box that stays empty withdraws nothing, a box that stays
    ticked consents to nothing. What was not permitted and is ticked now is an opt-in, noted
    with the `source` of the page; whether it suffices to be written to is not decided here.
    """
    opted = set[Kind]()
    for wish in wishes(tx, addresses, allowed):
        if wish.is_settled or wish.is_wanted == (wish.kind in wanted):
            continue
        if wish.is_wanted:
            leave(tx, ids, addresses, wish.kind, source=source, at=at)
            continue
        _come_back(tx, addresses, wish.kind, at=at)
        if wish.kind not in allowed:
            _opt_in(tx, ids.new(), wish.kind, source=source, at=at)
            opted.add(wish.kind)
    now = wishes(tx, addresses, allowed)
    return [replace(one, is_new=one.kind in opted) for one in now]


def leave_all(
    tx: Tx, ids: Ids, addresses: Sequence[Address], *, source: str, at: datetime
) -> None:
    """No more messages of any kind, whether they were ever permitted or not."""
    for wish in wishes(tx, addresses):
        if not wish.is_left:
            leave(tx, ids, addresses, wish.kind, source=source, at=at)


def leave(
    tx: Tx, ids: Ids, addresses: Sequence[Address], kind: Kind, *, source: str, at: datetime
) -> None:
    """No more messages of a kind, from this moment on: for whatever has not left yet, too."""
    channel, purpose = kind
    for address in _of(addresses, channel):
        try:
            consent.suppress(
                tx,
                ids.new(),
                channel=channel,
                address=address,
                reason=Reason.UNSUBSCRIBED,
                source=source,
                by=CONTACT,
                at=at,
                purpose=purpose,
            )
        except NoAddress:
            continue  # nobody can be written to there anyway


def _come_back(tx: Tx, addresses: Sequence[Address], kind: Kind, *, at: datetime) -> None:
    channel, purpose = kind
    for order in _orders(tx, addresses, channel):
        if order.purpose == purpose and _is_own(order):
            records.lift(tx, order.id, by=CONTACT, at=at)
            details = {"channel": channel, "purpose": purpose}
            journal.record(tx, "consent.lift", order.id, by=CONTACT, at=at, details=details)


def _opt_in(tx: Tx, opt_in_id: str, kind: Kind, *, source: str, at: datetime) -> None:
    """Whose it is stays with the message of the link: the journal cannot forget anybody."""
    channel, purpose = kind
    details = {"channel": channel, "purpose": purpose, "source": source}
    journal.record(tx, "consent.opt_in", opt_in_id, by=CONTACT, at=at, details=details)


def _wish(kind: Kind, orders: Sequence[Suppression], allowed: Collection[Kind]) -> Wish:
    channel, purpose = kind
    against = [one for one in orders if one.purpose in ("", purpose)]
    return Wish(
        channel,
        purpose,
        is_wanted=kind in allowed and not against,
        is_settled=any(not _is_own(one) for one in against),
        is_left=bool(against),
    )


def _is_own(order: Suppression) -> bool:
    return order.suppressed_by == CONTACT and order.purpose != ""


def _orders(tx: Tx, addresses: Sequence[Address], channel: str) -> list[Suppression]:
    own = _of(addresses, channel)
    return [order for one in own for order in records.orders_of(tx, channel, one)]


def _of(addresses: Sequence[Address], channel: str) -> list[str]:
    return [address for one, address in addresses if one == channel]
