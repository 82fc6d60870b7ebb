"""The promise: whatever is killed, nothing is lost and nothing is doubled in silence."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.delivery import records, worker
from core.delivery.model import Reason, State
from core.foundation.clock import SystemClock
from core.foundation.settings import HOUSE
from core.store.store import Store
from tests.core.delivery.servers import Scripted, served, set_off, soon, workshop

MESSAGES, KILLS, CONNECTIONS = 300, 5, 3


@pytest.mark.slow
def test_kill_minus_nine_loses_nothing_and_doubles_nothing(
    store: Store, tmp_path: Path
) -> None:
    server = Scripted(wait=0.004)
    campaign = set_off(store, [f"k{number}@ex.test" for number in range(MESSAGES)])

    with served(server) as port:
        for kill in range(1, KILLS + 1):
            wanted = len(server.taken) + 20 + 7 * kill
            running = started(store, tmp_path, port)
            assert soon(lambda: len(server.taken) >= wanted, within=30)  # noqa: B023
            running.kill()
            running.wait()
        shop = workshop(store, tmp_path, port, SystemClock(), connections=CONNECTIONS)
        worker.deliver(shop, once=True, stop=threading.Event())

    with store.reading() as tx:
        counts = records.counts_by_state(tx, campaign.id)
        every = records.some(tx, [*set(server.names), *ids_of(store)])
    taken = set(server.names)
    sent = {one.id for one in every if one.state is State.SENT}
    doubts = {one.id for one in every if one.state is State.UNCONFIRMED}
    assert len(server.taken) == len(taken), "doubled"
    assert sent <= taken, "lost"
    assert taken <= sent | doubts, "taken, and neither sent nor in doubt"
    assert counts.total == counts[State.SENT] + counts[State.UNCONFIRMED] == MESSAGES
    assert len(doubts) <= KILLS * CONNECTIONS
    assert {one.reason for one in every if one.id in doubts} <= {Reason.INTERRUPTED}


def started(store: Store, folder: Path, port: int) -> subprocess.Popen[bytes]:
    url = store.engine.url.render_as_string(hide_password=False)
    program = [
        sys.executable,
        "-m",
        "tests.core.delivery.crashing",
        url,
        str(folder),
        str(port),
    ]
    return subprocess.Popen(program, cwd=HOUSE)


def ids_of(store: Store) -> list[str]:
    with store.reading() as tx:
        return [row.id for row in tx.exec_driver_sql("SELECT id FROM dispatches")]
