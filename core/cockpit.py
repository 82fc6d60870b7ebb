"""Puts the house together. The only module that chooses implementations."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from core.foundation.clock import Clock, SystemClock
from core.foundation.ids import Ids, RandomIds
from core.foundation.settings import Settings
from core.store.store import Store, Tx, open_store
from core.warehouse.warehouse import Warehouse


@dataclass(frozen=True)
class Cockpit:
    """The open house: what every page, command and worker is handed."""

    settings: Settings
    clock: Clock
    ids: Ids
    store: Store
    warehouse: Warehouse

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        """One action of a person, whole or not at all."""
        with self.store.transaction() as tx:
            yield tx


def open_cockpit(settings: Settings) -> Cockpit:
    """Open the house with real time, real ids, and what the settings name."""
    settings.data.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.store_url)
    store.migrate()
    return Cockpit(
        settings=settings,
        clock=SystemClock(),
        ids=RandomIds(),
        store=store,
        warehouse=Warehouse(settings.data / "warehouse"),
    )
