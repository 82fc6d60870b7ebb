"""The demo people: everybody the cockpit is for, at least one of each role."""

from datetime import datetime

from core.demo import samples
from core.people import actions as people
from core.people.model import DEMO, Person, PersonId, Role
from core.store.store import Tx


def cast() -> dict[str, Person]:
    """Everybody, by id; the first one is the administrator who lets the others in."""
    return {
        entry["id"]: Person(
            id=PersonId(entry["id"]),
            issuer=DEMO,
            subject=entry["id"],
            name=entry["name"],
            email=f"{entry['id']}@business.example",
            roles=frozenset(map(Role, entry["roles"])),
        )
        for entry in samples.read("people")["people"]
    }


def keepers() -> list[str]:
    """The names of the account managers, those who sign in first."""
    known = [person.name for person in cast().values() if Role.ACCOUNT_MANAGER in person.roles]
    return [*known, *samples.read("people")["keepers"]]


def settle_in(tx: Tx, *, at: datetime) -> dict[str, Person]:
    """Let everybody in."""
    everybody = cast()
    first = next(iter(everybody.values()))
    for person in everybody.values():
        people.add(tx, person, by=first, at=at)
    return everybody
