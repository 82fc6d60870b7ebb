"""What a segment rests on is a part of what was approved: segments within it, and lists."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from core.approvals import actions as approvals
from core.approvals import fingerprint, tables
from core.approvals.actions import Changed, OwnWork
from core.approvals.submission import StaleAudience
from core.campaigns import records
from core.campaigns.model import Campaign, Status
from core.cockpit import Cockpit, open_cockpit
from core.foundation.settings import Settings
from core.people.model import Person
from core.segments import actions as segments
from core.segments import lists, ranked
from core.segments.model import Combine, Condition, Group, ListId, Rule, SegmentId
from core.segments.ranked import Ranking
from core.segments.resolving import NoSources
from core.store.schema import rankings, segment_lists
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot
from tests.conftest import ANA, BEN, MONDAY
from tests.plan import (
    BOOKS,
    CAMPAIGN,
    CATALOGUE,
    SEGMENT,
    approve,
    audience_of,
    ready_campaign,
    small_base,
    submit,
)

INNER, INMOST, KEPT = SegmentId("inner"), SegmentId("inmost"), ListId("kept")
ACTIVE = Condition("status", "is", "active")
FIRST = Condition("account_id", "starts_with", "a00")


@pytest.fixture
def house(tmp_path: Path, store_url: str) -> Iterator[Cockpit]:
    opened = open_cockpit(Settings(data=tmp_path, store=store_url))
    yield opened
    opened.store.close()


@pytest.fixture
def snapshot(house: Cockpit) -> Snapshot:
    return small_base(house.warehouse)


def save(tx: Tx, segment_id: SegmentId, rule: Rule, *, by: Person = ANA) -> None:
    accepts = ["segment-s1-follows", "segment-inner-follows"]
    segments.save(tx, segment_id, name=segment_id, rule=rule, by=by, at=MONDAY, accepts=accepts)


def naming(field: str, set_id: str) -> Condition:
    return Condition(field, "in_any", (set_id,))


def resting(tx: Tx, snapshot: Snapshot, *, by: Person = ANA) -> Campaign:
    """The ready campaign, whose segment rests on a list and on a segment within a segment."""
    campaign = ready_campaign(tx)
    save(tx, INMOST, ACTIVE, by=by)
    save(tx, INNER, naming("in_segment", INMOST))
    lists.keep(
        tx,
        KEPT,
        name="Kept",
        rule=ACTIVE,
        of=None,
        snapshot=snapshot,
        catalogue=CATALOGUE,
        sources=NoSources(),
        by=ANA,
        at=MONDAY,
    )
    within = (naming("in_segment", INNER), naming("in_list", KEPT))
    save(tx, SEGMENT, Group(Combine.ALL, within))
    return campaign


def test_a_change_of_an_inner_segment_voids_the_approval_and_names_the_part(
    house: Cockpit, snapshot: Snapshot
) -> None:
    with house.transaction() as tx:
        submit(tx, snapshot, resting(tx, snapshot))
    with house.transaction() as tx:
        approve(tx)
        assert records.get(tx, CAMPAIGN).status is Status.APPROVED

    with house.transaction() as tx:
        save(tx, INMOST, FIRST)

    with house.store.reading() as tx:
        assert records.get(tx, CAMPAIGN).status is Status.CHANGES_REQUESTED
        assert records.moves(tx, CAMPAIGN)[-1].reason == "fallen:segment"
        assert not tables.decisions(tx, CAMPAIGN)[0].stands


def test_another_content_of_a_list_voids_the_approval(
    house: Cockpit, snapshot: Snapshot
) -> None:
    with house.transaction() as tx:
        submit(tx, snapshot, resting(tx, snapshot))
    with house.transaction() as tx:
        approve(tx)

    with house.store.transaction() as tx:  # behind the house's back
        tx.execute(update(segment_lists).values(digest="another"))
    with house.store.transaction() as tx:
        with pytest.raises(Changed):
            approvals.check_seal(tx, CAMPAIGN)
        assert approvals.void_fallen(tx, at=MONDAY) == [CAMPAIGN]
        assert records.moves(tx, CAMPAIGN)[-1].reason == "fallen:segment"


def test_nothing_falls_while_what_it_rests_on_stays(house: Cockpit, snapshot: Snapshot) -> None:
    with house.transaction() as tx:
        submit(tx, snapshot, resting(tx, snapshot))
    with house.transaction() as tx:
        approve(tx)
    with house.transaction() as tx:
        save(tx, SegmentId("other"), FIRST)

    with house.store.reading() as tx:
        assert records.get(tx, CAMPAIGN).status is Status.APPROVED
        assert approvals.void_fallen(tx, at=MONDAY) == []


def test_a_segment_that_names_nothing_is_sealed_as_it_always_was(
    house: Cockpit, snapshot: Snapshot
) -> None:
    with house.transaction() as tx:
        part = fingerprint.parts_of(tx, ready_campaign(tx))["segment"]

    assert part.keys() == {"id", "version", "rule"}


def test_an_audience_is_stale_once_what_its_segment_rests_on_changed(
    house: Cockpit, snapshot: Snapshot
) -> None:
    with house.transaction() as tx:
        campaign = resting(tx, snapshot)
        audience = audience_of(tx, snapshot, campaign)
    with house.transaction() as tx:
        save(tx, INMOST, FIRST)

    with pytest.raises(StaleAudience), house.transaction() as tx:
        approvals.submit(
            tx, CAMPAIGN, audience=audience, book=BOOKS.approval, by=ANA, at=MONDAY
        )


def test_nobody_approves_what_rests_on_their_own_segment(
    house: Cockpit, snapshot: Snapshot
) -> None:
    with house.transaction() as tx:
        submit(tx, snapshot, resting(tx, snapshot, by=BEN))

    with pytest.raises(OwnWork, match="the segment"), house.transaction() as tx:
        approve(tx, by=BEN)


def test_another_order_of_a_ranking_voids_the_approval(
    house: Cockpit, snapshot: Snapshot
) -> None:
    best = tuple(f"a{number:03}" for number in range(10))
    made = ranked.digest("m-1", best)
    ranking = Ranking("r1", CAMPAIGN, "Winter", 1, "m-1", len(best), made, ANA.id, MONDAY)
    with house.transaction() as tx:
        campaign = ready_campaign(tx)
        ranked.keep(tx, ranking, best)
        save(tx, SEGMENT, Group(Combine.ALL, (naming("in_advice", "r1.50"),)))
        submit(tx, snapshot, campaign)
    with house.transaction() as tx:
        approve(tx)
        assert records.audience_sizes(tx, [CAMPAIGN]) == {
            CAMPAIGN: 4
        }  # of the five best, one is held out

    with house.store.transaction() as tx:  # behind the house's back
        tx.execute(update(rankings).values(digest="another"))
    with house.store.transaction() as tx:
        assert approvals.void_fallen(tx, at=MONDAY) == [CAMPAIGN]
        assert records.moves(tx, CAMPAIGN)[-1].reason == "fallen:segment"
