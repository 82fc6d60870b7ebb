"""The house's pictures: one theme, every axis with its unit, every chart with its table.

Colors are Okabe and Ito's, told apart by colour-blind people; the framework inks text and axes
for light and dark. A page builds a figure here and hands it to `shown`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from math import ceil, floor, log10

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.grids import show_grid

ROW_HEIGHT = 38  # pixels a bar or an interval takes
FRAME_HEIGHT = 96  # what axes and their titles take
LONGEST_LABEL = 42
MOST_TICKS = 12
PERCENT = "\u00a0%"  # after a number, as `words.percent` writes it

LINES = {"showgrid": True, "zeroline": False, "automargin": True, "fixedrange": True}
BAR = {"orientation": "h", "textposition": "auto", "textangle": 0, "cliponaxis": False}
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True)
class Inks:
    """What a color means, in the theme of whoever looks."""

    treated: str
    holdout: str
    good: str
    bad: str
    unsure: str
    out: str  # what was taken away
    ink: str  # lines that must be seen
    on_treated: str  # numbers written on a bar
    on_out: str
    series: tuple[str, ...]


LIGHT = Inks(
    treated="#0072B2",
    holdout="#B07A00",
    good="#007F5F",
    bad="#C44E00",
    unsure="#6B7280",
    out="#C9A36B",
    ink="#374151",
    on_treated="#ffffff",
    on_out="#1c1b1a",
    series=("#0072B2", "#C44E00", "#007F5F", "#A8457F", "#B07A00", "#3C8DBC"),
)
DARK = Inks(
    treated="#56B4E9",
    holdout="#E69F00",
    good="#2BC79A",
    bad="#F0804A",
    unsure="#A3ABB8",
    out="#8C7853",
    ink="#D1D5DB",
    on_treated="#10131a",
    on_out="#ffffff",
    series=("#56B4E9", "#F0804A", "#2BC79A", "#DE8FBF", "#E69F00", "#F0E442"),
)


@dataclass(frozen=True)
class Spot:
    """A number with its doubt, to be drawn as a point with its interval."""

    label: str
    value: float
    low: float
    high: float
    color: str | None = None  # none: by whether the interval leaves out zero


def inks() -> Inks:
    """The colors of the theme this person looks at."""
    kind = st.context.theme.type or st.get_option("theme.base")
    return DARK if kind == "dark" else LIGHT


def interval_picture(
    spots: Sequence[Spot], *, axis: str, arms: Sequence[Spot] = (), arms_axis: str = ""
) -> go.Figure:
    """Differences as points with intervals around a zero line, the raw arms above them.

    `axis` and `arms_axis` name the quantity and its unit.
    """
    if not arms:
        return forest(spots, axis=axis)
    heights = [len(arms) + 1.2, len(spots) + 1.2]
    figure = make_subplots(rows=2, row_heights=heights, vertical_spacing=0.3)
    palette = inks()
    for trace in _intervals(arms, [palette.treated, palette.holdout]):
        figure.add_trace(trace, row=1, col=1)
    for trace in _intervals(spots):
        figure.add_trace(trace, row=2, col=1)
    _draw_zero(figure, row=2)
    figure.update_xaxes(title_text=arms_axis, rangemode="tozero", row=1, col=1)
    figure.update_xaxes(title_text=axis, row=2, col=1)
    return dressed(figure, rows=len(spots) + len(arms) + 2, upside_down=True)


def forest(spots: Sequence[Spot], *, axis: str) -> go.Figure:
    """One interval a row, the zero line through all of them, first on top."""
    figure = go.Figure(_intervals(spots))
    _draw_zero(figure)
    figure.update_xaxes(title_text=axis)
    return dressed(figure, rows=len(spots), upside_down=True)


def funnel_bars(stages: Sequence[tuple[str, int]], *, axis: str) -> go.Figure:
    """Counts from the widest to the narrowest, each with its share of the first."""
    first = max(stages[0][1], 1) if stages else 1
    figure = go.Figure(
        go.Bar(
            BAR,
            x=[count for _, count in stages],
            y=row_names([label for label, _ in stages]),
            customdata=[100 * count / first for _, count in stages],
            marker_color=inks().treated,
            insidetextfont_color=inks().on_treated,
            texttemplate="%{x:,} · %{customdata:.0f}" + PERCENT,
            hovertemplate="%{y}: %{x:,}<extra></extra>",
        )
    )
    figure.update_xaxes(title_text=axis, rangemode="tozero")
    return dressed(figure, rows=len(stages), upside_down=True)


def waterfall(
    start: tuple[str, int], losses: Sequence[tuple[str, int]], end: str, *, axis: str
) -> go.Figure:
    """From everybody to who is left: each loss hangs where the one before ended."""
    left = start[1] - sum(lost for _, lost in losses)
    labels = [start[0], *(label for label, _ in losses), end]
    widths = [start[1], *(lost for _, lost in losses), left]
    bases = [0, *(start[1] - gone for gone in accumulate(lost for _, lost in losses))]
    palette = inks()
    colors = _by_bar(palette.treated, palette.out, len(losses))
    inked = _by_bar(palette.on_treated, palette.on_out, len(losses))
    signs = ["", *["−"] * len(losses), ""]
    figure = go.Figure(
        go.Bar(
            BAR,
            x=widths,
            y=row_names(labels),
            base=[*bases, 0],
            customdata=signs,
            marker_color=colors,
            insidetextfont_color=inked,
            texttemplate="%{customdata}%{value:,}",
            hovertemplate="%{y}: %{customdata}%{value:,}<extra></extra>",
        )
    )
    figure.update_xaxes(title_text=axis, rangemode="tozero")
    return dressed(figure, rows=len(labels), upside_down=True)


def _by_bar(whole: str, lost: str, losses: int) -> list[str]:
    """A color for each bar of a waterfall: the first, what is lost, the last."""
    return [whole, *[lost] * losses, whole]


def shown(
    figure: go.Figure, table: pd.DataFrame, *, key: str, filename: str, alt: str = ""
) -> None:
    """Show a chart, and one click away its table and its CSV.

    `filename` comes without its ending. `alt` says the picture to whoever cannot see it.
    """
    st.plotly_chart(figure, key=key, config=CONFIG, alt=alt or None)
    with st.expander(say("charts-table"), icon=":material/table_rows:"):
        show_grid(table, key=f"{key}-table")
        csv_button(table, key=f"{key}-csv", filename=filename)


def _intervals(spots: Sequence[Spot], colors: Sequence[str] = ()) -> list[go.Scatter]:
    inked = colors or [_verdict_color(spot) for spot in spots]
    rows = row_names([spot.label for spot in spots])
    return [
        _interval(spot, row, spot.color or color)
        for spot, row, color in zip(spots, rows, inked, strict=True)
    ]


def _interval(spot: Spot, row: str, color: str) -> go.Scatter:
    spread = {
        "type": "data",
        "symmetric": False,
        "array": [spot.high - spot.value],
        "arrayminus": [spot.value - spot.low],
        "thickness": 3,
        "width": 8,
    }
    return go.Scatter(
        x=[spot.value],
        y=[row],
        error_x=spread,
        mode="markers",
        marker={"size": 13, "color": color, "symbol": "diamond"},
        customdata=[[spot.low, spot.high]],
        hovertemplate="%{y}: %{x:,.1f} (%{customdata[0]:,.1f} … %{customdata[1]:,.1f})"
        "<extra></extra>",
    )


def _verdict_color(spot: Spot) -> str:
    palette = inks()
    if spot.low > 0:
        return palette.good
    return palette.bad if spot.high < 0 else palette.unsure


def _draw_zero(figure: go.Figure, row: int | None = None) -> None:
    place = {} if row is None else {"row": row, "col": 1}
    figure.add_vline(x=0, line_width=1.5, line_dash="dot", line_color=inks().ink, **place)


def dressed(figure: go.Figure, *, rows: int, upside_down: bool) -> go.Figure:
    figure.update_xaxes(**LINES, exponentformat="none", separatethousands=True)
    # In the light the framework's own ink for an axis is too pale to be read.
    both = {"tickfont_color": inks().ink, "title_font_color": inks().ink}
    figure.update_xaxes(**both).update_yaxes(**both)
    plain_numbers = {"exponentformat": "none", "separatethousands": True}
    figure.update_yaxes(**LINES | {"showgrid": not upside_down} | plain_numbers)
    if upside_down:
        figure.update_yaxes(autorange="reversed", type="category")
    figure.update_layout(
        height=FRAME_HEIGHT + ROW_HEIGHT * max(rows, 2),
        margin={"l": 8, "r": 24, "t": 16, "b": 8},
        showlegend=False,
        bargap=0.35,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        separators=",\u00a0" if language() == "ru" else ".,",
    )
    return figure


def round_steps(low: float, high: float, most: int = 8) -> list[float]:
    """Round numbers from `low` to `high`, zero among them where it lies between; not more than
    `most`."""
    least = (high - low) / most or 1.0
    power = 10.0 ** floor(log10(least))
    step = next(one * power for one in (1, 2, 5, 10) if one * power >= least)
    return [
        round(step * place, 10) for place in range(ceil(low / step), floor(high / step) + 1)
    ]


def row_names(labels: Sequence[str], longest: int = LONGEST_LABEL) -> list[str]:
    """Labels as rows of an axis: short, plain text, and no two alike."""
    # Plotly reads a little HTML in labels, and would draw two rows of one name on one line.
    short = [
        label if len(label) <= longest else label[: longest - 1].rstrip() + "…"
        for label in labels
    ]
    return [
        escape(label, quote=False) + "\u200b" * short[:place].count(label)
        for place, label in enumerate(short)
    ]
