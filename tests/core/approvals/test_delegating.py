"""A right handed over: it moves for a while, never past four eyes, and the decision says so."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from core.approvals import actions as approvals
from core.approvals import delegating, tables
from core.approvals.delegating import Delegation
from core.approvals.model import Capacity
from core.campaigns import records
from core.campaigns.model import Purpose, Status
from core.foundation.refusal import Refusal
from core.journal import records as journal
from core.people import actions as people
from core.people import records as people_records
from core.people.model import NotAllowed, Person, Role
from core.store.schema import delegations
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.conftest import ADA, ANA, BEN, CLEO, MONDAY, person
from tests.plan import (
    CAMPAIGN,
    LEA,
    approve,
    edit,
    ready_campaign,
    small_base,
    staged,
    submit,
    submitted,
)

GALA = person("gala", Role.SECURITY)
PAUL = person("paul", Role.PRODUCT_OWNER)
DEAN = person("dean", Role.ADMINISTRATOR, Role.MARKETER, Role.MARKETING_LEAD)
RUTH = person("ruth", Role.ADMINISTRATOR, Role.SECURITY)
RUTHS_TWIN = replace(person("ruth2", Role.SECURITY), email=RUTH.email)
WEEK = timedelta(days=7)


@pytest.fixture
def staffed(store: Store) -> Store:
    with store.transaction() as tx:
        for one in (ANA, BEN, CLEO, ADA, LEA, GALA, PAUL, DEAN, RUTH, RUTHS_TWIN):
            people_records.add(tx, one, by="test", at=MONDAY)
    return store


def wish(**changes: Any) -> Delegation:
    wanted = Delegation(
        id="g1",
        from_person=BEN.id,
        to_person=GALA.id,
        role=Role.MARKETING_LEAD,
        starts_at=MONDAY,
        ends_at=MONDAY + WEEK,
        reason="on leave",
        made_by="",
        made_at=MONDAY,
    )
    return replace(wanted, **changes)


def hand_over(tx: Tx, *, by: Person = BEN, **changes: Any) -> Delegation:
    """As whose right it is, or as an administrator with whom another one agreed."""
    return delegating.enter(tx, wish(**changes), by=by, at=MONDAY)


def test_whoever_was_handed_a_right_decides_and_the_decision_says_for_whom(
    staffed: Store, warehouse: Warehouse
) -> None:
    with staffed.transaction() as tx:
        hand_over(tx)
        submitted(tx, small_base(warehouse))
        (row,) = tables.waiting(tx, for_=GALA, at=MONDAY)
        assert row.mine is not None
        assert row.mine.on_behalf_of == BEN.id

        assert approve(tx, by=GALA).status is Status.APPROVED

        (decision,) = tables.decisions(tx, CAMPAIGN)
        assert decision.decided_by == GALA.id
        assert (decision.capacity, decision.on_behalf_of) == (Capacity.DELEGATED, BEN.id)
        entry = next(e for e in journal.about(tx, CAMPAIGN) if e.verb == "approvals.decide")
        assert entry.details["on_behalf_of"] == BEN.id
        approvals.check_seal(tx, CAMPAIGN)


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({}, MONDAY + WEEK),  # over
        ({"starts_at": MONDAY + timedelta(days=1)}, MONDAY),  # not begun
        ({"from_person": PAUL.id, "role": Role.PRODUCT_OWNER}, MONDAY),  # another role
    ],
)
def test_a_right_moves_only_for_its_time_and_its_role(
    staffed: Store, warehouse: Warehouse, changes: dict[str, Any], at: Any
) -> None:
    with staffed.transaction() as tx:
        hand_over(tx, by=ADA, **changes)
        submitted(tx, small_base(warehouse))

        with pytest.raises(approvals.NotYourStage):
            approve(tx, by=GALA, at=at)


def test_a_right_that_was_taken_back_is_gone(staffed: Store, warehouse: Warehouse) -> None:
    with staffed.transaction() as tx:
        hand_over(tx)
        submitted(tx, small_base(warehouse))
        delegating.revoke(tx, "g1", by=BEN, at=MONDAY)

        with pytest.raises(approvals.NotYourStage):
            approve(tx, by=GALA)
        with pytest.raises(delegating.NoSuchDelegation):
            delegating.revoke(tx, "g1", by=BEN, at=MONDAY)

        (kept,) = delegating.everything(tx)
        assert (kept.revoked_by, kept.revoked_at) == (BEN.id, MONDAY)


def lose_role(tx: Tx) -> None:
    people_records.set_roles(tx, BEN.id, frozenset({Role.MARKETER}), by="test", at=MONDAY)


def leave(tx: Tx) -> None:
    people_records.set_active(tx, BEN.id, is_active=False)


@pytest.mark.parametrize("gone", [lose_role, leave])
def test_nobody_holds_what_its_owner_has_no_more(
    staffed: Store, warehouse: Warehouse, gone: Callable[[Tx], None]
) -> None:
    with staffed.transaction() as tx:
        hand_over(tx)
        submitted(tx, small_base(warehouse))
        gone(tx)

        with pytest.raises(approvals.NotYourStage):
            approve(tx, by=GALA)


def test_there_is_no_chain(staffed: Store, warehouse: Warehouse) -> None:
    with staffed.transaction() as tx:
        hand_over(tx)
        with pytest.raises(delegating.NotYoursToGive):
            hand_over(tx, by=GALA, id="g2", from_person=GALA.id, to_person=LEA.id)
        submitted(tx, small_base(warehouse))

        with pytest.raises(approvals.NotYourStage):
            approve(tx, by=LEA)


# --- never past four eyes -----------------------------------------------------------------


def test_not_on_the_own_work_of_whoever_got_it(staffed: Store, warehouse: Warehouse) -> None:
    gala = replace(GALA, roles=GALA.roles | {Role.MARKETER})
    with staffed.transaction() as tx:
        hand_over(tx)
        ready_campaign(tx)
        edit(tx, by=gala, window_days=9)
        submit(tx, small_base(warehouse), records.get(tx, CAMPAIGN))

        with pytest.raises(approvals.OwnWork):
            approve(tx, by=gala)


def test_not_on_the_own_work_of_whoever_gave_it(staffed: Store, warehouse: Warehouse) -> None:
    with staffed.transaction() as tx:
        hand_over(tx)
        ready_campaign(tx)
        edit(tx, by=BEN, window_days=9)
        submit(tx, small_base(warehouse), records.get(tx, CAMPAIGN))

        with pytest.raises(approvals.NotYourStage):
            approve(tx, by=GALA)

        (row,) = tables.waiting(tx, for_=GALA, at=MONDAY)
        assert row.mine is None


def test_not_where_an_author_chose_the_substitute(staffed: Store, warehouse: Warehouse) -> None:
    with staffed.transaction() as tx:
        hand_over(tx, by=DEAN)
        ready_campaign(tx)
        edit(tx, by=DEAN, window_days=9)
        submit(tx, small_base(warehouse), records.get(tx, CAMPAIGN))

        with pytest.raises(approvals.NotYourStage):
            approve(tx, by=GALA)


def test_not_by_a_substitution_that_one_entered_for_oneself(
    staffed: Store, warehouse: Warehouse
) -> None:
    with staffed.transaction() as tx:
        once_allowed = wish(to_person=RUTH.id, made_by=RUTH.id)
        tx.execute(insert(delegations).values(**asdict(once_allowed)))
        submitted(tx, small_base(warehouse))

        with pytest.raises(approvals.NotYourStage):
            approve(tx, by=RUTH)

        hand_over(tx, id="g2", to_person=RUTH.id)  # by whose right it is
        assert approve(tx, by=RUTH).status is Status.APPROVED


def test_one_right_is_not_used_twice(staffed: Store, warehouse: Warehouse) -> None:
    """Two decisions are of two people: not of one and of whoever stands in for them."""
    book = staged({"name": "marketing", "role": "marketing_lead", "decisions": 2})
    with staffed.transaction() as tx:
        hand_over(tx)
        submitted(tx, small_base(warehouse), book=book)
        approve(tx, by=BEN, decision="d1")
        with pytest.raises(approvals.NotYourStage):
            approve(tx, by=GALA, decision="d2")

        assert approve(tx, by=DEAN, decision="d3").status is Status.APPROVED


def test_whose_right_was_used_does_not_decide_again(
    staffed: Store, warehouse: Warehouse
) -> None:
    book = staged({"name": "marketing", "role": "marketing_lead", "decisions": 2})
    with staffed.transaction() as tx:
        hand_over(tx)
        submitted(tx, small_base(warehouse), book=book)
        approve(tx, by=GALA, decision="d1")

        with pytest.raises(approvals.AlreadyDecided):
            approve(tx, by=BEN, decision="d2")


def test_who_stands_in_does_not_decide_the_own_stage_as_well(
    staffed: Store, warehouse: Warehouse
) -> None:
    book = staged(
        {"name": "marketing", "role": "marketing_lead"},
        {"name": "security", "role": "security"},
    )
    with staffed.transaction() as tx:
        hand_over(tx)
        submitted(tx, small_base(warehouse), book=book)
        approve(tx, by=GALA, decision="d1")
        assert tables.decisions(tx, CAMPAIGN)[0].stage == "security"  # the own one first

        with pytest.raises(approvals.AlreadyDecided):
            approve(tx, by=GALA, decision="d2")


def test_what_was_approved_for_somebody_falls_when_they_edit(
    staffed: Store, warehouse: Warehouse
) -> None:
    with staffed.transaction() as tx:
        hand_over(tx)
        submitted(tx, small_base(warehouse), purpose=Purpose.SERVICE, holdout_share=0.0)
        approve(tx, by=GALA)
        edit(tx, by=BEN, goal="Another")
        approvals.void_fallen(tx, at=MONDAY)

        assert not tables.decisions(tx, CAMPAIGN)[0].stands


# --- handing over -------------------------------------------------------------------------

REFUSED: list[tuple[Person, dict[str, Any], type[Refusal]]] = [
    (BEN, {"role": Role.LEGAL}, delegating.NotYoursToGive),
    (ADA, {"from_person": ADA.id, "role": Role.ADMINISTRATOR}, NotAllowed),
    (ADA, {"from_person": CLEO.id}, delegating.NotYoursToGive),
    (ADA, {"from_person": "nobody"}, delegating.NotYoursToGive),
    (BEN, {"from_person": LEA.id, "role": Role.LEGAL}, NotAllowed),
    (ANA, {}, NotAllowed),
    (BEN, {"to_person": BEN.id}, delegating.NoDelegate),
    (BEN, {"to_person": ANA.id}, delegating.NoDelegate),  # sits at no desk
    (BEN, {"to_person": "nobody"}, delegating.NoDelegate),
    (BEN, {"to_person": DEAN.id}, delegating.NoDelegate),  # decides in that role anyway
    (RUTH, {"to_person": RUTH.id}, delegating.OwnFavour),
    (RUTH, {"to_person": RUTHS_TWIN.id}, delegating.OwnFavour),  # another way to sign in
    (BEN, {"ends_at": MONDAY - WEEK}, delegating.NoPeriod),
    (BEN, {"starts_at": MONDAY - WEEK, "ends_at": MONDAY}, delegating.NoPeriod),
    (BEN, {"reason": "  "}, delegating.ReasonNeeded),
]


@pytest.mark.parametrize(("by", "changes", "refusal"), REFUSED)
def test_what_cannot_be_handed_over_leaves_nothing(
    staffed: Store, by: Person, changes: dict[str, Any], refusal: type[Refusal]
) -> None:
    with staffed.transaction() as tx:
        with pytest.raises(refusal) as said:
            hand_over(tx, by=by, **changes)

        assert said.value.sentence("ru") != said.value.sentence("en")
        assert delegating.everything(tx) == []


def test_the_only_administrator_enters_a_substitution_and_the_journal_names_them(
    staffed: Store,
) -> None:
    with staffed.transaction() as tx:
        for other in (DEAN, RUTH):
            people.deactivate(tx, other.id, by=ADA, at=MONDAY)
        made = delegating.delegate(tx, wish(), by=ADA, at=MONDAY)

        assert made.made_by == ADA.id
        (entry,) = journal.about(tx, BEN.id)
        assert (entry.verb, entry.by) == ("approvals.delegate", ADA.id)
        with pytest.raises(NotAllowed):
            delegating.revoke(tx, "g1", by=LEA, at=MONDAY)
        delegating.revoke(tx, "g1", by=ADA, at=MONDAY)


def test_of_two_administrators_neither_moves_a_right_between_others_alone(
    staffed: Store,
) -> None:
    with staffed.transaction() as tx:
        with pytest.raises(delegating.SecondNeeded) as said:
            delegating.delegate(tx, wish(), by=ADA, at=MONDAY)

        assert said.value.sentence("ru") != said.value.sentence("en")
        assert delegating.everything(tx) == []
        assert delegating.delegate(tx, wish(), by=BEN, at=MONDAY)  # one's own asks nobody
