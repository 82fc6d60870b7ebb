"""What waits for a second administrator is told to whoever may be it, once."""

import pytest

from core.approvals import editing, notices, second_notices
from core.approvals.edits import Wanted
from core.approvals.notices import Kind, Notice
from core.people import actions as people
from core.people import records
from core.people.model import Role
from core.rulebook import actions as rulebook
from core.rulebook.actions import Proposal
from core.store.store import Store, Tx
from tests.conftest import ADA, ANA, CLEO, MONDAY, person

UNA = person("una", Role.ADMINISTRATOR)
VERA = person("vera", Role.ADMINISTRATOR)


@pytest.fixture
def three(store: Store) -> Store:
    with store.transaction() as tx:
        for one in (ADA, UNA, VERA, ANA, CLEO):
            records.add(tx, one, by="test", at=MONDAY)
    return store


def propose(tx: Tx) -> None:
    wanted = Wanted.granting(CLEO.id, frozenset({Role.LEGAL}))
    assert editing.make(tx, wanted, edit_id="e1", by=ADA, at=MONDAY)


def told(tx: Tx) -> list[Notice]:
    second_notices.notice(tx, at=MONDAY)
    return notices.due(tx, at=MONDAY)


def whom(tx: Tx) -> set[str]:
    return {one.person_id for one in told(tx)}


def test_every_other_administrator_is_told_and_nobody_else(three: Store) -> None:
    with three.transaction() as tx:
        assert second_notices.unnoticed(tx, at=MONDAY) == []
        propose(tx)

        found = told(tx)

        assert {(one.kind, one.person_id) for one in found} == {
            (Kind.EDIT, UNA.id),
            (Kind.EDIT, VERA.id),
        }
        assert found[0].details == {"name": CLEO.name, "by": ADA.name}
        assert second_notices.unnoticed(tx, at=MONDAY) == []


def test_a_rule_book_that_waits_is_told_as_well(three: Store) -> None:
    with three.transaction() as tx:
        text = rulebook.text_in_force(tx, "sending").replace('"21:00"', '"20:00"')
        wanted = Proposal("sending", text, "earlier nights")
        check = lambda _book, _text: None  # noqa: E731 -- the check of books is not tried here
        rulebook.propose(tx, wanted, check=check, four_eyes=False, by=ADA, at=MONDAY)

        assert {(one.kind, one.person_id) for one in told(tx)} == {
            (Kind.EDITION, UNA.id),
            (Kind.EDITION, VERA.id),
        }


@pytest.mark.parametrize("becomes", ["confirmed", "withdrawn", "shown out"])
def test_what_waits_no_more_is_not_sent(three: Store, becomes: str) -> None:
    with three.transaction() as tx:
        propose(tx)
        mine = next(one for one in told(tx) if one.person_id == UNA.id)
        assert second_notices.is_true(tx, mine, at=MONDAY)

        if becomes == "confirmed":
            editing.confirm(tx, "e1", by=VERA, at=MONDAY)
        elif becomes == "withdrawn":
            editing.withdraw(tx, "e1", by=ADA, at=MONDAY)
        else:
            people.deactivate(tx, UNA.id, by=ADA, at=MONDAY)

        assert not second_notices.is_true(tx, mine, at=MONDAY)


def test_the_only_administrator_is_told_nothing(store: Store) -> None:
    with store.transaction() as tx:
        for one in (ADA, CLEO):
            records.add(tx, one, by="test", at=MONDAY)
        wanted = Wanted.granting(CLEO.id, frozenset({Role.LEGAL}))
        assert editing.make(tx, wanted, edit_id="e1", by=ADA, at=MONDAY) is None

        assert whom(tx) == set()
