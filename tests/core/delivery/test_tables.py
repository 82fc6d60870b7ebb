"""Questions about messages, however many there are."""

from typing import Any

import pytest
from sqlalchemy import event, update

from core.delivery import tables
from core.store.schema import dispatches
from core.store.store import Store
from tests.core.delivery.servers import set_off


def test_a_long_list_is_asked_for_in_pages(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = set_off(store, [f"k{number}@ex.test" for number in range(25)])
    monkeypatch.setattr(tables, "AT_ONCE", 10)
    bound: list[int] = []

    def note(*seen: Any) -> None:
        bound.append(len(seen[3]))

    event.listen(store.engine, "before_cursor_execute", note)
    with store.reading() as tx:
        rows = tables.some(tx, campaign.id, limit=200_000)
    event.remove(store.engine, "before_cursor_execute", note)

    assert {row.address for row in rows} == {f"k{number}@ex.test" for number in range(25)}
    assert max(bound) <= 10


def test_telephones_are_no_domains_and_have_their_channel(store: Store) -> None:
    campaign = set_off(store, ["a@ex.test", "b@ex.test", "c@ex.test"])
    with store.transaction() as tx:
        third = update(dispatches).where(dispatches.c.address == "c@ex.test")
        tx.execute(third.values(channel="sms", step=2, address="+79161234567"))

    with store.reading() as tx:
        domains = tables.by_domain(tx, campaign.id)
        channels = tables.by_channel(tx, campaign.id)

    assert [(one.domain, one.counts.total) for one in domains] == [("ex.test", 2)]
    assert [(one.step, one.channel, one.counts.total) for one in channels] == [
        (1, "email", 2),
        (2, "sms", 1),
    ]
