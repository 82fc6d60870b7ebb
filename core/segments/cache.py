"""What has been computed once, bounded by bytes, shared by every thread of the process."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Protocol, TypeVar


class Weighty(Protocol):
    """Anything that knows how much room it takes."""

    @property
    def bytes(self) -> int: ...


W = TypeVar("W", bound=Weighty)


class BoundedCache:
    """The least lately used goes first once `limit` bytes are passed."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.bytes = 0
        self.hits = 0
        self.misses = 0
        self._kept: OrderedDict[Hashable, Weighty] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], W]) -> W:
        """What is kept under the key, or what `make` gives, which is then kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                self.hits += 1
                return self._kept[key]  # type: ignore[return-value]  # a key has one type
            self.misses += 1
        # Outside the lock: two threads may compute the same, but nobody waits for a query.
        made = make()
        with self._lock:
            self._keep(key, made)
        return made

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.bytes = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    def _keep(self, key: Hashable, made: Weighty) -> None:
        if key in self._kept or made.bytes > self.limit:
            return
        self._kept[key] = made
        self.bytes += made.bytes
        while self.bytes > self.limit:
            _, dropped = self._kept.popitem(last=False)
            self.bytes -= dropped.bytes
