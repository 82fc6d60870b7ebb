"""Pictures of a segment: its funnel, its profile against the base, its size over time."""

from collections.abc import Sequence
from math import ceil, isfinite, log2
from typing import NamedTuple

import plotly.graph_objects as go

from core.foundation import words
from core.segments.funnel import Funnel
from core.segments.model import Combine
from core.segments.profile import Cell
from core.segments.trend import Point
from pages.parts.charts import MOST_TICKS, inks, row_names
from pages.parts.frame import language, say
from pages.parts.sheets import (
    AXIS,
    BARS,
    OVER,
    ROOM,
    ROWS,
    WORDS,
    Sheet,
    figure,
    full,
    height_of,
    titled,
)

FURTHEST = 4.0  # doublings and halvings that are drawn; what is beyond ends at the edge
NEAREST = 1.0
TREND_HEIGHT = 320
LONG = 56  # letters of a label
HEADING = 18  # pixels over the rows of a profile
SHARES_ROOM = 150  # pixels beside them, for the shares in figures
LABELED = 12  # points of a trend that have their number beside them
WHISKER = {"type": "data", "symmetric": False, "thickness": 1.6, "width": 5}


class Line(NamedTuple):
    """A row of the funnel's picture; every number counts accounts."""

    label: str
    alone: int
    left: int
    change: int
    without: int
    cost: int

    @property
    def kept(self) -> int:
        """What neither this part nor one before it changed."""
        return min(self.left, self.left - self.change)

    @property
    def end(self) -> int:
        return max(self.left, self.left - self.change)


def funnel_picture(walk: Funnel, labels: Sequence[str]) -> go.Figure:
    """What is left after each part and what it took away, and beside it what it alone costs.

    `labels` are the parts in full. Where any part will do, they add instead.
    """
    lines, palette = _lines(walk, labels), inks()
    told = _told(walk, lines)
    change = palette.good if walk.combine is Combine.ANY else palette.out
    cost = told | {"xaxis": "x2"}
    kept, changed = [one.kept for one in lines], [abs(one.change) for one in lines]
    costs, ends = [abs(one.cost) for one in lines], [one.end for one in lines]
    return figure(
        [
            BARS | told | {"x": kept, "marker": {"color": palette.treated}},
            BARS | told | {"x": changed, "marker": {"color": change}},
            WORDS | told | {"x": ends, "texttemplate": _written("left", "change", lines)},
            BARS | cost | {"x": costs, "marker": {"color": palette.holdout}},
            WORDS | cost | {"x": costs, "texttemplate": _written("", "cost", lines)},
        ],
        height=height_of(len(lines)),
        barmode="stack",
        yaxis=ROWS,
        xaxis=_panel(f"insight-left-{walk.combine}", [0, 0.64], ends),
        xaxis2=_panel(f"insight-cost-{walk.combine}", [0.7, 1], costs),
    )


def _lines(walk: Funnel, labels: Sequence[str]) -> list[Line]:
    first = say("insight-nobody" if walk.combine is Combine.ANY else "insight-everybody")
    return [
        Line(first, walk.start, walk.start, 0, walk.total, 0),
        *(
            Line(label, step.alone, step.left, step.change, step.without, walk.cost(step))
            for label, step in zip(labels, walk.steps, strict=True)
        ),
    ]


def _told(walk: Funnel, lines: Sequence[Line]) -> Sheet:
    """Where every bar of a row stands, and what it says when it is pointed at."""
    place = {name: f"%{{customdata[{at}]:,}}" for at, name in enumerate(Line._fields)}
    says = say(f"insight-hover-{walk.combine}", **{name: place[name] for name in HOVERED})
    return {
        "y": row_names([line.label for line in lines], LONG),
        "customdata": [[full(line.label), *line[1:]] for line in lines],
        "hovertemplate": f"<b>%{{customdata[0]}}</b><br>{says}<extra></extra>",
    }


HOVERED = ("alone", "left", "without")


def _written(plainly: str, signed: str, lines: Sequence[Line]) -> list[str]:
    """The numbers behind the bars, as the picture's own language writes them; no “+0”."""
    written = []
    for line in lines:
        change = _signed(getattr(line, signed))
        if plainly:
            change = f"  ({change})" if change else ""
            change = words.number(language(), getattr(line, plainly)) + change
        written.append(f" {change}")
    return written


def _signed(change: int) -> str:
    """A change with its sign, the minus as long as the plus; none where there is none."""
    number = words.number(language(), abs(change))
    return f"{'+' if change > 0 else '−'}{number}" if change else ""


def _panel(title: str, domain: list[float], widths: Sequence[int]) -> Sheet:
    span = [0, max(*widths, 1) * ROOM]
    return AXIS | titled(say(title)) | {"domain": domain, "range": span, "nticks": 5}


def profile_picture(cells: Sequence[Cell], labels: Sequence[str]) -> go.Figure:
    """Bars from “as often as in the base” to the left and right, each with its interval."""
    left, right = _reach(cells, side=-1), _reach(cells, side=1)
    ratios, low, high = (
        [max(-left, min(right, _doublings(getattr(cell, name)))) for cell in cells]
        for name in ("ratio", "low", "high")
    )
    more = [up - at for up, at in zip(high, ratios, strict=True)]
    less = [at - down for down, at in zip(low, ratios, strict=True)]
    whisker = WHISKER | {"array": more, "arrayminus": less, "color": inks().ink}
    rows = row_names(labels, LONG)
    bars = {"x": ratios, "y": rows, "error_x": whisker, "marker": _marks(cells)}
    shares = {"x": [right] * len(rows), "y": rows, "texttemplate": [*map(_shares, cells)]}
    told = {"customdata": [_figures(*pair) for pair in zip(cells, labels, strict=True)]}
    return figure(
        [BARS | bars | told | {"hovertemplate": _hover()}, WORDS | shares | told],
        height=height_of(len(rows)) + HEADING,
        margin={"l": 8, "r": SHARES_ROOM, "t": 8 + HEADING, "b": 8},
        yaxis=ROWS,
        xaxis=AXIS | _ratio_axis(left, right),
        annotations=[_heading(right)],
    )


def _ratio_axis(left: float, right: float) -> Sheet:
    steps = range(-int(left), int(right) + 1)
    return {
        **titled(say("insight-axis-ratio")),
        "range": [-left - 0.1, right + 0.1],
        "tickvals": list(steps),
        "ticktext": [_times(step) for step in steps],
        "zeroline": True,
        "zerolinecolor": inks().ink,
    }


def _heading(right: float) -> Sheet:
    """What the two shares beside the bars are."""
    place = {"xref": "x", "yref": "paper", "x": right, "y": 1}
    anchors = {"xanchor": "left", "yanchor": "bottom", "showarrow": False}
    return {"text": f"  <b>{say('insight-shares')}</b>", **place, **anchors}


def _shares(cell: Cell) -> str:
    """The share of the segment and of the base, as the reader's language writes them."""
    ours, theirs = (words.percent(language(), one) for one in (cell.share, cell.base_share))
    return f"  {ours} : {theirs}"


def _reach(cells: Sequence[Cell], *, side: int) -> float:
    """How many doublings an axis shows to one side: all that is estimated, and whole ones."""
    furthest = max((side * _doublings(cell.ratio) for cell in cells), default=0.0)
    return float(min(max(ceil(furthest), NEAREST), FURTHEST))


def _doublings(ratio: float) -> float:
    """On the scale of the picture; what is beyond it ends at its edge."""
    if ratio <= 0:
        return -FURTHEST
    return max(-FURTHEST, min(FURTHEST, log2(ratio))) if isfinite(ratio) else FURTHEST


def _times(doublings: int) -> str:
    """1 in the middle, ×2 ×4 to the right, ÷2 ÷4 to the left."""
    return f"×{2**doublings}" if doublings > 0 else f"÷{2**-doublings}" if doublings else "1"


def _marks(cells: Sequence[Cell]) -> Sheet:
    """Colors by verdict; what rests on very few accounts is hatched."""
    palette = inks()
    verdicts = {True: palette.treated, False: palette.bad}
    colors = [
        verdicts[cell.ratio > 1] if cell.is_conclusive else palette.unsure for cell in cells
    ]
    hatched = ["/" if cell.is_small else "" for cell in cells]
    return {"color": colors, "pattern": {"shape": hatched, "size": 6}}


_TOLD = ("label", "share", "base_share", "inside", "base", "ratio", "low", "high")


def _figures(cell: Cell, label: str) -> list[object]:
    """What a row says when it is pointed at, in the order of `_TOLD`."""
    counts = (cell.share, cell.base_share, cell.inside, cell.base)
    return [full(label), *counts, *map(times, (cell.ratio, cell.low, cell.high))]


def times(ratio: float) -> str:
    """A ratio as people say it: ×1.8, or ∞ where nothing bounds it."""
    return f"×{words.number(language(), ratio, digits=2)}" if isfinite(ratio) else "∞"


def _hover() -> str:
    formats = {"share": ":.1%", "base_share": ":.1%", "inside": ":,", "base": ":,"}
    place = {
        name: f"%{{customdata[{at}]{formats.get(name, '')}}}" for at, name in enumerate(_TOLD)
    }
    del place["label"]
    says = say("insight-hover-profile", **place)
    return f"<b>%{{customdata[0]}}</b><br>{says}<extra></extra>"


def trend_picture(points: Sequence[Point]) -> go.Figure:
    """The size over the days of the publications; where nobody knows it, the line breaks."""
    days = [point.as_of for point in points]
    names = [words.day(language(), day) for day in days]
    every = -(-len(days) // MOST_TICKS)
    line = {
        "type": "scatter",
        "x": days,
        "y": [point.accounts for point in points],
        "customdata": [
            [name, point.publication, point.share]
            for name, point in zip(names, points, strict=True)
        ],
        "hovertemplate": _trend_hover(),
    }
    ticks = {"tickvals": days[::every], "ticktext": names[::every], "showgrid": False}
    return figure(
        [line | _drawn(labeled=len(points) <= LABELED)],
        height=TREND_HEIGHT,
        xaxis=AXIS | titled(say("insight-axis-day")) | ticks,
        yaxis=AXIS | titled(say("insight-axis-accounts")) | {"rangemode": "tozero"},
    )


def _drawn(*, labeled: bool) -> Sheet:
    """How a line over days is drawn; few points have their number over them."""
    return {
        "mode": "lines+markers+text" if labeled else "lines+markers",
        "texttemplate": "%{y:,}",
        "textposition": OVER,
        "cliponaxis": False,
        "connectgaps": False,
        "line": {"color": inks().treated, "width": 2.5},
        "marker": {"color": inks().treated, "size": 9},
    }


def _trend_hover() -> str:
    says = say(
        "insight-hover-trend",
        day="%{customdata[0]}",
        number="%{customdata[1]}",
        accounts="%{y:,}",
        share="%{customdata[2]:.1%}",
    )
    return f"{says}<extra></extra>"
