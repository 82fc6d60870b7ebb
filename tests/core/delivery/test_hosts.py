"""Two hosts with a data folder each that send from one store: each a program of its own."""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from core.delivery import records, signs, worker
from core.delivery.dispatcher import name_of
from core.delivery.gates import Gates
from core.delivery.model import SECONDS_TO_MISS, Beat, State
from core.delivery.neighbours import Neighbours
from core.foundation.clock import SystemClock
from core.foundation.ids import RandomIds
from core.store.store import Store, Tx
from tests.conftest import MONDAY
from tests.core.delivery.crashing import Crashing
from tests.core.delivery.servers import Scripted, served, set_off, soon, workshop

MESSAGES, CONNECTIONS = 400, 3
PACE = 600  # messages a minute
SECONDS = 3.0


def addresses(count: int) -> list[str]:
    return [f"k{number}@ex.test" for number in range(count)]


def sent_by(store: Store, crew: Crashing) -> Callable[[], int]:
    """How many one host has taken up and settled."""
    name = name_of(crew.folder, RandomIds())

    def count() -> int:
        asked = "SELECT count(*) FROM dispatches WHERE state = 'sent' AND claimed_by = "
        with store.reading() as tx:
            return int(tx.exec_driver_sql(f"{asked}'{name}'").scalar_one())

    return count


@pytest.mark.slow
def test_two_hosts_send_from_one_outbox_and_one_of_them_is_killed(
    store: Store, tmp_path: Path
) -> None:
    """Starts two programs at a second or two of processor time each."""
    server = Scripted(wait=0.02)
    set_off(store, addresses(MESSAGES))

    with ExitStack() as stack:
        port = stack.enter_context(served(server))
        here = Crashing(store, tmp_path / "here", port, CONNECTIONS)
        there = replace(here, folder=tmp_path / "there")
        by_here, by_there = sent_by(store, here), sent_by(store, there)
        killed = stack.enter_context(here.start())
        other = stack.enter_context(there.start())
        assert soon(lambda: by_here() > 0 and by_there() > 0, within=120)
        killed.kill()
        assert other.wait(120) == 0
        worker.deliver(here.shop(), once=True, stop=threading.Event(), patience=10)

    with store.reading() as tx:
        rows = tx.exec_driver_sql("SELECT id, state FROM dispatches").all()
    states = {row.id: State(row.state) for row in rows}
    assert len(states) == MESSAGES
    assert set(states.values()) <= {State.SENT, State.UNCONFIRMED}
    assert len(server.taken) == len(set(server.names)), "doubled"
    assert {one for one, state in states.items() if state is State.SENT} <= set(server.names)
    assert list(states.values()).count(State.UNCONFIRMED) <= CONNECTIONS


@pytest.mark.slow
def test_two_hosts_keep_one_pace(store: Store, tmp_path: Path) -> None:
    """Starts two programs, the second while the first is at work, and counts for three
    seconds: each alone would have a hundred to send at once, and ten a second after that."""
    gone: dict[str, list[float]] = {"here": [], "there": []}
    set_off(store, addresses(1_000))

    def taking(host: str) -> Scripted:
        noted = gone[host].append
        return Scripted(at_end=lambda _a: noted(time.monotonic()) or "250 2.0.0 taken")

    with ExitStack() as stack:
        ports = {host: stack.enter_context(served(taking(host))) for host in gone}
        here = Crashing(store, tmp_path / "here", ports["here"], CONNECTIONS, pace=PACE)
        first = stack.enter_context(here.start())
        assert soon(lambda: len(gone["here"]) > PACE / 6, within=120)
        there = replace(here, folder=tmp_path / "there", port=ports["there"])
        second = stack.enter_context(there.start())
        assert soon(lambda: len(gone["there"]) > 0, within=120)
        set_off(store, addresses(1_000), name="c2")  # of the first, each has a time of its own
        began = time.monotonic()
        assert soon(lambda: time.monotonic() > began + SECONDS)
        first.kill()
        second.kill()

    here_s, there_s = (
        sum(began <= at < began + SECONDS for at in times) for times in gone.values()
    )
    whole = SECONDS * PACE / 60
    assert min(here_s, there_s) > 0
    assert whole / 2 <= here_s + there_s <= 1.2 * whole + PACE / 60  # a second's pause saves


def test_who_finds_the_store_locked_joins_later_and_takes_nothing_up_before(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, join = Scripted(), Gates.join
    taken, since = list[int](), list[datetime | None]()

    def locked_at_first(gates: Gates, tx: Tx, *, at: datetime) -> None:
        taken.append(len(server.taken))
        if len(taken) < 3:
            raise OperationalError("", {}, Exception("database is locked"))
        join(gates, tx, at=at)
        since.append(gates.throttle.since)

    monkeypatch.setattr(Gates, "join", locked_at_first)
    campaign, now = set_off(store, addresses(4)), SystemClock().now()
    with store.transaction() as tx:
        signs.beat(tx, Beat("there-1", now, now, trouble="", rates={}))

    with served(server) as port:
        shop = workshop(store, tmp_path, port, SystemClock())
        worker.deliver(shop, once=True, stop=threading.Event())

    assert taken == [0, 0, 0]
    assert since[0] is not None
    assert since[0] > now
    with store.reading() as tx:
        assert records.counts_by_state(tx, campaign.id).by_state == {"sent": 4}


def test_a_neighbour_counts_while_it_gives_signs_whatever_its_clock_says(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, now = Neighbours(["here-1", "here-2"], processes=2), [0.0]
    monkeypatch.setattr("core.delivery.neighbours.time.monotonic", lambda: now[0])

    def beat(name: str, seconds: int) -> None:
        at = MONDAY.replace(second=seconds)
        with store.transaction() as tx:
            signs.beat(tx, Beat(name, at, at, trouble="", rates={}))

    def programs() -> int:
        with store.reading() as tx:
            return here.programs(tx)

    beat("here-2", 0)
    assert programs() == 2
    beat("there-1", 0)
    assert programs() == 3
    now[0] += SECONDS_TO_MISS - 1
    beat("there-1", 1)
    assert programs() == 3
    now[0] += SECONDS_TO_MISS - 1
    assert programs() == 3
    now[0] += 2
    assert programs() == 2
