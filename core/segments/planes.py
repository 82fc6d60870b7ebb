"""Numbers of accounts as bits: a sum over a set is then a matter of counting bits.

A bit-sliced index: plane k holds the accounts whose number has bit k, and a sum over a set is
Σ 2^k · |set ∧ plane k|, in whole numbers and so exact. A value that accounts may have is a
plane of its own. Source: P. O'Neil and D. Quass, SIGMOD 1997, 38–49.

Over a million accounts a plane is 122 KB and its count takes 0.017 ms on one core: the seven
numbers of the reach 0.4 ms, where summing two arrays under a mask took 8.4; 89 regions 1.6 ms,
where counting their codes under a mask took 4.0 (decision 20).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.segments.bits import Bits

Words = NDArray[np.uint64]
Counts = NDArray[np.int64]

LARGEST = 2**62  # a spread of numbers that is still sliced


def counts(planes: Words, chosen: Bits) -> Counts:
    """How many of the chosen accounts are on each plane (a row of words)."""
    found = np.empty(len(planes), dtype=np.int64)
    # One row's worth of memory, however many planes there are; it stays in the core's cache.
    both = np.empty(planes.shape[1], dtype=np.uint64)
    bits = np.empty(planes.shape[1], dtype=np.uint8)
    for place, plane in enumerate(planes):
        np.bitwise_and(plane, chosen.words, out=both)
        np.bitwise_count(both, out=bits)
        found[place] = bits.sum(dtype=np.int64)
    return found


def stacked(sets: Sequence[Bits]) -> Words:
    """Sets over one base as planes, in their order."""
    return np.stack([one.words for one in sets])


@dataclass(frozen=True, eq=False)
class Sliced:
    """A whole number per account, never below zero; who has none counts as zero."""

    planes: Words

    @staticmethod
    def of(numbers: NDArray[np.uint64]) -> "Sliced":
        """Slice one number per account."""
        highest = int(numbers.max(initial=0)).bit_length()
        one = np.uint64(1)
        sets = [
            Bits.where((numbers >> np.uint64(bit)) & one != 0) for bit in range(max(highest, 1))
        ]
        return Sliced(stacked(sets))

    def sum(self, chosen: Bits) -> int:
        """The sum over a set of accounts, exact."""
        found = counts(self.planes, chosen).tolist()
        return sum(count << bit for bit, count in enumerate(found))

    @property
    def bytes(self) -> int:
        return int(self.planes.nbytes)


class Sums(NamedTuple):
    """Of a set of numbers: how many, their sum, the sum of their squares; all exact."""

    n: int
    total: int
    squares: int

    def __sub__(self, other: "Sums") -> "Sums":
        """The numbers that are not among the others, which are among these."""
        n, total, squares = (mine - its for mine, its in zip(self, other, strict=True))
        return Sums(n, total, squares)

    @property
    def variance(self) -> float:
        """With n − 1 below; no digit is lost on the way. Needs two numbers."""
        return (self.n * self.squares - self.total**2) / (self.n * (self.n - 1))


NOTHING = Sums(0, 0, 0)


@dataclass(frozen=True, eq=False)
class Measure:
    """A whole number per account, of either sign, with its square; some accounts have none.

    What is sliced is the number less the `lowest` one.
    """

    known: Bits
    lowest: int
    first: Sliced
    low: Sliced  # the square is low + high · 2^shift
    high: Sliced
    shift: int

    @staticmethod
    def of(numbers: NDArray[np.int64], known: Bits) -> "Measure":
        """Slice one number per account, of which only the known ones are read."""
        mask = known.mask()
        lowest = int(numbers.min(initial=LARGEST, where=mask)) if mask.any() else 0
        above = np.where(mask, numbers - lowest, 0).astype(np.uint64)
        return Measure(known, lowest, Sliced.of(above), *_squared(above))

    def sums(self, chosen: Bits) -> Sums:
        """Over a set of accounts, those without a number left out."""
        n, low = (chosen & self.known).count(), self.lowest
        first = self.first.sum(chosen)
        squares = self.low.sum(chosen) + (self.high.sum(chosen) << self.shift)
        return Sums(n, first + n * low, squares + 2 * low * first + n * low**2)

    @property
    def bytes(self) -> int:
        return self.known.bytes + self.first.bytes + self.low.bytes + self.high.bytes


def _squared(numbers: NDArray[np.uint64]) -> tuple[Sliced, Sliced, int]:
    """Squares of numbers under 2^62, in two parts that fit a word each, and where they part."""
    half = max(ceil(int(numbers.max(initial=0)).bit_length() / 2), 1)
    by, both = np.uint64(half), np.uint64(2 * half)
    under, under_both = np.uint64((1 << half) - 1), np.uint64((1 << 2 * half) - 1)
    big, small = numbers >> by, numbers & under
    middle = np.uint64(2) * big * small
    low = small * small + ((middle & under) << by)
    high = big * big + (middle >> by) + (low >> both)
    return Sliced.of(low & under_both), Sliced.of(high), 2 * half
