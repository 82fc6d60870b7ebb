"""Campaigns of one week that meet at the same accounts."""

from dataclasses import replace
from datetime import timedelta

from core.campaigns import actions as campaigns
from core.campaigns import collisions, records
from core.campaigns.model import CampaignId
from core.segments import actions as segments
from core.segments.model import Condition, SegmentId
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY, statements
from tests.plan import CAMPAIGN, CATALOGUE, TODAY, ready_campaign, small_base, submit

SOME = Condition("account_id", "starts_with", "a00")


def test_frozen_audiences_meet_exactly_and_segments_by_their_members(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    other = CampaignId("c2")
    with store.transaction() as tx:
        submit(tx, snapshot, ready_campaign(tx, holdout_share=0.5))
        segments.save(tx, SegmentId("s2"), name="Some", rule=SOME, note="", by=ANA, at=MONDAY)
        copy = campaigns.clone(
            tx, other, of=CAMPAIGN, name="Again", seed="8", by=ANA, at=MONDAY
        )
        campaigns.edit(tx, other, by=ANA, at=MONDAY, seen=copy.revision, segment_id="s2")
        week = [CAMPAIGN, other]
        [found] = collisions.among(tx, snapshot, [week], catalogue=CATALOGUE, today=TODAY)
        treated = {one for one, arm in records.arms(tx, CAMPAIGN) if arm == "treated"}
        [alone] = collisions.among(tx, None, [week], catalogue=CATALOGUE, today=TODAY)

    assert len(treated) == 5
    assert [(one.accounts, one.is_frozen) for one in found] == [(5, False)]
    assert alone == []


def test_two_frozen_ones_count_whom_both_write_to(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        submit(tx, snapshot, ready_campaign(tx, holdout_share=0.0))
        [[met]] = collisions.among(
            tx, snapshot, [[CAMPAIGN, CAMPAIGN]], catalogue=CATALOGUE, today=TODAY
        )

    assert (met.accounts, met.is_frozen) == (10, True)


def test_more_campaigns_in_more_weeks_ask_the_store_no_more_often(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        submit(tx, snapshot, ready_campaign(tx))
        for number in range(6):
            copy = CampaignId(f"n{number}")
            campaigns.clone(tx, copy, of=CAMPAIGN, name="Again", seed="8", by=ANA, at=MONDAY)

    def asked(*weeks: list[str]) -> int:
        with store.reading() as tx, statements(store) as said:
            collisions.among(tx, snapshot, weeks, catalogue=CATALOGUE, today=TODAY)
        return len(said)

    few = asked([CAMPAIGN, "n0"])
    many = asked([CAMPAIGN, "n0", "n1"], ["n2", "n3"], ["n4", "n5"])

    assert few == many <= 6


def test_the_sizes_of_all_campaigns_are_one_statement(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        submit(tx, small_base(warehouse), ready_campaign(tx))
        with statements(store) as said:
            sizes = records.audience_sizes(tx, [CAMPAIGN, "nobody's"])

    assert (sizes, len(said)) == ({CAMPAIGN: 8}, 1)


def test_the_campaigns_of_its_week_are_named_with_how_many_accounts_they_share(
    store: Store, warehouse: Warehouse
) -> None:
    friday, next_week = MONDAY + timedelta(days=4), MONDAY + timedelta(days=7)
    copy = CampaignId("c2")
    with store.transaction() as tx:
        submit(tx, small_base(warehouse), ready_campaign(tx, send_at=friday))
        treated = records.treated(tx, [CAMPAIGN])[CAMPAIGN]
        draft = campaigns.clone(
            tx, copy, of=CAMPAIGN, name="Again", seed="8", by=ANA, at=MONDAY
        )
        some = [*sorted(treated)[:3], "somebody else"]
        asked = [draft, replace(draft, send_at=next_week), records.get(tx, CAMPAIGN)]
        found = [
            collisions.in_week(tx, one, some, today=TODAY, zone="Europe/Moscow")
            for one in asked
        ]

    assert [[(one.id, n) for one, n in met] for met in found] == [[(CAMPAIGN, 3)], [], []]
