"""Who comes and who goes when a rule changes."""

import pytest

from core.segments import comparing, tables
from core.segments.model import EVERYBODY, Combine, Condition, Counts, Group, Rule
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot

SMALL = Condition("employees", "at_most", 10)
RULES: list[Rule] = [
    EVERYBODY,
    SMALL,
    Condition("country", "is_not", "UK"),
    Group(Combine.NONE, (SMALL, Condition("role", "is", "finance"))),
]


def test_members_are_told_apart_by_what_a_change_does_to_them(
    base: Snapshot, catalogue: Catalogue
) -> None:
    british = Condition("country", "is", "UK")

    found = comparing.compared(base, SMALL, british, catalogue)

    assert [
        [int(one) for one in chosen.ordinals()]
        for chosen in (found.added, found.gone, found.kept)
    ] == [[], [3, 4], [0]]
    assert comparing.counted(base, found)["gone"] == Counts(2, 2, 2)
    assert [row["account_id"] for row in tables.sample_of(base, found.gone)] == ["d", "e"]
    assert not found.is_same
    assert comparing.compared(base, SMALL, SMALL, catalogue).is_same


@pytest.mark.parametrize("before", RULES)
@pytest.mark.parametrize("after", RULES)
def test_nobody_is_counted_twice_or_lost(
    base: Snapshot, catalogue: Catalogue, before: Rule, after: Rule
) -> None:
    found = comparing.compared(base, before, after, catalogue)

    was = tables.members(base, before, catalogue).count()
    now = tables.members(base, after, catalogue).count()
    assert found.gone.count() + found.kept.count() == was
    assert found.added.count() + found.kept.count() == now
