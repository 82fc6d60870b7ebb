"""The demo people: everybody the cockpit is for, at least one of each role."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from core.approvals import delegating
from core.approvals.delegating import Delegation
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


def hand_over(tx: Tx, everybody: Mapping[str, Person], *, at: datetime) -> None:
    """Let who is away have somebody decide for them; `at` is now."""
    for number, entry in enumerate(samples.read("people")["delegations"], start=1):
        begun = at - timedelta(days=entry["days_ago"])
        wanted = Delegation(
            id=f"demo-{number}",
            from_person=entry["from"],
            to_person=entry["to"],
            role=entry["role"],
            starts_at=begun,
            ends_at=at + timedelta(days=entry["days_left"]),
            reason=entry["reason"],
            made_by=entry["from"],
            made_at=begun,
        )
        delegating.delegate(tx, wanted, by=everybody[entry["from"]], at=begun)
