"""Tables on the screen: numbers grouped and dates written as the reader's language does."""

from collections.abc import Callable, Mapping
from datetime import date
from math import floor, log10
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
DIGITS = 3  # at the most, unless the smallest would say nothing
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
    wrote: dict[str, Callable[[Any], Callable[[Any], str]]] = {
        "number": _number,
        "day": lambda _: _day,
    }
    wanted: dict[Any, Any] = {
        name: wrote[kind](table[name])
        for name, kind in _kinds(table).items()
        if name not in but
    }
    return table.style.format(wanted, na_rep="") if wanted else table


def show_grid(table: pd.DataFrame, *, key: str | None = None, **widths: Any) -> None:
    """A table to read; `widths` adds to a column, by its heading, what differs."""
    shown = written(table, but=_written_elsewhere(widths))
    # Where a column has a format of its own, the browser minds neither our words nor language.
    config = widths if isinstance(shown, Styler) else columns_of(table) | widths
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


def _written_elsewhere(widths: Mapping[str, Any]) -> frozenset[str]:
    """Columns with a type or a format of their own; a mere width changes no writing."""
    return frozenset(
        name for name, own in widths.items() if (own.get("type_config") or {}).get("type")
    )


def _number(column: Any) -> Callable[[Any], str]:
    """Every number of a column with as many decimals as the finest of them has."""
    said, spoken = column.dropna(), language()
    most = _most(said[said != 0].abs())
    digits = next((n for n in range(most) if (said.round(n) == said).all()), most)
    return lambda value: words.number(spoken, value, digits=digits)


def _most(sizes: Any) -> int:
    """How many decimals are enough: three, or two figures of the smallest."""
    if sizes.empty:
        return 0
    return max(DIGITS, min(MOST_DIGITS, 1 - floor(log10(min(1.0, sizes.min())))))


def _day(value: date) -> str:
    return words.day(language(), value)
