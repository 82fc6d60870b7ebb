"""The demo's gateway: five channels without any setup, and nothing leaves the machine."""

import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from core.cockpit import Cockpit
from core.delivery import catchgateway, records, worker
from core.delivery.channel import Accepted, Envelope, Unreachable
from core.delivery.model import State
from core.door import health
from core.foundation.clock import SystemClock
from core.foundation.ids import RandomIds
from core.foundation.settings import Settings
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.core.delivery.servers import free_port, set_off, soon, workshop
from tests.core.delivery.test_kannel import C1, receiving, states, texts
from tests.core.delivery.web import Script, answering


def demo(store: Store, warehouse: Warehouse, folder: Path, **more: Any) -> Cockpit:
    settings = Settings(data=folder, demo=True, catch_port=free_port(), **more)
    return Cockpit(settings, SystemClock(), RandomIds(), store, warehouse)


def test_the_demo_sends_sms_without_any_setup_and_hears_that_they_arrived(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    house = demo(store, warehouse, tmp_path)
    set_off(store, [f"+7916000000{number}" for number in range(5)], channel="sms")

    with (
        receiving(house) as here,
        catchgateway.serving(
            house.settings.caught, house.clock, port=house.settings.catch_port
        ),
    ):
        reachable = demo(store, warehouse, tmp_path, receipts_url=here)
        settings = reachable.settings.model_copy(
            update={"catch_port": house.settings.catch_port}
        )
        ways = Cockpit(settings, house.clock, house.ids, store, warehouse).channels()
        shop = workshop(store, tmp_path, free_port(), SystemClock(), compose=texts, others=ways)
        worker.deliver(shop, once=True, stop=threading.Event(), patience=0)
        assert soon(lambda: states(house) == {State.DELIVERED: 5})

    caught = catchgateway.latest(house.settings.caught, channel="sms", limit=10)
    assert {one.to for one in caught} == {f"+7916000000{number}" for number in range(5)}
    assert catchgateway.latest(house.settings.caught, channel="sms", limit=10, words="0003")[
        0
    ].text
    with store.reading() as tx:
        assert records.counts_by_state(tx, C1).total == 5


def test_a_notice_is_caught_once(store: Store, warehouse: Warehouse, tmp_path: Path) -> None:
    house = demo(store, warehouse, tmp_path)
    body = json.dumps({"account": "a1", "title": "Счёт", "text": "Готов"}).encode()
    envelope = Envelope("N", "a1", body, dispatch_id="d1")

    with catchgateway.serving(
        house.settings.caught, house.clock, port=house.settings.catch_port
    ):
        line = house.channels()["cabinet"].line()
        answers = [line.hand_over(envelope, intend=lambda: None) for _ in range(2)]
        line.close()

    assert [type(one) for one in answers] == [Accepted, Accepted]
    caught = catchgateway.latest(house.settings.caught, channel="cabinet", limit=10)
    assert [(one.to, one.title, one.text) for one in caught] == [("a1", "Счёт", "Готов")]


def test_receipts_go_to_this_machine_and_nowhere_else(tmp_path: Path) -> None:
    script = Script(answer=lambda _asked: 200)

    with (
        answering(script) as here,
        catchgateway.serving(tmp_path, SystemClock(), port=0) as port,
    ):
        for report in ("http://192.0.2.1/r?status=%d", "file:///etc/passwd", f"{here}/r?s=%d"):
            send(port, to="+7916", text="x", **{"dlr-url": report})
        assert soon(lambda: len(script.asked) == 2)

    assert [one.path for one in script.asked] == ["/r?s=8", "/r?s=1"]


@pytest.mark.parametrize("body", [b"[" * 60_000, b"no json", b"[]", b"\xff", b""])
def test_what_is_no_notice_is_not_kept(tmp_path: Path, body: bytes) -> None:
    with catchgateway.serving(tmp_path, SystemClock(), port=0) as port:
        request = urllib.request.Request(f"http://127.0.0.1:{port}/cabinet", body)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=5)

    assert refused.value.code == 404
    assert list(tmp_path.glob("*.json")) == []


def test_the_oldest_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catchgateway, "MOST", 3)
    monkeypatch.setattr(catchgateway, "PRUNED_AT_ONCE", 2)
    basket = catchgateway.Basket(tmp_path, SystemClock())

    for number in range(8):
        basket.keep({"channel": "sms", "to": str(number)})

    kept = catchgateway.latest(tmp_path, channel="sms", limit=10)
    assert [one.to for one in kept] == ["7", "6", "5"]


def test_health_says_of_each_channel_whether_it_is_there(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    house = demo(store, warehouse, tmp_path, smtp_port=free_port())
    bare = Cockpit(
        Settings(data=tmp_path, smtp_port=free_port()),
        house.clock,
        house.ids,
        store,
        warehouse,
    )

    away = health.channels(house)
    with catchgateway.serving(
        house.settings.caught, house.clock, port=house.settings.catch_port
    ):
        there = health.channels(house)
    absent = health.channels(bare)

    ours = {"call": "ok", "letter": "ok", "email": "unreachable"}
    assert away == ours | {"sms": "unreachable", "cabinet": "unreachable"}
    assert there == ours | {"sms": "ok", "cabinet": "ok"}
    assert absent == ours | {"sms": "absent", "cabinet": "absent"}


def send(port: int, **said: str) -> None:
    query = urllib.parse.urlencode(said)
    place = f"http://127.0.0.1:{port}{catchgateway.SENDSMS}?{query}"
    urllib.request.urlopen(place, timeout=5).close()


def test_a_gateway_that_is_not_run_is_out_of_reach(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    line = demo(store, warehouse, tmp_path).channels()["sms"].line()

    answer = line.hand_over(Envelope("N", "+79160000000", b"x"), intend=lambda: None)

    assert isinstance(answer, Unreachable)
