"""Stages one after another, several people for one stage, and stages that are late."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from core.approvals import actions as approvals
from core.approvals import fingerprint, overdue, tables
from core.approvals.model import Capacity, Stage, Verdict
from core.campaigns import records
from core.campaigns.model import Status
from core.journal import actions as journal
from core.people.model import Role
from core.store.schema import audiences
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.conftest import BEN, MONDAY, person
from tests.plan import CAMPAIGN, LEA, approve, decide, small_base, staged, submitted

DINA = person("dina", Role.MARKETING_LEAD)
GALA = person("gala", Role.SECURITY)
TWO_STEPS = staged(
    {"name": "marketing", "role": "marketing_lead", "decisions": 2},
    {"name": "security", "role": "security", "step": 2},
    {"name": "legal", "role": "legal", "step": 2},
)
LATE = staged(
    {"name": "marketing", "role": "marketing_lead", "hours": 8, "escalates_to": "security"},
    {"name": "legal", "role": "legal", "step": 2, "hours": 8, "escalates_to": "security"},
)
BESIDE = staged(
    {"name": "marketing", "role": "marketing_lead", "hours": 8, "escalates_to": "security"},
    {"name": "security", "role": "security"},
)
A_DAY = timedelta(days=1)  # of MONDAY, 12:00 in Moscow: a working day later


def names_open(tx: Tx) -> list[str]:
    return [one.name for one in tables.standing(tx, records.get(tx, CAMPAIGN)).open_stages]


def test_a_later_step_waits_for_the_earlier_one(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), book=TWO_STEPS)
        assert names_open(tx) == ["marketing"]

        with pytest.raises(approvals.NotYetOpen) as refusal:
            approve(tx, by=LEA)
        assert "после другого" in refusal.value.sentence("ru")
        (row,) = tables.waiting(tx, for_=LEA, at=MONDAY)
        assert row.mine is None

        approve(tx, by=BEN, decision="d1")
        assert names_open(tx) == ["marketing"]
        approve(tx, by=DINA, decision="d2")
        assert names_open(tx) == ["security", "legal"]
        approve(tx, by=LEA, decision="d3")
        assert approve(tx, by=GALA, decision="d4").status is Status.APPROVED
        approvals.check_seal(tx, CAMPAIGN)


def test_a_quorum_is_of_different_people(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), book=TWO_STEPS)
        approve(tx, by=BEN, decision="d1")

        with pytest.raises(approvals.AlreadyDecided):
            approve(tx, by=BEN, decision="d2")

        standing = tables.standing(tx, records.get(tx, CAMPAIGN))
        assert [len(one.approvals) for one in standing.stages] == [1, 0, 0]
        assert standing.decided == 0


def test_one_person_of_all_roles_decides_one_stage(store: Store, warehouse: Warehouse) -> None:
    everything = replace(BEN, roles=frozenset(Role))
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), book=TWO_STEPS)
        approve(tx, by=everything, decision="d1")
        approve(tx, by=DINA, decision="d2")

        with pytest.raises(approvals.AlreadyDecided):
            approve(tx, by=everything, decision="d3")

        assert names_open(tx) == ["security", "legal"]


def test_decisions_of_earlier_steps_fall_with_the_seal(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), book=TWO_STEPS)
        approve(tx, by=BEN, decision="d1")
        approve(tx, by=DINA, decision="d2")

        decide(tx, Verdict.ASK_FOR_CHANGES, "no", by=LEA, decision="d3")

        assert [one.stands for one in tables.decisions(tx, CAMPAIGN)] == [False, False, True]


def test_a_stage_opens_when_the_step_before_is_complete(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), book=LATE)
        approve(tx, by=BEN, at=MONDAY + timedelta(hours=5))

        (legal,) = tables.standing(tx, records.get(tx, CAMPAIGN)).open

        assert legal.opened_at == MONDAY + timedelta(hours=5)
        assert legal.hours(MONDAY + A_DAY) == 4  # Moscow: 17–18 and 9–12
        assert legal.ends_at() == MONDAY + A_DAY + timedelta(hours=5)


def test_a_late_stage_is_decided_by_whom_it_escalates_to_as_well(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), book=LATE)
        early = MONDAY + A_DAY - timedelta(minutes=1)
        with pytest.raises(approvals.NotYourStage):
            approve(tx, by=GALA, at=early)
        (row,) = tables.waiting(tx, for_=GALA, at=early)
        assert row.mine is None

        (row,) = tables.waiting(tx, for_=GALA, at=MONDAY + A_DAY)
        assert row.mine is not None
        assert row.mine.capacity is Capacity.ESCALATED
        approve(tx, by=GALA, at=MONDAY + A_DAY)

        (decision,) = tables.decisions(tx, CAMPAIGN)
        assert (decision.stage, decision.capacity) == ("marketing", Capacity.ESCALATED)
        assert names_open(tx) == ["legal"]


def test_ones_own_stage_comes_before_a_late_one_of_another(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), book=BESIDE)

        approve(tx, by=GALA, at=MONDAY + 9 * A_DAY)

        (decision,) = tables.decisions(tx, CAMPAIGN)
        assert (decision.stage, decision.capacity) == ("security", Capacity.OWN)
        assert names_open(tx) == ["marketing"]
        assert approve(tx, by=BEN, decision="d2").status is Status.APPROVED


def test_whose_stage_is_late_may_still_decide_it(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), book=LATE)

        approve(tx, by=BEN, at=MONDAY + 9 * A_DAY)

        assert tables.decisions(tx, CAMPAIGN)[0].capacity is Capacity.OWN


def test_a_late_stage_is_noticed_once_and_anew_after_another_submission(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), book=LATE)
        assert overdue.notice(tx, at=MONDAY + A_DAY / 2) == []

        ((campaign, late),) = overdue.notice(tx, at=MONDAY + A_DAY)

        assert (campaign.id, late.stage.name) == (CAMPAIGN, "marketing")
        assert overdue.notice(tx, at=MONDAY + 2 * A_DAY) == []
        (entry,) = tables.escalations(tx, CAMPAIGN)
        assert entry.details["escalates_to"] == "security"
        assert entry.details["rules"] == ["approval@9#marketing-always"]
        approve(tx, by=BEN, at=MONDAY + 2 * A_DAY)
        assert overdue.notice(tx, at=MONDAY + 2 * A_DAY) == []
        ((_, legal),) = overdue.notice(tx, at=MONDAY + 3 * A_DAY)
        assert legal.stage.name == "legal"
        assert journal.audit(tx).holds


def test_a_route_frozen_before_stages_had_an_order_still_reads() -> None:
    frozen = {
        "name": "marketing",
        "role": "marketing_lead",
        "label": {"en": "Marketing", "ru": "Маркетинг"},
        "reasons": [
            {"rule": "approval@1#every-campaign", "key": "approvals-why-always", "values": {}}
        ],
    }

    stage = Stage.from_json(frozen)

    assert (stage.step, stage.needed, stage.limit) == (1, 1, None)
    (one,) = tables.stages_with([stage], [], MONDAY)
    assert one.is_open
    assert not one.is_late(MONDAY + 100 * A_DAY)


def test_the_seal_of_a_route_frozen_before_holds(store: Store, warehouse: Warehouse) -> None:
    """What was submitted under the first book is approved, and may go, under this one."""
    with store.transaction() as tx:
        book = staged({"name": "marketing", "role": "marketing_lead"})
        campaign = submitted(tx, small_base(warehouse), book=book)
        card = records.audience(tx, CAMPAIGN)
        assert card is not None
        kept = ("name", "role", "label", "reasons")
        route = [{key: stage[key] for key in kept} for stage in card.route]
        reseal(tx, route)

        assert approve(tx).status is Status.APPROVED
        assert approvals.void_fallen(tx, at=MONDAY) == []
        assert approvals.check_seal(tx, campaign.id).status is Status.APPROVED


def reseal(tx: Tx, route: list[dict[str, object]]) -> None:
    """Make it a campaign that was submitted with such a route."""
    tx.execute(update(audiences).values(route=route))
    campaign = records.get(tx, CAMPAIGN)
    parts = fingerprint.parts_of(tx, campaign)
    records.set_parts(tx, CAMPAIGN, parts)
    records.change(tx, campaign, {"fingerprint": fingerprint.digest(parts)})
