"""Tables on the screen: numbers grouped and dates written as the reader's language does."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api import types


def columns_of(table: pd.DataFrame) -> dict[str, Any]:
    """How each column of numbers or of days is written."""
    number = st.column_config.NumberColumn(format="localized")
    day = st.column_config.DateColumn(format="localized")
    found: dict[str, Any] = {}
    for name in table.columns:
        column = table[name]
        if types.is_numeric_dtype(column) and not types.is_bool_dtype(column):
            found[str(name)] = number
        elif len(column) and column.map(lambda cell: isinstance(cell, date)).all():
            found[str(name)] = day
    return found


def show_grid(table: pd.DataFrame, *, key: str | None = None, **widths: Any) -> None:
    """A table to read; `widths` adds to a column, by its heading, what differs."""
    config = columns_of(table) | widths
    st.dataframe(table, hide_index=True, key=key, column_config=config)
