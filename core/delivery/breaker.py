"""The circuit breaker: while the channel is out of order, everything waits, a little longer
each time."""

import time
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
