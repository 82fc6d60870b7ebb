"""What may be written into a brief: each field checked before it is kept."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from core.briefs.model import Brief
from core.briefs.naming import Naming
from core.briefs.values import single_line, tidy

LONGEST_LINE = 120
LONGEST_TEXT = 4_000
LONGEST_WINDOW = 365  # days
MOST_MONEY = 10**12  # whole rubles
MOST_CONTACTS = 10**8


class BadField(Naming):
    """A value that cannot stand in a brief."""


def checked(brief: Brief, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes that really change something, tidied. Raises `BadField` naming the field."""
    before = asdict(brief)
    fresh = {name: _TIDY[name](name, value) for name, value in changes.items()}
    after = before | fresh
    if after["starts_on"] and after["ends_on"] and after["starts_on"] > after["ends_on"]:
        raise BadField("briefs-window-backwards", things=["starts_on", "ends_on"])
    return {name: value for name, value in fresh.items() if value != before[name]}


def title(value: str) -> str:
    """A brief's name, tidied. Raises `BadField`."""
    tidied = _line("name", value)
    if not tidied:
        raise BadField("briefs-nameless", things=["name"])
    return tidied


def plain(value: object) -> object:
    """A value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value


def _title(_field: str, value: str) -> str:
    return title(value)


def _line(field: str, value: str) -> str:
    line = single_line(value)
    if len(line) > LONGEST_LINE:
        raise BadField("briefs-too-long", things=[field], most=LONGEST_LINE)
    return line


def _text(field: str, value: str) -> str:
    text = tidy(value)
    if len(text) > LONGEST_TEXT:
        raise BadField("briefs-too-long", things=[field], most=LONGEST_TEXT)
    return text


def _day(_field: str, value: date | None) -> date | None:
    return value


def _reference(_field: str, value: str | None) -> str | None:
    return value or None


def _count(field: str, value: float | None) -> int | None:
    low, high = _RANGES[field]
    if value is None and field != "window_days":
        return None
    if value is None or not low <= value <= high or value != int(value):
        raise BadField("briefs-out-of-range", things=[field], low=low, high=high)
    return int(value)


_RANGES = {
    "window_days": (1, LONGEST_WINDOW),
    "contacts": (0, MOST_CONTACTS),
    "cost": (0, MOST_MONEY),
    "benefit": (0, MOST_MONEY),
}

_TIDY: dict[str, Callable[[str, Any], Any]] = {
    "name": _title,
    "product": _line,
    "goal": _text,
    "promise": _text,
    "audience": _text,
    "measure": _text,
    "segment_id": _reference,
    "starts_on": _day,
    "ends_on": _day,
    "deadline": _day,
    "window_days": _count,
    "contacts": _count,
    "cost": _count,
    "benefit": _count,
}
