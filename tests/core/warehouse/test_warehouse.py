"""Versions are published whole, kept by name, and never seen half-made."""

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from core.foundation.settings import HOUSE
from core.warehouse.snapshot import Publication
from core.warehouse.warehouse import (
    KEPT_OPEN,
    Fill,
    NothingPublished,
    UnknownPublication,
    Warehouse,
)
from tests.conftest import MONDAY

READER = """
    import sys, time
    from pathlib import Path
    from core.warehouse.warehouse import Warehouse

    folder, until = Path(sys.argv[1]), int(sys.argv[2])
    seen, number = 0, 0
    while number < until:
        snapshot = Warehouse(folder).current()
        number = snapshot.publication.number
        accounts = snapshot.value("SELECT count(*) FROM accounts")
        contacts = snapshot.value("SELECT count(*) FROM contacts")
        promised = snapshot.publication.counts
        assert accounts == promised["accounts"] == number * 100, (number, accounts)
        assert contacts == promised["contacts"] == number * 200, (number, contacts)
        seen += 1
    print(seen)
"""


def filled(accounts: int) -> Fill:
    def fill(connection: DuckDBPyConnection) -> None:
        connection.execute(
            "INSERT INTO accounts (account_id, name) "
            "SELECT 'a' || range, 'Account ' || range FROM range(?)",
            [accounts],
        )
        connection.execute(
            "INSERT INTO contacts (contact_id, account_id) "
            "SELECT 'c' || range, 'a' || range // 2 FROM range(?)",
            [accounts * 2],
        )

    return fill


def publish(warehouse: Warehouse, accounts: int, name: str = "base") -> Publication:
    return warehouse.publish(
        filled(accounts), name=name, by="ana", at=MONDAY, as_of=date(2026, 3, 1)
    )


def test_an_empty_warehouse_says_so(warehouse: Warehouse) -> None:
    assert warehouse.is_empty()
    with pytest.raises(NothingPublished):
        warehouse.current()


def test_versions_are_kept_with_their_names(warehouse: Warehouse) -> None:
    publish(warehouse, 100, "first")
    publish(warehouse, 200, "second")

    assert [(card.number, card.name) for card in warehouse.publications()] == [
        (2, "second"),
        (1, "first"),
    ]
    assert warehouse.snapshot(1).value("SELECT count(*) FROM accounts") == 100
    with pytest.raises(UnknownPublication):
        warehouse.snapshot(7)


def test_accounts_are_numbered_in_the_order_of_their_ids(warehouse: Warehouse) -> None:
    publish(warehouse, 100)

    wrong = (
        "SELECT count(*) FROM (SELECT ordinal, "
        "row_number() OVER (ORDER BY account_id) - 1 AS n "
        "FROM accounts) WHERE ordinal <> n"
    )
    strays = (
        "SELECT count(*) FROM contacts c JOIN accounts a USING (account_id) "
        "WHERE c.account_ordinal <> a.ordinal"
    )
    snapshot = warehouse.current()
    assert snapshot.value(wrong) == 0
    assert snapshot.value(strays) == 0


def test_a_fill_that_fails_leaves_all_as_it_was(warehouse: Warehouse) -> None:
    publish(warehouse, 100)
    before = sorted(path.name for path in warehouse.folder.iterdir())

    def broken(connection: DuckDBPyConnection) -> None:
        filled(200)(connection)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        warehouse.publish(broken, name="x", by="ana", at=MONDAY, as_of=date(2026, 3, 1))

    assert warehouse.current_number() == 1
    assert sorted(path.name for path in warehouse.folder.iterdir()) == before


@pytest.mark.parametrize("versions", [0, 2])
def test_a_deed_that_cannot_be_written_down_leaves_the_version_before(
    warehouse: Warehouse, versions: int
) -> None:
    @contextmanager
    def refused(_card: Publication) -> Iterator[None]:
        yield
        raise OSError("no space left on device")  # the commit, after the pointer has moved

    for number in range(versions):
        publish(warehouse, 10 + number)

    with pytest.raises(OSError, match="no space"):
        warehouse.publish(
            filled(99), name="n", by="ana", at=MONDAY, as_of=MONDAY.date(), witness=refused
        )

    assert [card.number for card in warehouse.publications()] == [2, 1][2 - versions :]
    assert warehouse.is_empty() if versions == 0 else warehouse.current_number() == versions


def test_what_a_killed_publisher_left_is_swept(warehouse: Warehouse) -> None:
    publish(warehouse, 100)
    for name in ("snapshot_2.duckdb.draft", "snapshot_2.duckdb.draft.wal", "snapshot_3.duckdb"):
        (warehouse.folder / name).write_text("half")

    card = publish(warehouse, 200)

    left = {path.name for path in warehouse.folder.iterdir()}
    assert card.number == 2
    assert not {"snapshot_2.duckdb.draft", "snapshot_2.duckdb.draft.wal"} & left
    assert "snapshot_3.duckdb" not in left


def test_going_back_changes_what_the_next_version_builds_on(warehouse: Warehouse) -> None:
    publish(warehouse, 100)
    publish(warehouse, 200)

    warehouse.point_at(1)

    seen = []

    def fill(connection: DuckDBPyConnection) -> None:
        seen.extend(connection.execute("SELECT count(*) FROM before.accounts").fetchall())

    warehouse.publish(fill, name="x", by="ana", at=MONDAY, as_of=date(2026, 3, 1))
    assert seen == [(100,)]


def test_the_day_may_be_found_once_the_tables_are_filled(warehouse: Warehouse) -> None:
    card = warehouse.publish(
        filled(3), name="x", by="ana", at=MONDAY, as_of=lambda _connection: date(2020, 1, 1)
    )

    assert card.as_of == date(2020, 1, 1)


def test_few_versions_stay_open_and_all_can_be_asked(warehouse: Warehouse) -> None:
    for number in range(1, KEPT_OPEN + 3):
        publish(warehouse, number)
        warehouse.current()

    assert warehouse.snapshot(1).value("SELECT count(*) FROM accounts") == 1
    assert len(warehouse._open) == KEPT_OPEN


def test_a_version_takes_no_more_memory_than_its_share(warehouse: Warehouse) -> None:
    publish(warehouse, 1)

    limit = warehouse.current().value("SELECT current_setting('memory_limit')")

    assert limit == "1.0 GiB"


@pytest.mark.slow
def test_readers_in_other_processes_never_see_a_torn_version(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "warehouse")
    publish(warehouse, 100)
    command = [sys.executable, "-c", textwrap.dedent(READER), str(warehouse.folder), "5"]
    readers = [
        subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]

    for number in range(2, 6):
        publish(warehouse, number * 100)

    for reader in readers:
        seen, complaint = reader.communicate(timeout=120)
        assert reader.returncode == 0, complaint.decode()
        assert int(seen) >= 1
