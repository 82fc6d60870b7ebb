"""The demo's gateway: takes every SMS and notice on loopback, keeps the latest, sends none.

It speaks as Kannel and as a personal cabinet do, and sends receipts back – to this machine
only, whatever address it is told.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import ProxyHandler, build_opener

from core.foundation.clock import Clock
from core.foundation.hosts import is_loopback
from core.messages.model import Channel

SENDSMS, CABINET = "/cgi-bin/sendsms", "/cabinet"
LARGEST = 65_536  # bytes of a notice
MOST = 2_000  # messages that are kept
PRUNED_AT_ONCE = 200
LONGEST = 5_000  # characters of a field that are kept
RECEIPTS = ("8", "1")  # taken by the operator, then delivered
SECONDS_TO_REPORT = 10
_FIELDS = ("channel", "to", "sender", "title", "text", "link")


@dataclass(frozen=True)
class CaughtMessage:
    """An SMS or a notice as a person would want to see it."""

    channel: str
    to: str
    sender: str
    title: str
    text: str
    link: str
    at: datetime


class Basket:
    """Keeps what is caught under names of its own, and forgets the oldest."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._clock = clock
        self._lock = Lock()
        self._number = 0
        self._keys: set[str] = set()

    def keep(self, message: dict[str, str], *, key: str = "") -> bool:
        """Keep a message; false, where one with that key is here already."""
        with self._lock:
            if key and key in self._keys:
                return False
            self._keys.add(key)
            self._number += 1
            at = self._clock.now()
            name = f"{at:%Y%m%dT%H%M%S-%f}-{self._number:06d}"
            kept = {field: message.get(field, "")[:LONGEST] for field in _FIELDS}
            draft = self._folder / f"{name}.json.draft"
            draft.write_text(json.dumps(kept | {"at": at.isoformat()}), encoding="utf-8")
            draft.replace(self._folder / f"{name}.json")
            self._prune()
        return True

    def _prune(self) -> None:
        if self._number % PRUNED_AT_ONCE:
            return
        kept = sorted(self._folder.glob("*.json"))
        for path in kept[: max(len(kept) - MOST, 0)]:
            path.unlink(missing_ok=True)


def latest(folder: Path, *, channel: str, limit: int, words: str = "") -> list[CaughtMessage]:
    """The latest messages of a channel, newest first; `words` stand in number or text."""
    wanted, found = words.casefold().strip(), list[CaughtMessage]()
    for path in sorted(folder.glob("*.json"), reverse=True):
        if len(found) >= limit:
            break
        read = json.loads(path.read_text(encoding="utf-8"))
        message = CaughtMessage(**read | {"at": datetime.fromisoformat(read["at"])})
        said = f"{message.to} {message.title} {message.text}".casefold()
        if message.channel == channel and wanted in said:
            found.append(message)
    return found


@contextmanager
def serving(folder: Path, clock: Clock, *, port: int) -> Iterator[int]:
    """A gateway on loopback, until the body ends; the port it listens on."""
    basket, reports = Basket(folder, clock), Queue[str]()

    class Gateway(_Gateway):
        pass

    Gateway.basket, Gateway.reports = basket, reports
    server = ThreadingHTTPServer(("127.0.0.1", port), Gateway)
    server.daemon_threads = True
    threads = [
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True),
        Thread(target=_report, args=(reports,), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        reports.put("")
        server.shutdown()
        server.server_close()


class _Gateway(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    basket: Basket
    reports: "Queue[str]"

    def do_GET(self) -> None:
        """An SMS, as Kannel is told."""
        place = urlsplit(self.path)
        said = {name: values[0] for name, values in parse_qs(place.query).items()}
        if place.path != SENDSMS or not said.get("to"):
            self._say(404, "Unknown request")
            return
        self.basket.keep(
            {
                "channel": Channel.SMS,
                "to": said["to"],
                "sender": said.get("from", ""),
                "text": said.get("text", ""),
            }
        )
        if report := said.get("dlr-url", ""):
            self.reports.put(report)
        self._say(202, "0: Accepted for delivery")

    def do_POST(self) -> None:
        """A notice, as a personal cabinet is told."""
        length = self.headers.get("Content-Length") or ""
        if not length.isdecimal() or int(length) > LARGEST:
            self.close_connection = True
            self._say(413, "Too long")
            return
        body = self.rfile.read(int(length))
        notice = _read(body)
        if urlsplit(self.path).path != CABINET or notice is None:
            self._say(404, "Unknown request")
            return
        key = self.headers.get("Idempotency-Key") or ""
        is_new = self.basket.keep(notice, key=key)
        self._say(202 if is_new else 409, "Kept")

    def _say(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode("ascii"))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: what is caught can be read on the screen."""


def _read(body: bytes) -> dict[str, str] | None:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    names = {"account": "to", "contact": "sender", "title": "title", "text": "text"}
    found = {ours: str(said.get(theirs) or "") for theirs, ours in names.items()}
    return found | {"channel": Channel.CABINET, "link": str(said.get("link") or "")}


def _report(reports: "Queue[str]") -> None:
    """Tell of each SMS that it was taken and delivered, in the order they came."""
    opener = build_opener(ProxyHandler({}))
    while url := reports.get():
        place = urlsplit(url)
        if place.scheme != "http" or not is_loopback(place.hostname or "*"):
            continue
        for status in RECEIPTS:
            with suppress(OSError, ValueError):
                opener.open(_filled(url, status), timeout=SECONDS_TO_REPORT).close()


def _filled(url: str, status: str) -> str:
    """The address with what Kannel would have put in."""
    for hole, value in (("%d", status), ("%T", "0"), ("%A", ""), ("%F", ""), ("%i", "demo")):
        url = url.replace(hole, value)
    return url
