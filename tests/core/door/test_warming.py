"""After a start, and after a publication, saved segments are counted before anybody asks."""

import time
from datetime import date
from pathlib import Path

import pytest

from core.cockpit import Cockpit, open_cockpit
from core.door.warming import kept_warm, warm
from core.foundation.settings import Settings
from core.segments import actions as segments
from core.segments import leaves, profile, tables
from core.segments.dimensions import DIMENSIONS
from core.segments.model import Combine, Condition, Group, SegmentId
from tests.conftest import ANA, MONDAY
from tests.core.segments.conftest import fill, lay_out

NEXT_DAY = date(2026, 3, 3)
RULE = Group(
    Combine.ALL, (Condition("employees", "at_least", 77), Condition("role", "is", "x"))
)


@pytest.fixture
def house(tmp_path: Path) -> Cockpit:
    house = open_cockpit(Settings(data=tmp_path))
    lay_out(house.warehouse)
    with house.transaction() as tx:
        segments.save(tx, SegmentId("s"), name="S", rule=RULE, by=ANA, at=MONDAY)
        resting = Condition("in_segment", "in_any", ("s",))
        segments.save(tx, SegmentId("t"), name="T", rule=resting, by=ANA, at=MONDAY)
    return house


def asked_anew(house: Cockpit) -> int:
    """How many leaves of the rule were not known yet."""
    before = leaves.LEAVES.misses
    tables.counts(house.warehouse.current(), RULE, house.catalogue)
    return leaves.LEAVES.misses - before


def test_a_warmed_segment_asks_the_base_nothing(house: Cockpit) -> None:
    leaves.LEAVES.clear()

    assert warm(house) == 2
    assert asked_anew(house) == 0


def test_reach_and_profiles_ask_a_warmed_base_nothing(house: Cockpit) -> None:
    leaves.LEAVES.clear()
    DIMENSIONS.clear()
    warm(house)
    snapshot, before = house.warehouse.current(), (leaves.LEAVES.misses, DIMENSIONS.misses)

    tables.measured(snapshot, RULE, house.catalogue)
    tables.standing_out(snapshot, RULE, house.catalogue, profile.usual(house.catalogue))

    assert (leaves.LEAVES.misses, DIMENSIONS.misses) == before


def test_a_new_publication_is_warmed_by_itself(
    house: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.door.warming.PAUSE", 0.05)
    with kept_warm(house):
        house.warehouse.publish(fill, name="next", by="ana", at=MONDAY, as_of=date(2026, 3, 3))
        deadline = time.monotonic() + 20
        while asked_anew(house) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert asked_anew(house) == 0


def test_an_empty_house_is_left_alone(tmp_path: Path) -> None:
    with kept_warm(open_cockpit(Settings(data=tmp_path))):
        pass
