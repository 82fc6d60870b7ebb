"""Four eyes wherever they could close: also of whoever lends a hand after they approved."""

from dataclasses import replace

import pytest

from core.approvals import actions as approvals
from core.approvals import tables
from core.approvals.model import Verdict
from core.briefs import records as briefs
from core.briefs.model import Edit
from core.campaigns import records
from core.campaigns.model import Status
from core.journal import actions as journal
from core.people.model import NotAllowed, Person, Role
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.asking import BRIEF, RITA, quoting_campaign
from tests.conftest import ADA, ANA, BEN, MONDAY, person
from tests.plan import (
    CAMPAIGN,
    LEA,
    approve,
    decide,
    small_base,
    staged,
    submit,
    submitted,
    write_template,
)

DINA = person("dina", Role.MARKETING_LEAD)
BOOK = staged(
    {"name": "marketing", "role": "marketing_lead"}, {"name": "legal", "role": "legal"}
)


def quoted(tx: Tx, warehouse: Warehouse) -> None:
    quoting_campaign(tx)
    campaign = records.get(tx, CAMPAIGN)
    submit(tx, small_base(warehouse), campaign, book=BOOK)


def lend_a_hand(tx: Tx, by: Person) -> None:
    """Something that makes an author and changes nothing that was sealed."""
    briefs.note_edit(tx, BRIEF, Edit({"measure": ["a", "b"]}, by.id, MONDAY))


def test_whoever_asked_for_it_does_not_decide_in_whatever_role(
    store: Store, warehouse: Warehouse
) -> None:
    rita = replace(RITA, roles=frozenset(Role))
    with store.transaction() as tx:
        quoted(tx, warehouse)

        for verdict in Verdict:
            with pytest.raises(approvals.OwnWork, match="the brief"):
                decide(tx, verdict, "because", by=rita)

        assert tables.decisions(tx, CAMPAIGN) == []


def test_an_administrator_decides_nothing_for_being_one(
    store: Store, warehouse: Warehouse
) -> None:
    author = replace(ANA, roles=frozenset(Role))
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), book=BOOK)

        with pytest.raises(NotAllowed):
            approve(tx, by=ADA)
        with pytest.raises(approvals.OwnWork):
            approve(tx, by=author)


def test_one_person_in_two_roles_is_one_pair_of_eyes(
    store: Store, warehouse: Warehouse
) -> None:
    both = replace(BEN, roles=frozenset({Role.MARKETING_LEAD, Role.LEGAL}))
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), book=BOOK)
        approve(tx, by=both, decision="d1")

        with pytest.raises(approvals.AlreadyDecided):
            approve(tx, by=both, decision="d2")

        assert approve(tx, by=LEA, decision="d3").status is Status.APPROVED


def test_an_approver_who_edits_afterwards_loses_the_decision_and_the_right(
    store: Store, warehouse: Warehouse
) -> None:
    ben = replace(BEN, roles=BEN.roles | {Role.MARKETER})
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        submitted(tx, snapshot)
        approve(tx, by=ben)
        write_template(tx, by=ben, subject="My own words")
        approvals.void_fallen(tx, at=MONDAY)
        assert not tables.decisions(tx, CAMPAIGN)[0].stands
        submit(tx, snapshot, records.get(tx, CAMPAIGN))

        with pytest.raises(approvals.OwnWork, match="the message"):
            approve(tx, by=ben, decision="d2")

        assert approve(tx, by=DINA, decision="d3").status is Status.APPROVED


def test_an_approval_falls_alone_where_the_seal_still_holds(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        quoted(tx, warehouse)
        approve(tx, by=BEN, decision="d1")
        lend_a_hand(tx, BEN)

        assert approvals.void_fallen(tx, at=MONDAY) == []

        (decision,) = tables.decisions(tx, CAMPAIGN)
        assert decision.void_reason == "fallen:hands"
        assert records.get(tx, CAMPAIGN).status is Status.IN_REVIEW
        approve(tx, by=DINA, decision="d3")
        assert approve(tx, by=LEA, decision="d4").status is Status.APPROVED


def test_an_approved_campaign_goes_back_when_an_approver_lends_a_hand(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        quoted(tx, warehouse)
        approve(tx, by=BEN, decision="d1")
        approve(tx, by=LEA, decision="d2")
        lend_a_hand(tx, LEA)
        with pytest.raises(approvals.NotApproved):
            approvals.check_seal(tx, CAMPAIGN)

        assert approvals.void_fallen(tx, at=MONDAY) == [CAMPAIGN]

        assert records.get(tx, CAMPAIGN).status is Status.CHANGES_REQUESTED
        assert not any(one.stands for one in tables.decisions(tx, CAMPAIGN))
        assert journal.audit(tx).holds
