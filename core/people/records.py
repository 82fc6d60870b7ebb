"""People in the operational store."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, null, select, update

from core.people.model import Person, PersonId, Role, RolesSaid
from core.store.schema import people, person_roles
from core.store.store import Tx


def add(tx: Tx, person: Person, *, by: str, at: datetime, is_narrowed: bool = True) -> None:
    tx.execute(
        insert(people).values(
            id=person.id,
            issuer=person.issuer,
            subject=person.subject,
            name=person.name,
            email=person.email,
            language=person.language,
            is_active=person.is_active,
            added_at=at,
            is_narrowed=is_narrowed,
        )
    )
    set_roles(tx, person.id, person.roles, by=by, at=at)


def set_roles(
    tx: Tx, person_id: PersonId, roles: frozenset[Role], *, by: str, at: datetime
) -> None:
    tx.execute(delete(person_roles).where(person_roles.c.person_id == person_id))
    rows = [
        {"person_id": person_id, "role": role, "granted_by": by, "granted_at": at}
        for role in sorted(roles)
    ]
    if rows:
        tx.execute(insert(person_roles), rows)


def set_claimed(
    tx: Tx, person_id: PersonId, claimed: frozenset[Role] | None, *, claimed_at: datetime
) -> None:
    said = null() if claimed is None else sorted(claimed)
    row = update(people).where(people.c.id == person_id)
    tx.execute(row.values(claimed=said, claimed_at=claimed_at))


def set_narrowed(tx: Tx, person_id: PersonId, *, is_narrowed: bool) -> None:
    row = update(people).where(people.c.id == person_id)
    tx.execute(row.values(is_narrowed=is_narrowed))


def set_active(tx: Tx, person_id: PersonId, *, is_active: bool) -> None:
    tx.execute(update(people).where(people.c.id == person_id).values(is_active=is_active))


def set_language(tx: Tx, person_id: PersonId, language: str) -> None:
    tx.execute(update(people).where(people.c.id == person_id).values(language=language))


def get(tx: Tx, person_id: PersonId) -> Person | None:
    return next(iter(_where(tx, people.c.id == person_id)), None)


def recognized(tx: Tx, *, issuer: str, subject: str) -> Person | None:
    """Who the sign-in's issuer and subject name, or nobody."""
    return next(iter(_where(tx, people.c.issuer == issuer, people.c.subject == subject)), None)


def everyone(tx: Tx) -> list[Person]:
    return _where(tx)


def names(tx: Tx) -> dict[str, str]:
    """Every person's name by id: for showing who did what."""
    return {row.id: row.name for row in tx.execute(select(people.c.id, people.c.name))}


def roles_said(tx: Tx) -> dict[PersonId, RolesSaid]:
    """What is said of everybody's roles, by the sign-in and by the table."""
    return _said(tx, tx.execute(select(people)).all())


def _said(tx: Tx, found: Sequence[Row[Any]]) -> dict[PersonId, RolesSaid]:
    granted: dict[str, set[Role]] = {row.id: set() for row in found}
    rows = select(person_roles.c.person_id, person_roles.c.role)
    for row in tx.execute(rows.where(person_roles.c.person_id.in_(granted))):
        granted[row.person_id].add(Role(row.role))
    known = set(Role)
    return {
        PersonId(row.id): RolesSaid(
            granted=frozenset(granted[row.id]),
            claimed=None
            if row.claimed is None
            else frozenset(Role(one) for one in row.claimed if one in known),
            claimed_at=row.claimed_at,
            is_narrowed=row.is_narrowed,
        )
        for row in found
    }


def _where(tx: Tx, *conditions: ColumnElement[bool]) -> list[Person]:
    found = tx.execute(select(people).where(*conditions).order_by(people.c.name)).all()
    said = _said(tx, found)
    return [
        Person(
            id=PersonId(row.id),
            issuer=row.issuer,
            subject=row.subject,
            name=row.name,
            email=row.email,
            roles=said[row.id].effective,
            language=row.language,
            is_active=row.is_active,
        )
        for row in found
    ]
