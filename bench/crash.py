"""The crash table: 20 × `kill -9` while 20,000 messages leave over 10 connections.

    python -m bench.crash [--messages 20000] [--kills 20] [--only NAME …]

Each row is a campaign sent by two programs of five connections, killed at random moments –
both, the first or the other – and started again: to a server that writes down what it takes,
and to a real Postfix that passes everything on to it. One more freezes a program longer than
any limit while another host goes on, and one fills the disk that the journals are on. What
arrived is compared with what the store says. Writes `bench/crash.json` and its table in
`bench/README.md`.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import OperationalError

from bench.crash_ground import CONNECTIONS, PROCESSES, Ground, ground
from bench.crash_table import Row, write
from core.campaigns.model import CampaignId
from core.delivery import records
from core.delivery.doubts import Watch
from core.delivery.model import Doubt, State
from core.delivery.policy import Doubts
from core.delivery.relay_log import RelayLog
from core.foundation.clock import SystemClock
from core.store.store import Tx
from tests.core.delivery.servers import soon

PATIENCE = 900.0  # seconds for anything to go on
SURE_AFTER = 5.0  # of the log: a house waits five minutes, here nothing else goes on
FROZEN = 20.0  # seconds; a sign of life is missed after 15, a session closed after 3
RESTARTS = 3  # of PostgreSQL
SMALL_DISK = "768k"


def crashed(on: Ground, kills: int, chance: random.Random) -> int:
    """Kill at random moments until all is sent; how often that was."""
    moments = sorted(chance.randrange(on.messages) for _ in range(kills))
    restarts = moments[:: max(1, kills // RESTARTS)][:RESTARTS] if on.server else []
    running, done = on.crew.start(), 0
    for moment in moments:
        while not _waits(on, running, moment) and _is_moving(on):
            running = on.crew.start()  # it left while the store was away
        if running.poll() is not None:
            break
        time.sleep(chance.random() * 0.2)
        if on.server and moment in restarts:
            on.server.restart()
        running = _killed(on, running, chance)
        done += 1
    _finished(on, running)
    return done


def _waits(on: Ground, running: subprocess.Popen[bytes], moment: int) -> bool:
    """Wait until so many have left; false: nothing is left to be killed."""
    until = time.monotonic() + PATIENCE
    while _left(on) < moment and running.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    return running.poll() is None


def _left(on: Ground) -> int:
    if on.relay is None:
        return on.taken.read_bytes().count(b"\n") if on.taken.exists() else 0
    return on.log.read_bytes().count(b"message-id=<")


def _killed(
    on: Ground, running: subprocess.Popen[bytes], chance: random.Random
) -> subprocess.Popen[bytes]:
    """Kill both, the first or the other; whoever runs afterwards."""
    whom = chance.choice(("both", "first", "other"))
    mates = _mates(running.pid)
    if whom == "other" and mates:
        os.kill(mates[0], signal.SIGKILL)
        return running
    if whom == "first":
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    return on.crew.start()


def _mates(first: int) -> list[int]:
    tasks = Path(f"/proc/{first}/task").glob("*/children")
    return [int(word) for task in tasks for word in task.read_text().split()]


def _finished(on: Ground, running: subprocess.Popen[bytes]) -> None:
    """Let it end; whoever could not, because the store was away, is started again."""
    for _ in range(20):
        running.wait(PATIENCE)
        if not _is_moving(on):
            return
        running = on.crew.start()


def _is_moving(on: Ground) -> bool:
    """Whether anything is still to be sent; nobody knows while the store is away."""
    try:
        with on.store.reading() as tx:
            return records.counts_by_state(tx, CampaignId("c1")).moving > 0
    except OperationalError:
        return True


def settled(on: Ground) -> Counter[str]:
    """Let the log settle what it can, and send what it never saw."""
    done: Counter[str] = Counter()
    log = RelayLog(on.log, "127.0.0.1", on.crew.port)
    says = Doubts(email=Doubt.SETTLE)
    watch = Watch(log, on.crew.folder, lambda _: says, sure_after=SURE_AFTER, look_every=0.0)
    for _ in range(60):
        looked = watch.look(on.store, at=SystemClock().now())
        done.update(arrived=looked.arrived, again=looked.again)
        if looked.again:
            _finished(on, on.crew.start())
        if not looked.held:
            break
        time.sleep(1.0)
    return done


def counted(on: Ground, name: str, kills: int) -> Row:
    """What arrived, against what the store says."""
    if on.relay is not None:
        soon(lambda: on.relay is not None and on.relay.waiting() == 0, within=PATIENCE)
    arrived = Counter(on.arrived())
    with on.store.reading() as tx:
        asked = tx.exec_driver_sql("SELECT message_id, state FROM dispatches")
        states = {row.message_id: row.state for row in asked}
        total = records.counts_by_state(tx, CampaignId("c1")).total
        told = _recoveries(tx)
    sent = {one for one, state in states.items() if state == State.SENT}
    listed = {one for one, state in states.items() if state == State.UNCONFIRMED}
    return Row(
        name=name,
        messages=on.messages,
        kills=kills,
        in_doubt=sum(one["unconfirmed"] + one["resent"] for one in told),
        lost=len(sent - arrived.keys()),
        doubled=sum(count - 1 for count in arrived.values()),
        listed=len(listed),
        unlisted=len(arrived.keys() - sent - listed),
        adds_up=len(sent) + len(listed) == total == on.messages,
    )


def _recoveries(tx: Tx) -> list[dict[str, int]]:
    """What each start found of the one before."""
    asked = "SELECT details FROM journal_entries WHERE verb = 'dispatches.recover'"
    found = [row.details for row in tx.exec_driver_sql(asked)]
    return [json.loads(one) if isinstance(one, str) else one for one in found]


def crash_row(name: str, messages: int, kills: int, doubt: Doubt, **parts: bool) -> Row:
    with ground(messages, doubt, **parts) as on:
        began = time.monotonic()
        done = crashed(on, kills, random.Random(name))
        found = settled(on) if doubt is Doubt.SETTLE else Counter()
        row = counted(on, name, done)
        seconds = round(time.monotonic() - began)
        return replace(row, by_log=dict(found), seconds=seconds)


def frozen_row(name: str, messages: int) -> Row:
    """One stands still past every limit, while another host sends on; then it goes on."""
    with ground(messages, Doubt.HOLD) as on:
        here = on.crew.start()
        _waits(on, here, messages // 20)
        os.killpg(here.pid, signal.SIGSTOP)
        there = replace(on.crew, folder=on.crew.folder.with_name("there")).start()
        refused = on.crew.start()  # a second one on the same folder
        time.sleep(FROZEN)
        os.killpg(here.pid, signal.SIGCONT)
        _finished(on, here)
        there.wait(PATIENCE)
        refused.wait(PATIENCE)
        _finished(on, on.crew.start())
        return counted(on, name, 0)


def full_row(name: str, messages: int) -> Row:
    """The journals lie on a disk that is full in the middle of it; then somebody makes room."""
    with ground(messages, Doubt.HOLD) as on, _small_disk(on.crew.folder):
        filler = on.crew.folder / "filler"
        running = on.crew.start()
        _waits(on, running, messages // 10)
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 512)
        failed = running.wait(PATIENCE)
        filler.unlink()
        _finished(on, on.crew.start())
        return replace(counted(on, name, 0), note=f"ended with {failed}, then went on")


@contextmanager
def _small_disk(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(folder)]
    subprocess.run(mount, check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def rows(messages: int, kills: int) -> dict[str, Callable[[], Row]]:
    """Every row by its name, ready to be measured."""
    few = max(500, messages // 5)

    def crash(name: str, doubt: Doubt, **parts: bool) -> tuple[str, Callable[[], Row]]:
        return name, lambda: crash_row(name, messages, kills, doubt, **parts)

    return dict(
        [
            crash("hold", Doubt.HOLD),
            crash("settle", Doubt.SETTLE),
            crash("resend", Doubt.RESEND),
            crash("settle, Postfix", Doubt.SETTLE, has_postfix=True),
            crash("hold, PostgreSQL restarted", Doubt.HOLD, has_postgresql=True),
            ("frozen, with a second host", lambda: frozen_row("frozen", few)),
            ("full disk", lambda: full_row("full disk", few)),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--only", nargs="*", default=[])
    arguments = parser.parse_args()
    found: list[Row] = []
    for name, measure in rows(arguments.messages, arguments.kills).items():
        if arguments.only and name not in arguments.only:
            continue
        row = replace(
            measure(),
            name=name,
            connections=PROCESSES * CONNECTIONS,
            measured=f"{SystemClock().now():%F}",
            load=round(os.getloadavg()[0], 1),
        )
        found.append(row)
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()
        write(found)
    sys.exit(0 if all(row.is_kept for row in found) else 1)


if __name__ == "__main__":
    main()
