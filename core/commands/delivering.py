"""Sending from the command line: by this program, and by others beside it."""

import argparse
import json
import signal
import sys
from dataclasses import replace
from threading import Event
from typing import Any

from core.cockpit import Cockpit
from core.commands import bounces
from core.commands.asking import OK, REFUSED, Arguments, add, show
from core.delivery import worker
from core.delivery.crew import follow_the_first
from core.foundation.settings import MOST_SENDING


def add_to(commands: Any) -> None:
    """Add ``deliver``."""
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


def deliver(house: Cockpit, arguments: Arguments) -> int:
    """Send approved campaigns: until stopped, or with --once until nothing more is due."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    processes = arguments.processes or house.settings.sending_processes
    here = (sys.executable, "-m", "core.cli", "deliver")
    mate = (*here, "--processes", str(processes), "--as-number")
    shop = replace(house.workshop(processes), mate=mate)
    if arguments.as_number is not None:
        follow_the_first(stop)
        print(json.dumps(worker.assist(shop, arguments.as_number, stop=stop)))
        return OK
    with bounces.collected(house, stop):
        shift = worker.deliver(shop, once=arguments.once, stop=stop)
    show(arguments, shift.facts(), shift.sentence("en"))
    is_stuck = arguments.once and bool(shift.trouble) and shift.waiting > 0
    return REFUSED if is_stuck else OK
