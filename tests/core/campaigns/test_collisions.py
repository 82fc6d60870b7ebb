"""Campaigns of one week that meet at the same accounts."""

from core.campaigns import actions as campaigns
from core.campaigns import collisions, records
from core.campaigns.model import CampaignId
from core.segments import actions as segments
from core.segments.model import Condition, SegmentId
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY
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
        found = collisions.among(
            tx, snapshot, [CAMPAIGN, other], catalogue=CATALOGUE, today=TODAY
        )
        treated = {one for one, arm in records.arms(tx, CAMPAIGN) if arm == "treated"}
        alone = collisions.among(tx, None, [CAMPAIGN, other], catalogue=CATALOGUE, today=TODAY)

    assert len(treated) == 5
    assert [(one.accounts, one.is_frozen) for one in found] == [(5, False)]
    assert alone == []


def test_two_frozen_ones_count_whom_both_write_to(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        submit(tx, snapshot, ready_campaign(tx, holdout_share=0.0))
        [met] = collisions.among(
            tx, snapshot, [CAMPAIGN, CAMPAIGN], catalogue=CATALOGUE, today=TODAY
        )

    assert (met.accounts, met.is_frozen) == (10, True)
