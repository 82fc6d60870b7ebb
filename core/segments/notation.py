"""A rule as JSON, and back. What comes in may come from anywhere, so it is read with limits."""

import json
import math
import re
from dataclasses import asdict
from datetime import date
from typing import Any

from core.foundation.refusal import Refusal
from core.segments.model import Combine, Condition, Group, Rule, Times, Value, walk

MAX_DEPTH = 12  # groups within groups
MAX_NODES = 500  # groups and conditions
MAX_TEXTS = 1_000  # values of one condition
MAX_LENGTH = 500  # characters of one text
MAX_CHARACTERS = 1_000_000  # of the whole JSON
MAX_NUMBER = 10**15

_UNSOUND = re.compile("[\0\ud800-\udfff]")  # no engine can be told these
_CONDITION_KEYS = frozenset({"field", "operator", "value"})


class BadRule(Refusal):
    """What was given is not a rule, or is too large to be one."""


def to_json(rule: Rule) -> dict[str, Any]:
    """A rule as plain JSON values."""
    if isinstance(rule, Group):
        return {rule.combine.value: [to_json(inner) for inner in rule.rules]}
    written: dict[str, Any] = {"field": rule.field, "operator": rule.operator}
    if rule.value is not None:
        written["value"] = _written(rule.value)
    return written


def canonical(rule: Rule) -> str:
    """The one way to write a rule: equal texts mean equal rules."""
    return json.dumps(to_json(rule), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


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


def _read(written: Any, *, depth: int) -> Rule:
    if depth > MAX_DEPTH:
        raise BadRule("segments-rule-too-deep", limit=MAX_DEPTH)
    if not isinstance(written, dict):
        raise BadRule("segments-rule-not-a-rule")
    if "field" in written:
        return _condition(written)
    if len(written) != 1 or next(iter(written)) not in set(Combine):
        raise BadRule("segments-rule-not-a-rule")
    combine, inner = next(iter(written.items()))
    if not isinstance(inner, list) or len(inner) > MAX_NODES:
        raise BadRule("segments-rule-too-large")
    return Group(Combine(combine), tuple(_read(one, depth=depth + 1) for one in inner))


def _condition(written: dict[str, Any]) -> Condition:
    field, operator = written.get("field"), written.get("operator")
    if not set(written) <= _CONDITION_KEYS:
        raise BadRule("segments-rule-not-a-rule")
    if not isinstance(field, str) or not isinstance(operator, str):
        raise BadRule("segments-rule-not-a-rule")
    return Condition(field, operator, _value(written.get("value"), field=field))


def _value(written: Any, *, field: str) -> Value:
    """Read a value by its own shape; whether it fits the field is asked elsewhere."""
    if written is None:
        return None
    if isinstance(written, list):
        if len(written) > MAX_TEXTS:
            raise BadRule("segments-rule-too-large")
        return tuple(_plain(one, field=field) for one in written)
    if isinstance(written, dict):
        return _times(written, field=field)
    return _plain(written, field=field)


def _times(written: dict[str, Any], *, field: str) -> Times:
    numbers = [written.get("times"), written.get("days")]
    whole = [n for n in numbers if isinstance(n, int) and not isinstance(n, bool)]
    if set(written) != {"times", "days"} or len(whole) != len(numbers):
        raise BadRule("segments-bad-value", field=_shortened(field))
    return Times(whole[0], whole[1])


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
    if isinstance(value, Times):
        return asdict(value)
    if isinstance(value, tuple):
        return [_written(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _shortened(name: str) -> str:
    shown = name.encode("utf-8", "replace").decode()
    return shown if len(shown) <= 60 else shown[:60] + "…"  # noqa: PLR2004 – a line of text


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
