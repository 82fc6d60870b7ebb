"""By what right a person may decide now: by role, since it is late, or on behalf of another."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime

from core.approvals import delegating
from core.approvals.delegating import Delegation
from core.approvals.model import Capacity, Right, StageStanding, Standing
from core.people import records as people
from core.people.model import Person, PersonId
from core.store.store import Tx


def right_of(
    tx: Tx, standing: Standing, person: Person, *, authors: AbstractSet[str], at: datetime
) -> Right | None:
    """The first open stage that a person may decide, and by what right; their own come first.

    A stage of one's own role comes before one that escalated, whatever their order: who is one
    of few to decide it must not be used up by a stage that others may decide, too. Nothing,
    past whoever had a hand in it (`authors`) and whose right was used already: of the person,
    and of whoever handed theirs over.
    """
    used = standing.decided_by
    if person.id in authors or person.id in used:
        return None
    if right := _own(standing, person) or _escalated(standing, person, at):
        return right
    for giver, handed in _handed(tx, person, at):
        # Entered by somebody who had a hand in it, it would choose its own judge; entered by
        # whoever decides by it, it would be a role that they gave themselves.
        if giver.id in used or not authors.isdisjoint({giver.id, handed.made_by}):
            continue
        if handed.made_by == person.id:
            continue
        for one in standing.open:
            if handed.role in _roles(one, at):
                return Right(one.stage, Capacity.DELEGATED, on_behalf_of=giver.id)
    return None


def waits_for(standing: Standing, person: Person) -> bool:
    """Whether a stage of the person's role is still to come, once earlier ones are decided."""
    closed = [one for one in standing.stages if one.opened_at is None]
    return any(one.stage.role in person.roles for one in closed)


def _own(standing: Standing, person: Person) -> Right | None:
    for one in standing.open:
        if one.stage.role in person.roles:
            return Right(one.stage, Capacity.OWN)
    return None


def _escalated(standing: Standing, person: Person, at: datetime) -> Right | None:
    for one in standing.open:
        if any(role in person.roles for role in _roles(one, at)):
            return Right(one.stage, Capacity.ESCALATED)
    return None


def _roles(one: StageStanding, at: datetime) -> list[str]:
    """The roles that may decide a stage at a moment."""
    limit = one.stage.limit
    if limit is None or limit.escalates_to is None or not one.is_late(at):
        return [one.stage.role]
    return [one.stage.role, limit.escalates_to]


def _handed(tx: Tx, person: Person, at: datetime) -> Iterator[tuple[Person, Delegation]]:
    """Whose right the person holds: of people who are here and have that role still."""
    for one in delegating.handed_to(tx, person.id, at=at):
        giver = people.get(tx, PersonId(one.from_person))
        if giver is not None and giver.is_active and one.role in giver.roles:
            yield giver, one
