"""Who is told what, in the same transaction as the deed, and nobody twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.approvals import actions as approvals
from core.approvals import notices, overdue
from core.approvals.model import Verdict
from core.approvals.notices import Kind
from core.campaigns import records
from core.people import actions as people
from core.people import records as people_records
from core.people.model import Role
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.conftest import ADA, ANA, BEN, CLEO, MONDAY, person
from tests.plan import (
    CAMPAIGN,
    LEA,
    approve,
    decide,
    edit,
    ready_campaign,
    small_base,
    staged,
    submit,
    submitted,
)

DINA = person("dina", Role.MARKETING_LEAD, Role.MARKETER)
GALA = person("gala", Role.SECURITY)
GONE = replace(person("gone", Role.MARKETING_LEAD), is_active=False)
BOOK = staged(
    {"name": "marketing", "role": "marketing_lead", "hours": 8, "escalates_to": "security"},
    {"name": "legal", "role": "legal", "step": 2},
)
A_DAY = timedelta(days=1)


@pytest.fixture
def staffed(store: Store) -> Store:
    with store.transaction() as tx:
        for one in (ANA, BEN, CLEO, ADA, LEA, DINA, GALA, GONE):
            people_records.add(tx, one, by="test", at=MONDAY)
    return store


def told(tx: Tx) -> set[tuple[str, str]]:
    found = notices.due(tx, at=MONDAY + 9 * A_DAY)
    return {(one.kind.value, one.person_id) for one in found}


def test_whoever_may_decide_is_told_and_nobody_else(
    staffed: Store, warehouse: Warehouse
) -> None:
    with staffed.transaction() as tx:
        ready_campaign(tx)
        edit(tx, by=DINA, window_days=9)  # an author: four eyes keep her from it
        submit(tx, small_base(warehouse), records.get(tx, CAMPAIGN), book=BOOK)

        assert told(tx) == {("waiting", "ben")}


def test_the_next_step_is_told_when_it_opens_and_the_authors_at_the_end(
    staffed: Store, warehouse: Warehouse
) -> None:
    with staffed.transaction() as tx:
        submitted(tx, small_base(warehouse), book=BOOK)
        first = {("waiting", "ben"), ("waiting", "dina")}
        assert told(tx) == first

        approve(tx, by=BEN, decision="d1")
        assert told(tx) == first | {("waiting", "lea")}
        approve(tx, by=LEA, decision="d2")

        assert told(tx) == first | {("waiting", "lea"), ("approved", "ana")}


@pytest.mark.parametrize(
    ("verdict", "kind"),
    [(Verdict.ASK_FOR_CHANGES, Kind.RETURNED), (Verdict.REJECT, Kind.REJECTED)],
)
def test_authors_are_told_of_a_no(
    staffed: Store, warehouse: Warehouse, verdict: Verdict, kind: Kind
) -> None:
    with staffed.transaction() as tx:
        submitted(tx, small_base(warehouse), book=BOOK)
        decide(tx, verdict, "no", by=BEN)

        assert (kind.value, "ana") in told(tx)
        waiting = next(one for one in notices.due(tx, at=MONDAY) if one.kind is Kind.WAITING)
        assert notices.is_moot(tx, waiting, at=MONDAY)  # nothing waits any more


def asked(tx: Tx, one: str) -> notices.Notice:
    (found,) = [
        notice
        for notice in notices.due(tx, at=MONDAY + 9 * A_DAY)
        if (notice.kind, notice.person_id) == (Kind.WAITING, one)
    ]
    return found


@pytest.mark.parametrize(
    ("one", "deed"),
    [
        ("ben", lambda tx: approve(tx, by=BEN)),
        ("dina", lambda tx: approve(tx, by=BEN)),
        ("ben", lambda tx: people.grant(tx, BEN.id, frozenset(), by=ADA, at=MONDAY)),
        ("ben", lambda tx: people.deactivate(tx, BEN.id, by=ADA, at=MONDAY)),
        ("dina", lambda tx: edit(tx, by=DINA, window_days=9)),
        ("ben", lambda tx: edit(tx, window_days=9)),
        ("ben", lambda tx: approvals.recall(tx, CAMPAIGN, by=ANA, at=MONDAY)),
    ],
    ids=[
        "they decided",
        "another one decided",
        "the role is gone",
        "they are shown out",
        "they had a hand in it",
        "it was changed",
        "it was taken back",
    ],
)
def test_what_is_no_longer_true_is_moot(
    staffed: Store, warehouse: Warehouse, one: str, deed: Callable[[Tx], object]
) -> None:
    with staffed.transaction() as tx:
        submitted(tx, small_base(warehouse), book=BOOK)
        notice = asked(tx, one)
        assert not notices.is_moot(tx, notice, at=MONDAY)

        deed(tx)

        assert notices.is_moot(tx, notice, at=MONDAY)


def test_a_notice_of_an_earlier_seal_is_moot_and_that_of_the_new_one_is_not(
    staffed: Store, warehouse: Warehouse
) -> None:
    with staffed.transaction() as tx:
        snapshot = small_base(warehouse)
        submitted(tx, snapshot, book=BOOK)
        before = asked(tx, "ben")
        edit(tx, window_days=9)
        submit(tx, snapshot, records.get(tx, CAMPAIGN), book=BOOK)

        known = [one for one in notices.due(tx, at=MONDAY) if one.person_id == "ben"]
        moot = {one.id: notices.is_moot(tx, one, at=MONDAY) for one in known}

        assert moot.pop(before.id)
        assert list(moot.values()) == [False]


def test_that_it_was_approved_is_moot_once_it_is_changed(
    staffed: Store, warehouse: Warehouse
) -> None:
    with staffed.transaction() as tx:
        submitted(tx, small_base(warehouse), book=BOOK)
        approve(tx, by=BEN, decision="d1")
        approve(tx, by=LEA, decision="d2")
        (told_ana,) = [one for one in notices.due(tx, at=MONDAY) if one.person_id == "ana"]
        assert not notices.is_moot(tx, told_ana, at=MONDAY)

        edit(tx, window_days=9)

        assert notices.is_moot(tx, told_ana, at=MONDAY)


def test_what_was_moot_for_a_while_is_told_once_it_is_true_again(
    staffed: Store, warehouse: Warehouse
) -> None:
    with staffed.transaction() as tx:
        submitted(tx, small_base(warehouse), book=BOOK)
        notice = asked(tx, "ben")
        notices.settle(tx, notice, answer="", sent_at=None, again_at=None)
        assert ("waiting", "ben") not in told(tx)

        notices.tell_deciders(tx, records.get(tx, CAMPAIGN), at=MONDAY, kind=Kind.WAITING)

        assert ("waiting", "ben") in told(tx)


def test_whom_a_late_stage_escalates_to_is_told_once(
    staffed: Store, warehouse: Warehouse
) -> None:
    with staffed.transaction() as tx:
        submitted(tx, small_base(warehouse), book=BOOK)
        for _ in range(2):
            overdue.notice(tx, at=MONDAY + A_DAY)

        late = [one for one in notices.due(tx, at=MONDAY + A_DAY) if one.kind is Kind.LATE]
        assert {one.person_id for one in late} == {"ben", "dina", "gala"}


def test_what_is_refused_tells_nobody(staffed: Store, warehouse: Warehouse) -> None:
    with staffed.transaction() as tx:
        submitted(tx, small_base(warehouse), book=BOOK)
        before = told(tx)

        with pytest.raises(approvals.NotYetOpen):
            approve(tx, by=LEA)

        assert told(tx) == before


def test_of_two_who_send_one_gets_it(staffed: Store, warehouse: Warehouse) -> None:
    with staffed.transaction() as tx:
        submitted(tx, small_base(warehouse), book=BOOK)
        notice, *_ = notices.due(tx, at=MONDAY)

        assert notices.claim(tx, notice, until=MONDAY + A_DAY)
        assert not notices.claim(tx, notice, until=MONDAY + A_DAY)
