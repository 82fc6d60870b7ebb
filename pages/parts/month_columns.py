"""A quantity month by month, as columns over a line of time."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from pages.parts.charts import dressed, inks

BAR_DAYS = 20 * 24 * 3_600_000  # in milliseconds, of a month's
MOST_TICKS = 10


def columns(
    months: Sequence[date],
    values: Sequence[float],
    names: Sequence[str],
    *,
    axis: str,
    time_axis: str,
) -> go.Figure:
    """A quantity month by month, each month under its name."""
    figure = go.Figure(
        go.Bar(
            x=list(months),
            y=list(values),
            customdata=list(names),
            width=BAR_DAYS,
            marker_color=inks().treated,
            hovertemplate="%{customdata}: %{y:,.0f}<extra></extra>",
        )
    )
    told = _apart(months)
    figure.update_xaxes(
        title_text=time_axis,
        tickvals=[months[place] for place in told],
        ticktext=[names[place] for place in told],
        tickangle=0,
    )
    figure.update_yaxes(title_text=axis, rangemode="tozero")
    return dressed(figure, rows=5, upside_down=False)


def _apart(months: Sequence[date]) -> list[int]:
    """Which months of a line of time have room for their names: the places of these."""
    told: list[int] = []
    for place, month in enumerate(months):
        if not told or (month - months[told[-1]]) * MOST_TICKS > months[-1] - months[0]:
            told.append(place)
    return told
