"""Whoever ordered gets no further step; whoever left, no letter that still lies here."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from duckdb import DuckDBPyConnection
from sqlalchemy import insert, select, update

from core.campaigns import records
from core.campaigns.model import Campaign, CampaignId, Condition, NextStep, Status
from core.consent import actions as consent
from core.consent.model import Reason as Suppressed
from core.delivery import stopping, stops
from core.delivery.model import State, Stop
from core.delivery.stopping import Orders
from core.store import schema
from core.store.schema import dispatches
from core.store.store import Store
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY
from tests.core.delivery.servers import set_off
from tests.core.delivery.test_cascade import begun
from tests.plan import insert as fill_in

HOME = CampaignId("c1")
DAY = timedelta(days=1)
ZONE = "Europe/Moscow"
Sale = tuple[str, datetime, int]  # account, when, for how much


def publish(warehouse: Warehouse, sales: Sequence[Sale] = ()) -> None:
    def fill(connection: DuckDBPyConnection) -> None:
        accounts = [(f"c1-a{n}", "active") for n in range(4)]
        fill_in(connection, "accounts", ["account_id", "status"], accounts)
        rows: list[Any] = [(f"s{n}", *sale) for n, sale in enumerate(sales)]
        fill_in(connection, "sales", ["sale_id", "account_id", "sold_at", "amount"], rows)

    warehouse.publish(fill, name="b", by="ana", at=MONDAY, as_of=date(2026, 3, 1))


def under_way(store: Store, warehouse: Warehouse) -> Campaign:
    """Everybody was written to on Monday; the second step waits."""
    publish(warehouse)
    begun(store, NextStep("t2", "sms", 48, Condition.ALWAYS))
    with store.transaction() as tx:
        tx.execute(
            update(dispatches).values(state=State.SENT, sent_at=MONDAY, settled_at=MONDAY)
        )
        return records.get(tx, HOME)


def standing(store: Store) -> dict[str, Stop]:
    with store.reading() as tx:
        return stops.standing(tx, HOME)


MORNING = datetime.combine(MONDAY.date(), time.min)


@pytest.mark.parametrize(
    ("sale", "stopped"),
    [
        (("c1-a1", MORNING, 100), 1),  # many sources know no more than the day
        (("c1-a1", MORNING - timedelta(seconds=1), 100), 0),
        (("c1-a1", MORNING + 60 * DAY - timedelta(seconds=1), 100), 1),
        (("c1-a1", MORNING + 60 * DAY, 100), 0),
        (("c1-a1", MORNING + DAY, -100), 0),  # given back
    ],
)
def test_an_order_within_the_window_stops_it(
    store: Store, warehouse: Warehouse, sale: Sale, stopped: int
) -> None:
    campaign = under_way(store, warehouse)
    publish(warehouse, [sale])

    assert stopping.look(store, campaign, Orders(warehouse, ZONE), at=MONDAY) == stopped
    assert standing(store) == ({"c1-a1": Stop.OUTCOME} if stopped else {})


def test_only_a_newer_version_is_asked_and_once(
    store: Store, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign, orders = under_way(store, warehouse), Orders(warehouse, ZONE)
    asked: list[int] = []
    real = warehouse.snapshot

    def counted(number: int) -> Snapshot:
        asked.append(number)
        return real(number)

    monkeypatch.setattr(warehouse, "snapshot", counted)

    stopping.look(store, campaign, orders, at=MONDAY)
    publish(warehouse, [("c1-a0", MORNING, 1)])
    stopping.look(store, campaign, orders, at=MONDAY)
    stopping.look(store, campaign, orders, at=MONDAY)

    assert asked == [2]
    assert standing(store) == {"c1-a0": Stop.OUTCOME}


def test_whoever_was_not_written_to_yet_is_written_to(
    store: Store, warehouse: Warehouse
) -> None:
    campaign = under_way(store, warehouse)
    with store.transaction() as tx:
        waits = update(dispatches).where(dispatches.c.account_id == "c1-a2")
        tx.execute(waits.values(state=State.QUEUED, sent_at=None, settled_at=None))
    publish(warehouse, [("c1-a2", MORNING + DAY, 100)])

    assert stopping.look(store, campaign, Orders(warehouse, ZONE), at=MONDAY) == 0


def test_letters_that_still_lie_here_are_skipped_for_whoever_left(
    store: Store, warehouse: Warehouse
) -> None:
    campaign = under_way(store, warehouse)
    with store.transaction() as tx:
        for row in tx.execute(select(dispatches)).all():
            laid = {"id": f"l-{row.account_id}", "channel": "letter", "step": 2}
            laid |= {"state": State.PREPARED, "settled_at": None}
            tx.execute(insert(dispatches).values(row._asdict() | laid))
        facts: Any = {"reason": Suppressed.UNSUBSCRIBED, "source": "link"}
        consent.suppress(
            tx,
            "s1",
            channel="email",
            address="k3@ex.test",
            by=ANA.id,
            at=MONDAY,
            **facts,
        )
    publish(warehouse, [("c1-a0", MORNING, 1)])

    stopping.look(store, campaign, Orders(warehouse, ZONE), at=MONDAY)

    assert standing(store) == {"c1-a0": Stop.OUTCOME, "c1-a3": Stop.UNSUBSCRIBED}
    with store.reading() as tx:
        lying = dispatches.c.state == State.PREPARED
        left = set(tx.execute(select(dispatches.c.account_id).where(lying)).scalars())
    assert left == {"c1-a1", "c1-a2"}


def test_nothing_stops_in_a_campaign_of_one_step_or_one_that_is_over(store: Store) -> None:
    set_off(store, ["k0@ex.test"], name="c2")
    with store.transaction() as tx:
        reasons = {"c2-a0": Stop.REPLY}
        one = stopping.halt(tx, CampaignId("c2"), reasons, by="x", at=MONDAY)
    begun(store, NextStep("t2", "sms", 48, Condition.ALWAYS))
    with store.transaction() as tx:
        over = schema.campaigns.c.id == "c1"
        tx.execute(update(schema.campaigns).where(over).values(status=Status.STOPPED))
        other = stopping.halt(tx, HOME, {"c1-a0": Stop.REPLY}, by="x", at=MONDAY)

    assert (one, other) == (0, 0)
