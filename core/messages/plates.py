"""What a press is given: a plate that a whole run has in common, and sheets of rows.

A module of its own: in the press itself, `press` goes by another name, and its classes would
not be these.
"""

import pickle
from dataclasses import dataclass, field
from typing import Any

from core.messages.model import Channel, Writing

HEAD = 8  # bytes that say how long what follows is


@dataclass(frozen=True)
class Plate:
    """What a whole run has in common: the writings, and the values that never change."""

    channel: Channel
    writings: tuple[Writing, ...]
    names: tuple[str, ...]  # of the values that each row brings, in order
    fixed: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One contact: which writing, the name and address it goes to, and its values."""

    contact_id: str
    writing: int
    to: tuple[str, str]
    values: tuple[Any, ...]


def packed(given: Any) -> bytes:
    """A plate or a sheet as the press reads it."""
    body = pickle.dumps(given, protocol=pickle.HIGHEST_PROTOCOL)
    return len(body).to_bytes(HEAD, "big") + body
