"""Accounts are numbered in the order of their ids, whoever filled the tables."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from duckdb import DuckDBPyConnection

from core.warehouse.warehouse import Warehouse

NOON = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

Row = tuple[str, int | None]

RIGHT: list[Row] = [("a", 0), ("b", 1), ("c", 2)]
SALES: list[Row] = [("a", 0), ("a", 0), ("c", 2)]


def published(
    warehouse: Warehouse, accounts: Sequence[Row], sales: Sequence[Row]
) -> tuple[list[Row], list[Row]]:
    """What accounts and sales look like in a snapshot that was filled with these."""

    def fill(connection: DuckDBPyConnection) -> None:
        connection.executemany(
            "INSERT INTO accounts (account_id, ordinal) VALUES (?, ?)", accounts
        )
        connection.executemany(
            "INSERT INTO sales (account_id, account_ordinal) VALUES (?, ?)", sales
        )

    warehouse.publish(fill, name="n", by="ana", at=NOON, as_of=date(2026, 3, 2))
    snapshot = warehouse.current()
    return (
        [
            tuple(row.values())
            for row in snapshot.rows("SELECT account_id, ordinal FROM accounts")
        ],
        [
            tuple(row.values())
            for row in snapshot.rows("SELECT account_id, account_ordinal FROM sales")
        ],
    )


@pytest.mark.parametrize(
    "accounts",
    [
        RIGHT,
        [("c", None), ("a", None), ("b", None)],
        [("a", 0), ("c", 1), ("b", 2)],
        [("a", 1), ("b", 2), ("c", 3)],
        [("a", 0), ("b", None), ("c", 2)],
        [("b", 1), ("a", 0), ("c", 2)],
    ],
)
@pytest.mark.parametrize(
    "sales",
    [
        SALES,
        [("c", None), ("a", None), ("a", None)],
        [("a", 0), ("c", 2), ("a", 0)],
        [("a", 0), ("a", 1), ("c", 2)],
        [("a", 0), ("a", 0), ("c", None)],
    ],
)
def test_tables_are_numbered_and_in_order(
    warehouse: Warehouse, accounts: list[Row], sales: list[Row]
) -> None:
    assert published(warehouse, accounts, sales) == (RIGHT, SALES)


def test_rows_of_unknown_accounts_are_left_out(warehouse: Warehouse) -> None:
    sales = [*SALES, ("z", None)]

    assert published(warehouse, RIGHT, sales) == (RIGHT, SALES)
