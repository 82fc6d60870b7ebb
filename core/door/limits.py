"""How often one address may ask: a bucket each, filled again as time goes by."""

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from starlette.requests import Request

LONGEST_ADDRESS = 64
MOST_KNOWN = 50_000  # addresses; the one that asked least lately is forgotten first


@dataclass
class Buckets:
    """`burst` at once, `rate` a second after that, for each address."""

    burst: float
    rate: float
    _known: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def lets(self, address: str) -> bool:
        """Whether an address may ask now; that counts as having asked."""
        with self._lock:
            now = time.monotonic()
            left, since = self._known.pop(address, (self.burst, now))
            left = min(self.burst, left + (now - since) * self.rate)
            self._known[address] = (max(left - 1, 0.0), now)
            while len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)
            return left >= 1


def asker(request: Request, proxies: frozenset[str]) -> str:
    """Whose request it is: the address that one of our own proxies names last, else its own."""
    host = request.client.host if request.client is not None else ""
    return behind(host, request.headers.get("x-forwarded-for", ""), proxies)


def behind(host: str, forwarded: str, proxies: frozenset[str]) -> str:
    """Who comes by way of a host: what it forwards is believed of our own proxies alone."""
    named = forwarded.rpartition(",")[2].strip()[:LONGEST_ADDRESS] if host in proxies else ""
    return named or host
