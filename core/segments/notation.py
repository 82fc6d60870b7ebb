"""A rule as JSON, and back. What comes in may come from anywhere, so it is read with limits."""

import hashlib
import json
import math
import re
from dataclasses import asdict
from datetime import date
from typing import Any

from core.foundation.refusal import Refusal
from core.segments.model import (
    EVERY,
    Amount,
    Change,
    Combine,
    Condition,
    Group,
    Listed,
    Rule,
    Times,
    Value,
    walk,
)

MAX_DEPTH = 12  # groups within groups
MAX_NODES = 500  # groups and conditions
MAX_TEXTS = 1_000  # values of one condition
MAX_LENGTH = 500  # characters of one text
MAX_CHARACTERS = 1_000_000  # of the whole JSON
MAX_NUMBER = 10**15

_UNSOUND = re.compile("[\0\ud800-\udfff]")  # no engine can be told these
_CONDITION_KEYS = frozenset({"field", "operator", "value", "off"})
_GROUP_KEYS = frozenset({"contacts", "off"})
_PAIRS: dict[frozenset[str], type[Times] | type[Amount] | type[Change]] = {
    frozenset({"times", "days"}): Times,
    frozenset({"amount", "months"}): Amount,
    frozenset({"percent", "months"}): Change,
}
_WHOLE = frozenset({"times", "days", "months"})


class BadRule(Refusal):
    """What was given is not a rule, or is too large to be one."""


def to_json(rule: Rule) -> dict[str, Any]:
    """A rule as plain JSON values."""
    if isinstance(rule, Listed):
        return {"listed": rule.name, "digest": rule.digest}
    off = {"off": True} if rule.is_off else {}
    if isinstance(rule, Group):
        inner = {rule.combine.value: [to_json(inner) for inner in rule.rules]}
        return inner | _of_contacts(rule.contacts) | off
    written: dict[str, Any] = {"field": rule.field, "operator": rule.operator}
    if rule.value is not None:
        written["value"] = _written(rule.value)
    return written | off


def canonical(rule: Rule) -> str:
    """The one way to write a rule: equal texts mean equal rules."""
    return json.dumps(to_json(rule), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(rule: Rule) -> str:
    """SHA-256 over the one way to write a rule, with whatever sets were put into it."""
    return hashlib.sha256(canonical(rule).encode()).hexdigest()


def parse(text: str) -> Rule:
    """Read a rule out of JSON text. Raises `BadRule`."""
    if len(text) > MAX_CHARACTERS:
        raise BadRule("segments-rule-too-large")
    try:
        written = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise BadRule("segments-rule-not-json") from None
    return from_json(written)


def from_json(written: Any) -> Rule:
    """Read a rule out of plain JSON values. Raises `BadRule`, which says what is wrong."""
    rule = _read(written, depth=0)
    if sum(1 for _ in walk(rule)) > MAX_NODES:
        raise BadRule("segments-rule-too-large")
    return rule


def _of_contacts(least: int | None) -> dict[str, Any]:
    if least is None:
        return {}
    return {"contacts": "all" if least == EVERY else least}


def _read(written: Any, *, depth: int) -> Rule:
    if depth > MAX_DEPTH:
        raise BadRule("segments-rule-too-deep", limit=MAX_DEPTH)
    if not isinstance(written, dict) or written.get("off", True) is not True:
        raise BadRule("segments-rule-not-a-rule")
    if "field" in written:
        return _condition(written)
    combines = [key for key in written if key not in _GROUP_KEYS]
    if len(combines) != 1 or combines[0] not in set(Combine):
        raise BadRule("segments-rule-not-a-rule")
    inner = written[combines[0]]
    if not isinstance(inner, list) or len(inner) > MAX_NODES:
        raise BadRule("segments-rule-too-large")
    rules = tuple(_read(one, depth=depth + 1) for one in inner)
    contacts = _contacts(written["contacts"]) if "contacts" in written else None
    return Group(Combine(combines[0]), rules, contacts, is_off="off" in written)


def _contacts(written: Any) -> int:
    """How many contacts at least; “any” is one of them."""
    if written in ("any", "all"):
        return 1 if written == "any" else EVERY
    if isinstance(written, int) and not isinstance(written, bool) and written > 0:
        return min(written, MAX_NUMBER)
    raise BadRule("segments-rule-not-a-rule")


def _condition(written: dict[str, Any]) -> Condition:
    field, operator = written.get("field"), written.get("operator")
    if not set(written) <= _CONDITION_KEYS:
        raise BadRule("segments-rule-not-a-rule")
    if not isinstance(field, str) or not isinstance(operator, str):
        raise BadRule("segments-rule-not-a-rule")
    value = _value(written.get("value"), field=field)
    return Condition(field, operator, value, is_off="off" in written)


def _value(written: Any, *, field: str) -> Value:
    """Read a value by its own shape; whether it fits the field is asked elsewhere."""
    if written is None:
        return None
    if isinstance(written, list):
        if len(written) > MAX_TEXTS:
            raise BadRule("segments-rule-too-large")
        return tuple(_plain(one, field=field) for one in written)
    if isinstance(written, dict):
        return _numbers(written, field=field)
    return _plain(written, field=field)


def _numbers(written: dict[str, Any], *, field: str) -> Times | Amount | Change:
    """Two numbers that belong together."""
    made = _PAIRS.get(frozenset(written))
    read = {name: _plain(one, field=field) for name, one in written.items()} if made else {}
    sound = [
        isinstance(one, int if name in _WHOLE else int | float) for name, one in read.items()
    ]
    if made is None or not all(sound):
        raise BadRule("segments-bad-value", field=_shortened(field))
    return made(**read)  # type: ignore[arg-type]  # the names are the fields', and the numbers sound


def _plain(written: Any, *, field: str) -> str | int | float:
    if isinstance(written, str) and is_sound(written):
        return written
    if isinstance(written, int | float) and is_countable(written):
        return int(written) if written == int(written) else written  # 5.0 and 5 are one
    raise BadRule("segments-bad-value", field=_shortened(field))


def is_countable(number: float) -> bool:
    """A finite number of a size that any engine can compare with a column."""
    return not isinstance(number, bool) and math.isfinite(number) and abs(number) <= MAX_NUMBER


def is_sound(text: str) -> bool:
    """Not too long, and made of characters that any engine can be told."""
    return len(text) <= MAX_LENGTH and not _UNSOUND.search(text)


def _written(value: Value) -> Any:
    if isinstance(value, Times | Amount | Change):
        return asdict(value)
    if isinstance(value, tuple):
        return [_written(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _shortened(name: str) -> str:
    shown = name.encode("utf-8", "replace").decode()
    return shown if len(shown) <= 60 else shown[:60] + "…"  # noqa: PLR2004 – a line of text


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
