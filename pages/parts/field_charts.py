"""What is in a field as a picture: bars for values, columns for ranges and for time."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from core.foundation import words
from core.segments.histograms import Histogram
from core.segments.sentence import unit_label
from core.warehouse.fields import Field, Kind, Level
from pages.parts.charts import BAR, MOST_TICKS, dressed, inks, row_names, shown
from pages.parts.field_labels import bar_label
from pages.parts.frame import language, say

NAMED = (Kind.TEXT, Kind.CATEGORY, Kind.LIST, Kind.BOOLEAN)
COLUMNS_HIGH = 7  # rows of bars
MOST_NUMBERED = 16  # columns with room for a number each


def show_histogram(field: Field, found: Histogram) -> None:
    """The picture with its table, or the sentence that says why there is none."""
    if not found.bars:
        icon = "visibility_off" if field.personal else "info"
        st.info(say(_why_none(field, found)), icon=f":material/{icon}:")
        return
    named = [bar for bar in found.bars if not bar.is_rest]
    labels = [bar_label(field, bar) for bar in named]
    counts = [bar.count for bar in named]
    axis = _count_axis(field)
    if field.kind in NAMED:
        figure = _bars(labels, counts, found.rows.filled, axis=axis)
    else:
        figure = _columns(labels, counts, axis=axis, value_axis=_value_axis(field))
    name = field.label(language())
    alt = say("catalogue-histogram-alt", field=name)
    shown(figure, _table(field, found), key="histogram", filename=field.key, alt=alt)


def _why_none(field: Field, found: Histogram) -> str:
    if not field.has_source:
        return f"catalogue-kept-{field.kind}"
    if field.personal:
        return "catalogue-personal-hidden"
    return "catalogue-names-hidden" if found.rows.filled else "catalogue-nothing-filled"


def _bars(labels: list[str], counts: list[int], whole: int, *, axis: str) -> go.Figure:
    """The most frequent value on top, each with its share of what is filled in."""
    shares = [words.percent(language(), count / max(whole, 1)) for count in counts]
    figure = go.Figure(
        go.Bar(
            BAR,
            x=counts,
            y=row_names(labels),
            customdata=shares,
            marker_color=inks().treated,
            insidetextfont_color=inks().on_treated,
            texttemplate="%{x:,} · %{customdata}",
            hovertemplate="%{y}: %{x:,} · %{customdata}<extra></extra>",
        )
    )
    figure.update_xaxes(title_text=axis, rangemode="tozero")
    return dressed(figure, rows=len(labels), upside_down=True)


def _columns(labels: list[str], counts: list[int], *, axis: str, value_axis: str) -> go.Figure:
    """Ranges or periods from left to right."""
    rows = row_names(labels)
    every = -(-len(rows) // MOST_TICKS) if len(rows) > MOST_NUMBERED else 1
    figure = go.Figure(
        go.Bar(
            x=rows,
            y=counts,
            marker_color=inks().treated,
            texttemplate="%{y:,}" if len(rows) <= MOST_NUMBERED else "",
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{x}: %{y:,}<extra></extra>",
        )
    )
    ticks = [row.replace(" – ", " –<br>") for row in rows[::every]]
    figure.update_xaxes(
        title_text=value_axis, type="category", tickvals=rows[::every], ticktext=ticks
    )
    figure.update_yaxes(title_text=axis, rangemode="tozero")
    figure = dressed(figure, rows=COLUMNS_HIGH, upside_down=False)
    return figure.update_xaxes(showgrid=False).update_layout(bargap=0.12)


def _count_axis(field: Field) -> str:
    """What is counted: accounts, contacts, events, or, month by month, an amount."""
    if field.kind is Kind.SERIES:
        return _with_unit(field)
    return say(f"catalogue-axis-{field.level}")


def _value_axis(field: Field) -> str:
    if field.level is Level.EVENT or field.kind is Kind.SERIES:
        return say("catalogue-axis-time")
    return _with_unit(field)


def _with_unit(field: Field) -> str:
    name = field.label(language())
    return f"{name}, {unit_label(field.unit, language())}" if field.unit else name


def _table(field: Field, found: Histogram) -> pd.DataFrame:
    whole = max(sum(bar.count for bar in found.bars), 1)
    if field.kind is Kind.LIST:  # an account holds several
        whole = max(found.rows.filled, 1)
    rows = [
        (bar_label(field, bar), bar.count, words.percent(language(), bar.count / whole))
        for bar in found.bars
    ]
    names = [say("catalogue-value"), _count_axis(field), say("catalogue-share")]
    return pd.DataFrame(rows, columns=names)
