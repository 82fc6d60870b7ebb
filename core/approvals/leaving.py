"""What waits for somebody who may be about to leave, and who else could do it."""

from dataclasses import dataclass

from core.approvals.tables import standing
from core.campaigns import records as campaigns
from core.campaigns.model import Status
from core.people import records as people
from core.people.model import APPROVERS, Person, Role
from core.store.store import Tx


@dataclass(frozen=True)
class Gap:
    """One of somebody's roles: approvals that wait for it, and others who have it."""

    role: Role
    waiting: int
    others: int


def gaps(tx: Tx, person: Person) -> list[Gap]:
    """For each of a person's roles, what would be missing without them."""
    everyone = [one for one in people.everyone(tx) if one.is_active and one.id != person.id]
    wanted = _wanted(tx) if person.roles & APPROVERS else []
    return [
        Gap(role, wanted.count(role), sum(role in one.roles for one in everyone))
        for role in sorted(person.roles)
    ]


def _wanted(tx: Tx) -> list[str]:
    """The role of every stage that is open, over all campaigns in review."""
    return [
        stage.role
        for campaign in campaigns.with_status(tx, Status.IN_REVIEW)
        for stage in standing(tx, campaign).open_stages
    ]
