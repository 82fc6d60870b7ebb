"""How old a source is: by its newest row, or by the day of the publication."""

from dataclasses import replace
from datetime import date, timedelta

from duckdb import DuckDBPyConnection

from core.warehouse.catalogue import load_catalogue
from core.warehouse.freshness import SourceFreshness, freshness
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.conftest import MONDAY

AS_OF = date(2026, 3, 2)


def fill(connection: DuckDBPyConnection) -> None:
    connection.execute("INSERT INTO accounts (account_id, since) VALUES ('a', '2025-01-01')")
    connection.execute("INSERT INTO contacts (contact_id, account_id) VALUES ('c', 'a')")
    connection.execute(
        "INSERT INTO sales (sale_id, account_id, sold_at) VALUES ('s', 'a', "
        "'2026-02-27 23:59'), ('t', 'a', '2026-02-01'), ('planned', 'a', '2026-12-01')"
    )
    connection.execute("INSERT INTO surveys (survey_id, account_id) VALUES ('q', 'a')")


def published(warehouse: Warehouse) -> Snapshot:
    warehouse.publish(fill, name="small", by="ana", at=MONDAY, as_of=AS_OF)
    return warehouse.current()


def found(snapshot: Snapshot, today: date) -> dict[str, SourceFreshness]:
    sources = load_catalogue().sources
    return {one.source.table: one for one in freshness(snapshot, sources, today=today)}


def test_a_source_is_as_old_as_its_newest_row(warehouse: Warehouse) -> None:
    sales = found(published(warehouse), AS_OF)["sales"]

    assert (sales.rows, sales.newest, sales.age) == (3, date(2026, 2, 27), 3)
    assert not sales.is_stale


def test_where_rows_have_no_day_the_publication_has_one(warehouse: Warehouse) -> None:
    later = AS_OF + timedelta(days=5)
    sources = found(published(warehouse), later)

    assert (sources["contacts"].newest, sources["contacts"].day) == (None, AS_OF)
    assert sources["contacts"].age == 5
    assert sources["surveys"].day == AS_OF, "there are rows, but none with a day"


def test_older_than_its_owner_promised_is_stale_and_not_a_day_before(
    warehouse: Warehouse,
) -> None:
    snapshot = published(warehouse)
    limit = load_catalogue().sources["sales"].fresh_days
    last = date(2026, 2, 27) + timedelta(days=limit)

    assert not found(snapshot, last)["sales"].is_stale
    assert found(snapshot, last + timedelta(days=1))["sales"].is_stale


def test_what_is_empty_is_not_old(warehouse: Warehouse) -> None:
    invoices = found(published(warehouse), AS_OF + timedelta(days=999))["invoices"]

    assert invoices.is_empty
    assert not invoices.is_stale


def test_nothing_is_younger_than_new(warehouse: Warehouse) -> None:
    snapshot = published(warehouse)

    assert found(snapshot, AS_OF - timedelta(days=30))["contacts"].age == 0


def test_a_declared_column_says_how_new_a_row_is(warehouse: Warehouse) -> None:
    snapshot = published(warehouse)
    accounts = load_catalogue().sources["accounts"]

    (declared,) = freshness(snapshot, {"accounts": accounts}, today=AS_OF)
    (silent,) = freshness(snapshot, {"accounts": replace(accounts, newest="")}, today=AS_OF)

    assert declared.newest == date(2025, 1, 1)
    assert silent.newest is None
