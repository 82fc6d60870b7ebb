"""The facts are as narrow as what is in them, and never narrower."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from core.warehouse.facts import FACTS
from core.warehouse.months import MONTHS
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse

AS_OF = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def published(folder: Path, amount: str, minutes: int) -> Snapshot:
    """One account that was invoiced twice so much, and talked twice so long, in a month."""

    def fill(connection: DuckDBPyConnection) -> None:
        connection.execute("INSERT INTO accounts (account_id) VALUES ('a'), ('b')")
        for number in "12":
            connection.execute(
                "INSERT INTO invoices (invoice_id, account_id, issued_on, amount) "
                f"VALUES ('{number}', 'a', '2026-02-0{number}', {amount})"
            )
            connection.execute(
                "INSERT INTO usage (account_id, month, voice_minutes) "
                f"VALUES ('a', '2026-02-0{number}', {minutes})"
            )

    warehouse = Warehouse(folder)
    warehouse.publish(fill, name="n", by="ana", at=NOON, as_of=AS_OF)
    return warehouse.current()


@pytest.mark.parametrize(
    ("amount", "in_facts", "in_months"),
    [
        ("0.01", "DECIMAL(18,2)", "DECIMAL(9,2)"),
        ("-4000000", "DECIMAL(18,2)", "DECIMAL(9,2)"),
        ("5000000", "DECIMAL(18,2)", "DECIMAL(18,2)"),
        ("-7000000000000", "DECIMAL(38,2)", "DECIMAL(18,2)"),
        ("9999999999999999.99", "DECIMAL(38,2)", "DECIMAL(38,2)"),
    ],
)
def test_sums_are_as_wide_as_the_largest_of_them(
    tmp_path: Path, amount: str, in_facts: str, in_months: str
) -> None:
    snapshot = published(tmp_path, amount, 1)

    assert kind(snapshot, FACTS, "invoiced_365_days") == in_facts
    assert kind(snapshot, MONTHS, "billed_1") == in_months
    told = f"SELECT invoiced_365_days = 2 * {amount}::DECIMAL(38,2) FROM {FACTS} LIMIT 1"
    assert snapshot.value(told)


def test_whole_sums_are_whole_numbers_of_the_engine(tmp_path: Path) -> None:
    snapshot = published(tmp_path, "1", 2_000_000_000)

    assert kind(snapshot, FACTS, "voice_last_3_months") == "BIGINT"
    assert kind(snapshot, MONTHS, "voice_1") == "BIGINT"
    assert snapshot.value(f"SELECT voice_last_3_months FROM {FACTS}") == 4_000_000_000


def kind(snapshot: Snapshot, table: str, column: str) -> str:
    described = snapshot.rows(f"DESCRIBE {table}")
    return str(next(row["column_type"] for row in described if row["column_name"] == column))
