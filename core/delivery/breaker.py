"""The circuit breaker: while a channel is out of order, its messages wait, a little longer each
time; those of other channels go on."""

import time
from collections.abc import Iterable
from threading import Lock

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds


class Breaker:
    """Shared by the lines of one channel."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._until = 0.0
        self.failures = 0  # in a row
        self.trouble = ""  # what the channel said, or what became of it

    @property
    def is_open(self) -> bool:
        """Whether nobody should try just now."""
        return time.monotonic() < self._until

    def failed(self, trouble: str) -> None:
        """The channel could not be used. Several lines that fail together count once."""
        with self._lock:
            self.trouble = trouble
            if not self.is_open:
                self.failures += 1
                pause = min(FIRST_PAUSE * 2 ** (self.failures - 1), LONGEST_PAUSE)
                self._until = time.monotonic() + pause

    def worked(self) -> None:
        """The channel answered."""
        if self.failures:
            with self._lock:
                self.failures, self.trouble, self._until = 0, "", 0.0


class Breakers:
    """One for each channel, by its name, and one for the store, without which nothing goes."""

    def __init__(self, channels: Iterable[str]) -> None:
        self.store = Breaker()
        self._by_channel = {name: Breaker() for name in channels}

    def __getitem__(self, channel: str) -> Breaker:
        return self._by_channel[channel]

    @property
    def is_open(self) -> bool:
        """Whether nobody should try anything just now."""
        return self.store.is_open or self.open_ones == self._by_channel.keys()

    @property
    def open_ones(self) -> frozenset[str]:
        """The channels that nobody should try just now."""
        return frozenset(name for name, one in self._by_channel.items() if one.is_open)

    def failing(self, failures: int) -> frozenset[str]:
        """The channels that failed so often in a row."""
        broken = (name for name, one in self._by_channel.items() if one.failures >= failures)
        return frozenset(broken)

    @property
    def trouble(self) -> str:
        """What is out of order, in its own words; empty: nothing."""
        troubles = [one.trouble for one in (self.store, *self._by_channel.values())]
        return "; ".join(dict.fromkeys(said for said in troubles if said))
