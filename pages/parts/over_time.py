"""When a delivery happened: what left, and what people and machines did with it."""

from datetime import datetime, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

from core.delivery.feedback.labels import Kind, Label
from core.foundation import words
from core.results.timeline import Span, Timeline
from pages.parts.charts import dressed, inks, shown
from pages.parts.frame import language, say

MOST_TICKS = 6
FEWEST_BARS = 12  # that there is room for
ROWS = 8  # as high as so many bars lying
HOURS, DAYS = 3_600_000, 24 * 3_600_000  # milliseconds
TOUCHES = {
    "opens": (Kind.OPEN, (Label.HUMAN,)),
    "clicks": (Kind.CLICK, (Label.HUMAN,)),
    "machines": (None, (Label.MACHINE, Label.UNKNOWN)),
}


def show_over_time(line: Timeline) -> None:
    """Messages by the hour or the day; opens and clicks under them, where there are any."""
    if not line.spans:
        return
    st.subheader(say("results-over-time"), anchor=False)
    table = _table(line)
    first, last = _span(line, line.spans[0]), _span(line, line.spans[-1])
    shown(
        _picture(line),
        table,
        key="over-time",
        filename="delivery-over-time",
        alt=say("results-over-time-alt", first=first, last=last),
    )


def _picture(line: Timeline) -> go.Figure:
    rows = 2 if line.has_touches else 1
    figure = make_subplots(rows=rows, cols=1, shared_xaxes=True, vertical_spacing=0.12)
    palette, starts = inks(), [span.start.replace(tzinfo=None) for span in line.spans]
    shape = {"width": HOURS if line.is_hourly else DAYS, "marker_line_width": 0}
    names = [_span(line, span) for span in line.spans]

    def bars(name: str, values: list[int], color: str, row: int) -> None:
        hover = "%{customdata}: %{y:,}"
        bar = go.Bar(x=starts, y=values, name=name, customdata=names, hovertemplate=hover)
        figure.add_trace(bar.update(marker_color=color, **shape), row=row, col=1)

    bars(say("results-stage-sent"), [span.sent for span in line.spans], palette.treated, 1)
    if line.has_touches:
        colors = (palette.good, palette.series[1], palette.unsure)
        for name, color in zip(TOUCHES, colors, strict=True):
            values = [_touches(span, name) for span in line.spans]
            bars(say(f"results-over-time-{name}"), values, color, 2)
    every, room = -(-len(starts) // MOST_TICKS), _room(line, starts)
    figure.update_xaxes(tickvals=starts[::every], ticktext=names[::every], range=room)
    figure.update_yaxes(title_text=say("results-axis-messages"), rangemode="tozero")
    dressed(figure, rows=ROWS if line.has_touches else ROWS // 2, upside_down=False)
    figure.update_layout(barmode="stack", showlegend=True, bargap=0.1)
    figure.update_layout(legend={"orientation": "h", "y": 1.12})
    return figure


def _room(line: Timeline, starts: list[datetime]) -> list[datetime]:
    """From where to where time is drawn: a single bar must not fill the picture."""
    each = timedelta(hours=1) if line.is_hourly else timedelta(days=1)
    missing = max(FEWEST_BARS - (starts[-1] - starts[0]) // each, 1)
    return [starts[0] - each * missing / 2, starts[-1] + each * missing / 2]


def _touches(span: Span, name: str) -> int:
    kind, labels = TOUCHES[name]
    return sum(
        n for (what, who), n in span.touched.items() if who in labels and kind in (None, what)
    )


def _table(line: Timeline) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {
        say("results-when"): [_span(line, span) for span in line.spans]
    }
    columns[say("results-stage-sent")] = [span.sent for span in line.spans]
    if line.has_touches:
        for name in TOUCHES:
            heading = say(f"results-over-time-{name}")
            columns[heading] = [_touches(span, name) for span in line.spans]
    return pd.DataFrame(columns)


def _span(line: Timeline, span: Span) -> str:
    if line.is_hourly:
        return words.moment(language(), span.start, str(span.start.tzinfo))
    return words.day(language(), span.start)
