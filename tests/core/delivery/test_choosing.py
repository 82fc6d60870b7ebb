"""Who of an outbox may be written to is looked up row by row, however new the tables are."""

import pytest
from sqlalchemy import Select, select, text

from core.delivery.choosing import IS_CHOSEN
from core.delivery.model import State
from core.store.schema import dispatches
from core.store.store import Store, Tx
from tests.conftest import POSTGRESQL
from tests.core.delivery.servers import set_off

MANY = 3_000
AT_ONCE = 100


@pytest.mark.skipif(not POSTGRESQL, reason="about a planner that has no sizes yet")
def test_postgresql_reads_little_for_each_row_right_after_a_freeze(store: Store) -> None:
    set_off(store, [f"k{number}@ex.test" for number in range(MANY)])
    due = (
        select(dispatches.c.id)
        .where(dispatches.c.campaign_id == "c1", dispatches.c.state == State.QUEUED)
        .where(IS_CHOSEN)
        .order_by(dispatches.c.not_before)
        .limit(AT_ONCE)
    )
    with store.reading() as tx:
        # A row, its contact and its account: three looks, each through a flat index.
        assert pages_read(tx, due) <= 8 * AT_ONCE


def pages_read(tx: Tx, asked: Select[tuple[str]]) -> int:
    """How many pages PostgreSQL looks at to answer."""
    said = asked.compile(tx.engine, compile_kwargs={"literal_binds": True})
    plan = tx.execute(text(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {said}")).scalar_one()
    top = plan[0]["Plan"]
    return int(top["Shared Hit Blocks"]) + int(top["Shared Read Blocks"])
