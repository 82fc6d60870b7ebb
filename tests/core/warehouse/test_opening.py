"""A snapshot that an older program published can be asked for what came later."""

from pathlib import Path

import duckdb
import pytest

from core.campaigns.exclusions import condition_of
from core.segments import histograms
from core.segments import tables as segments
from core.warehouse.warehouse import Warehouse
from tests.plan import BOOKS, CATALOGUE, small_base

LATER = ("hold", "address")
FIELDS = ("hold", "postal_address")


@pytest.fixture
def older(tmp_path: Path) -> Warehouse:
    """A warehouse whose one publication has no such columns."""
    folder = tmp_path / "older"
    small_base(Warehouse(folder))
    (file,) = folder.glob("snapshot_*.duckdb")
    with duckdb.connect(file) as connection:
        for column in LATER:
            connection.execute(f"ALTER TABLE accounts DROP COLUMN {column}")
        for field in FIELDS:
            connection.execute(f"ALTER TABLE account_facts DROP COLUMN {field}")
            for table in ("account_fact_definitions", "index_definitions"):
                connection.execute(f"DELETE FROM {table} WHERE key = ?", [field])
    return Warehouse(folder)


def test_what_it_lacks_is_empty_and_the_rest_is_as_it_was(older: Warehouse) -> None:
    rows = older.current().rows("SELECT account_id, status, hold, address FROM accounts")

    assert len(rows) == 10
    assert {(row["status"], row["hold"], row["address"]) for row in rows} == {
        ("active", None, None)
    }


def test_nobody_is_on_hold_in_it_and_the_catalogue_can_be_counted(older: Warehouse) -> None:
    snapshot = older.current()

    for rule in BOOKS.recipients.exclusions:
        assert segments.member_ordinals(snapshot, condition_of(rule), CATALOGUE).size == 0
    assert histograms.filled(snapshot, CATALOGUE)["hold"].filled == 0
