"""The demo's gateway on the command line."""

import signal
import sys
from threading import Event
from typing import Any

from core.cockpit import Cockpit
from core.commands.asking import OK, Arguments, add, show
from core.delivery import catchgateway
from core.foundation.words import say


def add_to(commands: Any) -> None:
    """Add ``catchgateway``."""
    add(commands, "catchgateway", catch_gateway)


def catch_gateway(house: Cockpit, arguments: Arguments) -> int:
    """Run the demo's gateway: it takes every SMS and notice, keeps the latest, sends none."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    house.store.close()
    port = house.settings.catch_port
    with catchgateway.serving(house.settings.caught, house.clock, port=port) as listening:
        facts = {
            "host": "127.0.0.1",
            "port": str(listening),
            "folder": str(house.settings.caught),
        }
        show(arguments, facts, say("en", "delivery-catching-gateway", **facts))
        sys.stdout.flush()
        stop.wait()
    return OK
