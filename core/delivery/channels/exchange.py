"""One HTTP exchange, cut where a failure changes what it means.

Until the request has left to its last byte nobody can have acted on it. From there to the end
of the answer's first line, silence means that nobody knows. No redirect is ever followed: where
a request goes is what the settings say, whatever the other side would like.
"""

import select
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from core.delivery.channel import Unknown, Unreachable
from core.foundation.refusal import Refusal

LONGEST_ANSWER = 65_536  # bytes that are read
LONGEST_TEXT = 500  # characters that are kept
_HEADERS = {"User-Agent": "campaign-cockpit", "Accept": "*/*"}


class UnusableUrl(Refusal):
    """The settings name no address a request can go to."""


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, for a connection and for an answer."""

    connecting: float = 10.0
    verdict: float = 30.0


USUAL = Patience()


@dataclass(frozen=True)
class Request:
    """What is asked: the method, what follows the host in the address, headers and body."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Response:
    """A status and the beginning of its text, safe to keep and to show."""

    status: int
    text: str


@dataclass(frozen=True)
class Place:
    """Where requests go. `target` is what follows the host."""

    host: str
    port: int | None
    target: str
    is_tls: bool

    @staticmethod
    def of(url: str) -> "Place":
        """Read an address of the settings. Raises `UnusableUrl`."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError as fault:
            raise UnusableUrl("delivery-unusable-url", url=url) from fault
        is_clean = url.isascii() and url.isprintable() and " " not in url
        if parts.scheme not in ("http", "https") or not host or not is_clean or parts.username:
            raise UnusableUrl("delivery-unusable-url", url=url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return Place(host, port, target, parts.scheme == "https")


class Wire:
    """The way to one place; one thread's own.

    Where it `keeps` its connection, the other side may hang up just as the next request leaves:
    that is silence, too. Only who may ask again can afford it; others come anew each time.
    """

    def __init__(
        self,
        place: Place,
        patience: Patience,
        *,
        keeps: bool = False,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._place = place
        self._patience = patience
        self._keeps = keeps
        self._context = context
        self._connection: HTTPConnection | None = None

    def ask(
        self, request: Request, *, intend: Callable[[], None]
    ) -> Response | Unknown | Unreachable:
        """Ask once. `intend` is called when the way is open, before the first byte leaves."""
        try:
            connection = self._open()
        except (OSError, HTTPException, ValueError) as fault:
            self.close()
            return Unreachable(_words(fault))
        intend()
        try:
            manner = {} if self._keeps else {"Connection": "close"}
            headers = {**_HEADERS, **manner, **request.headers}
            connection.request(request.method, request.target, request.body or None, headers)
        except (OSError, HTTPException) as fault:
            # The end of the request never left this machine: nobody can act on half of it.
            self.close()
            return Unreachable(_words(fault))
        return self._answer(connection)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _open(self) -> HTTPConnection:
        """The kept connection, or a new one where the other side has hung up meanwhile."""
        kept = self._connection
        if kept is not None and (kept.sock is None or _has_hung_up(kept.sock)):
            self.close()
        if self._connection is None:
            self._connection = self._connected()
        return self._connection

    def _connected(self) -> HTTPConnection:
        place, waits = self._place, self._patience.connecting
        connection = HTTPConnection(place.host, place.port, timeout=waits)
        if place.is_tls:
            trusted = self._context or ssl.create_default_context()
            connection = HTTPSConnection(place.host, place.port, timeout=waits, context=trusted)
        connection.connect()
        wire: socket.socket = connection.sock
        wire.settimeout(self._patience.verdict)
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def _answer(self, connection: HTTPConnection) -> Response | Unknown:
        status = 0
        try:
            response = connection.getresponse()
            status = response.status
            said = response.read(LONGEST_ANSWER)
            # Longer than anybody needs, the rest stays unread.
            if not self._keeps or not response.isclosed():
                self.close()
        except (OSError, HTTPException, ValueError) as fault:
            self.close()
            return Response(status, _words(fault)) if status else Unknown(_words(fault))
        return Response(status, f"{status} {_printable(said)}".strip()[:LONGEST_TEXT])


def _has_hung_up(wire: socket.socket) -> bool:
    """Whether something waits to be read before anything was asked: the end, or nonsense."""
    return bool(select.select([wire], [], [], 0)[0])


def _printable(said: bytes) -> str:
    words = said[: LONGEST_TEXT * 4].decode("utf-8", "replace")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def _words(fault: Exception) -> str:
    return (str(fault) or type(fault).__name__)[:LONGEST_TEXT]
