"""Pictures of many campaigns: intervals in pairs, and money that adds up with its band."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from pages.parts.charts import PERCENT, Spot, dressed, inks, row_names

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
    rows = list(range(len(own)))
    figure = go.Figure()
    for row, (mine, left, color) in enumerate(zip(own, pulled, colors, strict=True)):
        figure.add_trace(_point(mine, row - APART, palette.unsure, symbol="circle-open"))
        figure.add_trace(_point(left, row + APART, color, symbol="diamond"))
        for place, name in enumerate(names):
            trace = figure.data[2 * row + place]
            trace.update(name=name, legendgroup=name, showlegend=row == 0)
    figure.add_vline(x=0, line_width=1.5, line_dash="dot", line_color=palette.ink)
    figure.update_xaxes(title_text=axis, tickformat="+.0f", ticksuffix=PERCENT)
    dressed(figure, rows=len(own) + 1, upside_down=False)
    figure.update_yaxes(
        tickvals=rows,
        ticktext=row_names([spot.label for spot in own]),
        range=[len(own) - 0.5, -0.5],
        showgrid=False,
    )
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
    """A sum that grows in steps, its band around it; each step says which campaign it is."""
    palette = inks()
    low, high = bounds
    figure = go.Figure()
    edge = {"mode": "lines", "line": {"width": 0, "shape": "hv"}, "hoverinfo": "skip"}
    figure.add_trace(go.Scatter(x=list(days), y=list(low), **edge))
    fill = {"fill": "tonexty", "fillcolor": _faint(palette.treated)}
    figure.add_trace(go.Scatter(x=list(days), y=list(high), **edge, **fill))
    figure.add_trace(
        go.Scatter(
            x=list(days),
            y=list(totals),
            mode="lines+markers",
            line={"shape": "hv", "color": palette.treated, "width": 3},
            customdata=list(zip(row_names(list(names)), low, high, strict=True)),
            hovertemplate="%{customdata[0]}: %{y:,.0f} (%{customdata[1]:,.0f} … "
            "%{customdata[2]:,.0f})<extra></extra>",
        )
    )
    figure.add_hline(y=0, line_width=1.5, line_dash="dot", line_color=palette.ink)
    figure.update_yaxes(title_text=axis)
    figure.update_xaxes(tickvals=list(days), tickformat="%d.%m.%Y")
    return dressed(figure, rows=7, upside_down=False)


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


def _faint(color: str) -> str:
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.18)"
