"""Where in a book a fault is: the line of the text that a validator's path leads to."""

import re
from collections import Counter
from collections.abc import Iterator

Place = tuple[str | int, ...]  # as in ("stages", 0, "when", 1, "cost_over")

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(?:#.*)?$")
_ENTRY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")


def line_of(text: str, place: Place) -> int | None:
    """The line, counted from 1, of the deepest thing on the way to a place; none: not found."""
    found, depth = None, 0
    for number, at in _places(text):
        shared = 0
        for one, other in zip(at, place, strict=False):
            if one != other:
                break
            shared += 1
        if shared == len(at) and shared > depth:
            found, depth = number, shared
    return found


def _places(text: str) -> Iterator[tuple[int, Place]]:
    """Every header and entry of a TOML text, with its line and its place."""
    counts: Counter[tuple[str | int, ...]] = Counter()
    table: Place = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _entered(header[2].split("."), counts, is_list=header[1] == "[[")
            yield number, table
        elif entry := _ENTRY.match(line):
            yield number, (*table, entry[1])


def _entered(names: list[str], counts: Counter[Place], *, is_list: bool) -> Place:
    """The place of a table; of lists on the way to it, the entry that came last."""
    place: Place = ()
    for name in names[:-1]:
        place = (*place, name)
        if place in counts:
            place = (*place, counts[place] - 1)
    place = (*place, names[-1])
    if is_list:
        counts[place] += 1
        place = (*place, counts[place] - 1)
    return place
