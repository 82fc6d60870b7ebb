"""The second pair of eyes on what administrators change: who it may be, if there is one."""

from datetime import datetime

from core.foundation.refusal import Refusal
from core.journal import records as journal
from core.people import records
from core.people.model import Permission, Person, PersonId
from core.store.store import Tx

# What the journal calls a change of what somebody may, or of who comes in as them.
TOUCHING = (
    "people.add",
    "people.set_password",
    "people.grant",
    "people.widen",
    "people.heed",
    "people.deactivate",
    "people.reactivate",
)


class OwnEdit(Refusal):
    """Nobody confirms what they proposed themselves."""


class StandIn(Refusal):
    """Whoever stands in for somebody does not confirm what that person proposed."""


class ProposerGone(Refusal):
    """Whoever proposed it administers the house no more."""


class RolesChanged(Refusal):
    """Who proposed it, or who would confirm it, has other roles than then."""


def others(tx: Tx, person: Person) -> list[Person]:
    """Every administrator who may come in, besides one, however that one signs in."""
    everyone = records.everyone(tx)
    administrators = [one for one in everyone if one.may(Permission.ADMINISTER)]
    return [one for one in administrators if not is_same_human(one, person)]


def check_second(
    tx: Tx, second: Person, *, of: str, since: datetime, stand_ins: frozenset[str]
) -> None:
    """Whether a person may confirm what another one (`of`) proposed at a moment (`since`).

    `stand_ins`: who stood in for the proposer since. Raises `OwnEdit`, `StandIn`,
    `ProposerGone`, `RolesChanged`.
    """
    first = records.get(tx, PersonId(of))
    if of == second.id or (first is not None and is_same_human(first, second)):
        raise OwnEdit("people-own-edit", person=second.name)
    if second.id in stand_ins:
        raise StandIn("people-stand-in", person=second.name)
    if first is None or not first.may(Permission.ADMINISTER):
        raise ProposerGone("people-proposer-gone")
    for one in (first, second):
        if journal.was_touched(tx, one.id, TOUCHING, since=since):
            raise RolesChanged("people-roles-changed", person=one.name)


def is_same_human(one: Person, other: Person) -> bool:
    """Whether two known people read the same mailbox: one human who signs in two ways."""
    mailboxes = [person.email.strip().casefold() for person in (one, other)]
    return one.id == other.id or (mailboxes[0] != "" and mailboxes[0] == mailboxes[1])
