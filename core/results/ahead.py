"""Results computed before anybody asks: what a page would take seconds for lies ready."""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.exc import OperationalError

from core.foundation.clock import Clock
from core.foundation.faults import told
from core.results import readout, tables
from core.results.pricing import Pricing
from core.results.programme import programmes
from core.results.readout import Asked
from core.store.store import Store
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse

_LOG = logging.getLogger(__name__)
_PERIODS = None  # stands behind the campaigns: all of them together, by period


@dataclass
class Ahead:
    """Reads every campaign and period once for each day and publication: a result can change
    on no other occasion but a person's deed, which waits for nobody."""

    store: Store
    warehouse: Warehouse
    clock: Clock
    zone: str  # of the house
    pricing: Callable[[], Pricing]  # by the book in force
    _occasion: tuple[int, date] | None = None
    _left: deque[str | None] = field(default_factory=deque)

    def look(self) -> int:
        """Read the next campaign; return how many were: none once nothing is new.

        One alone, since others wait meanwhile. What fails is logged and not tried again before
        the next day or publication. Raises `OperationalError` while the store is away: what was
        due then is tried again behind the others.
        """
        if self.warehouse.is_empty():
            return 0
        snapshot, now = self.warehouse.current(), self.clock.now()
        occasion = snapshot.publication.number, now.astimezone(ZoneInfo(self.zone)).date()
        if occasion != self._occasion:
            with self.store.reading() as tx:
                self._left = deque([*tables.choices(tx), _PERIODS])
            self._occasion = occasion
        if not self._left:
            return 0
        one = self._left.popleft()
        try:
            self._read(one, snapshot, now)
        except OperationalError:
            self._left.append(one)
            raise
        except Exception as fault:  # noqa: BLE001 -- one campaign must not stop the others
            _LOG.error("A result was not read ahead: %s", told(fault))
        return int(one is not _PERIODS)

    def _read(self, one: str | None, snapshot: Snapshot, now: datetime) -> None:
        pricing = self.pricing()
        with self.store.reading() as tx:
            if one is _PERIODS:
                programmes(tx, snapshot, at=now, time_zone=self.zone)
            else:
                asked = Asked(time_zone=self.zone, money=pricing.of(tx, one))
                readout.read(tx, snapshot, one, at=now, asked=asked)
