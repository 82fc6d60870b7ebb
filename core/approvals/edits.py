"""What administrators change about people, as values and in the operational store."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, insert, select, update

from core.approvals.delegating import Delegation
from core.people.local import Newcomer
from core.people.model import PersonId, Role
from core.store.schema import people_edits
from core.store.store import Tx


class Kind(StrEnum):
    """Named as the approval book names them; `widen` and `stand_in` count as `roles` there."""

    ADD = "add"
    ROLES = "roles"
    WIDEN = "widen"
    LET_IN = "let_in"
    SHOW_OUT = "show_out"
    PASSWORD = "password"
    END_SESSION = "end_session"
    STAND_IN = "stand_in"  # somebody decides for the person while they are away

    @property
    def deed(self) -> str:
        """What the book calls it."""
        return Kind.ROLES if self in {Kind.WIDEN, Kind.STAND_IN} else self

    @property
    def needs_password(self) -> bool:
        """Whether somebody gets a one-time password by it."""
        return self in {Kind.ADD, Kind.PASSWORD}


@dataclass(frozen=True)
class Wanted:
    """One change of one person; `says`: what it needs besides, as JSON."""

    kind: Kind
    person_id: PersonId
    says: Mapping[str, Any] = field(default_factory=dict)

    @staticmethod
    def adding(newcomer: Newcomer) -> "Wanted":
        says = {
            "name": newcomer.name.strip() or newcomer.email.strip(),
            "email": newcomer.email.strip().casefold(),
            "roles": sorted(newcomer.roles),
        }
        return Wanted(Kind.ADD, newcomer.id, says)

    @staticmethod
    def granting(person_id: PersonId, roles: frozenset[Role]) -> "Wanted":
        return Wanted(Kind.ROLES, person_id, {"roles": sorted(roles)})

    @staticmethod
    def ending(person_id: PersonId, session_id: str) -> "Wanted":
        return Wanted(Kind.END_SESSION, person_id, {"session": session_id})

    @staticmethod
    def standing_in(wanted: Delegation) -> "Wanted":
        says = {
            "delegation": wanted.id,
            "to": wanted.to_person,
            "role": wanted.role,
            "starts_at": wanted.starts_at.isoformat(),
            "ends_at": wanted.ends_at.isoformat(),
            "reason": wanted.reason,
        }
        return Wanted(Kind.STAND_IN, PersonId(wanted.from_person), says)

    @property
    def substitution(self) -> Delegation:
        """The substitution that is wanted; who makes it, and when, is said as it is entered."""
        starts_at = datetime.fromisoformat(self.says["starts_at"])
        return Delegation(
            id=self.says["delegation"],
            from_person=self.person_id,
            to_person=self.says["to"],
            role=self.says["role"],
            starts_at=starts_at,
            ends_at=datetime.fromisoformat(self.says["ends_at"]),
            reason=self.says["reason"],
            made_by="",
            made_at=starts_at,
        )

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(one) for one in self.says.get("roles", ()))

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(self.person_id, self.says["name"], self.says["email"], self.roles)


@dataclass(frozen=True)
class Edit:
    """A change that somebody proposed. Without `confirmed_at` nothing is changed yet.

    `before`: what was said of the person when it was proposed.
    """

    id: str
    kind: Kind
    person_id: PersonId
    wanted: Mapping[str, Any]
    before: Mapping[str, Any]
    proposed_by: str
    proposed_at: datetime
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.confirmed_at is None and self.withdrawn_at is None

    @property
    def change(self) -> Wanted:
        return Wanted(self.kind, self.person_id, self.wanted)


def add(tx: Tx, edit: Edit) -> None:
    tx.execute(insert(people_edits).values(**asdict(edit)))


def get(tx: Tx, edit_id: str) -> Edit | None:
    row = tx.execute(select(people_edits).where(people_edits.c.id == edit_id)).one_or_none()
    return None if row is None else _edit(row)


def waiting(tx: Tx) -> list[Edit]:
    """Every edit that waits, the oldest first."""
    table = people_edits.c
    rows = select(people_edits).where(
        table.confirmed_at.is_(None), table.withdrawn_at.is_(None)
    )
    return [_edit(row) for row in tx.execute(rows.order_by(table.proposed_at, table.id))]


def latest(tx: Tx, limit: int) -> list[Edit]:
    """What was proposed, the newest first, whatever became of it."""
    table = people_edits.c
    rows = select(people_edits).order_by(table.proposed_at.desc(), table.id).limit(limit)
    return [_edit(row) for row in tx.execute(rows)]


def settle(tx: Tx, edit_id: str, **values: object) -> bool:
    """Confirm or withdraw an edit; false: somebody else was faster."""
    table = people_edits.c
    waits = table.confirmed_at.is_(None) & table.withdrawn_at.is_(None)
    row = update(people_edits).where(table.id == edit_id, waits)
    return tx.execute(row.values(**values)).rowcount > 0


def _edit(row: Row[Any]) -> Edit:
    facts = row._asdict()
    return Edit(
        **facts | {"kind": Kind(facts["kind"]), "person_id": PersonId(facts["person_id"])}
    )
