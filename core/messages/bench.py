"""The bench: a process of its own that fills one message a line, with little memory and time.

Started by `limits`; reads requests as JSON lines, answers each with one line. It holds no
secret of the house: its environment is empty, and values come with the request.
"""

import json
import sys
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.foundation.refusal import Refusal
from core.messages.confined import confine
from core.messages.model import Writing
from core.messages.rendering import compiled

MEMORY = 1 << 30  # bytes of address space; a message needs a thousandth
SECONDS = 600  # of work over the bench's whole life; then another is started


def main() -> None:
    """Answer until nobody asks any more."""
    confine(memory=MEMORY, seconds=SECONDS)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(json.loads(line))) + "\n")
        sys.stdout.flush()


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    try:
        sheets = compiled(Writing(**request["writing"]))
        return {"rendered": asdict(sheets.render(unpacked(request["values"])))}
    except Refusal as refusal:
        return {"refusal": [type(refusal).__name__, refusal.key, refusal.values]}
    except (MemoryError, RecursionError):
        return {"refusal": ["MessageTooLong", "messages-too-hard", {}]}


def packed(value: Any) -> Any:
    """A value as JSON carries it: days and exact numbers keep their type."""
    if isinstance(value, dict):
        return {key: packed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [packed(one) for one in value]
    if isinstance(value, datetime):
        return {"$moment": value.isoformat()}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    return value if isinstance(value, str | int | float | None) else str(value)


def unpacked(value: Any) -> Any:
    """What `packed` carried."""
    if isinstance(value, list):
        return [unpacked(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "$moment" in value:
        return datetime.fromisoformat(value["$moment"])
    if "$day" in value:
        return date.fromisoformat(value["$day"])
    if "$decimal" in value:
        return Decimal(value["$decimal"])
    return {key: unpacked(one) for key, one in value.items()}


if __name__ == "__main__":
    main()
