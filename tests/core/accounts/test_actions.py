"""Loading as a deed: published whole or not at all, by whoever may, and written down."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from threading import Thread

import duckdb
import pytest

from core.accounts import actions as accounts
from core.accounts import keeping
from core.accounts.checking import IncompleteMapping
from core.accounts.model import Mapping
from core.accounts.reading import NoRoom, NoSuchFile, UnknownFormat
from core.foundation import words
from core.foundation.settings import HOUSE
from core.journal import actions as journal
from core.journal import records as journal_records
from core.people.model import NotAllowed
from core.warehouse import building
from core.warehouse import warehouse as warehouses
from core.warehouse.schema import TABLES
from core.warehouse.warehouse import UnknownPublication
from tests.conftest import ANA, CLEO, MONDAY
from tests.core.accounts.conftest import Desk

SMALL = "account_id;name;city\n1;Ромашка;Москва\n2;Лютик;Пермь\n"
SALES = (
    "Customer ID,Invoice,InvoiceDate,Quantity,Price\n1,A,2026-01-15,2,10\n1,B,2026-02-20,1,5\n"
)


def test_a_load_is_published_and_written_down(desk: Desk) -> None:
    card = desk.load(SMALL)

    snapshot = desk.warehouse.current()
    with desk.store.reading() as tx:
        (entry,) = journal_records.about(tx, str(card.number))
    assert card.counts["accounts"] == 2
    assert snapshot.rows("SELECT name FROM accounts ORDER BY ordinal") == [
        {"name": "Ромашка"},
        {"name": "Лютик"},
    ]
    assert (entry.verb, entry.by, entry.details["accepted"]) == ("accounts.load", "ana", 2)


def test_the_same_file_twice_doubles_nothing(desk: Desk) -> None:
    desk.load(SALES)

    desk.load(SALES)

    assert desk.warehouse.current().rows("SELECT count(*) n, sum(amount) s FROM sales") == [
        {"n": 2, "s": 25}
    ]


def test_a_second_file_is_merged_by_key(desk: Desk) -> None:
    desk.load(SMALL)
    desk.load(SALES)

    desk.load("account_id;name\n1;Роза\n3;Астра\n")

    snapshot = desk.warehouse.current()
    assert snapshot.rows("SELECT account_id, name, city FROM accounts ORDER BY ordinal") == [
        {"account_id": "1", "name": "Роза", "city": "Москва"},
        {"account_id": "2", "name": "Лютик", "city": "Пермь"},
        {"account_id": "3", "name": "Астра", "city": None},
    ]
    assert snapshot.value("SELECT count(*) FROM sales") == 2


def test_replacing_leaves_only_the_file(desk: Desk) -> None:
    desk.load(SMALL)
    desk.load(SALES)

    desk.load("account_id;name\n9;Роза\n", is_replacing=True)

    counts = desk.warehouse.current().publication.counts
    assert (counts["accounts"], counts["sales"]) == (1, 0)


def test_facts_are_true_as_of_the_last_event_but_never_of_a_day_to_come(desk: Desk) -> None:
    assert desk.load(SMALL).as_of == MONDAY.date()
    assert desk.load(SALES).as_of == date(2026, 2, 20)
    to_come = SALES.replace("2026-02-20", "2031-01-01")
    assert desk.load(to_come, is_replacing=True).as_of == date(2026, 1, 15)


def test_contacts_of_unknown_accounts_bring_their_account_along(desk: Desk) -> None:
    desk.load("contact id;account id;email\nC1;A1;a@ex.test\n")

    snapshot = desk.warehouse.current()
    assert snapshot.value("SELECT account_id FROM accounts") == "A1"
    assert snapshot.value("SELECT count(*) FROM contacts") == 1


def test_nothing_accepted_publishes_nothing(desk: Desk) -> None:
    desk.load(SMALL)
    checked = desk.check("account_id;name\n;x\n")

    with pytest.raises(accounts.NothingAccepted):
        desk.publish(checked)

    assert desk.warehouse.current_number() == 1


def test_only_who_may_import_may(desk: Desk, tmp_path: Path) -> None:
    checked = desk.check(SMALL)

    with pytest.raises(NotAllowed):
        accounts.check(tmp_path / "x.csv", folder=tmp_path, by=CLEO)
    with pytest.raises(NotAllowed):
        accounts.publish(
            desk.store.transaction, desk.warehouse, checked, name="", by=CLEO, at=MONDAY
        )


def test_what_cannot_be_read_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_text("x")

    with pytest.raises(NoSuchFile):
        desk.check(tmp_path / "nowhere.csv")
    with pytest.raises(NoSuchFile, match="is a folder"):
        desk.check(tmp_path)
    with pytest.raises(UnknownFormat):
        desk.check(tmp_path / "x.pdf")


def test_a_full_disk_is_a_sentence_and_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.load(SMALL)
    checked = desk.check(SMALL.replace("Роза", "Астра"))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building, "build", full)
    with pytest.raises(NoRoom, match="The disk has no room"):
        desk.publish(checked)

    assert desk.warehouse.current_number() == 1


def test_a_journal_that_cannot_be_written_leaves_the_pointer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.load(SMALL)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(journal, "record", broken)
    with pytest.raises(RuntimeError):
        desk.load(SMALL)

    assert desk.warehouse.current_number() == 1
    assert [card.number for card in desk.warehouse.publications()] == [1]


def test_an_older_version_is_made_current_and_written_down(desk: Desk) -> None:
    desk.load(SMALL)
    desk.load(SALES)

    with desk.store.transaction() as tx:
        accounts.make_current(tx, desk.warehouse, 1, by=ANA, at=MONDAY)

    assert desk.warehouse.current().publication.number == 1
    with desk.store.transaction() as tx, pytest.raises(UnknownPublication):
        accounts.make_current(tx, desk.warehouse, 7, by=ANA, at=MONDAY)


def test_two_loads_at_once_both_stay(desk: Desk) -> None:
    first, second = desk.check(SMALL), desk.check("account_id;name\n3;Астра\n")

    threads = [Thread(target=desk.publish, args=(checked,)) for checked in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert desk.warehouse.current().publication.counts["accounts"] == 3
    assert len(desk.warehouse.publications()) == 2


def test_a_checked_file_can_be_published_after_a_restart(desk: Desk) -> None:
    checked = desk.check(SALES)

    again = keeping.kept(checked.folder)

    assert again == checked
    assert desk.publish(again).counts["sales"] == 2


def test_old_checks_are_swept_and_fresh_ones_stay(desk: Desk) -> None:
    checked = desk.check(SMALL)
    os.utime(checked.folder, (0, 0))
    fresh = desk.check(SMALL)

    keeping.sweep(desk.folder, before=datetime(2020, 1, 1, tzinfo=MONDAY.tzinfo))

    assert not checked.folder.exists()
    assert fresh.folder.exists()
    with pytest.raises(keeping.CheckGone):
        keeping.kept(checked.folder)


@pytest.mark.slow
def test_a_killed_load_leaves_the_published_version(tmp_path: Path) -> None:
    """Killed as each of its files appears; whatever the moment, readers see a whole version."""
    environment = os.environ | {"COCKPIT_DATA": str(tmp_path / "data")}
    command = [sys.executable, "-m", "core.cli", "load"]
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    small.write_text(SMALL)
    large.write_text("account_id;name\n" + "".join(f"{n};Роза {n}\n" for n in range(60_000)))
    subprocess.run([*command, small], cwd=HOUSE, env=environment, check=True)

    killed = 0
    for sign, later in KILLED_AT:
        home = tmp_path / "data" / "warehouse"
        before = seen(home, sign)
        process = subprocess.Popen(
            [*command, large], cwd=HOUSE, env=environment, stdout=subprocess.DEVNULL
        )
        while process.poll() is None and not seen(home, sign) - before:
            time.sleep(0.002)
        time.sleep(later)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        warehouse = warehouses.Warehouse(home)
        assert warehouse.current().value("SELECT count(*) FROM accounts") in (2, 60_000)

    subprocess.run([*command, small], cwd=HOUSE, env=environment, check=True)
    left = [path.name for path in (tmp_path / "data" / "warehouse").glob("*.draft*")]
    assert left == []
    assert killed >= 2, "it was done before anybody came to kill it"


# A file that appears, and how many seconds after.
KILLED_AT = (
    ("*.draft", 0.0),
    ("*.draft", 0.2),
    ("snapshot_*.duckdb", 0.0),
    ("snapshot_*.json", 0.0),
    ("current", 0.0),
)


def seen(folder: Path, sign: str) -> set[tuple[str, int]]:
    """The files of a pattern, each with the time it was written."""
    found = set()
    for path in folder.glob(sign):
        with suppress(FileNotFoundError):  # renamed meanwhile
            found.add((path.name, path.stat().st_mtime_ns))
    return found


def test_a_snapshot_has_the_declared_tables_and_columns(desk: Desk) -> None:
    desk.load(SALES)

    path = desk.warehouse.folder / "snapshot_1.duckdb"
    with duckdb.connect(path, read_only=True) as connection:
        for table in TABLES.values():
            described = connection.execute(f"DESCRIBE {table.name}").fetchall()
            found = {row[0]: row[1] for row in described}
            assert found == table.columns | {table.ordinal: "INTEGER"}


@pytest.mark.parametrize("field", ["consents.given_on", "sales.amount", "surveys.nps"])
def test_a_table_fed_without_what_tells_its_rows_apart_is_refused(
    desk: Desk, field: str
) -> None:
    mapping = Mapping({"accounts.account_id": "account_id", field: "city"}, ())

    with pytest.raises(IncompleteMapping, match="map these fields too"):
        desk.check(SMALL, mapping=mapping)


def test_a_file_without_dates_does_not_turn_the_day_back(desk: Desk) -> None:
    def same(new: duckdb.DuckDBPyConnection) -> None:
        for table in ("accounts", "sales"):
            new.execute(f"INSERT INTO {table} BY NAME SELECT * FROM before.{table}")

    desk.load(SALES)
    day = date(2026, 2, 27)
    desk.warehouse.publish(same, name="of a later day", by="ana", at=MONDAY, as_of=day)

    card = desk.load(SMALL)

    assert card.as_of == day


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_sample_that_people_fill_in_is_taken_whole(tmp_path: Path, language: str) -> None:
    source = tmp_path / "source.csv"
    sample = HOUSE / "data" / "samples" / "imports" / f"{language}.csv"
    source.write_bytes(b"\xef\xbb\xbf" + sample.read_bytes())

    checked = accounts.check(source, folder=tmp_path, by=ANA, source_name="sample.csv")

    assert checked.report.rejects == checked.report.flags == ()
    assert checked.unmapped == ()
    assert checked.report.counts == {"accounts": 2, "contacts": 3, "consents": 3}
