"""Puts the house together. The only module that chooses implementations."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from core.foundation.clock import Clock, SystemClock
from core.foundation.ids import Ids, RandomIds
from core.foundation.refusal import Refusal
from core.foundation.settings import Settings
from core.store.store import Store, Tx, open_store
from core.warehouse.catalogue import Catalogue, load_catalogue
from core.warehouse.warehouse import Warehouse


@dataclass(frozen=True)
class Cockpit:
    """The open house: what every page, command and worker is handed."""

    settings: Settings
    clock: Clock
    ids: Ids
    store: Store
    warehouse: Warehouse
    catalogue: Catalogue = field(default_factory=load_catalogue)

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        """One action of a person, whole or not at all."""
        with self.store.transaction() as tx:
            yield tx


class StoreBehind(Refusal):
    """The tables are older than this program, and changing them is a person's decision."""


def open_cockpit(settings: Settings, *, as_it_is: bool = False) -> Cockpit:
    """Open the house with real time, real ids, and what the settings name.

    A new store gets its tables; one that is behind is refused with `StoreBehind`, unless it
    is wanted `as_it_is`, to be looked at or to be migrated.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.store_url)
    if not as_it_is and store.is_behind():
        if not store.is_new():
            raise StoreBehind("store-behind")
        store.migrate()
    return Cockpit(
        settings=settings,
        clock=SystemClock(),
        ids=RandomIds(),
        store=store,
        warehouse=Warehouse(settings.data / "warehouse"),
    )
