"""A real HTTP server with a script, on loopback: it remembers what it was asked."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Script:
    """How it answers: a status, or “hang”, or “drop” once the request is read."""

    answer: Callable[[Asked], int | str] = lambda _asked: 202
    text: str = "0: Accepted for delivery"
    location: str = ""
    keeps: bool = True
    asked: list[Asked] = field(default_factory=list)
    done: Event = field(default_factory=Event)
    connections: int = 0


@contextmanager
def answering(script: Script) -> Iterator[str]:
    """The server's address, without a path."""

    class Server(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            script.connections += 1

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            asked = Asked(self.command, self.path, dict(self.headers), self.rfile.read(length))
            script.asked.append(asked)
            self._answer(script.answer(asked))

        do_POST = do_PUT = do_GET  # noqa: N815

        def _answer(self, said: int | str) -> None:
            if said == "hang":
                script.done.wait(10)
            if isinstance(said, str):
                self.close_connection = True
                return
            text = script.text.encode()
            self.send_response(said)
            if script.location:
                self.send_header("Location", script.location)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
            self.close_connection = not script.keeps

        def log_message(self, *_said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        script.done.set()
        server.shutdown()
        thread.join()
        server.server_close()
