"""What administrators do with the rule books: a new version, never an overwrite."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.journal import records as journal_records
from core.people.model import HOUSE_PERSON, Permission, Person, require
from core.people.seconds import check_second, others
from core.rulebook import editions
from core.rulebook.approval import ApprovalBook
from core.rulebook.editions import Edition
from core.rulebook.places import numbered, unnumbered
from core.rulebook.shelf import BOOKS, in_force, shipped
from core.store.store import Tx

Check = Callable[[str, str], object]  # a book's name and text; raises `BadBook`
LONGEST_NOTE = 1_000


class UnknownBook(Refusal):
    """There is no such book, or no such version of it."""


class WhyNeeded(Refusal):
    """A rule changes for a reason, and the reason is kept."""


class NothingNew(Refusal):
    """The book says this already."""


class AnotherWaits(Refusal):
    """A version of this book waits for another person already."""


class OwnEdition(Refusal):
    """Whoever wrote a version does not put it in force."""


class NotWaiting(Refusal):
    """The version is in force, or was taken back."""


@dataclass(frozen=True)
class Proposal:
    """What a book is to say from now on, and why."""

    book: str
    text: str
    note: str


def propose(
    tx: Tx, wanted: Proposal, *, check: Check, four_eyes: bool, by: Person, at: datetime
) -> Edition:
    """Write the next version of a book.

    With `four_eyes` it waits for another person; so it does where the approval book in force
    wants that and another administrator is there.

    Raises `UnknownBook`, `WhyNeeded`, `AnotherWaits`, `NothingNew` and `BadBook`.
    """
    require(by, Permission.ADMINISTER)
    book, note = wanted.book, wanted.note.strip()[:LONGEST_NOTE]
    if book not in BOOKS:
        raise UnknownBook("rulebook-unknown-book", book=book)
    if not note:
        raise WhyNeeded("rulebook-why-needed")
    journal_records.locked_head(tx)
    known = editions.of_book(tx, book)
    if any(one.waits for one in known):
        raise AnotherWaits("rulebook-another-waits")
    if unnumbered(wanted.text) == unnumbered(text_in_force(tx, book)):
        raise NothingNew("rulebook-nothing-new")
    version = 1 + max([*(one.version for one in known), shipped_version(book)])
    edition = Edition(book, version, numbered(wanted.text, version), note, by.id, at)
    check(book, edition.text)
    editions.add(tx, edition)
    _note(tx, "rulebook.propose", edition, by=by, at=at)
    waits = four_eyes or needs_second(tx, by)
    return edition if waits else _put_in_force(tx, edition, by=by, at=at)


def confirm(
    tx: Tx,
    edition: Edition,
    *,
    check: Check,
    stand_ins: frozenset[str],
    by: Person,
    at: datetime,
) -> Edition:
    """Put a version that somebody else wrote in force: from now on decisions cite it.

    `stand_ins`: who stood in for its author since. Raises `NotWaiting`, `OwnEdition`, what
    `check_second` raises, and `BadBook`.
    """
    require(by, Permission.ADMINISTER)
    edition = _waiting(tx, edition.book, edition.version)
    author, since = edition.written_by, edition.written_at
    if author == by.id:
        raise OwnEdition("rulebook-own-edition", person=by.name)
    check_second(tx, by, of=author, since=since, stand_ins=stand_ins)
    book = edition.book
    check(book, edition.text)
    return _put_in_force(tx, edition, by=by, at=at)


def withdraw(tx: Tx, book: str, version: int, *, by: Person, at: datetime) -> Edition:
    """Take a version back, or decline it, before it is in force. Raises `NotWaiting`."""
    require(by, Permission.ADMINISTER)
    edition = _waiting(tx, book, version)
    _note(tx, "rulebook.withdraw", edition, by=by, at=at)
    return editions.withdrawn(tx, edition, by=by.id, at=at)


def needs_second(tx: Tx, person: Person) -> bool:
    """Whether a changed book would wait: the book in force wants it, and another one is there.

    The house itself, at the back door, asks nobody, and need not be able to read the book.
    """
    if person.id == HOUSE_PERSON.id:
        return False
    return in_force("approval", ApprovalBook).books_need_two and bool(others(tx, person))


def text_in_force(tx: Tx, book: str) -> str:
    """What a book says now."""
    return text_of(tx, book, editions.in_force(tx).get(book))


def text_of(tx: Tx, book: str, version: int | None) -> str:
    """What a version says; none: as it was shipped. Raises `UnknownBook`."""
    if version is None:
        return shipped(book)
    edition = editions.get(tx, book, version)
    if edition is None:
        raise UnknownBook("rulebook-unknown-book", book=f"{book}@{version}")
    return edition.text


def shipped_version(book: str) -> int:
    """The number of the version that came with the program."""
    first = shipped(book).partition("version = ")[2].split()
    return int(first[0])


def _waiting(tx: Tx, book: str, version: int) -> Edition:
    journal_records.locked_head(tx)
    edition = editions.get(tx, book, version)
    if edition is None or not edition.waits:
        raise NotWaiting("rulebook-not-waiting")
    return edition


def _put_in_force(tx: Tx, edition: Edition, *, by: Person, at: datetime) -> Edition:
    _note(tx, "rulebook.confirm", edition, by=by, at=at)
    return editions.confirmed(tx, edition, by=by.id, at=at)


def _note(tx: Tx, verb: str, edition: Edition, *, by: Person, at: datetime) -> None:
    details = {"version": edition.version, "note": edition.note}
    journal.record(tx, verb, edition.book, by=by.id, at=at, details=details)
