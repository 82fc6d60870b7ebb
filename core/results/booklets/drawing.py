"""A picture of a booklet: intervals below each other, zero through all of them, as SVG."""

from html import escape
from math import isfinite

from core.results.booklets.content import Interval, Picture

WIDTH, ROW, LEFT, RIGHT = 900, 44, 300, 20  # in pixels
GOOD, BAD, UNSURE = "#007F5F", "#C44E00", "#6B7280"


def drawn(picture: Picture) -> str:
    """Each interval beside its label and its figures; its color says its verdict."""
    ends = [one for it in picture.intervals for one in (it.low, it.high) if isfinite(one)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    reach = (high - low) or 1.0
    rows = ROW * len(picture.intervals)

    def at(value: float) -> float:
        return LEFT + (value - low) / reach * (WIDTH - LEFT - RIGHT)

    lines = [
        _interval(one, ROW * place, at(one.low), at(one.value), at(one.high))
        for place, one in enumerate(picture.intervals)
    ]
    zero = (
        f'<line x1="{at(0):.1f}" x2="{at(0):.1f}" y1="0" y2="{rows}" stroke="#374151" '
        'stroke-dasharray="3 3"/>'
        f'<text x="{at(0):.1f}" y="{rows + 14}" font-size="11" text-anchor="middle">0</text>'
    )
    axis = (
        f'<text x="{WIDTH - RIGHT}" y="{rows + 14}" font-size="11" text-anchor="end">'
        f"{escape(picture.axis)}</text>"
    )
    size = f'width="{WIDTH}" height="{rows + 20}" viewBox="0 0 {WIDTH} {rows + 20}"'
    return f"<svg {size}>{zero}{''.join(lines)}{axis}</svg>"


def _interval(one: Interval, top: int, low: float, value: float, high: float) -> str:
    color = GOOD if one.low > 0 else BAD if one.high < 0 else UNSURE
    y = top + ROW // 2
    return (
        f'<text x="0" y="{y - 2}" font-size="13">{escape(one.label)}</text>'
        f'<text x="0" y="{y + 14}" font-size="12" fill="#374151">{escape(one.said)}</text>'
        f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}" stroke="{color}" '
        'stroke-width="4"/>'
        f'<circle cx="{value:.1f}" cy="{y}" r="6" fill="{color}"/>'
    )
