"""A batch as it goes to the printer: all its letters in one PDF, and the sheet of addresses.

The sheet numbers the letters as they lie in the PDF, so that both can be checked off together.
"""

import io
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from core.delivery.paper.model import Letter
from core.foundation.refusal import Refusal
from core.foundation.words import say

COLUMNS = ("place", "number", "company", "name", "address", "pages", "page")
_WIDTHS = (6, 16, 36, 30, 60, 10, 16)
_LONGEST_CELL = 32_767
_CELL = {"text_wrap": True, "valign": "top", "align": "left"}
_LINE = 15  # points a line takes
_MOST_LINES = 20
_A4 = 9  # as spreadsheets number kinds of paper
_AS_TEXTS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
_ONE_AT_A_TIME = Lock()  # the library is not made for threads


class LetterMissing(Refusal):
    """A letter of the batch is not in its folder."""


def merged(letters: Sequence[Letter], folder: Path) -> bytes:
    """One PDF of all the letters, in their order. Raises `LetterMissing`."""
    paths = [folder / one.batch_id / f"{one.dispatch_id}.pdf" for one in letters]
    for letter, path in zip(letters, paths, strict=True):
        if not path.is_file():
            raise LetterMissing("letters-missing", number=letter.number)
    out = io.BytesIO()
    with _ONE_AT_A_TIME:
        whole = pdfium.PdfDocument.new()
        for path in paths:
            one = pdfium.PdfDocument(path.read_bytes())
            whole.import_pages(one)
            one.close()
        whole.save(out)
        whole.close()
    return out.getvalue()


def addresses(letters: Sequence[Letter], language: str) -> bytes:
    """The sheet of addresses as a workbook, as wide as a page; nothing in it is a formula."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _AS_TEXTS) as book:
        sheet = book.add_worksheet(say(language, "letters-sheet"))
        wrapped, bold = book.add_format(_CELL), book.add_format(_CELL | {"bold": True})
        _fit_to_paper(sheet)
        for place, (column, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(place, place, width, wrapped)
            sheet.write_string(0, place, say(language, f"letters-column-{column}"), bold)
        sheet.set_row(0, 2 * _LINE)
        page = 1
        for line, letter in enumerate(letters, start=1):
            texts = (letter.number, letter.company, letter.name, letter.address)
            sheet.set_row(line, _LINE * max(map(_lines, texts, _WIDTHS[1:])))
            sheet.write_number(line, 0, line, wrapped)
            for place, text in enumerate(texts, start=1):
                sheet.write_string(line, place, text[:_LONGEST_CELL], wrapped)
            sheet.write_number(line, len(texts) + 1, letter.pages, wrapped)
            sheet.write_number(line, len(texts) + 2, page, wrapped)
            page += letter.pages
    return out.getvalue()


def _fit_to_paper(sheet: Worksheet) -> None:
    """It comes out of a printer whole: A4, across, the headings above every page."""
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes, since not every program finds out by itself."""
    return min(-(-len(text) * 11 // (width * 10)) or 1, _MOST_LINES)
