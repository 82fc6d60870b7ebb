"""Which campaigns rest on a segment, and what a change of it does to each; over both stores."""

import pytest
from sqlalchemy import update

from core.campaigns import actions as campaigns
from core.campaigns import tables
from core.campaigns.model import Status
from core.segments import actions as segments
from core.segments import records, uses
from core.segments.model import Condition, SegmentId
from core.segments.uses import Bearing, InUse
from core.store import schema
from core.store.store import Store, Tx
from tests.conftest import ANA, MONDAY
from tests.plan import CAMPAIGN, SEGMENT, edit, ready_campaign

INNER = SegmentId("inner")
ACTIVE = Condition("status", "is", "active")

BEARINGS = {
    Status.DRAFT: Bearing.FOLLOWS,
    Status.CHANGES_REQUESTED: Bearing.FOLLOWS,
    Status.IN_REVIEW: Bearing.FALLS,
    Status.APPROVED: Bearing.FALLS,
    Status.SCHEDULED: Bearing.FALLS,
    Status.PREPARING: Bearing.FALLS,
    Status.SENDING: Bearing.KEEPS,
    Status.PAUSED: Bearing.KEEPS,
    Status.SENT: Bearing.PAST,
    Status.SENT_WITH_ERRORS: Bearing.PAST,
    Status.STOPPED: Bearing.PAST,
    Status.FAILED: Bearing.PAST,
}


def test_every_status_bears_a_change_in_its_way() -> None:
    assert BEARINGS.keys() == set(Status)


@pytest.mark.parametrize("status", Status)
def test_what_a_change_does_to_a_campaign_depends_on_how_far_it_is(
    store: Store, status: Status
) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        tx.execute(update(schema.campaigns).values(status=status))

        (found,) = tables.using(tx, [SEGMENT])

        assert (found.id, found.name, found.of) == (CAMPAIGN, "Spring tariffs", SEGMENT)
        assert found.bearing is BEARINGS[status]
        assert tables.using(tx, ["another"]) == []


def test_a_campaign_uses_what_its_segment_rests_on(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        rest_on_inner(tx)

        found = uses.of_segment(tx, INNER, tables.using)

        assert [(one.name, one.through) for one in found] == [
            ("Spring tariffs", ("Everybody",)),
            ("Everybody", ()),
        ]
        with pytest.raises(InUse, match="Spring tariffs"):
            segments.archive(tx, INNER, elsewhere=tables.using, by=ANA, at=MONDAY)
        with pytest.raises(InUse, match="Spring tariffs"):
            segments.save(
                tx,
                INNER,
                name="Inner",
                rule=Condition("status", "is", "closed"),
                by=ANA,
                at=MONDAY,
                elsewhere=tables.using,
                accepts=["segment-s1-follows"],
            )


def test_a_campaign_that_once_went_to_a_segment_keeps_it_from_being_deleted(
    store: Store,
) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        segments.save(tx, INNER, name="Inner", rule=ACTIVE, by=ANA, at=MONDAY)
        edit(tx, segment_id=INNER)

        (found,) = tables.using(tx, [SEGMENT])
        assert (found.name, found.bearing) == ("Spring tariffs", Bearing.PAST)
        with pytest.raises(InUse, match="Spring tariffs"):
            segments.delete(tx, SEGMENT, elsewhere=tables.using, by=ANA, at=MONDAY)
        segments.archive(tx, SEGMENT, elsewhere=tables.using, by=ANA, at=MONDAY)

        assert [one.of for one in tables.using(tx, [SEGMENT, INNER])] == [INNER]


def test_a_stopped_campaign_lets_its_segment_go_to_the_archive(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        campaigns.stop(tx, CAMPAIGN, reason="not now", by=ANA, at=MONDAY)

        segments.archive(tx, SEGMENT, elsewhere=tables.using, by=ANA, at=MONDAY)

        assert records.get(tx, SEGMENT).archived_at == MONDAY


def rest_on_inner(tx: Tx) -> None:
    """Let the campaign's segment rest on another one."""
    segments.save(tx, INNER, name="Inner", rule=ACTIVE, by=ANA, at=MONDAY)
    within = Condition("in_segment", "in_any", (INNER,))
    segments.save(tx, SEGMENT, name="Everybody", rule=within, by=ANA, at=MONDAY)
