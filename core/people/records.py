"""People in the operational store."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update

from core.people.model import Person, PersonId, Role
from core.store.schema import people, person_roles
from core.store.store import Tx


def add(tx: Tx, person: Person, *, by: str, at: datetime) -> None:
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


def _where(tx: Tx, *conditions: ColumnElement[bool]) -> list[Person]:
    found = tx.execute(select(people).where(*conditions).order_by(people.c.name)).all()
    roles: dict[str, set[Role]] = {row.id: set() for row in found}
    granted = select(person_roles.c.person_id, person_roles.c.role).where(
        person_roles.c.person_id.in_(roles)
    )
    for row in tx.execute(granted):
        roles[row.person_id].add(Role(row.role))
    return [
        Person(
            id=PersonId(row.id),
            issuer=row.issuer,
            subject=row.subject,
            name=row.name,
            email=row.email,
            roles=frozenset(roles[row.id]),
            language=row.language,
            is_active=row.is_active,
        )
        for row in found
    ]
