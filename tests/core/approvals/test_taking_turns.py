"""Two people at once, over either store: one waits for the other, and nobody for ever."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from core.approvals import tables
from core.campaigns import records
from core.campaigns.model import Status
from core.cockpit import Cockpit, open_cockpit
from core.foundation.refusal import Refusal
from core.foundation.settings import Settings
from core.store.store import Tx
from tests.plan import CAMPAIGN, approve, small_base, submitted, write_segment

MOMENT = 0.5  # seconds: long enough for the other to come as far as it can


@pytest.fixture
def house(tmp_path: Path, store_url: str) -> Iterator[Cockpit]:
    opened = open_cockpit(Settings(data=tmp_path, store=store_url))
    yield opened
    opened.store.close()


def test_a_save_and_an_approval_at_once_do_not_wait_for_each_other(house: Cockpit) -> None:
    """The save has the journal and will want the campaign, the approval the other way round."""
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        submitted(tx, snapshot)
    saved, held = Event(), Event()

    def save(tx: Tx) -> None:
        write_segment(tx)
        saved.set()
        held.wait(MOMENT)

    def decide(tx: Tx) -> None:
        records.locked(tx, CAMPAIGN)
        held.set()
        saved.wait(MOMENT)
        approve(tx)

    broken = at_once(house, save, decide)

    assert broken == []
    with house.store.reading() as tx:
        campaign = records.get(tx, CAMPAIGN)
        assert campaign.status is Status.CHANGES_REQUESTED
        assert not any(one.stands for one in tables.decisions(tx, CAMPAIGN))


def at_once(house: Cockpit, *deeds: Callable[[Tx], object]) -> list[Exception]:
    """Do the deeds in threads of their own; return what broke but refusals."""
    broken: list[Exception] = []

    def run(deed: Callable[[Tx], object]) -> None:
        try:
            with house.transaction() as tx:
                deed(tx)
        except Refusal:
            return
        except Exception as fault:  # noqa: BLE001 – whatever it is, the test shows it
            broken.append(fault)

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return broken
