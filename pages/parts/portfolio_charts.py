"""Pictures of many campaigns: intervals in pairs, and money that adds up with its band."""

from collections.abc import Sequence
from datetime import date, timedelta

import plotly.graph_objects as go

from core.foundation import words
from pages.parts.charts import PERCENT, Spot, dressed, inks, round_steps, row_names
from pages.parts.frame import language

APART = 0.17  # of a row, between an interval and what is left of it


def pulled_forest(
    own: Sequence[Spot], pulled: Sequence[Spot], *, axis: str, names: tuple[str, str]
) -> go.Figure:
    """Two intervals a row: as measured, in gray, and beside the others, in its verdict's color.

    Values are shares; `names` says what the two are.
    """
    palette = inks()
    colors = [
        palette.good if spot.low > 0 else palette.bad if spot.high < 0 else palette.ink
        for spot in pulled
    ]
    figure = go.Figure()
    for row, (mine, left, color) in enumerate(zip(own, pulled, colors, strict=True)):
        figure.add_trace(_point(mine, row - APART, palette.unsure, symbol="circle-open"))
        figure.add_trace(_point(left, row + APART, color, symbol="diamond"))
        for place, name in enumerate(names):
            trace = figure.data[2 * row + place]
            trace.update(name=name, legendgroup=name, showlegend=row == 0)
    figure.add_vline(x=0, line_width=1.5, line_dash="dot", line_color=palette.ink)
    spread = [100 * end for spot in (*own, *pulled) for end in (spot.low, spot.high)]
    ticks = round_steps(min(0.0, *spread), max(0.0, *spread))
    shares = [f"{_signed(one)}{PERCENT}" for one in ticks]
    figure.update_xaxes(title_text=axis, tickvals=ticks, ticktext=shares)
    dressed(figure, rows=len(own) + 1, upside_down=False)
    labels = {"tickvals": list(range(len(own))), "ticktext": row_names([s.label for s in own])}
    figure.update_yaxes(**labels, range=[len(own) - 0.5, -0.5], showgrid=False)
    figure.update_layout(showlegend=True, legend={"orientation": "h", "y": 1.15})
    return figure


def band(
    days: Sequence[date],
    totals: Sequence[float],
    bounds: tuple[Sequence[float], Sequence[float]],
    *,
    names: Sequence[str],
    axis: str,
) -> go.Figure:
    """A sum that grows in steps, its band around it; each step says which campaign it is.

    The last step is drawn on for a while, or nobody would see its band.
    """
    room = _room(days)
    ends = [days[0] - room, *days, days[-1] + room]
    low, high = ([0.0, *bound, bound[-1]] for bound in bounds)
    figure = go.Figure(_steps(ends, [0.0, *totals, totals[-1]], (low, high)))
    point = "%{customdata[0]}: %{y:,.0f} (%{customdata[1]:,.0f} … %{customdata[2]:,.0f})"
    figure.add_trace(
        go.Scatter(
            x=list(days),
            y=list(totals),
            mode="markers",
            marker={"size": 10, "color": inks().treated},
            customdata=list(zip(row_names(list(names)), *bounds, strict=True)),
            hovertemplate=f"{point}<extra></extra>",
        )
    )
    figure.add_hline(y=0, line_width=1.5, line_dash="dot", line_color=inks().ink)
    ticks = round_steps(min(0.0, *low), max(0.0, *high))
    written = [words.compact(language(), one) for one in ticks]
    figure.update_yaxes(title_text=axis, tickvals=ticks, ticktext=written)
    shown = _apart(days, room)
    dated = [words.day(language(), day) for day in shown]
    figure.update_xaxes(tickvals=shown, ticktext=dated, range=[ends[0], ends[-1]])
    return dressed(figure, rows=7, upside_down=False)


def _steps(
    ends: list[date], totals: list[float], bounds: tuple[list[float], list[float]]
) -> list[go.Scatter]:
    """A line in steps over its band; nothing of it answers to the pointer."""
    color = inks().treated
    edge = {"x": ends, "mode": "lines", "hoverinfo": "skip"}
    unseen, seen = ({"width": width, "shape": "hv", "color": color} for width in (0, 3))
    fill = {"fill": "tonexty", "fillcolor": _faint(color)}
    return [
        go.Scatter(edge, y=bounds[0], line=unseen),
        go.Scatter(edge, y=bounds[1], line=unseen, **fill),
        go.Scatter(edge, y=totals, line=seen),
    ]


def _point(spot: Spot, row: float, color: str, *, symbol: str) -> go.Scatter:
    value, low, high = (100 * share for share in (spot.value, spot.low, spot.high))
    return go.Scatter(
        x=[value],
        y=[row],
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [high - value],
            "arrayminus": [value - low],
            "thickness": 2,
            "width": 4,
            "color": color,
        },
        mode="markers",
        marker={"size": 11, "color": color, "symbol": symbol},
        customdata=[[low, high]],
        text=row_names([spot.label]),
        hovertemplate="%{text}: %{x:+.1f}" + PERCENT + " (%{customdata[0]:+.1f} … "
        "%{customdata[1]:+.1f}" + PERCENT + ")<extra></extra>",
    )


def _room(days: Sequence[date]) -> timedelta:
    """How far a step is drawn before the first day and after the last."""
    return max((days[-1] - days[0]) / 12, timedelta(days=3))


def _apart(days: Sequence[date], least: timedelta) -> list[date]:
    """The days that may be written below a picture without touching each other."""
    shown: list[date] = []
    for day in days:
        if not shown or day - shown[-1] >= least:
            shown.append(day)
    return shown


def _signed(percent: float) -> str:
    text = words.number(language(), abs(percent), digits=0 if percent.is_integer() else 1)
    return text if percent == 0 else f"{'+' if percent > 0 else '−'}{text}"


def _faint(color: str) -> str:
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.18)"
