"""Sending from the command line: by this program, and by others beside it; settling doubts."""

import argparse
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Any

from core.cockpit import Cockpit
from core.commands import bounces
from core.commands.asking import OK, REFUSED, Arguments, add, show
from core.delivery import worker
from core.delivery.crew import follow_the_first, tell_the_first
from core.delivery.doubts import SURE_AFTER, Looked, Watch
from core.delivery.workshop import Workshop
from core.foundation.refusal import Refusal
from core.foundation.settings import MOST_SENDING
from core.foundation.words import say


class NoRelayLog(Refusal):
    """The settings name no log that doubts could be settled by."""


class UnreadableLog(Refusal):
    """The log that the settings name cannot be read."""


def add_to(commands: Any) -> None:
    """Add ``deliver`` and ``settle``."""
    sending = add(commands, "deliver", deliver)
    sending.add_argument("--once", action="store_true", help="stop when nothing more is due")
    sending.add_argument(
        "--processes",
        metavar="N",
        type=int,
        choices=range(1, MOST_SENDING + 1),
        help="programs that send at once; else as the setting says",
    )
    sending.add_argument("--as-number", type=int, metavar="N", help=argparse.SUPPRESS)
    settling = add(commands, "settle", settle)
    settling.add_argument(
        "--wait",
        metavar="SECONDS",
        type=float,
        default=0.0,
        help=f"for what the log does not name: it is sure after {SURE_AFTER:.0f}",
    )


def deliver(house: Cockpit, arguments: Arguments) -> int:
    """Send approved campaigns: until stopped, or with --once until nothing more is due."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    processes = arguments.processes or house.settings.sending_processes
    here = (sys.executable, "-m", "core.cli", "deliver")
    mate = (*here, "--processes", str(processes), "--as-number")
    shop = house.workshop(processes)
    shop = replace(shop, mate=mate, clerk=_clerk(house, shop), ahead=house.ahead().look)
    if arguments.as_number is not None:
        follow_the_first(stop)
        tell_the_first(worker.assist(shop, arguments.as_number, stop=stop))
        return OK
    with bounces.collected(house, stop):
        shift = worker.deliver(shop, once=arguments.once, stop=stop)
    show(arguments, shift.facts(), shift.sentence("en"))
    is_stuck = arguments.once and bool(shift.trouble) and shift.waiting > 0
    return REFUSED if is_stuck else OK


def settle(house: Cockpit, arguments: Arguments) -> int:
    """Settle unconfirmed e-mails by the log of the relay on this machine, as the book says."""
    watch = _watch(house, house.workshop())
    if watch is None:
        raise NoRelayLog("delivery-no-relay-log")
    watch.longest_pause = watch.look_every  # somebody waits for it
    until, looked = time.monotonic() + arguments.wait, Looked()
    while True:
        looked += watch.look(house.store, at=house.clock.now())
        if not looked.is_readable:
            raise UnreadableLog("delivery-unreadable-log", path=str(watch.log.path))
        if not looked.held or time.monotonic() >= until:
            break
        time.sleep(watch.look_every)
    facts = {name: getattr(looked, name) for name in ("arrived", "again", "held")}
    show(arguments, facts, say("en", "delivery-settled-by-log", **facts))
    return OK


def _clerk(house: Cockpit, shop: Workshop) -> Callable[[], None]:
    """What the first program does at the side: settle doubts, and the house's own notices."""
    watch = _watch(house, shop)

    def both() -> None:
        if watch is not None:
            watch.look(house.store, at=house.clock.now())
        house.clerk()

    return both


def _watch(house: Cockpit, shop: Workshop) -> Watch | None:
    log = house.ways.relay_log()
    if log is None or shop.latest is None:
        return None
    latest = shop.latest
    return Watch(log, shop.folder, lambda tx: latest(tx).doubts)
