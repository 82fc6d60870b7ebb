"""Load on the public endpoints: 500 requests a second for a minute, against the real server.

    python -m bench.endpoints [--seconds 60] [--rate 500]

Starts the screens' own server over an empty house with one campaign, asks it from many loopback
addresses at a steady rate – pictures, clicks, pages and one-click unsubscribes – and says how
many were answered wrongly and how long the answers took. Late starts count as waiting: a
request is timed from the moment it was due. On a machine that does other things too, look at
the server's processor time a request. Writes `bench/endpoints.json`.
"""

import argparse
import asyncio
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select

from core.campaigns import records as campaigns
from core.campaigns.model import Campaign, CampaignId, Purpose, Status
from core.cockpit import Cockpit, open_cockpit
from core.delivery import links
from core.foundation.clock import SystemClock
from core.foundation.settings import HOUSE, Settings
from core.store.schema import dispatches, suppressions, tracking_events

RESULT = Path(__file__).with_name("endpoints.json")
MESSAGES = 20_000
URLS = [f"https://shop.example/{number}" for number in range(1, 6)]
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140 Safari/537.36"
# Of ten requests: pictures, clicks, pages, one-click unsubscribes.
MIX = "oooooccccu"
POST_EVERY = 10  # of the pages, one is a one-click unsubscribe
EXPECTED = {"o": 200, "c": 302, "u": 200, "p": 200}
MOST_P99 = 0.25  # seconds
CONNECTIONS = 40
PORT = 8757


@dataclass
class Heard:
    """How long each kind of answer took, in seconds, and what was wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)

    def note(self, kind: str, code: int, took: float) -> None:
        self.seconds.setdefault(kind, []).append(took)
        if code != EXPECTED[kind]:
            self.wrong[f"{kind} {code}"] += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=500)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder))
        os.environ.update(environment)
        house = open_cockpit(Settings())
        names = _filled(house)
        server = _started()
        try:
            before = _cpu(server.pid)
            heard, lasted = asyncio.run(_load(house, names, arguments.rate, arguments.seconds))
            time.sleep(2)  # what was counted last is written down
            found = _result(house, heard, lasted, arguments.rate)
            spent = (_cpu(server.pid) - before) * 1_000 / found["requests"]
            found["server_cpu_ms_per_request"] = round(spent, 2)
        finally:
            server.terminate()
            server.wait()
    RESULT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=2))
    if found["wrong"] or found["p99_ms"] > MOST_P99 * 1_000:
        sys.exit(1)


def _environment(folder: Path) -> dict[str, str]:
    return {
        "COCKPIT_DATA": str(folder),
        "COCKPIT_DEMO": "1",
        "COCKPIT_TRACKING": "1",
        "COCKPIT_CONTACTS_URL": f"http://127.0.0.1:{PORT}",
    }


def _filled(house: Cockpit) -> list[str]:
    """One campaign whose messages have left; the ids of its dispatches."""
    now = SystemClock().now()
    names = [secrets.token_hex(10) for _ in range(MESSAGES)]
    rows = [
        {
            "id": name,
            "campaign_id": "c1",
            "contact_id": f"k{number}",
            "account_id": f"a{number}",
            "channel": "email",
            "step": 1,
            "address": f"k{number}@d{number % 4_000}.example",
            "state": "sent",
            "queued_at": now,
            "not_before": now,
            "sent_at": now,
        }
        for number, name in enumerate(names)
    ]
    with house.store.transaction() as tx:
        campaigns.add(tx, _campaign(now))
        tx.execute(insert(dispatches), rows)
        links.keep(tx, "c1", 1, URLS)
    return names


def _campaign(now: Any) -> Campaign:
    return Campaign(
        id=CampaignId("c1"),
        name="Load",
        status=Status.SENT,
        goal="",
        purpose=Purpose.ADVERTISING,
        segment_id=None,
        template_id=None,
        holdout_share=0.0,
        contacts_per_account=1,
        roles=(),
        sender_name="News",
        sender_address="news@cockpit.example",
        send_at=None,
        window_days=60,
        seed="1",
        fingerprint=None,
        revision=1,
        created_by="bench",
        created_at=now,
    )


def _started() -> subprocess.Popen[bytes]:
    flags = {"server.address": "127.0.0.1", "server.port": str(PORT), "server.headless": "true"}
    words = [word for name, value in flags.items() for word in (f"--{name}", value)]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", *words],
        cwd=HOUSE,
        stdout=subprocess.DEVNULL,
    )
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=1)
        except OSError:
            time.sleep(0.2)
        else:
            return server
    server.terminate()
    raise SystemExit("the server did not open")


async def _load(
    house: Cockpit, names: list[str], rate: int, seconds: int
) -> tuple[Heard, float]:
    """Ask at a steady rate over kept connections."""
    heard = Heard()
    wanted: asyncio.Queue[tuple[float, str, str] | None] = asyncio.Queue()
    workers = [asyncio.create_task(_asker(n, wanted, heard)) for n in range(CONNECTIONS)]
    began = time.perf_counter()
    for number in range(rate * seconds):
        due = began + number / rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        wanted.put_nowait((due, *_request(house, names, number)))
    for _ in workers:
        wanted.put_nowait(None)
    await asyncio.gather(*workers)
    return heard, time.perf_counter() - began


def _request(house: Cockpit, names: list[str], number: int) -> tuple[str, str]:
    name, kind = names[number * 7 % len(names)], MIX[number % len(MIX)]
    marks = house.marks
    if kind == "o":
        return kind, marks.opening(name)
    if kind == "c":
        return kind, f"{marks.clicking(f'{name}.c1.1')}/{number % len(URLS) + 1}"
    is_post = number // len(MIX) % POST_EVERY == 0
    return ("p" if is_post else "u"), marks.leaving(name)


async def _asker(number: int, wanted: Any, heard: Heard) -> None:
    """One kept connection, from a loopback address of its own."""
    here = f"127.0.1.{number + 1}"
    streams: Any = None
    while (asked := await wanted.get()) is not None:
        due, kind, url = asked
        try:
            if streams is None:
                streams = await asyncio.open_connection("127.0.0.1", PORT, local_addr=(here, 0))
            code = await asyncio.wait_for(_answer(*streams, kind, url), 30)
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
            code, streams = 0, None
        heard.note(kind, code, time.perf_counter() - due)


async def _answer(reader: Any, writer: Any, kind: str, url: str) -> int:
    path = url.partition(f":{PORT}")[2]
    body = "List-Unsubscribe=One-Click" if kind == "p" else ""
    head = (
        f"{'POST' if kind == 'p' else 'GET'} {path} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\n"
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


def _result(house: Cockpit, heard: Heard, lasted: float, rate: int) -> dict[str, Any]:
    took = sorted(second for some in heard.seconds.values() for second in some)
    with house.store.reading() as tx:
        events = tx.execute(select(func.count()).select_from(tracking_events)).scalar_one()
        orders = tx.execute(select(func.count()).select_from(suppressions)).scalar_one()
    return {
        "wanted_per_second": rate,
        "answered_per_second": round(len(took) / lasted, 1),
        "requests": len(took),
        "wrong": dict(heard.wrong),
        "p50_ms": _at(took, 0.5),
        "p95_ms": _at(took, 0.95),
        "p99_ms": _at(took, 0.99),
        "slowest_ms": _at(took, 1.0),
        "p99_ms_by_kind": {
            kind: _at(sorted(some), 0.99) for kind, some in sorted(heard.seconds.items())
        },
        "events_written": events,
        "unsubscribed": orders,
        "load_before": [round(one, 1) for one in os.getloadavg()],
    }


def _cpu(pid: int) -> float:
    """Seconds of processor time that a program has used."""
    said = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def _at(took: list[float], share: float) -> float:
    return round(took[min(int(len(took) * share), len(took) - 1)] * 1_000, 1)


if __name__ == "__main__":
    main()
