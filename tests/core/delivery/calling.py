"""A call list with calls on it, put there by the worker through its own channel."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from core.campaigns.model import Campaign
from core.delivery import worker
from core.delivery.channels.calls import CallChannel
from core.delivery.composing import Draft, Made
from core.delivery.model import Dispatch, DispatchId
from core.foundation.clock import SystemClock
from core.store.store import Store
from tests.conftest import MONDAY
from tests.core.delivery.servers import free_port, set_off, workshop

KEEPER = "Olga"


def scripts(_campaign: Campaign, batch: Sequence[Dispatch]) -> dict[DispatchId, Draft]:
    """A script for everybody; every second account is Olga's, the others nobody's."""

    def built(dispatch: Dispatch) -> Callable[[datetime], Made]:
        number = int(dispatch.address[-3:])
        facts = {
            "account_manager": KEEPER if number % 2 else "Somebody long gone",
            "company": f"Company {number}",
            "name": f"Name {number}",
            "position": "director",
        }
        script = f"Hello, {facts['name']}!\nAbout your contract."
        return lambda _at: Made(script.encode(), subject="Contract", facts=facts)

    return {dispatch.id: Draft("Europe/Moscow", built(dispatch)) for dispatch in batch}


def put_on_list(store: Store, folder: Path, count: int, *, name: str = "c1") -> None:
    """So many calls, due on the standing Monday."""
    numbers = [f"+7916{number:07}" for number in range(count)]
    set_off(store, numbers, name=name, channel="call")
    channel = CallChannel(store, lambda: MONDAY, MONDAY.date)
    shop = workshop(
        store,
        folder / "delivery",
        free_port(),
        SystemClock(),
        compose=scripts,
        others={"call": channel},
    )
    worker.deliver(shop, once=True, stop=threading.Event(), patience=0)
