"""Receipts: once, in any order, from nobody but whom we told the token; kept as they came."""

import os
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select, update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from core.cockpit import Cockpit, open_cockpit
from core.delivery import records, settling
from core.delivery.feedback import following, receipts
from core.delivery.feedback.receipts import Kind, UnknownReceipt
from core.delivery.model import Dispatch, DispatchId, Outcome, Reason, State
from core.delivery.tokens import Signer, WeakKey, key_kept
from core.door import receipts as door
from core.foundation.settings import Settings
from core.store.schema import dispatches
from core.store.schema import receipts as kept
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.conftest import MONDAY, CountedIds, FixedClock
from tests.core.delivery.servers import set_off

SIGNER = Signer(b"k" * 32, receipts.USE)


def one(store: Store, state: State = State.SENT) -> DispatchId:
    """An SMS that is as far as this."""
    set_off(store, ["+79161234567"])
    with store.transaction() as tx:
        tx.execute(update(dispatches).values(channel="sms", state=state))
        return DispatchId(tx.execute(select(dispatches.c.id)).scalar_one())


def hear(store: Store, name: DispatchId, status: str, raw: str = "") -> receipts.Heard:
    with store.transaction() as tx:
        said = {"status": status}
        return receipts.take(tx, SIGNER, SIGNER.token(name), said, raw=raw or status, at=MONDAY)


def now(store: Store, name: DispatchId) -> Dispatch:
    with store.reading() as tx:
        found = records.get(tx, name)
    assert found is not None
    return found


@pytest.mark.parametrize("order", list(permutations(["8", "4", "1"])))
def test_the_order_in_which_receipts_come_changes_nothing(
    store: Store, order: tuple[str, ...]
) -> None:
    name = one(store)

    for status in order:
        hear(store, name, status)

    assert now(store, name).state is State.DELIVERED


@pytest.mark.parametrize("order", list(permutations(["8", "1", "2"])))
def test_a_failure_outweighs_whatever_else_comes(store: Store, order: tuple[str, ...]) -> None:
    name = one(store)

    for status in order:
        hear(store, name, status)

    assert now(store, name).state is State.BOUNCED
    assert now(store, name).reason is Reason.UNDELIVERED


def test_the_same_receipt_twice_is_one(store: Store) -> None:
    name = one(store)

    heard = [hear(store, name, "1", "status=1&at=5") for _ in range(2)]

    assert [one.is_new for one in heard] == [True, False]
    with store.reading() as tx:
        assert [one.raw for one in receipts.listed(tx)] == ["status=1&at=5"]


def test_a_doubt_is_settled_by_its_receipt(store: Store) -> None:
    name = one(store, State.UNCONFIRMED)

    hear(store, name, "8")
    taken = now(store, name)
    hear(store, name, "1")

    assert (taken.state, taken.sent_at) == (State.SENT, MONDAY)
    assert now(store, name).state is State.DELIVERED


def test_receipts_of_what_moved_meanwhile_wait_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = one(store, State.SENDING)
    hear(store, name, "1")
    with store.transaction() as tx:
        tx.execute(update(dispatches).values(state=State.SENT))
    there = following.held

    def seen_before(tx: Tx, dispatch_id: DispatchId) -> Dispatch | None:
        found = there(tx, dispatch_id)
        return found and replace(found, claim=found.claim + 1)

    with monkeypatch.context() as patch, store.transaction() as tx:
        patch.setattr(following, "held", seen_before)
        assert receipts.replay(tx, at=MONDAY) == 0
        assert len(receipts.listed(tx, is_waiting=True)) == 1
    with store.transaction() as tx:
        assert receipts.replay(tx, at=MONDAY) == 1
        assert not receipts.listed(tx, is_waiting=True)

    assert now(store, name).state is State.DELIVERED


def test_a_receipt_that_is_faster_than_the_answer_waits_for_it(
    store: Store, ids: CountedIds
) -> None:
    name = one(store, State.SENDING)
    heard = hear(store, name, "1")
    with store.reading() as tx:
        waiting = receipts.listed(tx, is_waiting=True)

    with store.transaction() as tx:
        outcome = Outcome(now(store, name), State.SENT, Reason.NONE, MONDAY, attempted=True)
        settling.settle(tx, [outcome], ids=ids)

    assert heard.state is State.SENDING
    assert [one.kind for one in waiting] == [Kind.DELIVERED]
    assert now(store, name).state is State.DELIVERED
    with store.reading() as tx:
        assert not receipts.listed(tx, is_waiting=True)


@pytest.mark.parametrize("state", [State.BOUNCED, State.FAILED, State.SKIPPED])
def test_what_is_over_stays_over_and_its_receipt_is_kept(store: Store, state: State) -> None:
    name = one(store, state)

    hear(store, name, "1")

    assert now(store, name).state is state
    with store.reading() as tx:
        assert len(receipts.listed(tx, dispatch_id=name)) == 1


def test_what_nobody_understands_is_kept_and_changes_nothing(store: Store) -> None:
    name = one(store)

    heard = hear(store, name, "<script>", "status=<script>")

    assert (heard.kind, heard.state) == (Kind.OTHER, State.SENT)


def test_a_flood_of_receipts_ends_somewhere(store: Store) -> None:
    name = one(store)

    for number in range(receipts.MOST + 5):
        hear(store, name, "4", str(number))

    with store.reading() as tx:
        assert len(receipts.listed(tx, limit=1_000)) == receipts.MOST


@pytest.mark.parametrize("spoil", [lambda t: "", lambda t: t + "x", lambda t: "d9" + t[2:]])
def test_nobody_reports_with_a_token_of_their_own(store: Store, spoil: Any) -> None:
    name = one(store)
    of_another_use = Signer(b"k" * 32, "click").token(name)

    for token in (spoil(SIGNER.token(name)), of_another_use, SIGNER.token("gone")):
        with store.transaction() as tx, pytest.raises(UnknownReceipt):
            receipts.take(tx, SIGNER, token, {"status": "1"}, raw="", at=MONDAY)

    assert now(store, name).state is State.SENT


def test_the_key_of_the_house_is_made_once_and_read_by_nobody_else(tmp_path: Any) -> None:
    path = tmp_path / "signing.key"

    keys = {key_kept(path, CountedIds(count)) for count in (1, 5)}

    assert len(keys) == 1
    assert path.stat().st_mode & 0o077 == 0
    assert [found.name for found in tmp_path.iterdir()] == ["signing.key"]


def test_a_key_is_on_the_disk_before_it_is_the_key(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "signing.key"
    synced: list[bool] = []
    fsync = os.fsync

    def noted(file: int) -> None:
        synced.append(path.exists())
        fsync(file)

    monkeypatch.setattr(os, "fsync", noted)
    key_kept(path, CountedIds())

    assert synced == [False, True]  # the draft, then the folder


@pytest.mark.parametrize("kept", [b"", b"half a key"])
def test_what_is_left_of_a_key_signs_nothing(tmp_path: Any, kept: bytes) -> None:
    path = tmp_path / "signing.key"
    path.write_bytes(kept)

    with pytest.raises(WeakKey, match=r"signing\.key"):
        key_kept(path, CountedIds())


def test_a_house_is_not_opened_with_a_key_that_can_be_guessed(tmp_path: Any) -> None:
    with pytest.raises(WeakKey, match="COCKPIT_SIGNING_KEY"):
        open_cockpit(Settings(data=tmp_path, store="", signing_key=SecretStr("x" * 31)))


@pytest.fixture
def house(store: Store, warehouse: Warehouse, clock: FixedClock, tmp_path: Any) -> Cockpit:
    return Cockpit(Settings(data=tmp_path), clock, CountedIds(), store, warehouse)


def test_gateways_report_through_the_door(store: Store, house: Cockpit) -> None:
    name = one(store, State.UNCONFIRMED)
    caller = TestClient(Starlette(routes=door.routes(house)))
    place = f"/webhooks/sms/{house.ways.receipt_signer.token(name)}"

    got = caller.get(place, params={"status": "8", "at": "5"})
    posted = caller.post(place, json={"status": "DELIVRD", "nested": {"a": 1}})
    again = caller.post(place, json={"status": "DELIVRD", "nested": {"a": 1}})

    assert [one.status_code for one in (got, posted, again)] == [200, 200, 200]
    assert "set-cookie" not in got.headers
    assert now(store, name).state is State.DELIVERED
    with store.reading() as tx:
        raw = list(tx.execute(select(kept.c.raw).order_by(kept.c.id)).scalars())
    assert raw == ["status=8&at=5", '{"status":"DELIVRD","nested":{"a":1}}']


def test_strangers_and_floods_are_turned_away_at_the_door(store: Store, house: Cockpit) -> None:
    name = one(store)
    caller = TestClient(Starlette(routes=door.routes(house)))
    place = f"/webhooks/sms/{house.ways.receipt_signer.token(name)}"

    statuses = [
        caller.get(f"/webhooks/sms/{name}.AAAA", params={"status": "1"}).status_code,
        caller.post(place, content=b"x" * (door.LONGEST_BODY + 1)).status_code,
        caller.post(place, content=b"[" * 10_000).status_code,
        caller.post(place, content=b"\xff\xfe{").status_code,
    ]

    assert statuses == [404, 413, 200, 200]
    assert now(store, name).state is State.SENT
