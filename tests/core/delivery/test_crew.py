"""Several programs that send from one data folder, killed and lowered in number."""

import os
import signal
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from core.campaigns.model import CampaignId
from core.delivery import records, signs, worker
from core.delivery.channel import Accepted
from core.delivery.crew import LONGEST_PAUSE, Crew, MateFell, folder_of
from core.delivery.dispatcher import name_of
from core.delivery.handovers import Handovers
from core.delivery.model import Beat, Dispatch, State
from core.delivery.workshop import JOURNAL
from core.foundation.clock import SystemClock
from core.foundation.ids import RandomIds
from core.store.store import Store
from tests.conftest import MONDAY
from tests.core.delivery.crashing import Crashing
from tests.core.delivery.servers import Scripted, served, set_off, soon, workshop

IDLE = ("sh", "-c", "read _")  # a mate that waits to be sent home


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


def senders(store: Store) -> set[str]:
    with store.reading() as tx:
        asked = "SELECT DISTINCT claimed_by FROM dispatches WHERE state = 'sent'"
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
        assert soon(lambda: len(senders(store)) == 2 and 2 in beats(store), within=120)
        killed.append(mate_of(os.getpid()))
        os.kill(killed[0], signal.SIGKILL)
        assert soon(lambda: 2 in beats(store) and beats(store)[2].falls == 1, within=120)
        first.join()

    states = by_state(store)
    assert len(server.taken) == len(set(server.names))
    assert sum(states.values()) == 1_500
    assert set(states) <= {State.SENT, State.UNCONFIRMED}
    assert states.get(State.UNCONFIRMED, 0) <= crew.connections
    assert len(senders(store)) == 2
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


def test_what_another_handed_over_and_the_store_forgot_is_not_sent_again(
    store: Store, tmp_path: Path
) -> None:
    server = Scripted()
    campaign = set_off(store, addresses(3))
    sent, doubt, untouched = handed_over(store, campaign.id, folder_of(tmp_path, 2))
    with store.transaction() as tx:  # what a power failure does to commits not yet on disk
        tx.exec_driver_sql("UPDATE dispatches SET state = 'queued', claims = 0")

    with served(server) as port:
        shop = workshop(store, tmp_path, port, SystemClock())
        shop = replace(shop, processes=2, mate=IDLE)
        shift = worker.deliver(shop, once=True, stop=threading.Event(), patience=0)

    with store.reading() as tx:
        after = {one.id: one.state for one in records.some(tx, [sent.id, doubt.id])}
    assert server.names == [untouched.id]
    assert after == {sent.id: State.SENT, doubt.id: State.UNCONFIRMED}
    assert shift.recovery.total == 3


def test_one_that_fell_is_not_forgiven_while_it_waits_to_be_started_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.delivery.crew.FIRST_PAUSE", LONGEST_PAUSE)
    shop = workshop(store, tmp_path, 1, SystemClock())
    whole = Crew(replace(shop, processes=2, mate=("false",)), "first")

    def has_fallen() -> bool:
        whole.look_after()
        return 2 in beats(store)

    with whole.at_work(threading.Event()):
        assert soon(has_fallen)
        monkeypatch.setattr("core.delivery.crew.SECONDS_TO_STAND", 0.0)
        whole.look_after()

        with pytest.raises(MateFell):
            whole.check_standing(most=1)


def handed_over(store: Store, campaign_id: CampaignId, folder: Path) -> list[Dispatch]:
    """Three that one claimed: the first was answered, the second left, the third did not."""
    name = name_of(folder, RandomIds())
    with store.transaction() as tx:
        batch = records.claim(tx, campaign_id, limit=3, by=name, at=MONDAY)
    journal = Handovers(folder / JOURNAL, make_durable=lambda: True)
    journal.begin()
    journal.claimed(batch)
    for dispatch in batch[:2]:
        journal.intended(dispatch)
    journal.done(batch[0], Accepted("250 ok"))
    journal.close()
    return batch
