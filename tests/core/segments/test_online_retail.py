"""The wholesaler's real invoices: a segment counts what a hand-written query counts."""

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from core.segments import tables
from core.segments.notation import parse
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse

SHARED = Path(__file__).parents[4] / "shared" / "data"
INVOICES = SHARED / "online_retail_2009_10.parquet"
KEPT = (
    "customer_id IS NOT NULL AND quantity > 0 AND price > 0 AND NOT starts_with(invoice, 'C')"
)
RULE = parse(
    '{"all": [{"field": "sales", "operator": "at_least_times",'
    ' "value": {"times": 3, "days": 90}},'
    ' {"field": "country", "operator": "is_not", "value": "United Kingdom"}]}'
)

pytestmark = pytest.mark.skipif(not INVOICES.exists(), reason="the real data is not here")


def fill(connection: DuckDBPyConnection) -> None:
    source = f"FROM read_parquet('{INVOICES}') WHERE {KEPT}"
    connection.execute(
        "INSERT INTO accounts (account_id, country) "
        f"SELECT customer_id::VARCHAR, max(country) {source} GROUP BY ALL"
    )
    connection.execute(
        "INSERT INTO sales (sale_id, account_id, sold_at, quantity, amount, lines) "
        "SELECT invoice, any_value(customer_id)::VARCHAR, min(invoice_date), sum(quantity), "
        f"sum(quantity * price), count(*) {source} GROUP BY invoice"
    )


def one_number(question: str) -> int:
    with duckdb.connect() as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture(scope="module")
def wholesaler(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    warehouse = Warehouse(tmp_path_factory.mktemp("wholesaler"))
    at = datetime(2026, 3, 2, tzinfo=UTC)
    warehouse.publish(fill, name="wholesaler", by="ana", at=at, as_of=date(2010, 12, 9))
    return warehouse.current()


def test_bought_thrice_in_90_days_and_not_from_the_united_kingdom(
    wholesaler: Snapshot, catalogue: Catalogue
) -> None:
    by_hand = one_number(
        f"""SELECT count(*) FROM (
            SELECT customer_id FROM read_parquet('{INVOICES}') WHERE {KEPT}
            GROUP BY customer_id
            HAVING max(country) <> 'United Kingdom' AND count(DISTINCT CASE
                WHEN invoice_date::DATE > DATE '2010-12-09' - 90
                AND invoice_date::DATE <= DATE '2010-12-09' THEN invoice END) >= 3)"""
    )

    counts = tables.counts(wholesaler, RULE, catalogue)

    assert counts.accounts == by_hand == 42
    assert wholesaler.value(
        f"SELECT count(*) FROM ({tables.sql(wholesaler, RULE, catalogue)})"
    ) == (by_hand)


def test_another_day_of_the_year_has_its_own_members(
    wholesaler: Snapshot, catalogue: Catalogue
) -> None:
    by_hand = one_number(
        f"""SELECT count(*) FROM (
            SELECT customer_id FROM read_parquet('{INVOICES}') WHERE {KEPT}
            GROUP BY customer_id
            HAVING max(country) <> 'United Kingdom' AND count(DISTINCT CASE
                WHEN invoice_date >= TIMESTAMP '2010-04-03'
                AND invoice_date < TIMESTAMP '2010-07-02' THEN invoice END) >= 3)"""
    )

    counts = tables.counts(wholesaler, RULE, catalogue, date(2010, 7, 1))

    assert counts.accounts == by_hand > 0
