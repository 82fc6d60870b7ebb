"""A set of accounts as bits, one per account number: 122 KB per million accounts."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

WORD = 64

Ordinals = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Bits:
    """Which of `size` accounts belong. Bits past the last account are always zero."""

    size: int
    words: NDArray[np.uint64]

    @staticmethod
    def of(ordinals: NDArray[Any], size: int) -> "Bits":
        """The set of these account numbers, in any order, repeated or not."""
        mask = np.zeros(size, dtype=bool)
        mask[ordinals] = True
        return Bits.where(mask)

    @staticmethod
    def where(mask: NDArray[np.bool_]) -> "Bits":
        """The accounts for which the mask, one boolean per account, is true."""
        bits = np.zeros(_padded(mask.size) // 8, dtype=np.uint8)
        packed = np.packbits(mask, bitorder="little")
        bits[: packed.size] = packed
        return Bits(mask.size, bits.view(np.uint64))

    @staticmethod
    def everybody(size: int) -> "Bits":
        return ~Bits.nobody(size)

    @staticmethod
    def nobody(size: int) -> "Bits":
        return Bits(size, np.zeros(_padded(size) // WORD, dtype=np.uint64))

    def __and__(self, other: "Bits") -> "Bits":
        return Bits(self.size, self.words & other.words)

    def __or__(self, other: "Bits") -> "Bits":
        return Bits(self.size, self.words | other.words)

    def __invert__(self) -> "Bits":
        words = ~self.words
        if rest := self.size % WORD:
            words[-1] &= np.uint64((1 << rest) - 1)
        return Bits(self.size, words)

    def count(self) -> int:
        return int(np.bitwise_count(self.words).sum(dtype=np.int64))

    def mask(self) -> NDArray[np.bool_]:
        """One boolean per account."""
        bits = np.unpackbits(self.words.view(np.uint8), bitorder="little", count=self.size)
        return bits.view(np.bool_)

    def ordinals(self) -> Ordinals:
        """The account numbers, ascending."""
        return np.flatnonzero(self.mask())

    @property
    def bytes(self) -> int:
        return int(self.words.nbytes)


def _padded(size: int) -> int:
    return -(-size // WORD) * WORD
