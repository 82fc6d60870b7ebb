"""Tables on the screen: numbers grouped and dates written as the reader's language does."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api import types
from pandas.io.formats.style import Styler

from core.foundation import words
from pages.parts.frame import language

# Writing a cell out costs some microseconds; in a longer table the browser writes them, in its
# own language.
MOST_CELLS = 3000
DIGITS = 2
SMALL = 0.01  # below it two decimals would say nothing
MOST_DIGITS = 12


def columns_of(table: pd.DataFrame) -> dict[str, Any]:
    """How each column of numbers or of days is written where the browser does it."""
    number = st.column_config.NumberColumn(format="localized")
    day = st.column_config.DateColumn(format="localized")
    kinds = {"number": number, "day": day}
    return {name: kinds[kind] for name, kind in _kinds(table).items()}


def written(table: pd.DataFrame, *, but: frozenset[str] = frozenset()) -> pd.DataFrame | Styler:
    """The table with numbers and days as this person's language writes them; nothing is “None”.

    They sort as what they are. Columns named in `but` are left to their own configuration.
    """
    table = table.apply(_filled)
    is_plain = table.columns.is_unique and table.index.is_unique
    if not is_plain or table.size > MOST_CELLS:
        return table
    wrote: dict[str, Callable[[Any], str]] = {"number": _number, "day": _day}
    wanted: dict[Any, Any] = {
        name: wrote[kind] for name, kind in _kinds(table).items() if name not in but
    }
    return table.style.format(wanted, na_rep="") if wanted else table


def show_grid(table: pd.DataFrame, *, key: str | None = None, **widths: Any) -> None:
    """A table to read; `widths` adds to a column, by its heading, what differs."""
    config = columns_of(table) | widths
    shown = written(table, but=frozenset(widths))
    st.dataframe(shown, hide_index=True, key=key, column_config=config)


def _kinds(table: pd.DataFrame) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in table.columns:
        column = table[name]
        if types.is_numeric_dtype(column) and not types.is_bool_dtype(column):
            found[str(name)] = "number"
        elif len(column) and column.map(lambda cell: isinstance(cell, date)).all():
            found[str(name)] = "day"
    return found


def _filled(column: Any) -> Any:
    said = column.dropna()
    is_text = len(said) > 0 and said.map(lambda cell: isinstance(cell, str)).all()
    return column.fillna("") if is_text else column


def _number(value: float) -> str:
    return words.number(language(), value, digits=_digits(float(value)))


def _digits(value: float) -> int:
    """How many decimals a number needs: two, and of a small one its first two that are none."""
    if value.is_integer():
        return 0
    if not 0 < abs(value) < SMALL:
        return DIGITS
    exponent = Decimal(f"{value:.{DIGITS}g}").normalize().as_tuple().exponent
    return min(MOST_DIGITS, -int(exponent))


def _day(value: date) -> str:
    return words.day(language(), value)
