"""A booklet as a workbook: every text a text, so that nothing in it is ever run."""

import io

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from core.foundation.words import say
from core.results.booklets.content import Booklet, Cell, Sheet, is_numeric

LONGEST_NAME = 31  # of a sheet
WIDE, NARROW = 70, 16
LINE = 15  # points a line takes
A4 = 9  # as spreadsheets number kinds of paper
TEXT = {"text_wrap": True, "valign": "top", "align": "left", "indent": 1}
NUMBER = TEXT | {"align": "right"}
HEAD = TEXT | {"bold": True, "bottom": 1}


def as_xlsx(told: Booklet) -> bytes:
    """The booklet as XLSX: the summary and the forest first, then a sheet for each table."""
    made = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, safe) as book:
        _front(book, told)
        for place, sheet in enumerate(told.sheets, start=1):
            _table(book, sheet, place)
    return made.getvalue()


def _front(book: xlsxwriter.Workbook, told: Booklet) -> None:
    page, bold = _page(book, _name(told.title, 0)), book.add_format(HEAD)
    page.set_column(0, 0, WIDE)
    page.set_column(1, 6, NARROW)
    page.write_string(0, 0, told.title, book.add_format({"bold": True, "font_size": 16}))
    page.write_string(1, 0, told.dated)
    for row, sentence in enumerate(told.sentences, start=3):
        page.write_string(row, 0, sentence)
    top = len(told.sentences) + 4
    names = ("campaign", "ratio", "low", "high", "pulled", "pulled-low", "pulled-high")
    for column, name in enumerate(names):
        page.write_string(top, column, say(told.language, f"portfolio-sheet-{name}"), bold)
    page.set_row(top, 2 * LINE)
    share = book.add_format({"num_format": "+0.0%;−0.0%;0.0%"})
    for row, bar in enumerate(told.forest, start=top + 1):
        page.write_string(row, 0, bar.label)
        numbers = (bar.value, bar.low, bar.high, bar.pulled, bar.pulled_low, bar.pulled_high)
        for column, number in enumerate(numbers, start=1):
            page.write_number(row, column, number, share)


def _table(book: xlsxwriter.Workbook, sheet: Sheet, place: int) -> None:
    page, bold = _page(book, _name(sheet.heading, place)), book.add_format(HEAD)
    text, right = book.add_format(TEXT), book.add_format(NUMBER)
    number = book.add_format(NUMBER | {"num_format": "#,##0;−#,##0"})
    above = book.add_format(HEAD | NUMBER)
    widths = [_width(sheet, column) for column in range(len(sheet.columns))]
    for column, heading in enumerate(sheet.columns):
        page.set_column(column, column, widths[column])
        page.write_string(0, column, heading, above if is_numeric(sheet, column) else bold)
    page.set_row(0, 2 * LINE)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    for row, cells in enumerate(sheet.rows, start=1):
        page.set_row(row, LINE * max(map(_lines, cells, widths)))
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                kind = right if is_numeric(sheet, column) else text
                page.write_string(row, column, cell, kind)
            else:
                page.write_number(row, column, cell, number)


def _page(book: xlsxwriter.Workbook, name: str) -> Worksheet:
    """A sheet that comes out of a printer whole: A4, across, as wide as one page."""
    page = book.add_worksheet(name)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    return page


def _width(sheet: Sheet, column: int) -> int:
    """In letters: the longest text, within reason."""
    longest = max(len(str(row[column])) for row in sheet.rows)
    return min(max(longest + 2, NARROW), WIDE)


def _lines(cell: Cell, width: int) -> int:
    """How many lines a cell takes, since not every program finds out by itself."""
    return -(-len(str(cell)) * 11 // (width * 10)) or 1


def _name(heading: str, place: int) -> str:
    """A sheet's name: short, without what names may not have, and no two alike."""
    plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in heading)
    return f"{place + 1} {plain}"[:LONGEST_NAME].strip()
