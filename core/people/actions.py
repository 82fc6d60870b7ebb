"""What administrators do with people, and people with their own settings."""

from datetime import datetime

from core.foundation.refusal import Refusal
from core.foundation.words import LANGUAGES
from core.journal import actions as journal
from core.journal import records as journal_records
from core.people import records, session_records
from core.people.claims import Claims
from core.people.model import Permission, Person, PersonId, Role, RolesSaid, require
from core.store.store import Tx


class UnknownPerson(Refusal):
    """Nobody goes by that id."""


class LastAdministrator(Refusal):
    """Without one, nobody could let anybody in again."""


class UnknownLanguage(Refusal):
    """The house speaks Russian and English."""


class NoLongerHere(Refusal):
    """Shown out, or with fewer roles than when they were looked at."""


class NothingClaimed(Refusal):
    """No sign-in says anything of this person's roles: the table alone does."""


def get(tx: Tx, person_id: PersonId) -> Person:
    person = records.get(tx, person_id)
    if person is None:
        raise UnknownPerson("people-unknown", person=person_id)
    return person


def check_still(tx: Tx, person: Person) -> None:
    """Whether a person, read a while ago, may still all they might then.

    Raises `NoLongerHere`.
    """
    now = records.get(tx, person.id)
    if now is None or not now.is_active or not person.roles <= now.roles:
        raise NoLongerHere("people-no-longer-here", person=person.name)


def add(tx: Tx, person: Person, *, by: Person, at: datetime) -> Person:
    """Let somebody in."""
    require(by, Permission.ADMINISTER)
    records.add(tx, person, by=by.id, at=at)
    details = {"name": person.name, "roles": sorted(person.roles)}
    journal.record(tx, "people.add", person.id, by=by.id, at=at, details=details)
    return person


def welcome(
    tx: Tx, person_id: PersonId, *, claims: Claims, administrators: frozenset[str], at: datetime
) -> Person:
    """Write down somebody the provider vouches for and we have never seen.

    They may nothing yet: an administrator grants roles, or the provider's groups stand for
    some (`heed`). Only who is named in the settings (`administrators`, by the provider's
    subject) starts as an administrator.
    """
    _wait_for_a_turn(tx)
    known = records.recognized(tx, issuer=claims.issuer, subject=claims.subject)
    if known is not None:  # a second window of theirs was faster
        return known
    is_first = claims.subject in administrators
    person = Person(
        id=person_id,
        issuer=claims.issuer,
        subject=claims.subject,
        name=claims.name,
        email=claims.email,
        roles=frozenset({Role.ADMINISTRATOR}) if is_first else frozenset(),
    )
    records.add(tx, person, by=person_id, at=at, is_narrowed=is_first)
    details = {"name": person.name, "issuer": claims.issuer, "roles": sorted(person.roles)}
    journal.record(tx, "people.welcome", person_id, by=person_id, at=at, details=details)
    return person


def heed(
    tx: Tx,
    person_id: PersonId,
    claimed: frozenset[Role] | None,
    *,
    issued_at: datetime,
    at: datetime,
) -> Person:
    """Take down which roles a sign-in claims for somebody; none: it says nothing of roles.

    The newest sign-in's word stands: an older one, in another window, changes nothing.
    """
    _wait_for_a_turn(tx)
    said = records.roles_said(tx)[person_id]
    if not is_news(said, claimed, issued_at=issued_at):
        return get(tx, person_id)
    records.set_claimed(tx, person_id, claimed, claimed_at=issued_at)
    details = {"before": _sorted(said.claimed), "after": _sorted(claimed)}
    journal.record(tx, "people.heed", person_id, by=person_id, at=at, details=details)
    return get(tx, person_id)


def is_news(said: RolesSaid, claimed: frozenset[Role] | None, *, issued_at: datetime) -> bool:
    """Whether a sign-in says something else of a person's roles than what is known."""
    is_older = said.claimed_at is not None and issued_at < said.claimed_at
    return not is_older and said.claimed != claimed


def grant(
    tx: Tx, person_id: PersonId, roles: frozenset[Role], *, by: Person, at: datetime
) -> Person:
    """Set a person's roles; of those their sign-in claims, they keep no others.

    The last administrator keeps theirs.
    """
    require(by, Permission.ADMINISTER)
    _wait_for_a_turn(tx)
    before = get(tx, person_id)
    if Role.ADMINISTRATOR not in roles:
        _keep_an_administrator(tx, before)
    granted = records.roles_said(tx)[person_id].granted
    records.set_roles(tx, person_id, roles, by=by.id, at=at)
    records.set_narrowed(tx, person_id, is_narrowed=True)
    details = {"before": sorted(granted), "after": sorted(roles)}
    journal.record(tx, "people.grant", person_id, by=by.id, at=at, details=details)
    return get(tx, person_id)


def widen(tx: Tx, person_id: PersonId, *, by: Person, at: datetime) -> Person:
    """Let a person have every role their sign-in claims again, as if nobody had limited it."""
    require(by, Permission.ADMINISTER)
    _wait_for_a_turn(tx)
    said = records.roles_said(tx).get(person_id)
    if said is None or said.claimed is None:
        raise NothingClaimed("people-nothing-claimed")
    records.set_narrowed(tx, person_id, is_narrowed=False)
    details = {"before": sorted(said.effective), "after": sorted(said.claimed)}
    journal.record(tx, "people.widen", person_id, by=by.id, at=at, details=details)
    return get(tx, person_id)


def deactivate(tx: Tx, person_id: PersonId, *, by: Person, at: datetime) -> Person:
    """Show somebody out: their sessions end, and from the next click on they may nothing."""
    require(by, Permission.ADMINISTER)
    _wait_for_a_turn(tx)
    _keep_an_administrator(tx, get(tx, person_id))
    records.set_active(tx, person_id, is_active=False)
    ended = session_records.end_all(tx, person_id, by=by.id, at=at)
    details = {"sessions": ended}
    journal.record(tx, "people.deactivate", person_id, by=by.id, at=at, details=details)
    return get(tx, person_id)


def reactivate(tx: Tx, person_id: PersonId, *, by: Person, at: datetime) -> Person:
    """Let somebody back in, with the roles they had."""
    require(by, Permission.ADMINISTER)
    get(tx, person_id)
    records.set_active(tx, person_id, is_active=True)
    journal.record(tx, "people.reactivate", person_id, by=by.id, at=at, details={})
    return get(tx, person_id)


def speak(tx: Tx, language: str, *, by: Person, at: datetime) -> None:
    """Choose the language the house speaks to this person."""
    if language not in LANGUAGES:
        raise UnknownLanguage("people-unknown-language", language=language)
    records.set_language(tx, by.id, language)
    details = {"language": language}
    journal.record(tx, "people.speak", by.id, by=by.id, at=at, details=details)


def _wait_for_a_turn(tx: Tx) -> None:
    """Let one such deed be done after the other, before anything is looked at.

    Two administrators who show each other out at once would each still see the other. Whoever
    writes waits for the journal anyway.
    """
    journal_records.locked_head(tx)


def _sorted(roles: frozenset[Role] | None) -> list[str] | None:
    return None if roles is None else sorted(roles)


def _keep_an_administrator(tx: Tx, leaving: Person) -> None:
    others = {
        person.id
        for person in records.everyone(tx)
        if person.is_active and Role.ADMINISTRATOR in person.roles and person.id != leaving.id
    }
    if Role.ADMINISTRATOR in leaving.roles and not others:
        raise LastAdministrator("people-last-administrator", person=leaving.name)
