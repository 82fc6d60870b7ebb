"""Coming in and going out: sessions begin, are looked at, and end."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people import records, session_records
from core.people.model import Permission, Person, PersonId, require
from core.people.sessions import KEPT, LONGEST_AGENT, Limits, Session, digest_of
from core.store.store import Tx


class UnknownSession(Refusal):
    """No such session is open."""


class AlreadyBegun(Exception):
    """Somebody began a session with this token at the same moment."""


def begin(
    tx: Tx,
    session_id: str,
    person: Person,
    *,
    token: str,
    whence: tuple[str, str],
    at: datetime,
) -> Session:
    """Begin a session for somebody the sign-in has recognized.

    `whence`: the address they come from, and what their browser calls itself. Raises
    `AlreadyBegun`, after which nothing else can be done in this transaction.
    """
    address, agent = whence
    session_records.forget(tx, before=at - KEPT)
    session = Session(
        id=session_id,
        token_digest=digest_of(token),
        person_id=person.id,
        issuer=person.issuer,
        address=address,
        agent=agent[:LONGEST_AGENT],
        began_at=at,
        seen_at=at,
    )
    try:
        session_records.add(tx, session)
    except IntegrityError as fault:
        raise AlreadyBegun from fault
    details = {"session": session_id, "address": address}
    journal.record(tx, "people.sign_in", person.id, by=person.id, at=at, details=details)
    return session


def find(tx: Tx, token: str, limits: Limits, *, at: datetime) -> tuple[Session, Person] | None:
    """The open session that a token opens and its person, if they are still active."""
    session = session_records.by_digest(tx, digest_of(token))
    if session is None or not session.is_open(limits, at=at):
        return None
    person = records.get(tx, session.person_id)
    return None if person is None or not person.is_active else (session, person)


def was_here(tx: Tx, token: str) -> bool:
    """Whether a session of this token ever began, open or not."""
    return session_records.by_digest(tx, digest_of(token)) is not None


def see(tx: Tx, session: Session, *, at: datetime) -> None:
    """Write down that somebody is still there."""
    session_records.see(tx, session.id, at=at)


def leave(tx: Tx, token: str, *, at: datetime) -> None:
    """End one's own session. A token that opens nothing ends nothing."""
    session = session_records.by_digest(tx, digest_of(token))
    if session is not None and session_records.end(tx, session.id, by=session.person_id, at=at):
        who, details = session.person_id, {"session": session.id}
        journal.record(tx, "people.sign_out", who, by=who, at=at, details=details)


def end(tx: Tx, session_id: str, *, by: Person, at: datetime) -> None:
    """End somebody's session: from the next click on, that browser has to sign in again."""
    require(by, Permission.ADMINISTER)
    session = session_records.get(tx, session_id)
    if session is None or not session_records.end(tx, session_id, by=by.id, at=at):
        raise UnknownSession("people-unknown-session")
    details = {"session": session_id}
    journal.record(
        tx, "people.end_session", session.person_id, by=by.id, at=at, details=details
    )


def end_all(tx: Tx, person_id: PersonId, *, by: Person, at: datetime) -> int:
    """End every session of a person; how many that were."""
    require(by, Permission.ADMINISTER)
    count = session_records.end_all(tx, person_id, by=by.id, at=at)
    if count:
        details = {"sessions": count}
        journal.record(tx, "people.end_sessions", person_id, by=by.id, at=at, details=details)
    return count
