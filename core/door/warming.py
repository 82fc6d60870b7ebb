"""What the shelf of segments shows is counted before anybody asks.

After a start, and after a publication: saved segments, and those the base points at.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from core.cockpit import Cockpit
from core.segments import profile, reach, records, suggestions, tables

PAUSE = 5.0  # seconds between two looks for a new publication


def warm(house: Cockpit) -> int:
    """Count every segment of the shelf over the current publication; say how many there are.

    Their leaves are then in the cache that every session shares, beside what reach and
    profiles are counted from.
    """
    snapshot = house.warehouse.current()
    with house.store.reading() as tx:
        shelf = records.everything(tx)
        tables.counts_of(snapshot, shelf, house.catalogue, sources=house.sets(tx))
    reach.warm(snapshot)
    profile.warm(snapshot, house.catalogue)
    suggestions.suggested(snapshot, house.catalogue, today=house.today())
    return len(shelf)


@contextmanager
def kept_warm(house: Cockpit) -> Iterator[None]:
    """In the background, warm again whenever another publication is pointed at."""
    stop = Event()
    watcher = Thread(target=_watch, args=(house, stop), name="warming", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join(PAUSE)


def _watch(house: Cockpit, stop: Event) -> None:
    seen: int | None = None
    while not stop.is_set():
        if not house.warehouse.is_empty() and house.warehouse.current_number() != seen:
            seen = house.warehouse.current_number()
            warm(house)
        stop.wait(PAUSE)
