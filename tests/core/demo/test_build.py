"""Furnishing the house: once, whole or not at all, and with the truth written down."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from core.approvals import delegating
from core.approvals import tables as desk
from core.campaigns import records as campaigns
from core.campaigns import variants
from core.campaigns.model import CampaignId, Status
from core.cockpit import Cockpit, open_cockpit
from core.delivery import cascade
from core.delivery.calls import records as call_records
from core.delivery.calls.model import Wanted
from core.delivery.paper import records as post_records
from core.demo import library, people, samples, truth
from core.demo.build import BadSize, Inhabited, build
from core.foundation.settings import HOUSE, Settings
from core.journal import actions as journal
from core.journal import records as entries
from core.messages.linting import check_writing
from core.messages.model import Channel, Writing
from core.people import records as people_records
from core.people.model import PersonId, Role
from core.results import readout
from core.results.model import Verdict
from tests.conftest import ADA, MONDAY
from tests.core.demo.conftest import NOON
from tests.core.demo.test_base import digests

SMALL = 400


def test_the_same_seed_furnishes_the_same_house(tmp_path: Path) -> None:
    houses = [open_cockpit(Settings(data=tmp_path / name)) for name in ("one", "two")]

    for house in houses:
        build(house, accounts=SMALL, seed=5, at=NOON)

    one, two = houses
    for number in (1, 2):
        assert digests(one.warehouse.snapshot(number)) == digests(
            two.warehouse.snapshot(number)
        )
    # The journal tells everything that was done, each entry sealing those before it.
    with one.store.reading() as first, two.store.reading() as second:
        assert entries.head(first) == entries.head(second)
    truths = [(house.settings.data / truth.FILE).read_bytes() for house in houses]
    assert truths[0] == truths[1]


def test_a_furnished_house_is_left_as_it_is(house: Cockpit) -> None:
    build(house, accounts=SMALL, at=NOON)
    with house.store.reading() as tx:
        before = entries.head(tx)

    again = build(house, accounts=2 * SMALL, at=NOON)

    with house.store.reading() as tx:
        assert entries.head(tx) == before
    assert again is None
    assert len(house.warehouse.publications()) == 2


def test_the_demo_does_not_move_in_with_others(house: Cockpit) -> None:
    with house.transaction() as tx:
        people_records.add(tx, ADA, by="test", at=MONDAY)

    with pytest.raises(Inhabited):
        build(house, accounts=SMALL, at=NOON)
    assert build(house, accounts=SMALL, at=NOON, if_empty=True) is None

    assert house.warehouse.is_empty()


def test_the_demo_does_not_cover_client_data_of_others(house: Cockpit) -> None:
    house.warehouse.publish(
        lambda _connection: None, name="theirs", by="ana", at=NOON, as_of=NOON.date()
    )

    with pytest.raises(Inhabited):
        build(house, accounts=SMALL, at=NOON)

    assert house.warehouse.current_number() == 1


@pytest.mark.parametrize("accounts", [0, -5, 10_000_001])
def test_a_size_that_cannot_be_made_is_refused(house: Cockpit, accounts: int) -> None:
    with pytest.raises(BadSize):
        build(house, accounts=accounts, at=NOON)


@pytest.mark.parametrize("accounts", [1, 60])
def test_a_base_too_small_for_its_campaigns_is_furnished_all_the_same(
    house: Cockpit, accounts: int
) -> None:
    built = build(house, accounts=accounts, at=NOON)

    assert built is not None
    assert built.publication.counts["accounts"] == accounts


def test_a_build_that_breaks_leaves_nobody_and_is_done_again(
    house: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(truth, "write", broken)
        with pytest.raises(OSError, match="disk"):
            build(house, accounts=SMALL, at=NOON)
    with house.store.reading() as tx:
        assert people_records.everyone(tx) == []

    built = build(house, accounts=SMALL, at=NOON)

    assert built is not None
    with house.store.reading() as tx:
        assert len(people_records.everyone(tx)) == built.people
        assert journal.audit(tx).holds


@pytest.mark.slow
@pytest.mark.parametrize("step", ["second", "desk"])
def test_a_build_that_is_killed_is_done_again(tmp_path: Path, step: str) -> None:
    command = [sys.executable, "-m", "core.cli", "demo", "--accounts", "600", "--json"]
    surroundings = {**os.environ, "COCKPIT_DATA": str(tmp_path)}
    word = {"second": "as it is today", "desk": "desks"}[step]
    with subprocess.Popen(
        command, cwd=HOUSE, env=surroundings, stderr=subprocess.PIPE, text=True
    ) as killed:
        assert killed.stderr is not None
        while word not in killed.stderr.readline():
            pass
        killed.send_signal(signal.SIGKILL)

    again = subprocess.run(
        command, cwd=HOUSE, env=surroundings, capture_output=True, text=True, check=True
    )

    facts = json.loads(again.stdout)
    house = open_cockpit(Settings(data=tmp_path))
    assert facts["built"] is True
    assert house.warehouse.current_number() == facts["publication"]
    with house.store.reading() as tx:
        assert len(campaigns.everything(tx)) == facts["campaigns"]


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Cockpit:
    """The demo as people meet it: 20,000 accounts."""
    house = open_cockpit(Settings(data=tmp_path_factory.mktemp("furnished")))
    build(house, at=NOON)
    return house


@pytest.fixture(scope="module")
def told(furnished: Cockpit) -> dict[str, dict[str, Any]]:
    facts = json.loads((furnished.settings.data / truth.FILE).read_text())
    return {entry["campaign_id"]: entry for entry in facts["campaigns"]}


@pytest.mark.slow
def test_every_page_has_something_to_show(furnished: Cockpit) -> None:
    with furnished.store.reading() as tx:
        statuses = {campaign.status for campaign in campaigns.everything(tx)}
        lead = people_records.get(tx, PersonId("vorontsova"))
        assert lead is not None
        waiting = desk.waiting(tx, for_=lead, at=NOON)
        calls = call_records.found(tx, Wanted(is_open=None), limit=1_000)
        batches = post_records.batches(tx)
        waits = not cascade.is_complete(tx, campaigns.get(tx, CampaignId("fiber-cascade")))
        drawn = variants.of_accounts(tx, CampaignId("video-two-ways"))
        handed = delegating.handed_to(tx, "gromova", at=NOON)
        assert journal.audit(tx).holds

    assert statuses == {
        Status.DRAFT,
        Status.IN_REVIEW,
        Status.CHANGES_REQUESTED,
        Status.SCHEDULED,
        Status.SENDING,
        Status.SENT,
        Status.SENT_WITH_ERRORS,
    }
    assert [row.mine is not None for row in waiting] == [True, False]
    assert waiting[1].submitted_at < waiting[0].submitted_at
    assert len(calls) > 50
    assert any(not one.is_open for one in calls)
    assert [one.letters > 5 and not one.batch.is_posted for one in batches] == [True]
    assert waits
    assert set(drawn.values()) == {"A", "B"}
    assert [one.to_person for one in handed] == ["gromova"]


@pytest.mark.slow
def test_the_readout_finds_what_is_true(
    furnished: Cockpit, told: dict[str, dict[str, Any]]
) -> None:
    verdicts = {}
    for campaign_id, entry in told.items():
        with furnished.store.reading() as tx:
            found = readout.read(tx, furnished.warehouse.current(), campaign_id, at=NOON)
        verdicts[campaign_id] = found.verdict
        if found.verdict is not Verdict.REFUSED and entry["metric"] == "sales":
            assert found.findings is not None
            interval = found.findings.uncapped.uplift
            assert interval.low <= entry["per_account"] <= interval.high, campaign_id

    assert verdicts["cloud-growth"] is Verdict.UP
    assert verdicts["everything-at-once"] is Verdict.DOWN
    assert verdicts["greeting"] is Verdict.INCONCLUSIVE
    assert verdicts["pilot-video"] is Verdict.REFUSED
    assert verdicts["vpn-holdings"] is Verdict.REFUSED


@pytest.mark.slow
def test_the_truth_is_the_difference_that_the_facts_show(
    furnished: Cockpit, told: dict[str, dict[str, Any]]
) -> None:
    snapshot = furnished.warehouse.current()

    for campaign_id, entry in told.items():
        if entry["kind"] == "more":
            number = list(told).index(campaign_id) + 1
            added = snapshot.value(
                "SELECT coalesce(sum(amount), 0) FROM sales WHERE starts_with(sale_id, ?)",
                [f"{number}X"],
            )
            assert float(added) == pytest.approx(entry["changed"])
        if entry["kind"] == "services":
            connected = snapshot.value(
                "SELECT count(*) FROM services WHERE product = 'Резервный канал'"
            )
            assert connected == entry["changed"]


@pytest.mark.slow
def test_the_effects_are_what_the_draw_promised(told: dict[str, dict[str, Any]]) -> None:
    assert told["greeting"]["changed"] == 0
    assert told["everything-at-once"]["relative"] == pytest.approx(-0.5, abs=0.05)
    assert told["cloud-growth"]["relative"] == pytest.approx(0.9, abs=0.45)
    assert told["exchange-month"]["relative"] == pytest.approx(0.1, abs=0.1)
    assert told["second-line"]["per_account"] == pytest.approx(0.12, abs=0.025)


@pytest.mark.slow
def test_before_a_campaign_its_arms_bought_the_same_rows(
    furnished: Cockpit, told: dict[str, dict[str, Any]]
) -> None:
    first, second = (furnished.warehouse.snapshot(number) for number in (1, 2))
    asked = (
        "SELECT sale_id, account_id, amount FROM sales "
        f"WHERE sold_at < DATE '{first.publication.as_of}' ORDER BY sale_id"
    )

    assert second.arrow(asked).equals(first.arrow(asked))
    assert first.publication.as_of.isoformat() < min(
        str(entry["window_start"]) for entry in told.values()
    )


def test_every_role_is_played_by_somebody() -> None:
    cast = people.cast().values()

    assert {role for person in cast for role in person.roles} == set(Role)
    assert sum(Role.MARKETER in person.roles for person in cast) >= 2
    assert len({person.name for person in cast}) == len(cast)


@pytest.mark.parametrize("entry", samples.read("messages")["messages"], ids=lambda e: e["id"])
def test_the_templates_leave_nothing_to_mend(entry: dict[str, str]) -> None:
    written = samples.read("messages")

    writing = Writing(
        entry["subject"], library.html_of(entry, written), library.text_of(entry, written)
    )
    found = check_writing(Channel.EMAIL, writing)

    assert [finding.sentence("en") for finding in found] == []
