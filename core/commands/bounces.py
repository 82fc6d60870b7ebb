"""Bounces from the command line: what a mail says, and collecting what has come in."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.cockpit import Cockpit
from core.commands.asking import OK, REFUSED, Arguments, add
from core.delivery.bounces import Bounce, Unopened, Verdict, read_mail
from core.delivery.opening import LARGEST_MAIL
from core.foundation.words import say


@dataclass(frozen=True)
class _Read:
    file: Path
    verdicts: list[Verdict]
    is_opened: bool = True


def add_to(commands: Any) -> None:
    """Add ``bounce``."""
    reading = add(commands, "bounce", bounce)
    reading.add_argument(
        "files", nargs="+", metavar="FILE", type=Path, help="a mail as it came"
    )


def bounce(_house: Cockpit, arguments: Arguments) -> int:
    """Say who did not get a mail, and why: a line per recipient. Nothing is changed."""
    found = [_read(file) for file in arguments.files]
    for one in found:
        for verdict in one.verdicts:
            facts = _facts(one.file, verdict)
            print(json.dumps(facts, ensure_ascii=False) if arguments.json else _line(facts))
    return OK if all(one.is_opened for one in found) else REFUSED


def _read(file: Path) -> _Read:
    try:
        with file.open("rb") as mail:  # one byte more: what is too large is refused, not read
            return _Read(file, read_mail(mail.read(LARGEST_MAIL + 1)))
    except Unopened as fault:
        why = say("en", f"bounces-unopened-{fault}")
    except OSError as fault:
        why = say("en", "bounces-no-file", why=fault.strerror or "")
    return _Read(file, [Verdict("", Bounce.NONE, reason=why)], is_opened=False)


def _facts(file: Path, verdict: Verdict) -> dict[str, str]:
    return {
        "file": str(file),
        "recipient": verdict.recipient,
        "class": verdict.bounce,
        "status": verdict.status,
        "reason": verdict.reason,
        "rule": verdict.rule,
    }


def _line(facts: dict[str, str]) -> str:
    told = (facts[name] for name in ("class", "recipient", "status", "reason"))
    return f"{facts['file']}: " + "  ".join(word for word in told if word)
