from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.segments.bits import Bits
from core.segments.cache import BoundedCache


@dataclass(frozen=True)
class Thing:
    bytes: int


def test_the_least_lately_used_goes_first() -> None:
    cache = BoundedCache(limit=100)
    cache.get("a", lambda: Thing(40))
    cache.get("b", lambda: Thing(40))
    cache.get("a", lambda: Thing(1))

    cache.get("c", lambda: Thing(40))

    assert (len(cache), cache.bytes) == (2, 80)
    assert cache.get("a", lambda: Thing(7)).bytes == 40
    assert cache.get("b", lambda: Thing(7)).bytes == 7


def test_what_is_larger_than_the_cache_is_not_kept() -> None:
    cache = BoundedCache(limit=100)

    assert cache.get("a", lambda: Thing(101)).bytes == 101
    assert (len(cache), cache.bytes) == (0, 0)


def test_threads_share_it_without_losing_count() -> None:
    cache = BoundedCache(limit=1_000)

    def use(number: int) -> int:
        return cache.get(number % 37, lambda: Thing(100)).bytes

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(use, range(5_000))) == {100}
    assert cache.bytes == 100 * len(cache) == 1_000


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 1000])
def test_everybody_is_as_many_as_there_are(size: int) -> None:
    assert Bits.everybody(size).count() == size
    assert (~Bits.everybody(size)).count() == 0
    assert Bits.everybody(size).ordinals().tolist() == list(range(size))


numbers = st.sets(st.integers(0, 129))


@given(one=numbers, other=numbers)
def test_bits_do_what_sets_do(one: set[int], other: set[int]) -> None:
    a, b = (Bits.of(np.array(sorted(s), dtype=np.int32), 130) for s in (one, other))

    assert (a & b).ordinals().tolist() == sorted(one & other)
    assert (a | b).ordinals().tolist() == sorted(one | other)
    assert (~a).ordinals().tolist() == sorted(set(range(130)) - one)
    assert (a.count(), int(a.mask().sum())) == (len(one), len(one))
