"""Telling the other administrators by e-mail what waits for one of them: people, rule books."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from core.approvals import delegating, edits, notices
from core.approvals.notices import Kind
from core.people import records as people
from core.people.model import Permission, Person, PersonId
from core.people.seconds import others
from core.rulebook import editions
from core.rulebook.shelf import BOOKS
from core.store.store import Tx


@dataclass(frozen=True)
class Waiting:
    """A change that another administrator has to confirm, and whose it is."""

    kind: Kind
    about: str
    name: str  # of the person it is about, or of the book
    by: str
    since: datetime


def waiting(tx: Tx) -> Iterator[Waiting]:
    """Every change of people and of rule books that waits now."""
    named = people.names(tx)
    for edit in edits.waiting(tx):
        name = str(edit.wanted.get("name") or named.get(edit.person_id, edit.person_id))
        yield Waiting(Kind.EDIT, edit.id, name, edit.proposed_by, edit.proposed_at)
    for book in BOOKS:
        for one in editions.of_book(tx, book):
            if one.waits:
                about = f"{book}:{one.version}"
                yield Waiting(Kind.EDITION, about, book, one.written_by, one.written_at)


def unnoticed(tx: Tx, *, at: datetime) -> list[tuple[Waiting, Person]]:
    """Whom to tell of what: each administrator who may confirm it and was not told yet."""
    found = [(one, person) for one in waiting(tx) for person in _seconds(tx, one, at=at)]
    known = notices.known(tx, [_id(one, person) for one, person in found])
    return [(one, person) for one, person in found if _id(one, person) not in known]


def notice(tx: Tx, *, at: datetime) -> None:
    """Write a notice for everybody who is to be told; each of a change once."""
    for one, person in unnoticed(tx, at=at):
        details = {"name": one.name, "by": people.names(tx).get(one.by, one.by)}
        notices.keep(tx, _id(one, person), kind=one.kind, person=person, details=details, at=at)


def is_true(tx: Tx, notice: notices.Notice, *, at: datetime) -> bool:
    """Whether the change still waits, and this person may still confirm it."""
    person = people.get(tx, PersonId(notice.person_id))
    if person is None or not person.may(Permission.ADMINISTER):
        return False
    return any(_id(one, person) == notice.id for one in waiting(tx))


def _seconds(tx: Tx, one: Waiting, *, at: datetime) -> list[Person]:
    first = people.get(tx, PersonId(one.by))
    if first is None:
        return []
    stood_in = delegating.stand_ins(tx, one.by, since=one.since, at=at)
    return [person for person in others(tx, first) if person.id not in stood_in]


def _id(one: Waiting, person: Person) -> str:
    return f"{one.kind}:{one.about}:{person.id}"
