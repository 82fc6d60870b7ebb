"""A booklet as a workbook: every text a text, so that nothing in it is ever run."""

import io

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.foundation.words import say
from core.results.booklets.content import Booklet, Cell

LONGEST_NAME = 31  # of a sheet
WIDE, NARROW = 60, 16


def as_xlsx(told: Booklet) -> bytes:
    """The booklet as XLSX: the summary and the forest first, then a sheet for each table."""
    written = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, safe) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        _front(book, told, bold)
        for place, sheet in enumerate(told.sheets, start=1):
            page = book.add_worksheet(_name(sheet.heading, place))
            for column, heading in enumerate(sheet.columns):
                page.write_string(0, column, heading, bold)
            for row, cells in enumerate(sheet.rows, start=1):
                for column, cell in enumerate(cells):
                    _write(page, row, column, cell, wrapped)
            page.set_column(0, 0, WIDE / 2)
            page.set_column(1, len(sheet.columns) - 1, NARROW)
            page.freeze_panes(1, 0)
    return written.getvalue()


def _front(book: xlsxwriter.Workbook, told: Booklet, bold: object) -> None:
    page = book.add_worksheet(_name(told.title, 0))
    page.set_column(0, 0, WIDE)
    page.write_string(0, 0, told.title, bold)
    page.write_string(1, 0, told.dated)
    for row, sentence in enumerate(told.sentences, start=3):
        page.write_string(row, 0, sentence)
    top = len(told.sentences) + 4
    names = ("campaign", "ratio", "low", "high", "pulled", "pulled-low", "pulled-high")
    for column, name in enumerate(names):
        page.write_string(top, column, say(told.language, f"portfolio-sheet-{name}"), bold)
    share = book.add_format({"num_format": "+0.0%;-0.0%;0.0%"})
    for row, bar in enumerate(told.forest, start=top + 1):
        page.write_string(row, 0, bar.label)
        numbers = (bar.value, bar.low, bar.high, bar.pulled, bar.pulled_low, bar.pulled_high)
        for column, number in enumerate(numbers, start=1):
            page.write_number(row, column, number, share)


def _write(page: Worksheet, row: int, column: int, cell: Cell, wrapped: Format) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, cell, wrapped)
    else:
        page.write_number(row, column, cell)


def _name(heading: str, place: int) -> str:
    """A sheet's name: short, without what names may not have, and no two alike."""
    plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in heading)
    return f"{place + 1} {plain}"[:LONGEST_NAME].strip()
