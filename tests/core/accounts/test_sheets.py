"""Workbooks: honest ones are read, hostile ones are refused before they cost anything."""

import io
import resource
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from core.accounts import sheets
from core.accounts.encoding import NotATable
from core.accounts.sheets import BadWorkbook
from core.foundation.refusal import Refusal
from tests.core.accounts.conftest import HOSTILE_FILES, Reader, needs_shared, rejected, rows


def workbook(*lines: list[object]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append(line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_sheet_is_read_with_its_own_row_numbers(reader: Reader) -> None:
    content = workbook(
        ["Код клиента", "Название", "Клиент с", "Выручка", "Телефон"],
        [13085.0, "Ромашка", datetime.fromisoformat("2020-01-02"), 10.5, 79161234567],
        [None, "Лютик", date(2021, 3, 4), 7, None],
    )

    checked = reader.check(content, name="book.xlsx")

    (row,) = rows(checked, "accounts")
    assert row["account_id"] == "13085"
    assert row["since"] == date(2020, 1, 2)
    assert rows(checked, "contacts")[0]["phone"] == "+79161234567"
    assert rejected(checked) == [(3, "accounts.account_id", "missing")]


def test_rows_above_the_first_filled_one_count(reader: Reader) -> None:
    content = workbook([], [], ["account_id", "name"], ["1", "a"], ["", "b"])

    checked = reader.check(content, name="book.xlsx")

    assert rejected(checked) == [(5, "accounts.account_id", "missing")]


def test_line_breaks_in_cells_are_spaces(reader: Reader) -> None:
    checked = reader.check(workbook(["account_id", "name"], ["1", "a\nb"]), name="b.xlsx")

    assert rows(checked, "accounts")[0]["name"] == "a b"


def test_a_workbook_of_nothing_is_refused(reader: Reader) -> None:
    with pytest.raises(Refusal):
        reader.check(workbook(), name="book.xlsx")


@pytest.mark.parametrize(
    "content", [b"not a zip", b"PK\x03\x04 broken", b"PK\x05\x06" + bytes(18)]
)
def test_a_broken_workbook_is_refused(reader: Reader, content: bytes) -> None:
    with pytest.raises(BadWorkbook):
        reader.check(content, name="book.xlsx")


def test_entities_in_another_encoding_are_refused(reader: Reader) -> None:
    written = io.BytesIO(workbook(["a"], ["1"]))
    hostile = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(hostile, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename.endswith("workbook.xml"):
                content = content.decode().encode("utf-16")
            target.writestr(part.filename, content)

    with pytest.raises(BadWorkbook):
        reader.check(hostile.getvalue(), name="book.xlsx")


HOSTILE = {  # what hostile_inputs.json expects of H230 to H235, and of the rest
    "bomb_sharedstrings_400MB.xlsx": "accounts-workbook-bomb",
    "bomb_5M_rows.xlsx": "accounts-workbook-bomb",
    "dimension_lie.xlsx": "accounts-workbook-cells",
    "billion_laughs.xlsx": "accounts-workbook-entities",
    "xxe.xlsx": "accounts-workbook-entities",
    "truncated.xlsx": "accounts-workbook-broken",
}


@needs_shared
@pytest.mark.parametrize(("name", "key"), HOSTILE.items())
def test_a_hostile_workbook_is_refused_and_costs_little(
    reader: Reader, name: str, key: str
) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(BadWorkbook) as refused:
        reader.check(HOSTILE_FILES / name)

    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10
    assert refused.value.key == key
    assert "Nothing was loaded" in str(refused.value)
    assert grown < 300


@needs_shared
def test_a_zip_that_climbs_out_writes_nothing_outside(reader: Reader) -> None:
    evil = Path("/tmp/evil.txt")
    evil.unlink(missing_ok=True)

    with pytest.raises(NotATable):
        reader.check(HOSTILE_FILES / "zip_slip.xlsx")

    assert not evil.exists()


@needs_shared
def test_formula_cells_come_in_as_values(reader: Reader) -> None:
    checked = reader.check(HOSTILE_FILES / "formula_cells.xlsx")

    assert checked.counts()["read"] == 1
    assert "HYPERLINK" not in str(rows(checked, "accounts"))


PARTS = {
    "[Content_Types].xml": """<Types
xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>""",
    "_rels/.rels": """<Relationships
xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="xl/workbook.xml"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>""",
    "xl/workbook.xml": """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": """<Relationships
xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
<Relationship Id="rId2" Target="sharedStrings.xml"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>
</Relationships>""",
}
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def shared_text_book(path: Path, *, text: str, cells: int) -> None:
    """A workbook of one column whose cells all share one text."""
    lines = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, cells + 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in PARTS.items():
            book.writestr(name, content)
        book.writestr("xl/sharedStrings.xml", f"<sst {MAIN}><si><t>{text}</t></si></sst>")
        sheet = f"<worksheet {MAIN}><sheetData>{lines}</sheetData></worksheet>"
        book.writestr("xl/worksheets/sheet1.xml", sheet)


def test_a_shared_text_is_read_in_every_cell(tmp_path: Path) -> None:
    shared_text_book(tmp_path / "book.xlsx", text="x", cells=3)

    lines = sheets.as_lines(tmp_path / "book.xlsx", tmp_path / "lines.txt")

    assert lines == 3
    assert (tmp_path / "lines.txt").read_text() == "x\nx\nx\n"


def test_many_cells_that_share_one_long_text_do_not_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MEMORY", 300 << 20)
    shared_text_book(tmp_path / "book.xlsx", text="x" * 30_000, cells=20_000)

    with pytest.raises(BadWorkbook) as refused:
        sheets.as_lines(tmp_path / "book.xlsx", tmp_path / "lines.txt")

    assert refused.value.key == "accounts-workbook-broken"
