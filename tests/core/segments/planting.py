"""A base with patterns planted in it, so that whoever looks for them can be checked by hand.

Four hundred accounts, by number: shops below 150, farms below 300, banks from there on.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from duckdb import DuckDBPyConnection

from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from core.warehouse.windows import months_back
from tests.conftest import MONDAY

DAY = MONDAY.date()
ACCOUNTS = range(400)
SHOPS, FARMS, BANKS = range(150), range(150, 300), range(300, 400)
ENDING, RISING = range(40), range(20, 60)  # twenty accounts are both
FALLING = range(300, 330)  # all of them pay much
LARGE, SILENT = range(360, 400), range(380, 400)


@dataclass(frozen=True)
class Garden:
    """What is planted: each part may be left out, or changed."""

    associated: bool = True  # shops hold the cloud with the internet; else a third of everybody
    ends_in: int = 30  # days
    answered: bool = True  # surveys
    closed: tuple[int, ...] = ()
    rising: range = RISING

    def publish(self, folder: Path, day: date = DAY) -> Snapshot:
        """The base with all of it, as of a day."""
        warehouse = Warehouse(folder)

        def fill(connection: DuckDBPyConnection) -> None:
            self.fill(connection, day)

        warehouse.publish(fill, name="planted", by="ana", at=MONDAY, as_of=day)
        return warehouse.current()

    def fill(self, connection: DuckDBPyConnection, day: date) -> None:
        rows: dict[str, list[tuple[object, ...]]] = {
            "accounts (account_id, industry, size_band, status, since)": [
                (name(i), industry(i), size(i), self._status(i), day - timedelta(5))
                for i in ACCOUNTS
            ],
            "services (service_id, account_id, product, monthly_fee, installed_on, "
            "contract_ends_on, status)": [row for i in ACCOUNTS for row in self._held(i, day)],
            "usage (account_id, month, traffic_gb)": [
                (name(i), months_back(day, back), self._traffic(i, back))
                for i in ACCOUNTS
                for back in range(1, 7)
            ],
            "sales (sale_id, account_id, sold_at, amount)": [
                (name(i), name(i), day - timedelta(200 if i in SILENT else 10), 5)
                for i in ACCOUNTS
            ],
            "invoices (invoice_id, account_id, issued_on, due_on, paid_on, amount)": [
                (
                    name(i),
                    name(i),
                    day - timedelta(20),
                    day - timedelta(10),
                    day - timedelta(12),
                    1000 if i in LARGE else 100,
                )
                for i in ACCOUNTS
            ],
        }
        if self.answered:
            rows["surveys (survey_id, account_id, answered_on, nps)"] = [
                (name(i), name(i), day - timedelta(3), 10 if i % 2 else 6) for i in BANKS
            ]
        for table, values in rows.items():
            planted = pd.DataFrame(values)  # row by row would take a hundred times as long
            connection.register("planted", planted)
            connection.execute(f"INSERT INTO {table} SELECT * FROM planted")
            connection.unregister("planted")

    def _status(self, i: int) -> str:
        return "closed" if i in self.closed else "active"

    def _held(self, i: int, day: date) -> list[tuple[object, ...]]:
        products = {"voice": True, "internet": i < 300, "cloud": self._has_cloud(i)}
        end = self.ends_in if i in ENDING else 400
        return [
            (
                f"{name(i)} {product}",
                name(i),
                product,
                5000 if i in BANKS else 100,
                day - timedelta(8),
                day + timedelta(end),
                "active",
            )
            for product, is_held in products.items()
            if is_held
        ]

    def _has_cloud(self, i: int) -> bool:
        if not self.associated:
            return i % 3 == 0
        return i % 5 > 0 if i in SHOPS else i in FARMS and i % 10 == 0

    def _traffic(self, i: int, back: int) -> int:
        if back > 3:
            return 10
        return 20 if i in self.rising else 2 if i in FALLING else 10


def name(i: int) -> str:
    return f"a{i:03d}"


def industry(i: int) -> str:
    return "shop" if i in SHOPS else "farm" if i in FARMS else "bank"


def size(i: int) -> str:
    return "micro" if i % 2 else "small"
