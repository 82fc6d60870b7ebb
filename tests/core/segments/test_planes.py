"""Counting bits gives the sums that adding up gives, to the last digit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.segments import planes
from core.segments.bits import Bits
from core.segments.planes import LARGEST, Measure, Sliced

SIZE = 131  # two words and a rest
members = st.sets(st.integers(0, SIZE - 1))
numbers = st.lists(st.integers(-(10**6), LARGEST - 10**6 - 1), min_size=SIZE, max_size=SIZE)


def bits(places: set[int]) -> Bits:
    return Bits.of(np.array(sorted(places), dtype=np.int64), SIZE)


@given(numbers=numbers, known=members, chosen=members)
def test_sums_are_what_adding_up_gives(
    numbers: list[int], known: set[int], chosen: set[int]
) -> None:
    among = [numbers[place] for place in known & chosen]

    found = Measure.of(np.array(numbers), bits(known)).sums(bits(chosen))

    assert found == (len(among), sum(among), sum(one * one for one in among))


@given(chosen=members, one=members, other=members)
def test_each_plane_is_counted(chosen: set[int], one: set[int], other: set[int]) -> None:
    stacked = planes.stacked([bits(one), bits(other)])

    found = planes.counts(stacked, bits(chosen))

    assert found.tolist() == [len(chosen & one), len(chosen & other)]


def test_a_variance_loses_no_digit() -> None:
    near = np.array([10**15, 10**15 + 1, 10**15 + 2], dtype=np.int64)

    found = Measure.of(near, Bits.everybody(3)).sums(Bits.everybody(3))

    assert found.variance == 1.0


def test_what_is_left_out_is_subtracted() -> None:
    measure = Measure.of(np.arange(SIZE), Bits.everybody(SIZE))
    few = bits({1, 2, 130})

    rest = measure.sums(Bits.everybody(SIZE)) - measure.sums(few)

    assert rest == measure.sums(~few)


@pytest.mark.parametrize("size", [0, 1, 64])
def test_nothing_sums_to_nothing(size: int) -> None:
    assert Sliced.of(np.zeros(size, dtype=np.uint64)).sum(Bits.everybody(size)) == 0
