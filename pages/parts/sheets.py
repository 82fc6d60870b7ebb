"""Pictures that are drawn anew at every edit: plain figures, and tables made when asked for.

In the theme of `charts`; but composing a figure step by step takes 10 ms, and this takes 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.parts.charts import CONFIG
from pages.parts.downloads import safe_csv
from pages.parts.frame import language, say
from pages.parts.grids import show_grid

ROW = 30  # pixels
FRAME = 64
HOVER_LINE = 64  # letters of a full text before it breaks
LETTERS = 13  # pixels
ROOM = 1.34  # an axis goes on past its longest bar, for the bar's number

BESIDE, OVER = " ".join(("middle", "right")), " ".join(("top", "center"))  # of a point

Sheet = dict[str, Any]
AXIS: Sheet = {
    "automargin": True,
    "fixedrange": True,
    "zeroline": False,
    "exponentformat": "none",
    "separatethousands": True,
}
ROWS: Sheet = AXIS | {"type": "category", "autorange": "reversed", "showgrid": False}
BARS: Sheet = {"type": "bar", "orientation": "h"}
WORDS: Sheet = {
    "type": "scatter",
    "mode": "text",
    "textposition": BESIDE,
    "cliponaxis": False,
    "hoverinfo": "skip",
}


@dataclass(frozen=True)
class Table:
    """What a picture shows, in numbers: made into a table only when somebody asks."""

    headings: Sequence[str]
    rows: Sequence[Sequence[object]]

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(self.rows, columns=list(self.headings))


def figure(traces: list[Sheet], *, height: int, **layout: Any) -> go.Figure:
    """A figure of the house: see-through, without a legend, numbers as the reader's."""
    sheet = {
        "height": height,
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "showlegend": False,
        "bargap": 0.35,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",\u00a0" if language() == "ru" else ".,",
        "hoverlabel": {"align": "left"},
        "font": {"size": LETTERS},
    }
    return go.Figure({"data": traces, "layout": sheet | layout})


def height_of(rows: int) -> int:
    """Pixels for so many rows and an axis under them."""
    return FRAME + ROW * max(rows, 2)


def titled(text: str) -> Sheet:
    return {"title": {"text": text}}


def full(text: str) -> str:
    """A whole text for a hover: no markup, and lines that end."""
    return "<br>".join(escape(line, quote=False) for line in wrap(text, HOVER_LINE))


def shown(picture: go.Figure, table: Table, *, key: str, filename: str, alt: str) -> None:
    """Show a picture, and one click away its table and its CSV; `alt` says it in words."""
    st.plotly_chart(picture, key=key, config=CONFIG, alt=alt)
    with st.container(horizontal=True, vertical_alignment="top"):
        # Closed, it costs nothing: the table is made when it is opened.
        opened = st.expander(
            say("charts-table"),
            key=f"{key}-open",
            icon=":material/table_rows:",
            on_change="rerun",
            type="compact",
        )
        _offer(table, key=f"{key}-csv", filename=filename)
    if opened.open:
        with opened:
            show_grid(table.frame(), key=f"{key}-table")


def _offer(table: Table, *, key: str, filename: str) -> None:
    st.download_button(
        say("charts-csv"),
        data=lambda: safe_csv(table.frame()),
        file_name=f"{filename}.csv",
        mime="text/csv",
        key=key,
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )
