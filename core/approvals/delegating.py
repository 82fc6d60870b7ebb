"""Handing the right to decide over for a while, and taking it back."""

from collections.abc import Set
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people import records as people
from core.people.model import (
    APPROVERS,
    HOUSE_PERSON,
    Permission,
    Person,
    PersonId,
    Role,
    require,
)
from core.people.seconds import is_same_human, others
from core.rulebook.approval import ApprovalBook
from core.rulebook.shelf import in_force
from core.store.schema import delegations
from core.store.store import Tx

LONGEST_REASON = 500


@dataclass(frozen=True)
class Delegation:
    """The right of one person, in one role, in the hands of another from one moment to one."""

    id: str
    from_person: str
    to_person: str
    role: str
    starts_at: datetime
    ends_at: datetime
    reason: str
    made_by: str
    made_at: datetime
    revoked_by: str | None = None
    revoked_at: datetime | None = None

    def is_over(self, at: datetime) -> bool:
        return self.revoked_at is not None or at >= self.ends_at

    def holds(self, at: datetime) -> bool:
        """Whether it moves the right at a moment."""
        return self.starts_at <= at and not self.is_over(at)


class NotYoursToGive(Refusal):
    """Only a role of one's own is handed over; only an administrator does it for others."""


class NoDelegate(Refusal):
    """It goes to somebody else, who is here and sits at the approvals desk."""


class OwnFavour(Refusal):
    """Nobody enters a substitution that puts the right into their own hands."""


class NoPeriod(Refusal):
    """It ends after it begins, and not in the past."""


class ReasonNeeded(Refusal):
    """Who is handed a right, and why, is asked later."""


class SecondNeeded(Refusal):
    """Where the book says so, two administrators move a right from one other to another."""


class NoSuchDelegation(Refusal):
    """It is not there, or over, or somebody else's."""


def delegate(tx: Tx, wanted: Delegation, *, by: Person, at: datetime) -> Delegation:
    """Hand a right over: one's own, or as an administrator that of somebody on leave.

    Of `wanted`, who made it and when count as `by` and `at`. Nobody hands over what was handed
    to them. Raises `NotYoursToGive`, `NoDelegate`, `OwnFavour`, `NoPeriod`,
    `ReasonNeeded`, and `SecondNeeded` where it has to be proposed to another administrator.
    """
    require(by, _permission(by, wanted))
    _check(tx, wanted, by)
    if needs_second(tx, wanted.from_person, by):
        raise SecondNeeded("approvals-second-needed")
    return enter(tx, wanted, by=by, at=at)


def needs_second(tx: Tx, giver: str, by: Person) -> bool:
    """Whether another administrator has to agree: it is not one's own right, and a substitution
    gives as much as roles do."""
    return by.id != giver and need_two(tx, {"roles"}, by)


def need_two(tx: Tx, deeds: Set[str], by: Person) -> bool:
    """Whether any of these deeds takes two administrators: by the book, where there are two.

    The house itself, at the back door, asks nobody: whoever has the machine has everything.
    """
    if by.id == HOUSE_PERSON.id:
        return False
    asked = in_force("approval", ApprovalBook).people_need_two
    return not deeds.isdisjoint(asked) and bool(others(tx, by))


def enter(tx: Tx, wanted: Delegation, *, by: Person, at: datetime) -> Delegation:
    """Hand a right over once whoever has to agree does. Raises what `delegate` does."""
    require(by, _permission(by, wanted))
    made = replace(
        wanted,
        starts_at=max(wanted.starts_at, at),
        reason=wanted.reason.strip()[:LONGEST_REASON],
        made_by=by.id,
        made_at=at,
        revoked_by=None,
        revoked_at=None,
    )
    _check(tx, made, by)
    tx.execute(insert(delegations).values(**asdict(made)))
    details = {
        "to": made.to_person,
        "role": made.role,
        "starts_at": made.starts_at.isoformat(),
        "ends_at": made.ends_at.isoformat(),
        "reason": made.reason,
    }
    subject = made.from_person
    journal.record(tx, "approvals.delegate", subject, by=by.id, at=at, details=details)
    return made


def revoke(tx: Tx, delegation_id: str, *, by: Person, at: datetime) -> None:
    """Take a right back: whose it is, or an administrator. Raises `NoSuchDelegation`."""
    require(by, _permission(by, found := _get(tx, delegation_id)))
    if found.is_over(at):
        raise NoSuchDelegation("approvals-no-delegation")
    change = update(delegations).where(delegations.c.id == delegation_id)
    tx.execute(change.values(revoked_by=by.id, revoked_at=at))
    details = {"to": found.to_person, "role": found.role}
    subject = found.from_person
    journal.record(tx, "approvals.revoke", subject, by=by.id, at=at, details=details)


def everything(tx: Tx) -> list[Delegation]:
    """Every delegation there ever was, the newest first."""
    rows = select(delegations).order_by(delegations.c.made_at.desc(), delegations.c.id)
    return [_delegation(row) for row in tx.execute(rows)]


def handed_to(tx: Tx, person_id: str, *, at: datetime) -> list[Delegation]:
    """What a person holds of others at a moment, whatever became of those others."""
    rows = (
        select(delegations)
        .where(delegations.c.to_person == person_id)
        .where(delegations.c.revoked_at.is_(None))
        .order_by(delegations.c.made_at, delegations.c.id)
    )
    return [one for one in map(_delegation, tx.execute(rows)) if one.holds(at)]


def stand_ins(tx: Tx, person_id: str, *, since: datetime, at: datetime) -> frozenset[str]:
    """Who stood in for a person at any moment from one to another."""
    return frozenset(
        one.to_person
        for one in everything(tx)
        if one.from_person == person_id
        and one.starts_at <= at
        and (one.revoked_at or one.ends_at) >= since
    )


def _permission(by: Person, delegation: Delegation) -> Permission:
    """What it takes to hand a right over, or to take it back: one's own, or that of another."""
    is_own = delegation.from_person == by.id
    return Permission.DECIDE if is_own else Permission.ADMINISTER


def _get(tx: Tx, delegation_id: str) -> Delegation:
    found = next((one for one in everything(tx) if one.id == delegation_id), None)
    if found is None:
        raise NoSuchDelegation("approvals-no-delegation")
    return found


def _check(tx: Tx, made: Delegation, by: Person) -> None:
    giver = people.get(tx, PersonId(made.from_person))
    name = by.name if giver is None else giver.name
    if giver is None or made.role not in giver.roles & APPROVERS or not giver.is_active:
        raise NotYoursToGive("approvals-not-yours-to-give", person=name)
    taker = people.get(tx, PersonId(made.to_person))
    if taker is None or taker.id == giver.id or not taker.may(Permission.DECIDE):
        raise NoDelegate("approvals-no-delegate", person=taker.name if taker else "")
    if is_same_human(taker, by):
        raise OwnFavour("approvals-own-favour", person=by.name)
    if made.ends_at <= max(made.starts_at, made.made_at):
        raise NoPeriod("approvals-no-period")
    if not made.reason:
        raise ReasonNeeded("approvals-delegation-reason")
    if Role(made.role) in taker.roles:
        raise NoDelegate("approvals-delegate-has-it", person=taker.name)


def _delegation(row: Row[Any]) -> Delegation:
    return Delegation(**row._asdict())
