"""A base of 20,000 accounts, made once, and houses to furnish."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from core.cockpit import Cockpit, open_cockpit
from core.demo import base, people
from core.demo.chance import Plan
from core.foundation.settings import Settings
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def made(folder: Path, plan: Plan, *, threads: int = 2) -> Snapshot:
    """The base of a plan, published in a folder of its own."""

    def fill(connection: DuckDBPyConnection) -> None:
        connection.execute("SET threads = $threads", {"threads": threads})
        base.fill(connection, plan, keepers=people.keepers())

    warehouse = Warehouse(folder)
    warehouse.publish(fill, name="demo", by="demo", at=NOON, as_of=plan.until)
    return warehouse.current()


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """20,000 accounts, as the demo makes them by default."""
    plan = Plan(accounts=20_000, seed=7, today=TODAY, until=TODAY)
    return made(tmp_path_factory.mktemp("base"), plan)


@pytest.fixture
def house(tmp_path: Path, store_url: str) -> Iterator[Cockpit]:
    """An empty house."""
    opened = open_cockpit(Settings(data=tmp_path / "data", store=store_url))
    yield opened
    opened.store.close()
