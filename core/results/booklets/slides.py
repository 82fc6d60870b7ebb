"""A booklet as slides: shapes and texts that a director can edit, and no macros."""

import io
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Length, Pt

from core.foundation.words import percent, say
from core.results.booklets.content import Bar, Booklet, Cell, Sheet, is_numeric, written
from core.results.booklets.pages import reach

WIDE, HIGH = Inches(13.333), Inches(7.5)
MARGIN, FULL = Inches(0.6), Inches(12.1)
BLANK = 6  # the layout without placeholders
ROWS_A_SLIDE = 7
NARROWEST = 17  # letters a column has room for at least
BARS_A_SLIDE = 10
LEFT, RIGHT, TOP, ROW = Inches(4.2), Inches(12.6), Inches(1.5), Inches(0.48)
LONGEST = 46  # letters of a label

Place = tuple[Length, Length]

_PAINTED: Any = RGBColor
GOOD, BAD, UNSURE, OWN = (
    _PAINTED.from_string(color) for color in ("007F5F", "C44E00", "6B7280", "9CA3AF")
)


def as_pptx(told: Booklet) -> bytes:
    """The booklet as PPTX: the summary, the forest, and each table."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, HIGH
    front = deck.slides.add_slide(deck.slide_layouts[BLANK])
    _text(front, told.title, top=Inches(0.8), size=36, bold=True)
    _text(front, told.dated, top=Inches(1.7), size=16)
    for place, sentence in enumerate(told.sentences):
        _text(front, sentence, top=Inches(2.5 + 1.1 * place), size=20)
    for start in range(0, len(told.forest), BARS_A_SLIDE):
        _forest(deck, told, told.forest[start : start + BARS_A_SLIDE])
    for sheet in told.sheets:
        for start in range(0, len(sheet.rows), ROWS_A_SLIDE):
            _table(deck, told, sheet, sheet.rows[start : start + ROWS_A_SLIDE])
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def _forest(deck: Any, told: Booklet, bars: tuple[Bar, ...]) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
    _text(slide, say(told.language, "portfolio-forest"), top=Inches(0.3), size=26, bold=True)
    _text(slide, say(told.language, "portfolio-shrunken-how"), top=Inches(0.9), size=12)
    low, high = reach(told.forest)

    def at(value: float) -> Length:
        return Length(round(LEFT + (value - low) / (high - low) * (RIGHT - LEFT)))

    bottom = Length(TOP + ROW * len(bars))
    _line(slide, (at(0.0), TOP), (at(0.0), bottom), UNSURE, 1)
    for value in (low, 0.0, high):
        told_share = percent(told.language, value, digits=0)
        left = Length(at(value) - Inches(0.4))
        _text(slide, told_share, top=bottom, size=11, left=left, width=Inches(0.8))
    for place, bar in enumerate(bars):
        _bar(slide, bar, Length(TOP + ROW * place + ROW // 2), at)


def _bar(slide: Any, bar: Bar, y: Length, at: Any) -> None:
    label = bar.label if len(bar.label) <= LONGEST else bar.label[: LONGEST - 1] + "…"
    _text(slide, label, top=Length(y - Inches(0.2)), size=12, width=Inches(3.6))
    up, down = Length(y - Inches(0.07)), Length(y + Inches(0.07))
    _line(slide, (at(bar.low), up), (at(bar.high), up), OWN, 2)
    color = GOOD if bar.pulled_low > 0 else BAD if bar.pulled_high < 0 else UNSURE
    _line(slide, (at(bar.pulled_low), down), (at(bar.pulled_high), down), color, 3)
    half = Inches(0.08)
    corner = Length(at(bar.pulled) - half), Length(down - half)
    point = slide.shapes.add_shape(MSO_SHAPE.DIAMOND, *corner, half * 2, half * 2)
    point.fill.solid()
    point.fill.fore_color.rgb = color
    point.line.fill.background()


def _table(deck: Any, told: Booklet, sheet: Sheet, rows: tuple[tuple[Cell, ...], ...]) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
    _text(slide, sheet.heading, top=Inches(0.3), size=26, bold=True)
    size = (len(rows) + 1, len(sheet.columns))
    place = (MARGIN, Inches(1.2), FULL, Inches(0.4))
    table = slide.shapes.add_table(*size, *place).table
    for column, width in enumerate(_widths(sheet)):
        table.columns[column].width = width
        is_number = is_numeric(sheet, column)
        _cell(table.cell(0, column), sheet.columns[column], bold=True, is_number=is_number)
        for row, cells in enumerate(rows, start=1):
            text = written(cells[column], told.language)
            _cell(table.cell(row, column), text, bold=False, is_number=is_number)


def _widths(sheet: Sheet) -> list[Length]:
    """The whole width, by the longest text of each column, a long sentence as half of it."""
    longest = [
        min(max(len(str(row[column])) for row in sheet.rows), LONGEST * 2)
        for column in range(len(sheet.columns))
    ]
    wanted = [max(length, NARROWEST) for length in longest]
    return [Length(FULL * one // sum(wanted)) for one in wanted]


def _cell(cell: Any, text: str, *, bold: bool, is_number: bool) -> None:
    cell.text = text
    for paragraph in cell.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.bold = Pt(11), bold
        paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT


def _line(
    slide: Any, start: tuple[Length, Length], end: tuple[Length, Length], color: Any, pt: int
) -> None:
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *start, *end)
    line.line.color.rgb = color
    line.line.width = Pt(pt)


def _text(  # noqa: PLR0913 – where and how a line of text stands
    slide: Any,
    text: str,
    *,
    top: Length,
    size: int,
    left: Length = MARGIN,
    width: Length = FULL,
    bold: bool = False,
) -> None:
    frame = slide.shapes.add_textbox(left, top, width, Inches(0.4)).text_frame
    frame.word_wrap = True
    frame.text = text
    frame.paragraphs[0].font.size, frame.paragraphs[0].font.bold = Pt(size), bold
