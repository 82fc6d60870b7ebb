"""Changing who works here: by one administrator, or by two where the approval book wants it."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from core.approvals import delegating, edits
from core.approvals.edits import Edit, Kind, Wanted
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.journal import records as journal_records
from core.people import actions as people
from core.people import local, signing
from core.people import records as people_records
from core.people.model import Permission, Person, PersonId, Role, require
from core.people.seconds import check_second
from core.store.store import Tx, trial

KEPT = ("name", "roles", "session", "to", "role")  # of what is wanted, in the journal


class AnotherEditWaits(Refusal):
    """The same is proposed already, and waits."""


class EditNotWaiting(Refusal):
    """It was confirmed or withdrawn before."""


class EditStale(Refusal):
    """The person is not what they were when it was proposed."""


def make(
    tx: Tx, wanted: Wanted, *, edit_id: str, password: str = "", by: Person, at: datetime
) -> Edit | None:
    """Change something about a person; none: it is done.

    Where the book wants two and there are two, nothing changes: the edit comes back and waits
    for another administrator. `password` is given to whoever needs one, once it is done.
    Raises what the change itself would raise, and `AnotherEditWaits`.
    """
    require(by, Permission.ADMINISTER)
    journal_records.locked_head(tx)
    if not needs_second(tx, wanted, by):
        _do(tx, wanted, password, by=by, at=at)
        return None
    with trial(tx):  # a change that would be refused is not proposed
        _do(tx, wanted, password, by=by, at=at)
    if any(_is_same(one.change, wanted) for one in edits.waiting(tx)):
        raise AnotherEditWaits("people-edit-waits-already")
    before = _seen(tx, wanted)
    kind, person_id, says = wanted.kind, wanted.person_id, wanted.says
    edit = Edit(edit_id, kind, person_id, says, before, by.id, at)
    edits.add(tx, edit)
    _note(tx, "people.propose", edit, by=by, at=at)
    return edit


def confirm(tx: Tx, edit_id: str, *, password: str = "", by: Person, at: datetime) -> Edit:
    """Do what another administrator proposed.

    Raises `EditNotWaiting`, `EditStale`, what `check_second` raises, and what the change
    itself raises.
    """
    require(by, Permission.ADMINISTER)
    edit = _waiting(tx, edit_id)
    stood_in = delegating.stand_ins(tx, edit.proposed_by, since=edit.proposed_at, at=at)
    check_second(tx, by, of=edit.proposed_by, since=edit.proposed_at, stand_ins=stood_in)
    if _seen(tx, edit.change) != edit.before:
        raise EditStale("people-edit-stale")
    if not edits.settle(tx, edit_id, confirmed_by=by.id, confirmed_at=at):
        raise EditNotWaiting("people-edit-not-waiting")
    _note(tx, "people.confirm", edit, by=by, at=at)
    _do(tx, edit.change, password, by=by, at=at)
    return edit


def withdraw(tx: Tx, edit_id: str, *, by: Person, at: datetime) -> Edit:
    """Take an edit back, or decline another's, before it is done. Raises `EditNotWaiting`."""
    require(by, Permission.ADMINISTER)
    edit = _waiting(tx, edit_id)
    if not edits.settle(tx, edit_id, withdrawn_by=by.id, withdrawn_at=at):
        raise EditNotWaiting("people-edit-not-waiting")
    _note(tx, "people.withdraw", edit, by=by, at=at)
    return edit


def confirmers(tx: Tx, edit: Edit, *, at: datetime) -> list[Person]:
    """Everybody who may confirm an edit that waits, as things are at a moment."""
    stood_in = delegating.stand_ins(tx, edit.proposed_by, since=edit.proposed_at, at=at)
    found = []
    for one in people_records.everyone(tx):
        if one.may(Permission.ADMINISTER):
            with suppress(Refusal):
                check_second(
                    tx, one, of=edit.proposed_by, since=edit.proposed_at, stand_ins=stood_in
                )
                found.append(one)
    return found


def needs_second(tx: Tx, wanted: Wanted, person: Person) -> bool:
    """Whether a change would wait: the book wants two for it, and another one is there."""
    if wanted.kind is Kind.STAND_IN:
        return delegating.needs_second(tx, wanted.person_id, person)
    asked = {str(wanted.kind.deed)}
    if _makes_or_ends_a_second(tx, wanted):
        asked.add(Kind.ROLES)
    return delegating.need_two(tx, asked, person)


def _makes_or_ends_a_second(tx: Tx, wanted: Wanted) -> bool:
    """Whether one could be left the only administrator by it, or come in as another one."""
    if wanted.kind is Kind.ADD:
        return Role.ADMINISTRATOR in wanted.roles
    person = people_records.get(tx, wanted.person_id)
    is_one = person is not None and Role.ADMINISTRATOR in person.roles
    return is_one and wanted.kind in {Kind.SHOW_OUT, Kind.LET_IN, Kind.PASSWORD}


def _do(tx: Tx, wanted: Wanted, password: str, *, by: Person, at: datetime) -> None:
    person_id = wanted.person_id
    match wanted.kind:
        case Kind.ADD:
            local.add(tx, wanted.newcomer, by=by, at=at)
        case Kind.ROLES:
            people.grant(tx, person_id, wanted.roles, by=by, at=at)
        case Kind.WIDEN:
            people.widen(tx, person_id, by=by, at=at)
        case Kind.LET_IN:
            people.reactivate(tx, person_id, by=by, at=at)
        case Kind.SHOW_OUT:
            people.deactivate(tx, person_id, by=by, at=at)
        case _:
            _do_besides(tx, wanted, by=by, at=at)
    if wanted.kind.needs_password:
        local.set_password(tx, person_id, password, by=by, at=at)


def _do_besides(tx: Tx, wanted: Wanted, *, by: Person, at: datetime) -> None:
    """What changes nothing about the person themselves."""
    if wanted.kind is Kind.END_SESSION:
        signing.end(tx, wanted.says["session"], by=by, at=at)
    elif wanted.kind is Kind.STAND_IN:
        delegating.enter(tx, wanted.substitution, by=by, at=at)


def _is_same(one: Wanted, other: Wanted) -> bool:
    """Whether two changes want the same of the same: neither knows what the other leaves."""
    if one.kind is not other.kind:
        return False
    if one.kind is Kind.ADD:
        return bool(one.says["email"] == other.says["email"])
    return one.person_id == other.person_id and all(
        one.says.get(name) == other.says.get(name) for name in ("session", "to", "role")
    )


def _seen(tx: Tx, wanted: Wanted) -> dict[str, Any]:
    """What is said of whom the change is about and, of a substitution, of who would decide."""
    said = _said(tx, wanted.person_id)
    if wanted.kind is not Kind.STAND_IN:
        return said
    return said | {"taker": _said(tx, PersonId(wanted.says["to"]))}


def _said(tx: Tx, person_id: PersonId) -> dict[str, Any]:
    """What is said of a person as they are; of nobody: nothing."""
    person = people_records.get(tx, person_id)
    if person is None:
        return {}
    said = people_records.roles_said(tx)[person_id]
    return {
        "is_active": person.is_active,
        "granted": sorted(said.granted),
        "claimed": None if said.claimed is None else sorted(said.claimed),
        "is_narrowed": said.is_narrowed,
    }


def _waiting(tx: Tx, edit_id: str) -> Edit:
    journal_records.locked_head(tx)
    edit = edits.get(tx, edit_id)
    if edit is None or not edit.waits:
        raise EditNotWaiting("people-edit-not-waiting")
    return edit


def _note(tx: Tx, verb: str, edit: Edit, *, by: Person, at: datetime) -> None:
    kept = {key: edit.wanted[key] for key in KEPT if key in edit.wanted}
    details = {"edit": edit.id, "kind": str(edit.kind), **kept}
    journal.record(tx, verb, edit.person_id, by=by.id, at=at, details=details)
