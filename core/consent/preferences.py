"""What a contact wants to read, said by the contact: per channel and purpose.

A wish is an order like any other, for one purpose. What the contact ordered, the contact may
take back; what anybody else ordered, or a mailbox that is gone, stays as it is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.consent import actions as consent
from core.consent import records
from core.consent.actions import NoAddress
from core.consent.model import Reason, Suppression
from core.foundation.ids import Ids
from core.journal import actions as journal
from core.rulebook.model import Purpose
from core.store.store import Tx

CONTACT = "contact"  # who did it
PURPOSES: tuple[Purpose, ...] = ("advertising", "service")

Address = tuple[str, str]  # a channel, and the address there
Kind = tuple[str, str]  # a channel, and a purpose


@dataclass(frozen=True)
class Wish:
    """Whether messages of a kind are wanted. `is_settled`: that is not the contact's to say."""

    channel: str
    purpose: str
    is_wanted: bool
    is_settled: bool = False


def wishes(tx: Tx, addresses: Sequence[Address]) -> list[Wish]:
    """A wish for every channel that a contact has, and every purpose; in their order."""
    channels = dict.fromkeys(channel for channel, _ in addresses)
    orders = {channel: _orders(tx, addresses, channel) for channel in channels}
    return [
        _wish(channel, purpose, orders[channel]) for channel in channels for purpose in PURPOSES
    ]


def say(
    tx: Tx,
    ids: Ids,
    addresses: Sequence[Address],
    *,
    wanted: Collection[Kind],
    source: str,
    at: datetime,
) -> list[Wish]:
    """Let wishes be as a contact says: those in `wanted`, and no others; return them all."""
    for wish in wishes(tx, addresses):
        kind = (wish.channel, wish.purpose)
        if wish.is_settled or wish.is_wanted == (kind in wanted):
            continue
        if wish.is_wanted:
            leave(tx, ids, addresses, kind, source=source, at=at)
        else:
            _come_back(tx, addresses, kind, at=at)
    return wishes(tx, addresses)


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


def _wish(channel: str, purpose: str, orders: Sequence[Suppression]) -> Wish:
    against = [one for one in orders if one.purpose in ("", purpose)]
    is_settled = any(not _is_own(one) for one in against)
    return Wish(channel, purpose, is_wanted=not against, is_settled=is_settled)


def _is_own(order: Suppression) -> bool:
    return order.suppressed_by == CONTACT and order.purpose != ""


def _orders(tx: Tx, addresses: Sequence[Address], channel: str) -> list[Suppression]:
    own = _of(addresses, channel)
    return [order for one in own for order in records.orders_of(tx, channel, one)]


def _of(addresses: Sequence[Address], channel: str) -> list[str]:
    return [address for one, address in addresses if one == channel]
