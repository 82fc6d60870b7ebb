"""The promise: whatever is killed, nothing is lost and nothing is doubled in silence.

The long version, with its table, is `make soak-delivery`.
"""

import re
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.delivery import records, worker
from core.delivery.dispatcher import AlreadyDispatching
from core.delivery.doubts import Looked, Watch
from core.delivery.handovers import JournalBroken
from core.delivery.model import Dispatch, Doubt, Reason, State
from core.delivery.policy import Doubts
from core.delivery.relay_log import RelayLog
from core.foundation.clock import SystemClock
from core.store.store import Store
from tests.conftest import FixedClock
from tests.core.delivery import postfix
from tests.core.delivery.crashing import Crashing
from tests.core.delivery.servers import (
    Scripted,
    free_port,
    served,
    set_off,
    soon,
    workshop,
)

MESSAGES, CONNECTIONS = 240, 3
CAN_MOUNT = 1 << 21  # CAP_SYS_ADMIN
MAY_MOUNT = bool(
    CAN_MOUNT
    & int(re.findall(r"CapEff:\s*(\w+)", Path("/proc/self/status").read_text())[0], 16)
)


def addresses(count: int) -> list[str]:
    return [f"k{number}@ex.test" for number in range(count)]


def everything(store: Store) -> list[Dispatch]:
    with store.reading() as tx:
        ids = [row.id for row in tx.exec_driver_sql("SELECT id FROM dispatches")]
        return records.some(tx, ids)


def once(crew: Crashing) -> worker.Shift:
    return worker.deliver(crew.shop(), once=True, stop=threading.Event(), patience=10)


@pytest.mark.slow
@pytest.mark.parametrize(("doubt", "kills"), [(Doubt.HOLD, 2), (Doubt.RESEND, 1)])
def test_kill_minus_nine_loses_nothing_and_doubles_nothing_in_silence(
    store: Store, tmp_path: Path, doubt: Doubt, kills: int
) -> None:
    """Starts a program, a second or two of processor time, for each kill."""
    server = Scripted(wait=0.004)
    set_off(store, addresses(MESSAGES))

    with served(server) as port:
        crew = Crashing(store, tmp_path, port, CONNECTIONS, doubt=doubt)
        for kill in range(1, kills + 1):
            wanted = len(server.taken) + 20 + 7 * kill
            with crew.start() as running:
                assert soon(lambda: len(server.taken) >= wanted, within=120)  # noqa: B023
                running.kill()
        once(crew)

    every = everything(store)
    taken = Counter(server.names)
    sent = {one.id for one in every if one.state is State.SENT}
    doubts = {one.id for one in every if one.state is State.UNCONFIRMED}
    doubled = taken.total() - len(taken)
    assert sent <= taken.keys(), "lost"
    assert taken.keys() <= sent | doubts, "taken, and neither sent nor in doubt"
    assert len(sent) + len(doubts) == MESSAGES
    if doubt is Doubt.HOLD:
        assert doubled == 0
        assert len(doubts) <= kills * CONNECTIONS
        assert {one.reason for one in every if one.id in doubts} <= {Reason.INTERRUPTED}
    else:
        assert not doubts
        assert doubled <= kills * CONNECTIONS


@pytest.mark.slow
def test_one_that_stood_still_past_every_limit_doubles_nothing(
    store: Store, tmp_path: Path
) -> None:
    """Starts a program; the relay hangs up on it while it stands still, and another host and
    a second one on its own folder come meanwhile."""
    server = Scripted(wait=0.004)
    set_off(store, addresses(MESSAGES))

    with ExitStack() as stack:
        port = stack.enter_context(served(server, timeout=0.3))
        crew = Crashing(store, tmp_path / "here", port, CONNECTIONS)
        frozen = stack.enter_context(crew.start())
        assert soon(lambda: len(server.taken) > 20, within=120)
        frozen.send_signal(signal.SIGSTOP)
        with pytest.raises(AlreadyDispatching):
            worker.deliver(crew.shop(), once=True, stop=threading.Event(), patience=0)
        once(replace(crew, folder=tmp_path / "there"))
        held = [one for one in everything(store) if one.state is State.SENDING]
        frozen.send_signal(signal.SIGCONT)
        assert frozen.wait(60) == 0
        once(crew)

    every = everything(store)
    assert held, "what it had in hand was left to it"
    assert len(server.taken) == len(set(server.names))
    assert {one.state for one in every} <= {State.SENT, State.UNCONFIRMED}
    assert {one.id for one in every if one.state is State.SENT} <= set(server.names)


@pytest.mark.skipif(not MAY_MOUNT, reason="a small disk cannot be mounted here")
def test_a_full_disk_stops_sending_and_doubles_nothing(store: Store, tmp_path: Path) -> None:
    server = Scripted()
    set_off(store, addresses(400))

    with small_disk(tmp_path / "delivery") as folder, served(server) as port:
        filler = folder / "filler"
        server.at_sender = lambda _a: full_after(server, filler)
        crew = Crashing(store, folder, port, CONNECTIONS)
        with pytest.raises(JournalBroken, match=r"No space left|half a line"):
            once(crew)
        before = len(server.taken)
        server.at_sender = lambda _a: "250 2.1.0 ok"
        filler.unlink()
        once(crew)

    every = everything(store)
    assert 0 < before < 400
    assert len(server.taken) == len(set(server.names))
    assert {one.state for one in every} <= {State.SENT, State.UNCONFIRMED}
    assert {one.id for one in every if one.state is State.SENT} <= set(server.names)


def full_after(server: Scripted, filler: Path, *, count: int = 50) -> str:
    """The disk fills up once so many were taken."""
    if len(server.taken) > count and not filler.exists():
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 256)
    return "250 2.1.0 ok"


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    subprocess.run(mount, check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("hours", [1, -1])
def test_a_clock_that_jumps_doubles_nothing(store: Store, tmp_path: Path, hours: int) -> None:
    server, clock = Scripted(), FixedClock()
    set_off(store, addresses(200))

    def jumping(_address: str) -> str:
        if len(server.taken) in (50, 120):
            clock.time += timedelta(hours=hours if len(server.taken) == 50 else -hours)
        return "250 2.0.0 taken"

    server.at_end = jumping
    with served(server) as port:
        shop = workshop(store, tmp_path, port, clock)
        worker.deliver(shop, once=True, stop=threading.Event(), patience=0)
        clock.time += timedelta(hours=2)
        worker.deliver(shop, once=True, stop=threading.Event(), patience=0)

    assert len(server.taken) == len(set(server.names)) == 200
    assert {one.state for one in everything(store)} == {State.SENT}


@pytest.mark.skipif(not postfix.RUNS_HERE, reason="needs Postfix, and its master is root")
def test_the_log_of_a_real_postfix_settles_what_it_took_and_what_it_never_saw(
    store: Store, tmp_path: Path
) -> None:
    """A relay is started and stopped, each a second or two."""
    server = Scripted()
    set_off(store, addresses(5))

    with (
        served(server) as onward,
        postfix.running(free_port(), onward=onward) as relay,
    ):
        crew = Crashing(store, tmp_path / "delivery", relay.port, 1)
        once(crew)
        assert soon(lambda: len(server.taken) == 5)
        taken, never, *_ = everything(store)
        with store.transaction() as tx:
            doubted = f"UPDATE dispatches SET state='unconfirmed', reason='{Reason.NO_ANSWER}'"
            tx.exec_driver_sql(f"{doubted} WHERE id = '{taken.id}'")
            unseen = f"{doubted}, message_id = 'never.c1@cockpit.example'"
            tx.exec_driver_sql(f"{unseen} WHERE id = '{never.id}'")
            tx.exec_driver_sql("UPDATE campaigns SET status = 'sent_with_errors'")
        log = RelayLog(relay.log, "127.0.0.1", relay.port)
        watch = Watch(log, crew.folder, lambda _: Doubts(), sure_after=0, look_every=0)
        found = Looked()
        until = time.monotonic() + 10
        while found.again + found.arrived < 2 and time.monotonic() < until:
            found += watch.look(store, at=SystemClock().now())
        once(crew)
        assert soon(lambda: len(server.taken) == 6)

    assert (found.arrived, found.again, found.held) == (1, 1, 0)
    by_id = {one.id: one for one in everything(store)}
    assert (by_id[taken.id].state, by_id[taken.id].reason) == (State.SENT, Reason.LOGGED)
    assert by_id[never.id].state is State.SENT
    assert server.names.count("never") == 1
