"""What channels told afterwards, on the command line."""

from typing import Any

from core.cockpit import Cockpit
from core.commands.asking import OK, Arguments, add, show
from core.delivery.feedback import receipts as hearing
from core.delivery.feedback.receipts import Receipt
from core.foundation.words import say


def add_to(commands: Any) -> None:
    """Add ``receipts``."""
    command = add(commands, "receipts", receipts)
    command.add_argument("dispatch", nargs="?", default="", metavar="DISPATCH")
    command.add_argument("--waiting", action="store_true", help="those not followed yet")
    command.add_argument("--limit", type=int, default=100, metavar="N")
    command.add_argument("--replay", action="store_true", help="judge the waiting ones again")


def receipts(house: Cockpit, arguments: Arguments) -> int:
    """List receipts as they came, the latest first; or judge those that wait once more."""
    if arguments.replay:
        with house.store.transaction() as tx:
            moved = hearing.replay(tx, at=house.clock.now())
        show(arguments, {"moved": moved}, say("en", "receipts-replayed", n=moved))
        return OK
    with house.store.reading() as tx:
        found = hearing.listed(
            tx,
            dispatch_id=arguments.dispatch,
            is_waiting=arguments.waiting,
            limit=arguments.limit,
        )
    lines = [_line(one) for one in found] or [say("en", "receipts-none")]
    show(arguments, {"receipts": [vars(one) for one in found]}, "\n".join(lines))
    return OK


def _line(receipt: Receipt) -> str:
    mark = " " if receipt.applied_at else "…"
    at = receipt.received_at.isoformat(timespec="seconds")
    printable = "".join(sign if sign.isprintable() else " " for sign in receipt.raw)
    return f"{at} {mark} {receipt.kind:<10} {receipt.dispatch_id}  {printable}"
