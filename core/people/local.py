"""Signing in with an e-mail and a password that this house keeps."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import Row, delete, insert, select

from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.journal import records as journal_records
from core.people import attempts, records, session_records
from core.people.attempts import Door
from core.people.model import LOCAL, Permission, Person, PersonId, Role, require
from core.people.passwords import check_strength, digest_of, fits
from core.store.schema import passwords
from core.store.store import Tx

Transact = Callable[[], AbstractContextManager[Tx]]
ONE_TIME_HOURS = 72


class NotRecognized(Refusal):
    """The e-mail, or the password, or both."""


class NoAddress(Refusal):
    """An e-mail address is what people sign in with."""


class AlreadyHere(Refusal):
    """Somebody signs in with this e-mail."""


class NotLocal(Refusal):
    """They come in through somebody else, who keeps their password."""


class WrongPassword(Refusal):
    """The password as it is now has to be said first."""


class SamePassword(Refusal):
    """The new password is the old one."""


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is to sign in with an e-mail and a password."""

    id: PersonId
    name: str
    email: str
    roles: frozenset[Role]


def add(tx: Tx, newcomer: Newcomer, *, by: Person, at: datetime) -> Person:
    """Let somebody in who signs in with their e-mail; they need a password next.

    Raises `NoAddress` and `AlreadyHere`.
    """
    require(by, Permission.ADMINISTER)
    email = _mailbox(newcomer.email)
    if records.recognized(tx, issuer=LOCAL, subject=email) is not None:
        raise AlreadyHere("people-already-here", email=email)
    name = newcomer.name.strip() or email
    person = Person(newcomer.id, LOCAL, email, name, email, newcomer.roles)
    records.add(tx, person, by=by.id, at=at)
    details = {"name": person.name, "issuer": LOCAL, "roles": sorted(person.roles)}
    journal.record(tx, "people.add", person.id, by=by.id, at=at, details=details)
    return person


def set_password(
    tx: Tx,
    person_id: PersonId,
    password: str,
    *,
    by: Person,
    at: datetime,
    is_one_time: bool = True,
) -> None:
    """Give somebody a password, which ends all their sessions.

    One that is for one time opens nothing but the form for another, for three days. Raises
    `NotLocal` and `WeakPassword`.
    """
    require(by, Permission.ADMINISTER)
    person = records.get(tx, person_id)
    if person is None or person.issuer != LOCAL:
        raise NotLocal("people-not-local")
    check_strength(password, person)
    _keep(tx, person, password, by=by.id, at=at, is_one_time=is_one_time)
    attempts.forget(tx, Door.of_account(person.subject))
    details = {"one_time": is_one_time}
    journal.record(tx, "people.set_password", person_id, by=by.id, at=at, details=details)


def change_password(
    transact: Transact, person: Person, old: str, new: str, *, at: datetime
) -> None:
    """Change one's own password, which ends all one's sessions.

    Raises `TooManyAttempts`, `WrongPassword`, `SamePassword` and `WeakPassword`.
    """
    door = Door.of_account(person.subject)
    check_strength(new, person)
    if old == new:
        raise SamePassword("people-same-password")
    digest = _counted(transact, person.subject, (door,), at=at)
    if not fits(digest, old):
        raise WrongPassword("people-wrong-password")
    with transact() as tx:
        row = _row(tx, person.id, is_held=True)
        if row is None or row.digest != digest:  # they were given another one meanwhile
            raise WrongPassword("people-wrong-password")
        attempts.forget(tx, door)
        _keep(tx, person, new, by=person.id, at=at, is_one_time=False)
        journal.record(tx, "people.change_password", person.id, by=person.id, at=at, details={})


def sign_in(
    transact: Transact, email: str, password: str, *, address: str, at: datetime
) -> Person:
    """Who signs in with this e-mail and password.

    An unknown e-mail, a wrong password, somebody shown out and a one-time password that is
    too old take the same time and get the same sentence. Raises `NotRecognized` and
    `TooManyAttempts`.
    """
    subject = email.strip().casefold()
    account, remote = Door.of_account(subject), Door.of_address(address)
    is_right = fits(_counted(transact, subject, (account, remote), at=at), password)
    with transact() as tx:
        person = records.recognized(tx, issuer=LOCAL, subject=subject)
        if is_right and person is not None and _may_come_in(tx, person, at=at):
            attempts.forget(tx, account)
            attempts.take_back(tx, remote)
            return person
        _note_failure(tx, person, address, at=at)
    raise NotRecognized("people-not-recognized")


def must_change(tx: Tx, person: Person) -> bool:
    """Whether all they may do is to choose a password of their own."""
    row = _row(tx, person.id)
    return person.issuer == LOCAL and (row is None or row.is_one_time)


def _counted(
    transact: Transact, subject: str, doors: tuple[Door, ...], *, at: datetime
) -> str | None:
    """Count an attempt as failed before it is looked at: else many at once would be free."""
    with transact() as tx:
        journal_records.locked_head(tx)
        attempts.check(tx, doors, at=at)
        attempts.count(tx, doors, at=at)
        person = records.recognized(tx, issuer=LOCAL, subject=subject)
        row = None if person is None else _row(tx, person.id)
        return None if row is None else str(row.digest)


def _may_come_in(tx: Tx, person: Person, *, at: datetime) -> bool:
    row = _row(tx, person.id)
    is_late = (
        row is not None
        and row.is_one_time
        and at - row.set_at > timedelta(hours=ONE_TIME_HOURS)
    )
    return person.is_active and row is not None and not is_late


def _note_failure(tx: Tx, person: Person | None, address: str, *, at: datetime) -> None:
    """What was typed is not kept: people type passwords where the e-mail goes."""
    subject = "nobody" if person is None else person.id
    details = {"address": address}
    journal.record(tx, "people.sign_in_failed", subject, by=subject, at=at, details=details)


def _keep(
    tx: Tx, person: Person, password: str, *, by: str, at: datetime, is_one_time: bool
) -> None:
    tx.execute(delete(passwords).where(passwords.c.person_id == person.id))
    tx.execute(
        insert(passwords).values(
            person_id=person.id,
            digest=digest_of(password),
            set_at=at,
            set_by=by,
            is_one_time=is_one_time,
        )
    )
    session_records.end_all(tx, person.id, by=by, at=at)


def _row(
    tx: Tx, person_id: PersonId, *, is_held: bool = False
) -> "Row[tuple[object, ...]] | None":
    wanted = select(passwords).where(passwords.c.person_id == person_id)
    return tx.execute(wanted.with_for_update() if is_held else wanted).one_or_none()


def _mailbox(email: str) -> str:
    try:
        validate_email(email.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise NoAddress("people-no-address", email=email.strip()) from None
    return email.strip().casefold()
