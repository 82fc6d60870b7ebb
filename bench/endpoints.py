"""Load on the public endpoints: 500 requests a second for a minute, against the real server.

    python -m bench.endpoints [--seconds 60] [--rate 500] [--screens 10] [--contacts 120000]

Starts the screens' own server over a house with a campaign under way, ten screens open that
follow it, and a worker that sends it to `smtp-sink`. Then asks the server from many loopback
addresses at a steady rate – pictures, clicks, pages and one-click unsubscribes – and says how
many were answered wrongly and how long the answers took. Late starts count as waiting: a
request is timed from the moment it was due. All of it shares one machine, so the processor time
of each stands beside it. Writes `bench/endpoints.json` and its lines of `bench/README.md`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvloop
from sqlalchemy import func, insert, select

from bench import rehearsal_ground, relays, screens, sending
from bench.asking import Asked, Heard, asked_at
from bench.programs import running
from bench.segments.telling import put
from core.campaigns import records as campaigns
from core.cockpit import Cockpit, open_cockpit
from core.delivery import links, records
from core.delivery.model import State
from core.foundation.settings import Settings
from core.store.schema import dispatches, suppressions, tracking_events

RESULT = Path(__file__).with_name("endpoints.json")
MESSAGES = 20_000
URLS = [f"https://shop.example/{number}" for number in range(1, 6)]
# Of ten requests: pictures, clicks, pages, one-click unsubscribes.
MIX = "oooooccccu"
POST_EVERY = 10  # of the pages, one is a one-click unsubscribe
NAMES = {"o": "opens", "c": "clicks", "u": "pages", "p": "one-click unsubscribes"}
MOST_P99 = 0.25  # seconds
PORT = 8757
MAIL_BYTES = 10_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--screens", type=int, default=10)
    parser.add_argument("--contacts", type=int, default=120_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, relays.sink() as relay:
        os.environ.update(_environment(Path(folder), relay))
        house = open_cockpit(Settings())
        asked = requests(house, opened_before(house))
        sending.under_way(house, arguments.contacts, rehearsal_ground.message(MAIL_BYTES))
        found = _measured(house, asked, arguments)
    RESULT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    put("endpoints", _told(found))
    print(json.dumps(found, indent=2))
    if found["wrong"] or found["p99_ms"] > MOST_P99 * 1_000:
        sys.exit(1)


def _environment(folder: Path, relay: int) -> dict[str, str]:
    return {
        "COCKPIT_DATA": str(folder),
        "COCKPIT_DEMO": "1",
        "COCKPIT_TRACKING": "1",
        "COCKPIT_CONTACTS_URL": f"http://127.0.0.1:{PORT}",
        "COCKPIT_SMTP_PORT": str(relay),
        "COCKPIT_QUIET_HOURS": "0",
    }


def opened_before(house: Cockpit, messages: int = MESSAGES) -> list[str]:
    """One campaign whose messages have left; the ids of its dispatches."""
    now = house.clock.now()
    rows: list[dict[str, Any]] = [
        {
            "id": house.ids.new(),
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
        for number in range(messages)
    ]
    with house.store.transaction() as tx:
        campaigns.add(tx, sending.campaign("c1", now))
        tx.execute(insert(dispatches), rows)
        links.keep(tx, "c1", "1-1", URLS)
    return [row["id"] for row in rows]


def requests(house: Cockpit, names: Sequence[str]) -> list[Asked]:
    """What is asked for, in turn: kind, method and path."""
    marks = house.ways.marks
    paths = {
        "o": marks.opening,
        "c": lambda name: f"{marks.clicking(f'{name}.c1.1-1')}/{len(name) % len(URLS) + 1}",
        "u": marks.leaving,
        "p": marks.leaving,
    }
    found = []
    for number, name in enumerate(names):
        kind = MIX[number % len(MIX)]
        if kind == "u" and number // len(MIX) % POST_EVERY == 0:
            kind = "p"
        path = paths[kind](name).removeprefix(marks.reached_at)
        found.append((kind, "POST" if kind == "p" else "GET", path))
    return found


def _measured(house: Cockpit, asked: list[Any], arguments: Any) -> dict[str, Any]:
    log = house.settings.data / "worker.log"
    with _started() as server, sending.worker({**os.environ}, log) as worker:
        sending.wait_for_first(house)
        used = [_cpu(pid) for pid in (server.pid, worker.pid, os.getpid())]
        seen = uvloop.run(_beside_screens(asked, arguments))
        spent = [
            _cpu(pid) - before
            for pid, before in zip((server.pid, worker.pid, os.getpid()), used, strict=True)
        ]
        time.sleep(2)  # what was counted last is written down
        found = _result(house, seen, arguments)
    names = ("server", "worker", "asking_and_screens")
    return found | {
        "processor_seconds": {
            name: round(one, 1) for name, one in zip(names, spent, strict=True)
        }
    }


@contextmanager
def _started() -> Iterator[subprocess.Popen[bytes]]:
    flags = {"server.address": "127.0.0.1", "server.port": str(PORT), "server.headless": "true"}
    words = [word for name, value in flags.items() for word in (f"--{name}", value)]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *words]
    with running(command, stderr=None) as server:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=1)
            except OSError:
                time.sleep(0.2)
            else:
                yield server
                return
        raise SystemExit("the server did not open")


async def _beside_screens(
    asked: list[Any], arguments: Any
) -> tuple[Heard, float, list[float], dict[str, float]]:
    async with screens.opened(PORT, arguments.screens, f"campaign={sending.CAMPAIGN}") as seen:
        load = os.getloadavg()[0]
        heard, lasted = await asked_at(PORT, asked, arguments.rate, arguments.seconds)
        drawn = [second for screen in seen for second in screen.drawn]
        return heard, lasted, drawn, {"before": load, "after": os.getloadavg()[0]}


def _result(house: Cockpit, seen: Any, arguments: Any) -> dict[str, Any]:
    heard, lasted, drawn, load = seen
    with house.store.reading() as tx:
        events = tx.execute(select(func.count()).select_from(tracking_events)).scalar_one()
        orders = tx.execute(select(func.count()).select_from(suppressions)).scalar_one()
        sent = records.counts_by_state(tx, sending.CAMPAIGN)[State.SENT]
    return {
        "measured_on": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "load_before": round(load["before"], 1),
        "load_after": round(load["after"], 1),
        "wanted_per_second": arguments.rate,
        **_waited(heard, lasted),
        "events_written": events,
        "unsubscribed": orders,
        "screens": arguments.screens,
        "screens_drawn": len(drawn),
        "screens_p95_ms": _at(sorted(drawn), 0.95) if drawn else 0.0,
        "messages_sent_beside": sent,
    }


def _waited(heard: Heard, lasted: float) -> dict[str, Any]:
    """How long the answers took, and what was wrong with them."""
    took = sorted(second for some in heard.seconds.values() for second in some)
    return {
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
    }


def _told(found: dict[str, Any]) -> str:
    """The section of the README."""
    by_kind = ", ".join(
        f"{NAMES[kind]} {ms:,.0f}" for kind, ms in found["p99_ms_by_kind"].items()
    )
    spent = found["processor_seconds"]
    lines = [
        f"Measured {found['measured_on']} on {found['cores']} cores, load average"
        f" {found['load_before']} before and {found['load_after']} after, beside"
        f" {found['screens']} open screens (drawn {found['screens_drawn']} times, 95 % within"
        f" {found['screens_p95_ms']:,.0f} ms) and a worker that sent"
        f" {found['messages_sent_beside']:,} messages meanwhile.",
        "",
        f"{found['requests']:,} requests, {found['answered_per_second']:.0f} a second:"
        f" {sum(found['wrong'].values())} wrong; median {found['p50_ms']} ms, 95 % within"
        f" {found['p95_ms']:,.0f} ms, 99 % within {found['p99_ms']:,.0f} ms (asked: 250), the"
        f" slowest {found['slowest_ms']:,.0f} ms. 99 % by kind, ms: {by_kind}. Processor"
        f" seconds: server {spent['server']}, worker {spent['worker']}, asking with the screens"
        f" {spent['asking_and_screens']}.",
    ]
    return "\n".join(lines)


def _cpu(pid: int) -> float:
    """Seconds of processor time that a program has used."""
    said = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def _at(took: list[float], share: float) -> float:
    return round(took[min(int(len(took) * share), len(took) - 1)] * 1_000, 1)


if __name__ == "__main__":
    main()
