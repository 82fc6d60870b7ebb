"""The books as they are in force in this program: as shipped, unless people changed them.

Rooms far from a transaction – what a message may quote, what a consent may rest on – ask here.
Whoever opens the house keeps the shelf as the store has it, page by page and deed by deed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from threading import Lock
from typing import Final, TypeVar

from pydantic import BaseModel

from core.rulebook.loading import RULES_FOLDER, parse

Book = TypeVar("Book", bound=BaseModel)

BOOKS: Final = ("recipients", "briefs", "approval", "sending", "messages")


@dataclass
class Shelf:
    """Changed books by name, each with its version and its text."""

    _changed: dict[str, tuple[int, str]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def follow(self, versions: Mapping[str, int], fetch: Callable[[str, int], str]) -> None:
        """Hold exactly these versions; only what is not here yet is fetched."""
        if versions == {name: version for name, (version, _) in self._changed.items()}:
            return
        with self._lock:
            held = self._changed
            self._changed = {
                name: (version, held[name][1])
                if held.get(name, (0, ""))[0] == version
                else (version, fetch(name, version))
                for name, version in versions.items()
            }

    def text(self, name: str) -> str:
        """A book's text in force."""
        changed = self._changed.get(name)
        return shipped(name) if changed is None else changed[1]


SHELF: Final = Shelf()


@cache
def shipped(name: str) -> str:
    """A book's text as it came with the program."""
    return (RULES_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def in_force(name: str, kind: type[Book]) -> Book:
    """A book in force, read once for every text. Raises `BadBook`."""
    found = _read(name, SHELF.text(name), kind)
    assert isinstance(found, kind)
    return found


@lru_cache(maxsize=64)
def _read(name: str, text: str, kind: type[BaseModel]) -> BaseModel:
    return parse(f"{name}.toml", text, kind)
