"""Several programs that send from one data folder, killed and lowered in number."""

import os
import signal
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from core.campaigns.model import CampaignId
from core.delivery import records, signs, worker
from core.delivery.model import Beat, State
from core.store.store import Store
from tests.core.delivery.crashing import Crashing
from tests.core.delivery.servers import Scripted, served, set_off, soon


def addresses(count: int) -> list[str]:
    return [f"k{number}@ex.test" for number in range(count)]


def once(crew: Crashing) -> worker.Shift:
    return worker.deliver(crew.shop(), once=True, stop=threading.Event(), patience=10)


def by_state(store: Store) -> dict[State, int]:
    with store.reading() as tx:
        return records.counts_by_state(tx, CampaignId("c1")).by_state


def beats(store: Store) -> dict[int, Beat]:
    with store.reading() as tx:
        return {sign.number: sign for sign in signs.beats(tx)}


def claimers(store: Store) -> set[str]:
    with store.reading() as tx:
        asked = "SELECT DISTINCT claimed_by FROM dispatches WHERE claimed_by IS NOT NULL"
        return {row.claimed_by for row in tx.exec_driver_sql(asked)}


@pytest.mark.slow
def test_one_that_is_killed_is_started_again_and_settles_what_it_left(
    store: Store, tmp_path: Path
) -> None:
    """Three programs start here, at a second or two of processor time each."""
    server = Scripted(wait=0.01)
    set_off(store, addresses(1_500))
    killed: list[int] = []
    shifts: list[worker.Shift] = []

    with served(server) as port:
        crew = Crashing(store, tmp_path, port, connections=2, processes=2)
        first = threading.Thread(target=lambda: shifts.append(once(crew)))
        first.start()
        assert soon(lambda: len(claimers(store)) == 2 and 2 in beats(store), within=120)
        killed.append(mate_of(os.getpid()))
        os.kill(killed[0], signal.SIGKILL)
        assert soon(lambda: 2 in beats(store) and beats(store)[2].falls == 1, within=120)
        first.join()

    states = by_state(store)
    assert len(server.taken) == len(set(server.names))
    assert sum(states.values()) == 1_500
    assert set(states) <= {State.SENT, State.UNCONFIRMED}
    assert states.get(State.UNCONFIRMED, 0) <= crew.connections
    assert len(claimers(store)) == 2
    assert beats(store) == {}, "who goes home gives no more signs"
    assert shifts[0].recovery.total > 0
    assert shifts[0].trouble == ""


def mate_of(first: int) -> int:
    """The sending program that `first` has started, whatever else was started here before."""
    [mate] = {
        int(word)
        for task in Path(f"/proc/{first}/task").iterdir()
        for word in (task / "children").read_text().split()
        if b"tests.core.delivery.crashing" in Path(f"/proc/{word}/cmdline").read_bytes()
    }
    return mate


def test_what_one_left_that_is_not_started_any_more_is_taken_over(
    store: Store, tmp_path: Path
) -> None:
    server = Scripted(wait=0.01)
    set_off(store, addresses(150))

    with served(server) as port:
        crew = Crashing(store, tmp_path, port, connections=2, processes=2)
        with crew.start("2") as mate:
            assert soon(lambda: len(server.taken) > 20, within=120)
            mate.kill()
        shift = once(replace(crew, processes=1))

    states = by_state(store)
    assert len(server.taken) == len(set(server.names))
    assert sum(states.values()) == 150
    assert set(states) <= {State.SENT, State.UNCONFIRMED}
    assert shift.recovery.total > 0
    assert beats(store) == {}, "nobody is missed who is not to come"
