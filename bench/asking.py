"""Asking a server at a steady rate over kept connections, as many people would."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140 Safari/537.36"
EXPECTED = {"o": 200, "c": 302, "u": 200, "p": 200}  # by kind
CONNECTIONS = 40

Asked = tuple[str, str, str]  # kind, method and path


@dataclass
class Heard:
    """How long each kind of answer took, in seconds, and what was wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)

    def note(self, kind: str, code: int, took: float) -> None:
        self.seconds.setdefault(kind, []).append(took)
        if code != EXPECTED[kind]:
            self.wrong[f"{kind} {code}"] += 1


async def asked_at(
    port: int, asked: Sequence[Asked], rate: int, seconds: int
) -> tuple[Heard, float]:
    """Ask at a steady rate over kept connections."""
    heard = Heard()
    wanted: asyncio.Queue[Any] = asyncio.Queue()
    workers = [asyncio.create_task(_asker(n, port, wanted, heard)) for n in range(CONNECTIONS)]
    began = time.perf_counter()
    for number in range(rate * seconds):
        due = began + number / rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        wanted.put_nowait((due, *asked[number % len(asked)]))
    for _ in workers:
        wanted.put_nowait(None)
    await asyncio.gather(*workers)
    return heard, time.perf_counter() - began


async def _asker(number: int, port: int, wanted: Any, heard: Heard) -> None:
    """One kept connection, from a loopback address of its own."""
    here = f"127.0.1.{number + 1}"
    streams: Any = None
    while (asked := await wanted.get()) is not None:
        due, kind, method, path = asked
        try:
            if streams is None:
                streams = await asyncio.open_connection("127.0.0.1", port, local_addr=(here, 0))
            reader, writer = streams
            code = await asyncio.wait_for(_answer(reader, writer, method, path, port), 30)
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
            code, streams = 0, None
        heard.note(kind, code, time.perf_counter() - due)


async def _answer(reader: Any, writer: Any, method: str, path: str, port: int) -> int:
    body = "List-Unsubscribe=One-Click" if method == "POST" else ""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"User-Agent: {AGENT}\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    writer.write((head + body).encode())
    await writer.drain()
    said = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next(
        (int(line[15:]) for line in said.split("\r\n") if line.startswith("content-length:")),
        0,
    )
    if "transfer-encoding: chunked" in said:
        await reader.readuntil(b"0\r\n\r\n")
    elif length:
        await reader.readexactly(length)
    return int(said.split(" ", 2)[1])
