"""Two campaigns that reach a contact at once, where the policy has room for one message."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, update
from sqlalchemy.exc import OperationalError

from core.campaigns.model import Campaign, CampaignId
from core.campaigns.pressure import Room
from core.delivery import records, settling, worker
from core.delivery.asking_again import Again
from core.delivery.composing import Draft
from core.delivery.model import Dispatch, Outcome, Reason, State
from core.foundation.ids import RandomIds
from core.rulebook.model import RecipientsBook
from core.store.schema import dispatches
from core.store.store import Store, open_store
from core.warehouse.warehouse import Warehouse
from tests.conftest import MONDAY, FixedClock
from tests.core.delivery.servers import Scripted, drafts, served, set_off, workshop
from tests.plan import BOOKS, KEY, publish

ADDRESSES = ["ann@ex.test", "bob@ex.test"]


def one_a_week() -> RecipientsBook:
    """The house's book, with room for one message to a contact in a week."""
    caps = [cap.model_copy(update={"most": 1}) for cap in BOOKS.recipients.pressure.caps]
    pressure = BOOKS.recipients.pressure.model_copy(update={"caps": caps[:1]})
    return BOOKS.recipients.model_copy(update={"pressure": pressure})


def two_campaigns(store: Store, warehouse: Warehouse) -> list[Campaign]:
    """Both to the same two contacts, their outboxes full."""
    found = [set_off(store, ADDRESSES, name=name) for name in ("c1", "c2")]
    with store.transaction() as tx:
        for number in range(len(ADDRESSES)):
            one = dispatches.c.contact_id == f"c2-k{number}"
            same = {"contact_id": f"c1-k{number}", "account_id": f"c1-a{number}"}
            tx.execute(update(dispatches).where(one).values(same))
        # The frozen audience says the same.
        for table in ("audience_contacts", "audience_accounts"):
            tx.exec_driver_sql(
                f"UPDATE {table} SET account_id = replace(account_id, 'c2', 'c1')"
            )
        tx.exec_driver_sql(
            "UPDATE audience_contacts SET contact_id = replace(contact_id, 'c2', 'c1')"
        )
    contacts = [
        (f"c1-k{number}", f"c1-a{number}", "technical", address)
        for number, address in enumerate(ADDRESSES)
    ]
    publish(warehouse, accounts={row[1]: "active" for row in contacts}, contacts=contacts)
    return found


def claimed(store: Store, campaign: Campaign) -> list[Dispatch]:
    with store.transaction() as tx:
        return records.claim(tx, campaign.id, limit=10, by="somebody", at=MONDAY)


def rooms(
    store: Store, warehouse: Warehouse, one: Campaign, batch: list[Dispatch]
) -> list[Room]:
    again = Again(store, warehouse, one_a_week, MONDAY.date, KEY)
    return list(again.admitted(one, batch).values())


@contextmanager
def as_it_admits(store: Store, meanwhile: threading.Thread) -> Iterator[None]:
    """Something else that has a second before the store's first admission is written."""

    def hold(_connection: Any, _cursor: Any, said: str, *_rest: Any) -> None:
        if said.startswith("UPDATE dispatches SET admitted") and not meanwhile.ident:
            meanwhile.start()
            meanwhile.join(1.0)

    event.listen(store.engine, "before_cursor_execute", hold)
    try:
        yield
    finally:
        event.remove(store.engine, "before_cursor_execute", hold)


def test_two_that_judge_at_the_same_moment_never_both_find_room(
    store: Store, store_url: str, warehouse: Warehouse
) -> None:
    """Each on a connection of its own, as two programs are."""
    first, second = two_campaigns(store, warehouse)
    batches = {one.id: claimed(store, one) for one in (first, second)}
    there = open_store(store_url)
    found: dict[str, list[Room]] = {}
    other = threading.Thread(
        target=lambda: found.update(c2=rooms(there, warehouse, second, batches[second.id]))
    )

    with as_it_admits(store, other):
        found["c1"] = rooms(store, warehouse, first, batches[first.id])
    other.join()
    there.close()

    assert found == {"c1": [Room.FREE] * 2, "c2": [Room.UNSURE] * 2}


@pytest.mark.parametrize(
    ("became", "expected"),
    [
        (State.SENT, {State.SKIPPED: 2}),
        (State.UNCONFIRMED, {State.SKIPPED: 2}),
        (State.BOUNCED, {State.SENT: 2}),
    ],
)
def test_who_finds_no_room_beside_what_is_in_the_air_waits_to_see_what_becomes_of_it(
    store: Store,
    warehouse: Warehouse,
    tmp_path: Path,
    became: State,
    expected: dict[State, int],
) -> None:
    first, second = two_campaigns(store, warehouse)
    in_the_air, clock = claimed(store, first), FixedClock()
    assert rooms(store, warehouse, first, in_the_air) == [Room.FREE] * 2
    again = Again(store, warehouse, one_a_week, MONDAY.date, KEY)

    def compose(campaign: Campaign, batch: Any) -> dict[Any, Draft]:
        room = again.found(campaign, batch, period="").room
        made = drafts(campaign, batch)
        return {name: replace(one, room=room[name]) for name, one in made.items()}

    def counts() -> dict[State, int]:
        with store.reading() as tx:
            return records.counts_by_state(tx, second.id).by_state

    with served(Scripted()) as port:
        shop = workshop(store, tmp_path, port, clock, compose=compose)
        worker.deliver(shop, once=True, stop=threading.Event())
        assert counts() == {State.QUEUED: 2}
        with store.transaction() as tx:
            done = [Outcome(one, became, Reason.NONE, clock.now()) for one in in_the_air]
            settling.settle(tx, done, ids=RandomIds())
        clock.time += timedelta(minutes=1)
        worker.deliver(shop, once=True, stop=threading.Event())

    assert counts() == expected


def test_a_batch_that_meets_a_store_that_is_away_waits_for_its_return(
    store: Store, tmp_path: Path
) -> None:
    set_off(store, ADDRESSES)
    falls = iter([True])

    def compose(campaign: Campaign, batch: Any) -> dict[Any, Draft]:
        if next(falls, False):
            raise OperationalError("SELECT 1", {}, Exception("starting up"))
        return drafts(campaign, batch)

    with served(Scripted()) as port:
        shop = workshop(store, tmp_path, port, FixedClock(), compose=compose)
        worker.deliver(shop, once=True, stop=threading.Event())

    with store.reading() as tx:
        assert records.counts_by_state(tx, CampaignId("c1")).by_state == {State.SENT: 2}
