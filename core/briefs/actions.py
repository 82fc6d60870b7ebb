"""What people do with briefs: file, fill in, supply, accept, return, withdraw."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypedDict, Unpack

from core.briefs import checking, records
from core.briefs.model import (
    FACT,
    MOVES,
    OPEN_TO_EDITS,
    Brief,
    BriefId,
    Comment,
    Edit,
    Facts,
    Move,
    Status,
    missing,
    unsure,
)
from core.briefs.naming import Naming
from core.briefs.records import ChangedMeanwhile
from core.briefs.values import tidy
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people.model import Permission, Person, Role, require
from core.rulebook.briefs import BriefsBook, KindRule
from core.store.store import Tx

HOUSE = "house"  # who did it, when no person did
LONGEST_COMMENT = 2_000


class UnknownKind(Refusal):
    """The book has no such kind of mailing."""


class IllegalMove(Refusal):
    """The brief's life does not go there from here."""


class NotYours(Refusal):
    """Only who filed a brief, marketing and product owners change it."""


class Closed(Refusal):
    """What was supplied is changed after it came back, not before."""


class Incomplete(Naming):
    """The brief lacks something the book asks for."""


class Unconfirmed(Naming):
    """A fact is not confirmed, or not true any more."""


class OwnBrief(Refusal):
    """Nobody accepts what they supplied themselves (four eyes)."""


class CommentNeeded(Refusal):
    """Whoever returns or withdraws says why."""


class Changes(TypedDict, total=False):
    """What `edit` can change, each as the `Brief` has it."""

    name: str
    product: str
    goal: str
    promise: str
    audience: str
    segment_id: str | None
    measure: str
    window_days: int
    starts_on: date | None
    ends_on: date | None
    deadline: date | None
    contacts: int | None
    cost: int | None
    benefit: int | None


def file(  # noqa: PLR0913 – what is asked for, by which book
    tx: Tx,
    brief_id: BriefId,
    *,
    name: str,
    kind: str,
    book: BriefsBook,
    by: Person,
    at: datetime,
) -> Brief:
    """Ask for a mailing: the book says what has to be supplied. Raises `UnknownKind`."""
    require(by, Permission.BRIEF)
    rule = kind_of(book, kind)
    brief = Brief(
        id=brief_id,
        name=checking.title(name),
        kind=rule.name,
        status=Status.ASKED,
        purpose=rule.purpose,
        created_by=by.id,
        created_at=at,
        moved_at=at,
    )
    records.add(tx, brief)
    records.note_move(tx, brief_id, Move(None, Status.ASKED, "", by.id, at))
    details = {"name": brief.name, "kind": kind, "rule": book.cite(kind)}
    journal.record(tx, "briefs.file", brief_id, by=by.id, at=at, details=details)
    return brief


def edit(
    tx: Tx,
    brief_id: BriefId,
    *,
    by: Person,
    at: datetime,
    seen: int,
    **changes: Unpack[Changes],
) -> Brief:
    """Change what a brief says, but for its facts, while it is asked for or was returned.

    `seen` is the revision the person looked at. Raises `ChangedMeanwhile`, `Closed`,
    `NotYours` and `BadField`.
    """
    require(by, Permission.BRIEF)
    before = records.locked(tx, brief_id)
    check_hand(by, before)
    if seen != before.revision:
        raise ChangedMeanwhile("briefs-changed-meanwhile", name=before.name)
    if before.status not in OPEN_TO_EDITS:
        raise Closed("briefs-closed", name=before.name)
    fresh = checking.checked(before, changes)
    if not fresh:
        return before
    written = {
        name: [checking.plain(getattr(before, name)), checking.plain(value)]
        for name, value in fresh.items()
    }
    after = records.change(tx, before, fresh)
    records.note_edit(tx, brief_id, Edit(written, by.id, at))
    journal.record(tx, "briefs.edit", brief_id, by=by.id, at=at, details=written)
    return after


def supply(tx: Tx, brief_id: BriefId, *, book: BriefsBook, by: Person, at: datetime) -> Brief:
    """Hand a brief over to marketing. Raises `Incomplete` naming everything that is missing."""
    require(by, Permission.BRIEF)
    brief = records.locked(tx, brief_id)
    check_hand(by, brief)
    facts = records.facts(tx, brief_id)
    if things := missing(brief, facts, kind_of(book, brief.kind)):
        raise Incomplete("briefs-incomplete", things=things, name=brief.name)
    records.answer_comments(tx, brief_id, at=at)
    return _moved(tx, brief, Status.SUPPLIED, by=by.id, at=at)


def accept(
    tx: Tx, brief_id: BriefId, *, book: BriefsBook, by: Person, at: datetime, today: date
) -> Brief:
    """Take a brief on, once every fact in it is confirmed and true `today`.

    Raises `Unconfirmed` naming those that are not, `OwnBrief`, and `IllegalMove`.
    """
    require(by, Permission.PLAN)
    brief = records.locked(tx, brief_id)
    if by.id in records.authors(tx, brief_id):
        raise OwnBrief("briefs-own-brief", name=brief.name)
    _check_move(brief, Status.ACCEPTED)
    check_facts(brief, records.facts(tx, brief_id), kind_of(book, brief.kind), today=today)
    return _moved(tx, brief, Status.ACCEPTED, by=by.id, at=at)


def give_back(
    tx: Tx, brief_id: BriefId, *, comments: Mapping[str, str], by: Person, at: datetime
) -> Brief:
    """Return a brief, with what is wanted otherwise field by field (``fact:<key>`` a fact).

    Raises `CommentNeeded` where nothing is said.
    """
    require(by, Permission.PLAN)
    brief = records.locked(tx, brief_id)
    said = {field: tidy(text)[:LONGEST_COMMENT] for field, text in comments.items()}
    said = {field: text for field, text in said.items() if text}
    if not said:
        raise CommentNeeded("briefs-comment-needed", name=brief.name)
    after = _moved(tx, brief, Status.RETURNED, by=by.id, at=at, reason="; ".join(said.values()))
    for field, text in said.items():
        records.comment(tx, brief_id, Comment(field, text, by.id, at))
    return after


def withdraw(tx: Tx, brief_id: BriefId, *, reason: str, by: Person, at: datetime) -> Brief:
    """Take a brief back for good. Raises `CommentNeeded`, and `IllegalMove` for a used one."""
    require(by, Permission.BRIEF)
    brief = records.locked(tx, brief_id)
    check_hand(by, brief)
    if not tidy(reason):
        raise CommentNeeded("briefs-reason-needed", name=brief.name)
    return _moved(tx, brief, Status.WITHDRAWN, by=by.id, at=at, reason=tidy(reason))


def use(tx: Tx, brief_id: BriefId, *, campaign: str, at: datetime) -> Brief:
    """Note that a campaign which quotes it was submitted; twice is as good as once."""
    brief = records.locked(tx, brief_id)
    if brief.status is Status.USED:
        return brief
    return _moved(tx, brief, Status.USED, by=HOUSE, at=at, reason=f"campaign:{campaign}")


def kind_of(book: BriefsBook, name: str) -> KindRule:
    """A kind of mailing as the book has it. Raises `UnknownKind`."""
    kind = book.kind(name)
    if kind is None:
        raise UnknownKind("briefs-unknown-kind", kind=name[:60])
    return kind


def check_hand(by: Person, brief: Brief) -> None:
    """Whether somebody may change a brief at all. Raises `NotYours`."""
    if not may_change(by, brief):
        raise NotYours("briefs-not-yours", name=brief.name)


def may_change(by: Person, brief: Brief) -> bool:
    """Who filed it, marketing, and product owners."""
    is_theirs = by.id == brief.created_by or Role.PRODUCT_OWNER in by.roles
    return by.may(Permission.BRIEF) and (is_theirs or by.may(Permission.PLAN))


def check_facts(brief: Brief, facts: Facts, kind: KindRule, *, today: date) -> None:
    """Every fact is confirmed, and true on a day. Raises `Unconfirmed` naming the others."""
    if keys := unsure(facts, kind, on=today):
        things = [FACT + key for key in keys]
        raise Unconfirmed("briefs-unconfirmed", things=things, name=brief.name)


def _check_move(brief: Brief, status: Status) -> None:
    if status not in MOVES[brief.status]:
        raise IllegalMove("briefs-illegal-move", name=brief.name)


def _moved(
    tx: Tx, brief: Brief, status: Status, *, by: str, at: datetime, reason: str = ""
) -> Brief:
    _check_move(brief, status)
    after = records.change(tx, brief, {"status": status, "moved_at": at})
    records.note_move(tx, brief.id, Move(brief.status, status, reason, by, at))
    details = {"from": brief.status, "to": status, "reason": reason}
    journal.record(tx, "briefs.move", brief.id, by=by, at=at, details=details)
    return after
