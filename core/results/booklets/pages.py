"""A booklet as pages: HTML of our own, every text escaped, laid out by the typesetter."""

import base64
from collections.abc import Callable
from datetime import datetime
from html import escape

from core.foundation.refusal import Refusal
from core.foundation.words import percent, say
from core.messages.limits import Bench
from core.results.booklets.content import Bar, Booklet, Cell, Sheet, is_numeric, written
from core.results.booklets.drawing import drawn

SECONDS = 60.0  # a booklet may take
WIDTH, ROW, LEFT, RIGHT = 960, 34, 320, 20  # of the forest, in pixels
LONGEST = 46  # letters of a label

_STYLE = """
@page { size: A4 landscape; margin: 16mm; @bottom-right { content: counter(page);
  font-family: 'DejaVu Sans', sans-serif; font-size: 8pt; color: #6b7280; } }
body { font-family: 'DejaVu Sans', sans-serif; font-size: 10pt; color: #1c1b1a; }
h1 { font-size: 20pt; margin: 0; } h2 { font-size: 13pt; margin: 8mm 0 2mm; }
h2 { page-break-after: avoid; } tr { page-break-inside: avoid; }
.number { text-align: right; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt; }
th { text-align: left; border-bottom: 1px solid #374151; }
td { border-bottom: 1px solid #e5e7eb; vertical-align: top; } td, th { padding: 3px 6px; }
.dated { color: #6b7280; margin-bottom: 6mm; } svg { page-break-inside: avoid; }
"""


class Unprintable(Refusal):
    """The booklet could not be laid out on this machine."""


def as_pdf(told: Booklet, *, made_at: datetime) -> bytes:
    """The booklet as PDF. Raises `Unprintable` where the machine lacks the libraries."""
    bench = Bench(seconds=SECONDS, module="core.messages.typesetter")
    try:
        answer = bench.asked({"page": page(told), "made_at": made_at.isoformat()})
    finally:
        bench.stop()
    if "pdf" not in answer:
        values = answer.get("values", {})
        raise Unprintable("portfolio-unprintable", reason=str(values.get("reason", "")))
    return base64.b64decode(answer["pdf"])


def page(told: Booklet) -> str:
    """The booklet as one page of HTML that asks for nothing."""
    parts = [f"<h1>{escape(told.title)}</h1><p class=dated>{escape(told.dated)}</p>"]
    parts += [f"<p>{escape(sentence)}</p>" for sentence in told.sentences]
    if told.picture:
        parts.append(f"<h2>{escape(told.picture.heading)}</h2>{drawn(told.picture)}")
    if told.forest:
        parts.append(f"<h2>{escape(say(told.language, 'portfolio-forest'))}</h2>")
        parts.append(f"<p>{escape(say(told.language, 'portfolio-shrunken-how'))}</p>")
        parts.append(_forest(told))
    parts += [_table(sheet, told.language) for sheet in told.sheets]
    body = "".join(parts)
    return (
        f'<html lang="{told.language}"><head><meta charset="utf-8">'
        f"<title>{escape(told.title)}</title><style>{_STYLE}</style></head>"
        f"<body>{body}</body></html>"
    )


def reach(bars: tuple[Bar, ...]) -> tuple[float, float]:
    """From where to where the forest's axis runs, zero in it."""
    lows = [min(bar.low, bar.pulled_low) for bar in bars]
    highs = [max(bar.high, bar.pulled_high) for bar in bars]
    low, high = min(0.0, *lows), max(0.0, *highs)
    room = (high - low) * 0.05 or 0.01
    return low - room, high + room


def _forest(told: Booklet) -> str:
    low, high = reach(told.forest)
    height = ROW * len(told.forest) + 40

    def at(value: float) -> float:
        return LEFT + (value - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    rows = [_row(bar, place, at) for place, bar in enumerate(told.forest)]
    bottom = height - 30
    axis = [
        f'<text x="{at(value):.1f}" y="{height - 8}" font-size="10" text-anchor="middle">'
        f"{escape(percent(told.language, value, digits=0).replace('-', '−'))}</text>"
        for value in (low, 0.0, high)
    ]
    zero = (
        f'<line x1="{at(0):.1f}" x2="{at(0):.1f}" y1="0" y2="{bottom}" stroke="#374151" '
        'stroke-dasharray="3 3"/>'
    )
    inside = "".join([zero, *rows, *axis])
    return (
        f'<svg width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">{inside}</svg>'
    )


def _row(bar: Bar, place: int, x: Callable[[float], float]) -> str:
    """A campaign's line of the forest; `x` is where a share lies on the axis."""
    y = ROW * place + ROW / 2
    label = bar.label if len(bar.label) <= LONGEST else bar.label[: LONGEST - 1] + "…"
    color = "#007F5F" if bar.pulled_low > 0 else "#C44E00" if bar.pulled_high < 0 else "#6B7280"
    ends = [x(one) for one in (bar.low, bar.high, bar.pulled_low, bar.pulled_high)]
    own = (
        f'<line x1="{ends[0]:.1f}" x2="{ends[1]:.1f}" y1="{y - 5}" y2="{y - 5}" '
        'stroke="#9CA3AF" stroke-width="2"/>'
        f'<circle cx="{x(bar.value):.1f}" cy="{y - 5}" r="3.5" fill="#9CA3AF"/>'
    )
    pulled = (
        f'<line x1="{ends[2]:.1f}" x2="{ends[3]:.1f}" y1="{y + 5}" y2="{y + 5}" '
        f'stroke="{color}" stroke-width="3"/>'
        f'<circle cx="{x(bar.pulled):.1f}" cy="{y + 5}" r="5" fill="{color}"/>'
    )
    text = f'<text x="0" y="{y + 4}" font-size="11">{escape(label)}</text>'
    return text + own + pulled


def _table(sheet: Sheet, language: str) -> str:
    is_number = [is_numeric(sheet, column) for column in range(len(sheet.columns))]
    head = "".join(
        _cell("th", *one, language) for one in zip(sheet.columns, is_number, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(_cell("td", *one, language) for one in zip(row, is_number, strict=True))
        + "</tr>"
        for row in sheet.rows
    )
    # The head is said again where a table goes on over the page.
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<h2>{escape(sheet.heading)}</h2>{table}"


def _cell(tag: str, cell: Cell, is_number: bool, language: str) -> str:  # noqa: FBT001 – private
    kind = " class=number" if is_number else ""
    return f"<{tag}{kind}>{escape(written(cell, language))}</{tag}>"
