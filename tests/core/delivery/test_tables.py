"""Questions about messages, however many there are."""

import pytest
from sqlalchemy import event

from core.delivery import tables
from core.store.store import Store
from tests.core.delivery.servers import set_off


def test_a_long_list_is_asked_for_in_pages(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = set_off(store, [f"k{number}@ex.test" for number in range(25)])
    monkeypatch.setattr(tables, "AT_ONCE", 10)
    bound: list[int] = []

    def note(*seen: object) -> None:
        bound.append(len(seen[3]))  # type: ignore[arg-type]

    event.listen(store.engine, "before_cursor_execute", note)
    with store.reading() as tx:
        rows = tables.some(tx, campaign.id, limit=200_000)
    event.remove(store.engine, "before_cursor_execute", note)

    assert {row.address for row in rows} == {f"k{number}@ex.test" for number in range(25)}
    assert max(bound) <= 10
