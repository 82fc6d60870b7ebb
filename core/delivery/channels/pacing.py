"""Not faster than the other side can bear: a link that is throttled collapses."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from core.delivery.channel import Answer, Channel, Envelope, Line


@dataclass
class Bucket:
    """Tokens that trickle in at `per_second` and are taken by whoever sends.

    `burst` is how many may lie there: 1 keeps an even pace.
    """

    per_second: float
    burst: float = 1.0
    now: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep
    _tokens: float = field(default=1.0, init=False)
    _seen: float | None = field(default=None, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def take(self) -> None:
        """Take a token, when there is one; those who wait go in the order they came."""
        pause = self._reserved()
        if pause > 0:
            self.wait(pause)

    def _reserved(self) -> float:
        """Seconds until the token is there; it is taken already, so the balance may be less
        than nothing."""
        with self._lock:
            now = self.now()
            passed = 0.0 if self._seen is None else now - self._seen
            self._seen = now
            self._tokens = min(self.burst, self._tokens + passed * self.per_second) - 1
            return -self._tokens / self.per_second if self._tokens < 0 else 0.0


@dataclass(frozen=True)
class PacedChannel:
    """A channel whose lines share one pace."""

    channel: Channel
    bucket: Bucket

    @property
    def name(self) -> str:
        return self.channel.name

    def line(self) -> "PacedLine":
        return PacedLine(self.channel.line(), self.bucket)

    def usable(self, address: str) -> str:
        """As the channel itself has it. Raises `UnusableAddress`."""
        return self.channel.usable(address)


class PacedLine:
    """A line that waits for its turn before every message."""

    def __init__(self, line: Line, bucket: Bucket) -> None:
        self._line = line
        self._bucket = bucket

    def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
        """Wait, then try once."""
        self._bucket.take()
        return self._line.hand_over(envelope, intend=intend)

    def close(self) -> None:
        self._line.close()
