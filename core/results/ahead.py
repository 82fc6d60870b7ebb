"""Results computed before anybody asks: what a page would take seconds for lies ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from core.foundation.clock import Clock
from core.results import readout, tables
from core.results.pricing import Pricing
from core.results.programme import programmes
from core.results.readout import Asked
from core.store.store import Store
from core.warehouse.warehouse import Warehouse


@dataclass
class Ahead:
    """Reads every campaign and period once for each day and publication: a result can change
    on no other occasion but a person's deed, which waits for nobody."""

    store: Store
    warehouse: Warehouse
    clock: Clock
    zone: str  # of the house
    pricing: Callable[[], Pricing]  # by the book in force
    _looked: tuple[int, date] | None = None

    def look(self) -> int:
        """How many campaigns were read; none while nothing is new. What fails is not tried
        again before the next day or publication."""
        if self.warehouse.is_empty():
            return 0
        snapshot, now = self.warehouse.current(), self.clock.now()
        occasion = snapshot.publication.number, now.astimezone(ZoneInfo(self.zone)).date()
        if occasion == self._looked:
            return 0
        self._looked = occasion
        with self.store.reading() as tx:
            choices = list(tables.choices(tx))
        pricing = self.pricing()
        for one in choices:  # a transaction each, so that none of them is long
            with self.store.reading() as tx:
                asked = Asked(time_zone=self.zone, money=pricing.of(tx, one))
                readout.read(tx, snapshot, one, at=now, asked=asked)
        with self.store.reading() as tx:
            programmes(tx, snapshot, at=now, time_zone=self.zone)
        return len(choices)
