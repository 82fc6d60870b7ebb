"""Tables people take away: CSV that no spreadsheet will run."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.parts.frame import say

# A cell that begins with one of these is a formula to a spreadsheet (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_csv(table: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8 with a mark; text that could be a formula is quoted away."""
    safe = table.apply(lambda column: column.map(_disarmed))
    safe.columns = [_disarmed(str(name)) for name in table.columns]
    return str(safe.to_csv(index=False)).encode("utf-8-sig")


def csv_button(
    table: pd.DataFrame | Callable[[], pd.DataFrame], *, key: str, filename: str
) -> None:
    """A button that downloads the table; the file is made when it is pressed.

    A table that the journal is to know of is given as what makes it.
    """
    st.download_button(
        say("charts-csv"),
        data=lambda: safe_csv(table() if callable(table) else table),
        file_name=f"{filename}.csv",
        mime="text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )


def _disarmed(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value
