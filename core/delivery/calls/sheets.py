"""The call list as a workbook, out to whoever calls and back with what became of it.

The same columns both ways, found by their headings in either language. Every cell is a text: a
spreadsheet runs nothing of it. What comes back is checked row by row before anything is done.
"""

import io
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import xlsxwriter

from core.accounts import sheets
from core.delivery.calls import gates as call_gates
from core.delivery.calls import records
from core.delivery.calls.model import FURTHEST, LONGEST_NOTE, Call, Result
from core.foundation.refusal import Refusal
from core.foundation.words import LANGUAGES, Value, say
from core.store.store import Tx

MOST_ROWS = 5_000
LARGEST = 10 << 20  # bytes of a workbook that comes in
COLUMNS = (
    "number",
    "due",
    "company",
    "name",
    "position",
    "phone",
    "topic",
    "script",
    "result",
    "note",
    "call-on",
)
_NEEDED = ("number", "result")
_RESULT = COLUMNS.index("result")
_WIDTHS = (22, 12, 30, 26, 22, 16, 26, 60, 18, 40, 14)
_LONGEST_CELL = 32_767
_AS_TEXTS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


class NotOurSheet(Refusal):
    """The workbook lacks the columns that say which call and what became of it."""


@dataclass(frozen=True)
class Row:
    """One result that may be written down; `line` is its row in the sheet, from 1."""

    line: int
    dispatch_id: str
    result: Result
    note: str
    call_on: date | None


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be: a word ``calls-fault-…`` and what it asks for."""

    line: int
    key: str
    values: Mapping[str, Value]

    def sentence(self, language: str) -> str:
        return say(language, self.key, **self.values)


@dataclass(frozen=True)
class Checked:
    """What came back: rows to be written down, and what is wrong with the others."""

    rows: Sequence[Row]
    faults: Sequence[Fault]
    untouched: int  # rows without a result


def written(calls: Sequence[Call], language: str) -> bytes:
    """The calls as a workbook; results are chosen from a list."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _AS_TEXTS) as book:
        sheet = book.add_worksheet(say(language, "calls-sheet"))
        sheet.freeze_panes(1, 0)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True})
        for place, (column, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(place, place, width, wrapped)
            sheet.write_string(0, place, say(language, f"calls-column-{column}"), bold)
        for line, call in enumerate(calls, start=1):
            for place, cell in enumerate(_cells(call)):
                sheet.write_string(line, place, cell[:_LONGEST_CELL], wrapped)
        words = [say(language, f"calls-result-{result}") for result in Result]
        choice = {"validate": "list", "source": words}
        sheet.data_validation(1, _RESULT, max(len(calls), 1), _RESULT, choice)
    return out.getvalue()


def read(content: bytes) -> list[list[str]]:
    """The rows of a workbook. Raises `accounts.sheets.BadWorkbook` and `NotOurSheet`."""
    if len(content) > LARGEST:
        raise NotOurSheet("calls-sheet-too-large", megabytes=LARGEST >> 20)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "calls.xlsx", Path(folder) / "lines"
        source.write_bytes(content)
        lines = sheets.as_lines(source, target)
        if lines > MOST_ROWS + 1:
            raise NotOurSheet("calls-sheet-too-long", rows=lines, most=MOST_ROWS)
        text = target.read_text(encoding="utf-8")
    return [line.split(sheets.SEPARATOR) for line in text.split(sheets.LINE_END)[:lines]]


def checked(tx: Tx, rows: Sequence[Sequence[str]], *, today: date) -> Checked:
    """Look at every row; nothing is written down yet. Raises `NotOurSheet`."""
    places = _places(rows[0] if rows else ())
    good: list[Row] = []
    faults: list[Fault] = []
    untouched, seen = 0, set[str]()
    for line, cells in enumerate(rows[1:], start=2):
        found = {name: _cell(cells, place) for name, place in places.items()}
        if not found["result"]:
            untouched += bool(found["number"])
            continue
        judged = _judged(tx, line, found, today=today)
        if isinstance(judged, Row) and judged.dispatch_id in seen:
            judged = Fault(line, "calls-fault-twice", {})
        if isinstance(judged, Fault):
            faults.append(judged)
            continue
        seen.add(judged.dispatch_id)
        good.append(judged)
    return Checked(good, faults, untouched)


def _judged(tx: Tx, line: int, found: Mapping[str, str], *, today: date) -> Row | Fault:
    call = records.get(tx, found["number"])
    result = _RESULTS.get(found["result"].casefold())
    if call is None:
        return Fault(line, "calls-fault-unknown", {"number": found["number"][:40]})
    if result is None:
        return Fault(line, "calls-fault-result", {"result": found["result"][:40]})
    if not call.is_open:
        return Fault(line, "calls-fault-over", {"company": call.company})
    if call_gates.objection(tx, call.dispatch_id):
        return Fault(line, "calls-fault-not-now", {"company": call.company})
    note = found.get("note", "")
    if len(note) > LONGEST_NOTE:
        return Fault(line, "calls-fault-note", {"most": LONGEST_NOTE})
    day = _day(found.get("call-on", "")) if result is Result.LATER else None
    if result is Result.LATER and (day is None or not 0 <= (day - today).days <= FURTHEST):
        if not (said := found.get("call-on", "").strip()):
            return Fault(line, "calls-fault-no-day", {})
        return Fault(line, "calls-fault-day", {"day": said[:40]})
    return Row(line, call.dispatch_id, result, note, day)


def _places(headings: Sequence[str]) -> dict[str, int]:
    known = {
        say(language, f"calls-column-{column}").casefold(): column
        for language in LANGUAGES
        for column in COLUMNS
    }
    found = {
        known[heading.strip().casefold()]: place
        for place, heading in enumerate(headings)
        if heading.strip().casefold() in known
    }
    if any(column not in found for column in _NEEDED):
        raise NotOurSheet("calls-not-our-sheet")
    return found


def _cells(call: Call) -> list[str]:
    whom = [call.company, call.name, call.position, call.phone]
    about = [call.title, call.script]
    return [call.dispatch_id, call.due_on.isoformat(), *whom, *about, "", "", ""]


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _day(text: str) -> date | None:
    """A day as ISO or as people here write it, 31.12.2026."""
    pieces = text.strip().split(".")
    iso = "-".join(reversed(pieces)) if len(pieces) == len(("d", "m", "y")) else text.strip()
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


# Each result by its word in either language, and by its code.
_RESULTS = {
    word.casefold(): result
    for result in Result
    for word in (result.value, *(say(one, f"calls-result-{result}") for one in LANGUAGES))
}
