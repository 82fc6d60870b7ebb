"""What people do with the facts of a brief: say, renew, confirm by name, take a name back."""

from dataclasses import replace
from datetime import date, datetime

from core.briefs import actions as briefs
from core.briefs import records
from core.briefs.model import FACT, Brief, BriefId, Confirmation, Edit, Fact, Standing, Status
from core.briefs.naming import Naming
from core.briefs.values import Typed, canonical
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.rulebook.briefs import Asked, BriefsBook, FactRule
from core.store.store import Tx


class UnknownFact(Naming):
    """This kind of mailing does not ask for that."""


class NotSaid(Naming):
    """There is nothing to confirm, or to take back, yet."""


class OwnWord(Naming):
    """Nobody confirms what they said themselves (four eyes)."""


class NotYourWord(Naming):
    """The book names another role for this fact."""


class Lapsed(Naming):
    """A fact that is over is renewed before it is confirmed."""


class SaidOtherwise(Naming):
    """Somebody changed the value, or its last day, since it was looked at."""


def tell(  # noqa: PLR0913 – a fact is these, each named at the call
    tx: Tx,
    brief_id: BriefId,
    key: str,
    typed: Typed | None,
    *,
    valid_until: date | None = None,
    book: BriefsBook,
    by: Person,
    at: datetime,
) -> Fact | None:
    """Say a fact, or with nothing typed take it back; a change voids its confirmation.

    Raises `BadFact`, `UnknownFact`, `NotYours`, and `IllegalMove` for a withdrawn brief.
    """
    require(by, Permission.BRIEF)
    brief, asked, rule = _found(tx, brief_id, key, book)
    briefs.check_hand(by, brief)
    before = records.facts(tx, brief_id).get(key)
    if typed is None or not str(typed).strip():
        after = None
    else:
        last_day = valid_until if asked.dated else None
        after = Fact(key, canonical(rule, typed), last_day, by.id, at)
    if _same(before, after):
        return before
    _write(tx, brief, key, before, after, by=by, at=at)
    return after


def renew(  # noqa: PLR0913 – the same
    tx: Tx,
    brief_id: BriefId,
    key: str,
    *,
    valid_until: date,
    book: BriefsBook,
    by: Person,
    at: datetime,
) -> Fact | None:
    """Say the same again, true until another day; it has to be confirmed again."""
    require(by, Permission.BRIEF)
    _, _, rule = _found(tx, brief_id, key, book)
    fact = records.facts(tx, brief_id).get(key)
    if fact is None:
        raise NotSaid("briefs-not-said", things=[FACT + rule.key])
    return tell(tx, brief_id, key, fact.value, valid_until=valid_until, book=book, by=by, at=at)


def confirm(  # noqa: PLR0913 – the same
    tx: Tx,
    brief_id: BriefId,
    key: str,
    *,
    seen: str,
    seen_until: date | None,
    book: BriefsBook,
    by: Person,
    at: datetime,
    today: date,
) -> Confirmation:
    """Put one's name to a fact. `seen` is the value that was looked at, with its last day.

    Raises `NotSaid`, `SaidOtherwise`, `OwnWord`, `NotYourWord`, and `Lapsed` for one that is
    over `today`.
    """
    require(by, Permission.BRIEF)
    brief, asked, _ = _found(tx, brief_id, key, book)
    fact = records.facts(tx, brief_id).get(key)
    things = [FACT + key]
    if fact is None:
        raise NotSaid("briefs-not-said", things=things)
    if (fact.value, fact.valid_until) != (seen, seen_until):
        raise SaidOtherwise("briefs-said-otherwise", things=things)
    if fact.standing(on=today) is Standing.CONFIRMED and fact.confirmation is not None:
        return fact.confirmation
    _check_word(fact, asked, by, today=today)
    rule = book.cite(f"{brief.kind}.{key}")
    confirmation = Confirmation(key, fact.value, fact.valid_until, rule, by.id, at)
    records.void(tx, brief_id, key, by=by.id, at=at)
    records.confirm(tx, brief_id, confirmation)
    details = {"fact": key, "value": fact.value, "rule": rule}
    journal.record(tx, "briefs.confirm", brief_id, by=by.id, at=at, details=details)
    return confirmation


def take_back(
    tx: Tx, brief_id: BriefId, key: str, *, book: BriefsBook, by: Person, at: datetime
) -> None:
    """Withdraw a confirmation, as somebody whose role may give it. Raises `NotSaid`."""
    require(by, Permission.BRIEF)
    _, asked, _ = _found(tx, brief_id, key, book)
    if asked.confirmed_by not in by.roles:
        raise NotYourWord("briefs-not-your-word", things=[FACT + key])
    if not records.void(tx, brief_id, key, by=by.id, at=at):
        raise NotSaid("briefs-not-confirmed", things=[FACT + key])
    journal.record(tx, "briefs.unconfirm", brief_id, by=by.id, at=at, details={"fact": key})


def _check_word(fact: Fact, asked: Asked, by: Person, *, today: date) -> None:
    things = [FACT + fact.key]
    if asked.confirmed_by not in by.roles:
        raise NotYourWord("briefs-not-your-word", things=things)
    if by.id == fact.supplied_by:
        raise OwnWord("briefs-own-word", things=things)
    if fact.valid_until is not None and fact.valid_until < today:
        raise Lapsed("briefs-lapsed", things=things)


def _found(
    tx: Tx, brief_id: BriefId, key: str, book: BriefsBook
) -> tuple[Brief, Asked, FactRule]:
    brief = records.locked(tx, brief_id)
    asked, rule = briefs.kind_of(book, brief.kind).asked(key), book.fact(key)
    if asked is None or rule is None:
        raise UnknownFact("briefs-unknown-fact", things=[FACT + key[:40]], name=brief.name)
    if brief.status is Status.WITHDRAWN:
        raise briefs.IllegalMove("briefs-illegal-move", name=brief.name)
    return brief, asked, rule


def _same(before: Fact | None, after: Fact | None) -> bool:
    if before is None or after is None:
        return before is after
    return (before.value, before.valid_until) == (after.value, after.valid_until)


def _write(  # noqa: PLR0913 – before and after of one fact
    tx: Tx,
    brief: Brief,
    key: str,
    before: Fact | None,
    after: Fact | None,
    *,
    by: Person,
    at: datetime,
) -> None:
    if after is None:
        records.drop_fact(tx, brief.id, key)
    else:
        records.set_fact(tx, brief.id, replace(after, confirmation=None), is_new=before is None)
    records.void(tx, brief.id, key, by=by.id, at=at)
    records.change(tx, brief, {})
    changes = {FACT + key: [_shown(before), _shown(after)]}
    records.note_edit(tx, brief.id, Edit(changes, by.id, at))
    journal.record(tx, "briefs.say", brief.id, by=by.id, at=at, details=changes)


def _shown(fact: Fact | None) -> object:
    if fact is None:
        return None
    until = fact.valid_until
    return fact.value if until is None else f"{fact.value} (≤ {until.isoformat()})"
