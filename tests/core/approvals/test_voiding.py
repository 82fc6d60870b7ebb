"""Through the roof: whoever breaks a seal voids its approvals in the same transaction."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest

from core.approvals import actions as approvals
from core.approvals import fingerprint, tables
from core.campaigns import records
from core.campaigns.model import Status
from core.cockpit import Cockpit, open_cockpit
from core.foundation.refusal import Refusal
from core.foundation.settings import Settings
from core.people.model import Role
from core.segments.model import Combine, Condition, Group
from core.store.store import Tx
from tests.conftest import BEN, person
from tests.plan import (
    CAMPAIGN,
    approve,
    edit,
    small_base,
    submitted,
    write_segment,
    write_template,
)

DINA = person("dina", Role.MARKETING_LEAD)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Cockpit]:
    opened = open_cockpit(Settings(data=tmp_path, store=""))
    yield opened
    opened.store.close()


@pytest.fixture
def approved(house: Cockpit) -> Cockpit:
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        submitted(tx, snapshot)
    with house.transaction() as tx:
        approve(tx)
    return house


CHANGES: dict[str, Callable[[Tx], object]] = {
    "segment": lambda tx: write_segment(
        tx, rule=Group(Combine.ALL, (Condition("status", "is", "active"),))
    ),
    "template": lambda tx: write_template(tx, subject="Another"),
    "goal": lambda tx: edit(tx, goal="Another"),
    "schedule": lambda tx: edit(tx, send_at=None, window_days=9),
    "looks": lambda tx: edit(tx, looks=3),
}


@pytest.mark.parametrize("change", CHANGES)
def test_change_and_fall_are_one_deed(approved: Cockpit, change: str) -> None:
    with approved.transaction() as tx:
        CHANGES[change](tx)

    with approved.store.reading() as tx:
        campaign = records.get(tx, CAMPAIGN)
        assert (campaign.status, campaign.fingerprint) == (Status.CHANGES_REQUESTED, None)
        assert not tables.decisions(tx, CAMPAIGN)[0].stands
        assert not tables.standing(tx, campaign).is_complete


def test_one_look_is_no_part_of_the_seal_and_two_are(house: Cockpit) -> None:
    """So that what was sealed before looks could be planned keeps its seal."""
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        campaign = submitted(tx, snapshot)
        once = fingerprint.parts_of(tx, campaign)
        twice = fingerprint.parts_of(tx, replace(campaign, looks=2))

    assert "looks" not in once
    assert twice == once | {"looks": 2}


def test_a_change_that_is_undone_voids_nothing(approved: Cockpit) -> None:
    def change_and_fail() -> None:
        with approved.transaction() as tx:
            write_template(tx, subject="Another")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()

    with approved.store.reading() as tx:
        assert records.get(tx, CAMPAIGN).status is Status.APPROVED
        assert tables.decisions(tx, CAMPAIGN)[0].stands


def test_of_two_who_approve_at_once_one_decides(house: Cockpit) -> None:
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        submitted(tx, snapshot)

    refused = at_once(
        house,
        lambda tx: approve(tx, by=BEN, decision="d1"),
        lambda tx: approve(tx, by=DINA, decision="d2"),
    )

    assert len(refused) == 1
    with house.store.reading() as tx:
        assert len(tables.decisions(tx, CAMPAIGN)) == 1
        assert records.get(tx, CAMPAIGN).status is Status.APPROVED


def test_an_approval_and_an_edit_at_once_never_leave_an_approved_change(
    house: Cockpit,
) -> None:
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        seen = submitted(tx, snapshot).fingerprint

    at_once(
        house,
        lambda tx: approve(tx, seen=seen),
        lambda tx: edit(tx, goal="Another"),
    )

    with house.transaction() as tx:
        assert records.get(tx, CAMPAIGN).status is Status.CHANGES_REQUESTED
        with pytest.raises(Refusal):
            approvals.check_seal(tx, CAMPAIGN)


def at_once(house: Cockpit, *deeds: Callable[[Tx], object]) -> list[Refusal]:
    """Do the deeds in threads that start together; return who was refused."""
    refused: list[Refusal] = []
    start = Barrier(len(deeds))

    def run(deed: Callable[[Tx], object]) -> None:
        start.wait()
        try:
            with house.transaction() as tx:
                deed(tx)
        except Refusal as refusal:
            refused.append(refusal)

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused
