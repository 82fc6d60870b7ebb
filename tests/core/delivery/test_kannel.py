"""Five hundred SMS through a real Kannel, and through one that is killed half-way."""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette

from core.campaigns.model import Campaign, CampaignId
from core.cockpit import Cockpit
from core.delivery import actions as delivery
from core.delivery import records, worker
from core.delivery.actions import Verdict
from core.delivery.channels.exchange import Patience
from core.delivery.channels.kannel import KannelChannel
from core.delivery.composing import Draft, Made
from core.delivery.model import MOVING, Dispatch, DispatchId, State
from core.door import receipts as door
from core.foundation.clock import SystemClock
from core.foundation.ids import RandomIds
from core.foundation.settings import Settings
from core.store.schema import dispatches
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA
from tests.core.delivery.kannel import Kannel, running
from tests.core.delivery.servers import free_port, set_off, soon, workshop

MESSAGES, KILLED_AFTER = 500, 150
C1 = CampaignId("c1")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


def texts(_campaign: Campaign, batch: Sequence[Dispatch]) -> dict[DispatchId, Draft]:
    """A short text that names its dispatch: a `Compose` without templates."""

    def built(dispatch: Dispatch) -> Callable[[datetime], Made]:
        return lambda _at: Made(f"Hello {dispatch.id}".encode())

    return {dispatch.id: Draft("Europe/Moscow", built(dispatch)) for dispatch in batch}


@contextmanager
def receiving(house: Cockpit) -> Iterator[str]:
    """The house's own door for receipts, open on loopback."""
    port = free_port()
    app = Starlette(routes=door.routes(house))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert soon(lambda: server.started)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def sending(house: Cockpit, kannel: Kannel, receipts: str) -> Iterator[None]:
    """A worker that sends five hundred SMS, while the body looks on."""
    set_off(house.store, [f"+7916{number:07}" for number in range(MESSAGES)], channel="sms")
    channel = KannelChannel(
        kannel.url,
        "u",
        "p",
        sender="Cockpit",
        receipts=lambda name: (
            f"{receipts}/webhooks/sms/{house.ways.receipt_signer.token(name)}"
        ),
        patience=Patience(connecting=2, verdict=5),
    )
    folder = house.settings.data / "delivery"
    shop = workshop(
        house.store,
        folder,
        free_port(),
        SystemClock(),
        compose=texts,
        connections=4,
        others={"sms": channel},
    )
    stop = threading.Event()
    thread = threading.Thread(
        target=worker.deliver, args=(shop,), kwargs={"once": False, "stop": stop}
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def states(house: Cockpit) -> dict[State, int]:
    with house.store.reading() as tx:
        return records.counts_by_state(tx, C1).by_state


def is_settled(house: Cockpit) -> bool:
    return not any(states(house).get(state, 0) for state in MOVING)


def in_doubt(house: Cockpit) -> list[DispatchId]:
    with house.store.reading() as tx:
        asked = dispatches.select().where(dispatches.c.state == State.UNCONFIRMED)
        return [DispatchId(row.id) for row in tx.execute(asked)]


def came_to_rest(house: Cockpit, kannel: Kannel) -> bool:
    """Everything is handed over, Kannel has nothing left, and receipts have come for all that
    reached the SMSC."""
    return soon(
        lambda: (
            is_settled(house)
            and kannel.is_empty()
            and states(house).get(State.DELIVERED, 0) >= len(set(kannel.arrived()))
        ),
        within=30,
    )


@pytest.fixture
def house(store: Store, warehouse: Warehouse, tmp_path: Path) -> Cockpit:
    return Cockpit(Settings(data=tmp_path), SystemClock(), RandomIds(), store, warehouse)


def test_every_message_reaches_a_final_state(house: Cockpit, tmp_path: Path) -> None:
    with running(tmp_path / "kannel") as kannel, receiving(house) as receipts:
        with sending(house, kannel, receipts):
            assert came_to_rest(house, kannel)
        arrived = kannel.arrived()

    assert states(house) == {State.DELIVERED: MESSAGES}
    assert len(arrived) == len(set(arrived)) == MESSAGES


def test_a_bearerbox_that_is_killed_loses_nothing_and_nothing_is_doubled_in_silence(
    house: Cockpit, tmp_path: Path
) -> None:
    with running(tmp_path / "kannel") as kannel, receiving(house) as receipts:
        with sending(house, kannel, receipts):
            assert soon(lambda: len(kannel.arrived()) >= KILLED_AFTER, within=30)
            kannel.crash()
            kannel.start()
            came_to_rest(house, kannel)
            listed = in_doubt(house)
            with house.store.transaction() as tx:
                for name in listed:
                    delivery.settle(
                        tx, name, verdict=Verdict.AGAIN, by=ANA, at=house.clock.now()
                    )
            came_to_rest(house, kannel)
        arrived, found = kannel.arrived(), states(house)

    doubled = len(arrived) - len(set(arrived))
    sys.stdout.write(f"{found}; asked a person: {len(listed)}; doubled: {doubled}\n")
    assert len(set(arrived)) == MESSAGES
    assert found.get(State.DELIVERED, 0) + found.get(State.SENT, 0) == MESSAGES
    assert doubled <= len(listed)
