"""Suppressing an address, and lifting it again."""

from datetime import datetime

from core.consent import records
from core.consent.model import Reason, Suppression, address_key, is_usable
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.store.store import Tx


class NoAddress(Refusal):
    """What was given is no address of that channel."""


class UnknownSuppression(Refusal):
    """No order goes by that id."""


class AlreadyLifted(Refusal):
    """Somebody else was faster."""


def suppress(  # noqa: PLR0913 – an order is these facts, each named at the call
    tx: Tx,
    suppression_id: str,
    *,
    channel: str,
    address: str,
    reason: Reason,
    source: str,
    by: Person | str,
    at: datetime,
    purpose: str = "",
) -> Suppression:
    """Never write to an address again, from this moment on; or never for one `purpose`.

    `by` is a person, or the name of the part of the house that learned it (an unsubscribe link,
    a bounce). An address that is suppressed already keeps its first order. Raises `NoAddress`.
    """
    if isinstance(by, Person):
        require(by, Permission.SUPPRESS)
    key = address_key(channel, address)
    if not is_usable(channel, key):
        raise NoAddress("consent-no-address", address=address)
    first = records.standing(tx, channel, key, purpose=purpose)
    if first is not None:
        return first
    who = by.id if isinstance(by, Person) else by
    order = Suppression(suppression_id, channel, key, reason, source, at, who, purpose=purpose)
    records.add(tx, order)
    # Whose address it is stays in the order: the journal cannot forget anybody.
    details = {"channel": channel, "reason": reason}
    details |= {"purpose": purpose} if purpose else {}
    journal.record(tx, "consent.suppress", suppression_id, by=who, at=at, details=details)
    return order


def lift(tx: Tx, suppression_id: str, *, note: str, by: Person, at: datetime) -> Suppression:
    """Allow an address again; the order and its lifting are both kept.

    Raises `UnknownSuppression` and `AlreadyLifted`.
    """
    require(by, Permission.SUPPRESS)
    order = records.get(tx, suppression_id)
    if order is None:
        raise UnknownSuppression("consent-unknown", suppression=suppression_id)
    if not records.lift(tx, suppression_id, by=by.id, at=at):
        raise AlreadyLifted("consent-already-lifted", address=order.address)
    details = {"channel": order.channel, "note": note}
    journal.record(tx, "consent.lift", suppression_id, by=by.id, at=at, details=details)
    return order
