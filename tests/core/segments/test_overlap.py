"""Overlaps of segments are what sets of accounts say, to the last account."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.segments.bits import Bits
from core.segments.overlap import MOST, Intersection, overlap

SIZE = 140  # two words and a rest
some_sets = st.lists(st.sets(st.integers(0, SIZE - 1)), min_size=1, max_size=MOST)


def bits(accounts: set[int]) -> Bits:
    return Bits.of(np.array(sorted(accounts), dtype=np.int64), SIZE)


@given(sets=some_sets, shown=st.integers(0, 12))
def test_pairs_and_intersections_are_what_sets_say(sets: list[set[int]], shown: int) -> None:
    places = range(len(sets))
    exactly = Counter(
        tuple(place for place in places if account in sets[place]) for account in range(SIZE)
    )
    outside = exactly.pop((), 0)

    found = overlap([bits(one) for one in sets], shown)

    assert found.outside == outside
    assert found.both == tuple(
        tuple(len(sets[one] & sets[other]) for other in places) for one in places
    )
    assert {one.members: one.accounts for one in found.intersections}.items() <= exactly.items()
    sizes = sorted(exactly.values(), reverse=True)
    assert [one.accounts for one in found.intersections] == sizes[:shown]
    assert (found.rest, found.in_rest) == (len(sizes[shown:]), sum(sizes[shown:]))


@given(sets=some_sets)
def test_likeness_is_between_nothing_and_one(sets: list[set[int]]) -> None:
    found = overlap([bits(one) for one in sets])

    for one, mine in enumerate(sets):
        for other, its in enumerate(sets):
            either = mine | its
            assert found.jaccard(one, other) == (
                len(mine & its) / len(either) if either else None
            )
            assert found.share(one, other) == (len(mine & its) / len(mine) if mine else None)


def test_equal_sizes_come_in_the_order_of_the_segments() -> None:
    found = overlap([bits({1, 2}), bits({2, 3}), bits({9})])

    assert found.sizes == (2, 2, 1)
    assert found.intersections == (
        Intersection((0,), 1),
        Intersection((1,), 1),
        Intersection((0, 1), 1),
        Intersection((2,), 1),
    )


@pytest.mark.parametrize("size", [1, 63, 64, 1000])
def test_nobody_past_the_last_account_is_counted(size: int) -> None:
    found = overlap([Bits.nobody(size), Bits.everybody(size)])

    assert (found.outside, found.intersections) == (0, (Intersection((1,), size),))
