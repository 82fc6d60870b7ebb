"""A ClickHouse server for tests: its HTTP interface, before the engine inside this program.

What the house's client says travels over HTTP as to any server, settings as parameters and
inserts as bodies; chDB, which is ClickHouse without its doors, answers it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import clickhouse_connect

NAME, PASSWORD = "cockpit", "se/cret"
INSERT = re.compile(
    r"INSERT INTO (?P<table>\S+)(?: \((?P<columns>.*)\))? FORMAT (?P<kind>\w+)\s*"
)
NOT_SETTINGS = {"query", "query_id", "database", "client_protocol_version"}


class Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    inside: Any = None
    lock = Lock()

    def do_POST(self) -> None:
        body = self._body()
        asked = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        settings = {key: value for key, value in asked.items() if key not in NOT_SETTINGS}
        try:
            with self.lock:
                answer = self._answer(asked.get("query", ""), body, settings)
        except Exception as fault:  # noqa: BLE001 - a server says what went wrong
            self._say(500, str(fault).encode())
        else:
            self._say(200, answer)

    def log_message(self, *_: Any) -> None:
        pass

    def _answer(self, query: str, body: bytes, settings: dict[str, str]) -> bytes:
        if found := INSERT.fullmatch(query):
            columns = [name.strip("` ") for name in (found["columns"] or "").split(",")]
            self.inside.raw_insert(
                found["table"],
                columns if found["columns"] else None,
                body,
                settings,
                found["kind"],
            )
            return b""
        text = query or body.decode()
        if settings.pop("readonly", "0") != "0" and not text.lstrip().startswith("SELECT"):
            raise PermissionError("Cannot execute query in readonly mode")  # as a server would
        has_format = re.search(r"\sFORMAT \w+\s*$", text)
        found_bytes: bytes = self.inside.raw_query(
            text, settings=settings, fmt=None if has_format else "TabSeparated"
        )
        return found_bytes

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def open_door() -> Iterator[str]:
    """The address of a server on loopback, without the prefix of its databases."""
    Door.inside = clickhouse_connect.get_client(dsn="chdb://memory")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"clickhouse://{NAME}:se%2Fcret@127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
