"""Bounces from the command line: what a mail says, and collecting what has come in."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from core.cockpit import Cockpit
from core.commands.asking import OK, REFUSED, Arguments, add, show
from core.delivery.feedback import pickup, receipt_rows
from core.delivery.feedback.bounces import Bounce, Unopened, Verdict, read_mail
from core.delivery.feedback.opening import LARGEST_MAIL
from core.delivery.feedback.returns import Taken
from core.foundation.faults import told
from core.foundation.refusal import Refusal
from core.foundation.words import say

SECONDS_BETWEEN = 30.0  # two looks into the mailboxes


@dataclass(frozen=True)
class _Read:
    file: Path
    verdicts: list[Verdict]
    is_opened: bool = True


def add_to(commands: Any) -> None:
    """Add ``bounce``, ``bounces collect`` and ``bounces list``."""
    reading = add(commands, "bounce", bounce)
    reading.add_argument(
        "files", nargs="+", metavar="FILE", type=Path, help="a mail as it came"
    )
    returned = commands.add_parser("bounces", help="Pick up and list what came back.")
    verbs = returned.add_subparsers(required=True, metavar="VERB")
    add(verbs, "collect", collect)
    listing = add(verbs, "list", listed)
    listing.add_argument("--ours", action="store_true", help="refused for what we are or wrote")
    listing.add_argument("--strange", action="store_true", help="unsigned, or not safe to read")
    listing.add_argument("--limit", type=int, default=200, metavar="N")


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


def collect(house: Cockpit, arguments: Arguments) -> int:
    """Pick up what came back and let dispatches and suppressions follow."""
    done = _emptied(house)
    facts = {str(taken): done[taken] for taken in Taken}
    show(arguments, facts | {"mails": done.total()}, say("en", "bounces-collected", **facts))
    return OK


def _emptied(house: Cockpit) -> Counter[str]:
    postman = house.postman()
    return pickup.collect(
        house.ways.mailboxes(), lambda raw: postman.take(raw, at=house.clock.now())
    )


def listed(house: Cockpit, arguments: Arguments) -> int:
    """List what came back, the latest first; with --ours only what is our own problem."""
    kinds = (Bounce.BLOCK,) if arguments.ours else ()
    verdicts = (Taken.UNSIGNED, Taken.QUARANTINED) if arguments.strange else ()
    with house.store.reading() as tx:
        found = receipt_rows.latest(tx, kinds=kinds, verdicts=verdicts, limit=arguments.limit)
    facts = [vars(one) for one in found]
    lines = [
        f"{one.received_at:%F %T}  {one.verdict}  {one.kind}  {one.address}  {one.reason}"
        for one in found
    ]
    show(arguments, {"receipts": facts}, "\n".join(lines))
    return OK


@contextmanager
def collected(house: Cockpit, stop: Event) -> Iterator[None]:
    """Pick up what comes back as long as the body runs, in a thread of its own.

    Whatever fails, a mailbox that cannot be reached or else, is told on standard error, and
    tried again.
    """
    done, has_mailboxes = Event(), bool(house.ways.mailboxes())

    def look() -> None:
        while not done.is_set() and not stop.is_set():
            try:
                _emptied(house)
            except (Refusal, SQLAlchemyError, OSError) as fault:
                print(fault, file=sys.stderr, flush=True)
            except Exception as fault:  # noqa: BLE001 -- the next round may well go through
                print(told(fault), file=sys.stderr, flush=True)
            done.wait(SECONDS_BETWEEN)

    postman = Thread(target=look, name="postman", daemon=True)
    if has_mailboxes:
        postman.start()
    try:
        yield
    finally:
        done.set()
        if has_mailboxes:
            postman.join(pickup.SECONDS)
