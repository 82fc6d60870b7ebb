"""What is held together: whoever holds one thing mostly holds another, and among which peers.

An association rule “holders of A hold B” has a support (the share of all accounts that hold
both), a confidence (the share of A's holders who hold B) and a lift (the confidence ÷ the share
of all accounts that hold B). Sources: R. Agrawal, T. Imieliński and A. Swami, SIGMOD 1993,
207–216; the lift as “interest” in S. Brin, R. Motwani and C. Silverstein, SIGMOD 1997, 265–276.

A confidence over the whole base hides where it comes from, so that it is asked among peers:
accounts of one industry and size, of one industry, of one size, or all of them together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.segments.bits import Bits
from core.uplift.mean import CONFIDENCE
from core.uplift.proportion import Group, wilson

FEWEST_HOLDERS = 20  # among peers, below which a share says little
MOSTLY = 0.5  # the confidence is more than that, and so is the lower end of its interval
FEWEST_TIMES = 1.25  # the lift, at least
Z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)

Counts = NDArray[np.int64]
Place = tuple[int, ...]  # of a peer group: one place on each axis


@dataclass(frozen=True)
class Axis:
    """A field that makes peers: its values, and the place of each account's among them.

    An account without a value has none: −1.
    """

    field: str
    values: tuple[str, ...]
    places: NDArray[np.int64]


@dataclass(frozen=True)
class Association:
    """Peers of whom the holders of one thing mostly hold another.

    `axes` are the fields that make the peers, `peers` the combinations of their values; no
    axes: all accounts. `low` and `high` bound the confidence.
    """

    held: str
    wanted: str
    axes: tuple[str, ...]
    peers: tuple[tuple[str, ...], ...]
    holders: int  # of the one thing, among the peers
    both: int
    low: float
    high: float
    usual: float  # the share of all accounts that hold the other

    @property
    def confidence(self) -> float:
        return self.both / self.holders

    @property
    def lift(self) -> float:
        return self.confidence / self.usual

    @property
    def missing(self) -> int:
        """How many of the peers hold the one thing and not the other."""
        return self.holders - self.both

    @property
    def weight(self) -> float:
        """How many of them would hold it, beyond what is usual, were they like their peers."""
        return self.missing * (self.low - self.usual)


def associations(
    holders: Mapping[str, Bits], axes: Sequence[Axis], everybody: Bits
) -> list[Association]:
    """For each thing the strongest association that leads to it, the weightiest first.

    `holders` are sets out of `everybody`.
    """
    found: dict[str, Association] = {}
    for one in _every(holders, axes, everybody):
        before = found.get(one.wanted)
        if before is None or one.weight > before.weight:
            found[one.wanted] = one
    return sorted(found.values(), key=lambda one: (-one.weight, one.wanted))


def _every(
    holders: Mapping[str, Bits], axes: Sequence[Axis], everybody: Bits
) -> Iterator[Association]:
    size = max(everybody.count(), 1)
    alone = {name: _by_peers(chosen, axes) for name, chosen in holders.items()}
    usual = {name: chosen.count() / size for name, chosen in holders.items()}
    for first, second in combinations(holders, 2):
        both = holders[first] & holders[second]
        if both.count() < FEWEST_HOLDERS:
            continue
        together = _by_peers(both, axes)
        for held, wanted in ((first, second), (second, first)):
            pair = _Pair(held, wanted, usual[wanted], alone[held], together)
            yield from pair.among(axes)


@dataclass(frozen=True)
class _Pair:
    """Holders of one thing, and of both, by the place of their peers on every axis."""

    held: str
    wanted: str
    usual: float
    alone: Counts
    together: Counts

    def among(self, axes: Sequence[Axis]) -> Iterator[Association]:
        """The association among every kind of peers that shows it."""
        for length in range(len(axes), -1, -1):
            for kept in combinations(range(len(axes)), length):
                others = tuple(set(range(len(axes))) - set(kept))
                # The last place of an axis is of accounts without a value: they are no peers.
                within = tuple(
                    slice(-1) if axis in kept else slice(None) for axis in range(len(axes))
                )
                alone = self.alone[within].sum(axis=others)
                together = self.together[within].sum(axis=others)
                found = self._association([axes[axis] for axis in kept], alone, together)
                if found is not None:
                    yield found

    def _association(self, axes: list[Axis], alone: Any, together: Any) -> Association | None:
        alone, together = np.asarray(alone), np.asarray(together)
        shown = (alone >= FEWEST_HOLDERS) & (together > MOSTLY * alone)
        shown &= _lowest(together, alone) >= max(MOSTLY, FEWEST_TIMES * self.usual)
        places = [tuple(place) for place in np.argwhere(shown).tolist()]
        if not places:
            return None
        holders = sum(int(alone[place]) for place in places)
        both = sum(int(together[place]) for place in places)
        bounds = wilson(Group(holders, both))
        return Association(
            held=self.held,
            wanted=self.wanted,
            axes=tuple(axis.field for axis in axes),
            peers=tuple(_named(axes, place) for place in places),
            holders=holders,
            both=both,
            low=bounds.low,
            high=bounds.high,
            usual=self.usual,
        )


def _lowest(both: Counts, holders: Counts) -> NDArray[np.float64]:
    """The lower end of each confidence. Source: E. B. Wilson, JASA 22 (1927), 209–212."""
    n = np.maximum(holders, 1).astype(np.float64)
    share = both / n
    center = share + Z**2 / (2 * n)
    half = Z * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    return np.asarray((center - half) / (1 + Z**2 / n), dtype=np.float64)


def _named(axes: list[Axis], place: Place) -> tuple[str, ...]:
    return tuple(axis.values[at] for axis, at in zip(axes, place, strict=True))


def _by_peers(chosen: Bits, axes: Sequence[Axis]) -> Counts:
    """How many of the accounts are at each place; the last place of an axis: no value."""
    ordinals = chosen.ordinals()
    shape = tuple(len(axis.values) + 1 for axis in axes)
    if not axes:
        return np.array(len(ordinals))
    places = [axis.places[ordinals] % size for axis, size in zip(axes, shape, strict=True)]
    counts = np.bincount(np.ravel_multi_index(places, shape), minlength=int(np.prod(shape)))
    return counts.reshape(shape)
