"""Pictures of overlaps: who is in exactly which segments (UpSet), and every pair as a grid.

UpSet: A. Lex and others, IEEE Transactions on Visualization and Computer Graphics 20 (2014).
"""

from collections.abc import Sequence

import plotly.graph_objects as go

from core.foundation import words
from core.segments.overlap import Intersection, Overlap
from pages.parts.charts import DARK, inks, row_names
from pages.parts.frame import language, say
from pages.parts.sheets import AXIS, LETTERS, ROOM, ROWS, Sheet, figure, full, titled

BARS_HEIGHT = 190  # pixels, of the bars above the dots
DOT_ROW = 28
CELL = 44
DOT = 11
WIDE = 10_000  # from here on, numbers over narrow columns stand upright
MANY = 12  # columns; beside more of them numbers are smaller
FAINT = "rgba(128,128,128,0.22)"
LIGHT_SHADES = [[0, "#EEF4FA"], [1, "#0072B2"]]  # opaque: the numbers on them are inked
DARK_SHADES = [[0, "#20242B"], [1, "#56B4E9"]]  # black or white by how dark a cell is


def upset_picture(found: Overlap, labels: Sequence[str]) -> go.Figure:
    """Bars of the largest intersections over dots that say in which segments they are."""
    rows = row_names(labels)
    columns = [str(place) for place in range(len(found.intersections))]
    bars_share = BARS_HEIGHT / (BARS_HEIGHT + DOT_ROW * len(rows))
    height = BARS_HEIGHT + DOT_ROW * len(rows) + 70
    below = [0, 1 - bars_share - 0.02]
    across = AXIS | {"domain": [0, 0.76], "type": "category", "showgrid": False}
    span = [0, max(*found.sizes, 1) * ROOM]
    sizes = AXIS | titled(say("insight-axis-accounts")) | {"domain": [0.8, 1], "range": span}
    upward = AXIS | titled(say("insight-axis-accounts")) | {"domain": [1 - bars_share, 0.97]}
    return figure(
        [
            *_dots(found.intersections, rows, columns),
            _bars(found.intersections, labels, columns),
            _sizes(found.sizes, rows, labels),
        ],
        height=height,
        bargap=0.4,
        xaxis=across | {"showticklabels": False},
        xaxis2=sizes | {"anchor": "y", "nticks": 3},
        yaxis=ROWS | {"domain": below},
        yaxis2=upward | {"anchor": "x", "rangemode": "tozero", "nticks": 5},
    )


def _dots(found: Sequence[Intersection], rows: list[str], columns: list[str]) -> list[Sheet]:
    """Every possible dot, faint; over it the ones that are meant, joined by a line."""
    dot = {"type": "scatter", "hoverinfo": "skip"}
    faint = {
        "mode": "markers",
        "x": [column for column in columns for _ in rows],
        "y": [row for _ in columns for row in rows],
        "marker": {"size": DOT, "color": FAINT},
    }
    across: list[str | None] = []
    down: list[str | None] = []
    for column, one in zip(columns, found, strict=True):
        across += [*[column] * len(one.members), None]
        down += [*(rows[place] for place in one.members), None]
    meant = {
        "mode": "lines+markers",
        "x": across,
        "y": down,
        "marker": {"size": DOT, "color": inks().treated},
        "line": {"color": inks().treated, "width": 2},
    }
    return [dot | faint, dot | meant]


def _bars(found: Sequence[Intersection], labels: Sequence[str], columns: list[str]) -> Sheet:
    """The sizes; in the first set's color where it is among them."""
    largest = max((one.accounts for one in found), default=0)
    colors = [inks().treated if 0 in one.members else inks().unsure for one in found]
    return {
        "type": "bar",
        "yaxis": "y2",
        "x": columns,
        "y": [one.accounts for one in found],
        "texttemplate": "%{y:,}",
        "textposition": "outside",
        "textangle": -90 if largest >= WIDE else 0,
        "textfont": {"size": LETTERS - 2 if len(found) > MANY else LETTERS},
        "constraintext": "none",
        "cliponaxis": False,
        "marker": {"color": colors},
        "customdata": [full(named(one, labels)) for one in found],
        "hovertemplate": "%{customdata}<br><b>%{y:,}</b><extra></extra>",
    }


def named(one: Intersection, labels: Sequence[str]) -> str:
    """An intersection by the names of its segments."""
    inside = say("insight-and").join(labels[place] for place in one.members)
    return say("insight-only-in", segments=inside)


def _sizes(sizes: Sequence[int], rows: list[str], labels: Sequence[str]) -> Sheet:
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": "x2",
        "x": list(sizes),
        "y": rows,
        "texttemplate": "%{x:,}",
        "textposition": "outside",
        "constraintext": "none",
        "cliponaxis": False,
        "marker": {"color": [inks().treated, *[inks().unsure] * (len(rows) - 1)]},
        "customdata": [full(label) for label in labels],
        "hovertemplate": "%{customdata}<br><b>%{x:,}</b><extra></extra>",
    }


def grid_picture(found: Overlap, labels: Sequence[str], *, is_likeness: bool) -> go.Figure:
    """Every pair: of the row's accounts the share in the column, or how alike the two are."""
    measure = found.jaccard if is_likeness else found.share
    names, places = row_names(labels), range(len(labels))
    told = [full(label) for label in labels]
    quarters = [words.percent(language(), share, digits=0) for share in QUARTERS]
    grid = {
        "type": "heatmap",
        "x": names,
        "y": names,
        "z": [[None if i == j else measure(i, j) for j in places] for i in places],
        "customdata": [[[told[i], told[j], found.both[i][j]] for j in places] for i in places],
        "texttemplate": "%{z:.0%}",
        "hovertemplate": _pair_hover(is_likeness=is_likeness),
        **CELLS,
        "colorscale": DARK_SHADES if inks() is DARK else LIGHT_SHADES,
        "colorbar": titled(say("insight-axis-share")) | SCALE | {"ticktext": quarters},
    }
    top = AXIS | {"type": "category", "side": "top", "showgrid": False, "tickangle": -35}
    return figure([grid], height=CELL * len(labels) + 220, xaxis=top, yaxis=ROWS)


CELLS: Sheet = {"zmin": 0, "zmax": 1, "xgap": 2, "ygap": 2}
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
SCALE: Sheet = {"thickness": 12, "outlinewidth": 0, "tickvals": QUARTERS}


def _pair_hover(*, is_likeness: bool) -> str:
    says = say(
        "insight-hover-likeness" if is_likeness else "insight-hover-pair",
        row="%{customdata[0]}",
        column="%{customdata[1]}",
        accounts="%{customdata[2]:,}",
        share="%{z:.1%}",
    )
    return f"{says}<extra></extra>"
