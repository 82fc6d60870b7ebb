"""Who else sends from the same store, on whatever host: all of them share one pace."""

import time
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from core.delivery import signs
from core.delivery.model import SECONDS_TO_MISS
from core.store.store import Tx


@dataclass
class Neighbours:
    """The programs of this data folder, and those elsewhere that give signs of life.

    A sign counts from when it was seen here, not by what the other host's clock says: two
    clocks that differ would otherwise have each believe that it is alone.
    """

    own: Collection[str] = ()  # the names of those of this folder
    processes: int = 1  # how many of them there are
    _seen: dict[str, tuple[datetime, float]] = field(default_factory=dict)

    def programs(self, tx: Tx) -> int:
        """How many send, this one among them; one that fell silent counts a while longer."""
        now = time.monotonic()
        beats = {one.name: one.beat_at for one in signs.beats(tx) if one.name not in self.own}
        self._seen = {
            name: known
            if (known := self._seen.get(name)) is not None and known[0] == beat_at
            else (beat_at, now)
            for name, beat_at in beats.items()
        }
        others = sum(now - seen <= SECONDS_TO_MISS for _, seen in self._seen.values())
        return self.processes + others
