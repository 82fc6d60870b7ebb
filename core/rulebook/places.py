"""Where in a book's text a rule stands: a fault is told with its line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core.foundation import words
from core.foundation.words import Value, say

_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\-\"']+)\s*=")
_TOML_PLACE = re.compile(r"\s*\(at line (\d+), column \d+\)")
_VERSION = re.compile(r"^version\s*=\s*\d+", re.MULTILINE)

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """What keeps a book from being followed, by the word ``rules-fault-<kind>``."""

    line: int | None
    kind: str
    place: str
    values: Mapping[str, Value] = field(default_factory=dict)


def spoken(fault: Fault, language: str) -> str:
    """What is wrong, in a language: by its kind."""
    known = f"rules-fault-{fault.kind}" in words.keys(language)
    return say(language, f"rules-fault-{fault.kind if known else 'other'}", **fault.values)


def line_of(text: str, place: Place) -> int | None:
    """The line of a rule, or of the nearest thing around it that has one."""
    lines = dict(_placed(text))
    for length in range(len(place), 0, -1):
        if place[:length] in lines:
            return lines[place[:length]]
    return None


def line_of_toml(reason: str) -> int | None:
    """The line that the reader of TOML names."""
    found = _TOML_PLACE.search(reason)
    return int(found[1]) if found else None


def numbered(text: str, version: int) -> str:
    """The text with its version."""
    line = f"version = {version}"
    if _VERSION.search(text):
        return _VERSION.sub(line, text, count=1)
    return f"{line}\n{text}"


def unnumbered(text: str) -> str:
    """The text without its version: what makes one differ from another."""
    return _VERSION.sub("", text, count=1).strip()


def _placed(text: str) -> Iterator[tuple[Place, int]]:
    """Every table and key with its line; tables of a list are counted as they come."""
    table: Place = ()
    counts: dict[Place, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _TABLE.match(line):
            table = _opened(found[2], counts, is_listed=found[1] == "[[")
            yield table, number
        elif found := _KEY.match(line):
            yield (*table, *_parts(found[1])), number


def _opened(name: str, counts: dict[Place, int], *, is_listed: bool) -> Place:
    table: Place = ()
    steps = _parts(name)
    for depth, step in enumerate(steps, start=1):
        table = (*table, step)
        if is_listed and depth == len(steps):
            counts[table] = counts.get(table, -1) + 1
        if table in counts:
            table = (*table, counts[table])
    return table


def _parts(name: str) -> list[str]:
    return [step.strip().strip("\"'") for step in name.split(".")]
