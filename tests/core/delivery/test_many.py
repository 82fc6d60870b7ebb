"""However many letters or contacts there are, no statement binds more than a store takes."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event, update

from core.campaigns.model import CampaignId
from core.consent import actions as consent
from core.consent.model import Reason
from core.delivery import records, stops
from core.delivery.model import DispatchId, State, Stop
from core.delivery.paper import records as post_records
from core.store.schema import dispatches
from core.store.store import Store
from tests.conftest import MONDAY
from tests.core.delivery.servers import set_off

COUNT, MOST = 1_100, 1_010


@pytest.fixture
def bound(store: Store) -> Iterator[list[int]]:
    """How many values each statement from here on binds."""
    found: list[int] = []

    def note(_connection: Any, _cursor: Any, _said: str, values: Any, *_rest: Any) -> None:
        found.append(len(values))

    event.listen(store.engine, "before_cursor_execute", note)
    yield found
    event.remove(store.engine, "before_cursor_execute", note)


def test_an_account_of_many_contacts_stops(store: Store, bound: list[int]) -> None:
    one = set_off(store, [f"k{number}@ex.test" for number in range(COUNT)])
    with store.transaction() as tx:
        tx.execute(update(dispatches).values(account_id="a"))
        facts = {"channel": "email", "reason": Reason.UNSUBSCRIBED, "source": ""}
        last = f"k{COUNT - 1}@ex.test"
        consent.suppress(tx, "s", address=last, by="worker", at=MONDAY, **facts)  # type: ignore[arg-type]
        bound.clear()

        assert stops.found(tx, one, ["a"]) == {"a": Stop.UNSUBSCRIBED}

    assert max(bound) <= MOST


def test_many_letters_are_withheld(store: Store, bound: list[int]) -> None:
    set_off(store, [f"Street {number}" for number in range(COUNT)], channel="letter")
    with store.transaction() as tx:
        ready = update(dispatches).values(state=State.PREPARED).returning(dispatches.c.id)
        names = [DispatchId(name) for name in tx.execute(ready).scalars()]
        bound.clear()
        post_records.withhold(tx, names, at=MONDAY)

        assert max(bound) <= MOST
        assert records.counts_by_state(tx, CampaignId("c1"))[State.SKIPPED] == COUNT
