"""What a person decided, out of however many decisions."""

from datetime import timedelta
from typing import Any

from sqlalchemy import event, insert

from core.approvals import tables
from core.store.schema import decisions
from core.store.store import Store, Tx
from tests.conftest import BEN, MONDAY
from tests.plan import CAMPAIGN, ready_campaign


def decided(tx: Tx, count: int) -> None:
    rows = [
        {
            "id": f"d{number:03d}",
            "campaign_id": CAMPAIGN,
            "stage": "marketing",
            "verdict": "ask_for_changes",
            "fingerprint": "f",
            "decided_by": BEN.id,
            "decided_at": MONDAY + timedelta(hours=number),
        }
        for number in range(count)
    ]
    tx.execute(insert(decisions), rows)


def test_the_last_decisions_are_asked_for_at_once(store: Store) -> None:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    with store.transaction() as tx:
        ready_campaign(tx)
        decided(tx, 40)
        event.listen(store.engine, "before_cursor_execute", note)
        try:
            found = tables.decided(tx, BEN.id, most=30)
        finally:
            event.remove(store.engine, "before_cursor_execute", note)

        assert tables.decided_count(tx, BEN.id) == 40

    assert [one.id for _, one in found] == [f"d{number:03d}" for number in range(39, 9, -1)]
    assert {campaign.id for campaign, _ in found} == {CAMPAIGN}
    assert len(asked) == 3  # the decisions, their campaigns, the steps of these
