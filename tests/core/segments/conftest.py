"""A small base with gaps in it: unknown countries, accounts without contacts or services."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from core.warehouse.catalogue import Catalogue, load_catalogue
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.bases import laid_out

AS_OF = date(2026, 3, 2)
HOSTILE = "O'Hara \"; DROP TABLE accounts; -- \\ % _ \n {{ x }}"

ACCOUNTS = [  # id, name, country, employees, yearly revenue, since
    ("a", "Alpha", "UK", 10, "1000.50", "2020-01-01"),
    ("b", "Beta", "DE", 200, None, "2026-03-02"),
    ("c", "Гамма", "RU", None, "0", None),
    ("d", HOSTILE, HOSTILE, 10, "99999999999.99", "2026-02-01"),
    ("e", "", None, 0, "1000.49", "2025-12-02"),
    ("f", None, "", 5000, "-1", "2024-02-29"),
    ("g", "Ёлка", "uk", 11, "1000.51", "2027-01-01"),
]
CONTACTS = [  # id, account, role, email, position, phone
    ("c1", "a", "finance", "f@a.example", "CFO", "+7"),
    ("c2", "a", "technical", None, "Engineer", None),
    ("c3", "b", "finance", "", None, None),
    ("c4", "c", None, "не адрес", "Директор", ""),
    ("c5", "d", "decision_maker", "d@d.example", HOSTILE, "8"),
    ("c6", "d", "decision_maker", "e@d.example", "CEO", None),
    ("c7", "g", "other", "g@g.example", "", None),
]
SERVICES = [  # id, account, product, fee, ends, status
    ("s1", "a", "internet", "100.00", "2026-03-02", "active"),
    ("s2", "a", "cloud", "50.50", "2026-05-01", "active"),
    ("s3", "b", "internet", "100.00", "2026-03-01", "active"),
    ("s4", "c", "voice", None, None, "active"),
    ("s5", "d", "cloud", "10.00", "2026-04-01", "ended"),
    ("s6", "e", HOSTILE, "1.00", "2027-04-01", "active"),
    ("s7", "a", "internet", "1.00", "2030-01-01", "active"),
]
SALES = [  # id, account, at, amount
    ("x1", "a", "2026-03-02 23:59:59", "10"),
    ("x2", "a", "2025-12-02 00:00:00", "20"),
    ("x3", "a", "2025-12-03 00:00:00", "30"),
    ("x4", "b", "2026-03-03 00:00:00", "40"),
    ("x5", "c", "2025-03-03 12:00:00", "50"),
    ("x6", "c", "2026-01-01 12:00:00", None),
    ("x7", "d", "2026-02-28 12:00:00", "-5"),
    ("x8", "d", "2026-02-28 12:00:00", "15.125"),
]
INVOICES = [  # id, account, issued, due, paid, amount
    ("i1", "a", "2026-01-01", "2026-02-01", None, "100"),
    ("i2", "a", "2026-02-01", "2026-03-02", None, "100"),
    ("i3", "b", "2026-01-01", "2026-02-01", "2026-03-02", "70"),
    ("i4", "c", "2025-01-01", "2025-02-01", "2026-03-03", "7"),
]
USAGE = [  # account, month, traffic
    ("a", "2026-03-01", 1000),
    ("a", "2026-02-01", 40),
    ("a", "2025-12-01", 40),
    ("a", "2025-11-01", 60),
    ("a", "2025-09-01", 40),
    ("a", "2025-08-01", 5000),
    ("b", "2026-01-01", 10),
]
SURVEYS = [  # id, contact, account, answered, nps
    ("n1", "c1", "a", "2026-01-01", 3),
    ("n2", "c2", "a", "2026-02-01", 9),
    ("n3", "c2", "a", "2026-02-02", None),
    ("n4", "c3", "b", "2026-04-01", 10),
]
TICKETS = [  # id, account, opened, closed, severity
    ("t1", "a", "2026-03-02 08:00", None, "critical"),
    ("t2", "a", "2026-02-01 08:00", "2026-02-02 08:00", "normal"),
    ("t3", "b", "2026-02-01 08:00", "2026-03-03 08:00", "low"),
]
CONSENTS = [  # contact, account, channel, purpose, basis, given, withdrawn
    ("c1", "a", "email", "advertising", "opt_in", "2026-03-02", None),
    ("c1", "a", "sms", "advertising", "opt_in", "2025-01-01", "2026-03-03"),
    ("c1", "a", "call", "advertising", "opt_in", "2025-01-01", "2026-03-02"),
    ("c2", "a", "email", "advertising", "opt_in", "2025-01-01", None),  # no address
    ("c2", "a", "sms", "advertising", "opt_in", "2025-01-01", None),  # no phone
    ("c5", "d", "email", "advertising", "legitimate_interest", "2025-01-01", None),
    ("c5", "d", "call", "advertising", "opt_in", "2026-03-03", None),  # not yet
    ("c6", "d", "email", "service", "opt_in", "2025-01-01", None),
    ("c7", "g", "email", "advertising", "opt_in", None, None),  # nobody knows since when
]

_COLUMNS = {
    "accounts": (ACCOUNTS, "account_id, name, country, employees, yearly_revenue, since"),
    "contacts": (CONTACTS, "contact_id, account_id, role, email, position, phone"),
    "services": (
        SERVICES,
        "service_id, account_id, product, monthly_fee, contract_ends_on, status",
    ),
    "sales": (SALES, "sale_id, account_id, sold_at, amount"),
    "invoices": (INVOICES, "invoice_id, account_id, issued_on, due_on, paid_on, amount"),
    "usage": (USAGE, "account_id, month, traffic_gb"),
    "surveys": (SURVEYS, "survey_id, contact_id, account_id, answered_on, nps"),
    "tickets": (TICKETS, "ticket_id, account_id, opened_at, closed_at, severity"),
    "consents": (
        CONSENTS,
        "contact_id, account_id, channel, purpose, basis, given_on, withdrawn_on",
    ),
}


def fill(connection: DuckDBPyConnection) -> None:
    for table, (rows, columns) in _COLUMNS.items():
        marks = ", ".join("?" for _ in columns.split(","))
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def publish(folder: Path) -> Snapshot:
    return lay_out(Warehouse(folder))


def lay_out(warehouse: Warehouse) -> Snapshot:
    """The small base in a warehouse that may have been opened already."""

    def make(empty: Warehouse) -> None:
        at = datetime(2026, 3, 2, 9, tzinfo=UTC)
        empty.publish(fill, name="small", by="ana", at=at, as_of=AS_OF)

    return laid_out(warehouse, "small", make)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Seven accounts as of the standing Monday; account number = place in `ACCOUNTS`."""
    snapshot = publish(tmp_path_factory.mktemp("base"))
    yield snapshot
    snapshot.connection.close()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()
