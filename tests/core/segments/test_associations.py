"""Pairs are counted as a plain walk over the accounts would count them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.segments.associations import (
    FEWEST_HOLDERS,
    FEWEST_TIMES,
    MOSTLY,
    Association,
    Axis,
    associations,
)
from core.segments.bits import Bits
from core.uplift.proportion import Group, wilson

SIZE = 240
TRADES, SIZES = ("shop", "farm", "bank"), ("micro", "large")


def axis(field: str, values: tuple[str, ...], places: list[int]) -> Axis:
    return Axis(field, values, np.array(places, dtype=np.int64))


@st.composite
def bases(draw: st.DrawFn) -> tuple[dict[str, set[int]], list[Axis]]:
    chance = np.random.default_rng(draw(st.integers(0, 10_000)))
    axes = [
        axis("trade", TRADES, chance.integers(-1, 3, SIZE).tolist()),
        axis("size", SIZES, chance.integers(-1, 2, SIZE).tolist()),
    ]
    held: dict[str, set[int]] = {}
    for product in "ABCD":
        rates = chance.uniform(0, 1, (4, 3))
        likely = rates[axes[0].places, axes[1].places]
        held[product] = set(np.flatnonzero(chance.uniform(0, 1, SIZE) < likely).tolist())
    return held, axes[: draw(st.integers(0, 2))]


@settings(max_examples=150, deadline=None)
@given(bases())
def test_an_association_is_what_a_walk_over_the_accounts_finds(
    drawn: tuple[dict[str, set[int]], list[Axis]],
) -> None:
    held, axes = drawn
    holders = {name: Bits.of(np.array(sorted(ones), int), SIZE) for name, ones in held.items()}

    for found in associations(holders, axes, Bits.everybody(SIZE)):
        among = [i for i in range(SIZE) if peer_of(i, found, axes) in found.peers]
        first = [i for i in among if i in held[found.held]]
        both = [i for i in first if i in held[found.wanted]]
        assert (found.holders, found.both) == (len(first), len(both))
        assert found.usual == len(held[found.wanted]) / SIZE
        assert found.low <= found.confidence <= found.high
        for peer in found.peers:
            alike = [i for i in first if peer_of(i, found, axes) == peer]
            together = [i for i in alike if i in held[found.wanted]]
            assert len(alike) >= FEWEST_HOLDERS
            low = wilson(Group(len(alike), len(together))).low
            assert low >= max(MOSTLY, FEWEST_TIMES * found.usual)


def peer_of(i: int, found: Association, axes: list[Axis]) -> tuple[str, ...] | None:
    """The account's values on the axes of an association; none where one is not known."""
    used = [one for one in axes if one.field in found.axes]
    if any(one.places[i] < 0 for one in used):
        return None
    return tuple(one.values[one.places[i]] for one in used)


def test_each_thing_is_wanted_once_and_the_weightiest_comes_first() -> None:
    everybody = Bits.everybody(SIZE)
    holders = {
        "internet": Bits.of(np.arange(0, 100), SIZE),
        "voice": Bits.of(np.arange(0, 90), SIZE),
        "cloud": Bits.of(np.arange(0, 80), SIZE),
    }

    found = associations(holders, [], everybody)

    assert len({one.wanted for one in found}) == len(found)
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    cloud = next(one for one in found if one.wanted == "cloud")
    assert (cloud.held, cloud.missing, cloud.peers) == ("internet", 20, ((),))
    assert round(cloud.lift, 2) == round(0.8 / (80 / SIZE), 2)


def test_what_nearly_everybody_holds_leads_to_nothing() -> None:
    holders = {
        "internet": Bits.of(np.arange(0, 230), SIZE),
        "voice": Bits.of(np.arange(0, 100), SIZE),
    }

    found = associations(holders, [], Bits.everybody(SIZE))

    assert [one.wanted for one in found] == []
