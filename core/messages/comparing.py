"""What differs between two texts: line by line, and within a changed line word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

AROUND = 1  # lines that did not change, shown before and after those that did
_WORDS: Final = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)


class Kind(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """Words of a line, and whether they stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Line:
    """A line with its number in the later text, from 1; 0: it is there no more."""

    number: int
    kind: Kind
    pieces: tuple[Piece, ...]


def compared(before: str, after: str) -> list[list[Line]]:
    """The places where two texts differ, each with a line around it; none: they are one."""
    old, new = before.splitlines(), after.splitlines()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    groups = matcher.get_grouped_opcodes(AROUND)
    return [[line for code in one for line in _lines(code, old, new)] for one in groups]


def _lines(
    code: tuple[str, int, int, int, int], old: Sequence[str], new: Sequence[str]
) -> Iterator[Line]:
    kind, first, last, start, end = code
    if kind == "equal":
        yield from (_whole(Kind.SAME, number, new[number]) for number in range(start, end))
        return
    pairs = min(last - first, end - start) if kind == "replace" else 0
    for number in range(pairs):
        gone, came = _words(old[first + number], new[start + number])
        yield Line(0, Kind.GONE, gone)
        yield Line(start + number + 1, Kind.NEW, came)
    for number in range(first + pairs, last):
        yield Line(0, Kind.GONE, (Piece(Kind.GONE, old[number]),))
    for number in range(start + pairs, end):
        yield _whole(Kind.NEW, number, new[number])


def _whole(kind: Kind, number: int, text: str) -> Line:
    return Line(number + 1, kind, (Piece(kind, text),))


def _words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both lines in pieces: what they share is the same."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    gone: list[Piece] = []
    came: list[Piece] = []
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for kind, first, last, start, end in codes:
        is_same = kind == "equal"
        if first < last:
            gone.append(Piece(Kind.SAME if is_same else Kind.GONE, "".join(old[first:last])))
        if start < end:
            came.append(Piece(Kind.SAME if is_same else Kind.NEW, "".join(new[start:end])))
    return tuple(gone), tuple(came)
