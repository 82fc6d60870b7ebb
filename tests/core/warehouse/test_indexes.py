"""Beside the facts: the latest events, who holds what, and contacts by their kind."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from core.segments import compiling, leaves, tables
from core.segments.ground import Ground
from core.segments.model import Combine, Condition, Group, Times
from core.warehouse import facts, indexes
from core.warehouse.catalogue import load_catalogue
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse

AS_OF = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CATALOGUE = load_catalogue()


def fill(connection: DuckDBPyConnection) -> None:
    """Account n of twenty has n sales, one a day back from yesterday, and one tomorrow."""
    connection.execute(
        "INSERT INTO accounts (account_id, industry) "
        "SELECT chr(97 + n::INTEGER), CASE WHEN n < 5 THEN 'banks' WHEN n < 9 THEN '' END "
        "FROM range(20) t(n)"
    )
    connection.execute(
        "INSERT INTO sales (sale_id, account_id, sold_at) "
        "SELECT n || '-' || k, chr(97 + n::INTEGER), TIMESTAMP '2026-03-03 10:00' "
        "- CASE WHEN k = 0 THEN INTERVAL 0 DAY ELSE to_days(1 + k::INTEGER) END "
        "FROM range(20) t(n), range(n + 1) s(k)"
    )
    connection.execute(
        "INSERT INTO services (service_id, account_id, product, status) VALUES "
        "('1', 'a', 'voice', 'active'), ('2', 'a', 'voice', 'active'), "
        "('3', 'b', NULL, 'active'), ('4', 'b', 'voice', 'ended')"
    )
    connection.execute(
        "INSERT INTO contacts (contact_id, account_id, role, email, phone) VALUES "
        "('1', 'b', 'technical', 'x@y.example', '8'), ('2', 'a', 'finance', NULL, NULL)"
    )


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    warehouse = Warehouse(tmp_path_factory.mktemp("indexed"))
    warehouse.publish(fill, name="n", by="ana", at=NOON, as_of=AS_OF)
    yield warehouse.current()
    warehouse.current().connection.close()


def test_the_latest_events_are_numbered_back_from_the_day_of_the_facts(
    snapshot: Snapshot,
) -> None:
    found = snapshot.rows(
        f"SELECT nth, happened_on FROM {indexes.EVENTS} "
        "WHERE field = 'sales' AND account_ordinal = 2 ORDER BY nth"
    )

    assert [tuple(row.values()) for row in found] == [
        (1, date(2026, 3, 1)),
        (2, date(2026, 2, 28)),
    ]


def test_they_stand_in_the_order_in_which_a_rule_reads_them(snapshot: Snapshot) -> None:
    places = snapshot.rows(f"SELECT nth, account_ordinal FROM {indexes.EVENTS}")

    assert [tuple(row.values()) for row in places] == sorted(
        tuple(row.values()) for row in places
    )


@pytest.mark.parametrize("times", range(indexes.LATEST + 3))
@pytest.mark.parametrize("operator", ["at_least_times", "at_most_times", "exactly_times"])
def test_so_many_events_are_counted_alike_with_and_without(
    snapshot: Snapshot, operator: str, times: int
) -> None:
    rule = Condition("sales", operator, Times(times, 14))
    expected = {
        "at_least_times": [n for n in range(20) if min(n, 13) >= times],
        "at_most_times": [n for n in range(20) if min(n, 13) <= times],
        "exactly_times": [n for n in range(20) if min(n, 13) == times],
    }

    by_bits = tables.member_ordinals(snapshot, rule, CATALOGUE).tolist()
    raw = compiling.members(rule, Ground(CATALOGUE, AS_OF, frozenset()))

    assert by_bits == expected[operator]
    assert sorted(snapshot.arrow(raw).column(0).to_pylist()) == by_bits


def test_who_holds_something_stands_there_once(snapshot: Snapshot) -> None:
    found = snapshot.rows(f"SELECT item, account_ordinal FROM {indexes.ITEMS}")

    assert [tuple(row.values()) for row in found] == [("voice", 0)]


def test_sets_are_kept_as_words_of_64_accounts(snapshot: Snapshot) -> None:
    found = snapshot.rows(f"SELECT item, number, word FROM {indexes.WORDS}")

    assert {tuple(row.values()) for row in found} == {
        ("voice", 0, 0b1),
        ("banks", 0, 0b11111),
        ("", 0, 0b1_1110_0000),
    }


def test_of_contacts_nothing_personal_is_written_twice(snapshot: Snapshot) -> None:
    columns = {row["column_name"] for row in snapshot.rows(f"DESCRIBE {indexes.CONTACTS}")}

    assert columns == {"account_ordinal", "role", "has_email", "language", "position"}


@pytest.mark.parametrize(
    ("field", "table"), [("language", indexes.CONTACTS), ("phone", "contacts")]
)
def test_a_group_about_one_contact_reads_one_table(
    snapshot: Snapshot, field: str, table: str
) -> None:
    asked = (Condition("role", "is", "technical"), Condition(field, "is_empty"))
    rule = Group(Combine.NONE, asked, contacts=1)
    ground = leaves.ground_of(snapshot, CATALOGUE)

    assert f"FROM {table} " in compiling.leaf_members(rule, ground).sql()


def test_a_base_that_was_published_without_them_is_asked_without(snapshot: Snapshot) -> None:
    with duckdb.connect() as earlier:
        earlier.execute("CREATE TABLE accounts (account_id VARCHAR, ordinal INTEGER)")
        assert facts.indexed(Snapshot(snapshot.publication, earlier), CATALOGUE) == frozenset()
