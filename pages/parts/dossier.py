"""The furniture of the accounts page: the search, one account, its contacts and its deeds."""

from typing import Any

import pandas as pd
import streamlit as st

from core.accounts.model import targets
from core.accounts.rejects import field_name
from core.accounts.tables import PAGE, Found, Month, Row
from core.foundation import words
from core.warehouse.snapshot import Publication
from pages.parts import charts, month_columns
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.grids import show_grid

TABLES = ("services", "sales", "invoices", "tickets", "surveys", "consents")
FOUND = ("name", "account_id", "inn", "industry", "city", "country", "status")
CODED = frozenset(
    {"status", "size_band", "role", "language", "severity", "channel", "purpose", "basis"}
)
MONEY = frozenset({"amount", "monthly_fee", "yearly_revenue"})


def ask_words() -> tuple[str, int]:
    """What is looked for, and the page of the answer; both stand in the address bar."""
    asked = st.text_input(
        say("accounts-search"),
        value=st.query_params.get("q", ""),
        placeholder=say("accounts-search-hint"),
        icon=":material/search:",
        max_chars=120,
        key="account-search",
    )
    if asked != st.query_params.get("q", ""):
        st.query_params["q"] = asked
        st.session_state.pop("account-page", None)
    return asked, int(st.session_state.get("account-page") or 1)


def show_found(found: Found, publication: Publication, asked: str) -> str | None:
    """The accounts that were found; the id of the one picked."""
    day = words.day(language(), publication.as_of)
    st.caption(say("accounts-found", n=found.total, name=publication.name, day=day))
    if found.total == 0:
        return None
    table = _table(found.rows, FOUND, "accounts")
    event = st.dataframe(
        table,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"accounts-found-{asked}",
        column_config={field_name(language(), "accounts.industry"): {"width": "medium"}},
    )
    if found.total > PAGE:
        st.pagination(-(-found.total // PAGE), key="account-page")
    csv_button(table, key="accounts-csv", filename="accounts")
    rows = event.selection.rows
    return found.rows[rows[0]]["account_id"] if rows else None


def show_way_back() -> None:
    if st.button(say("accounts-back"), icon=":material/arrow_back:", key="accounts-back"):
        st.query_params.pop("account", None)
        st.rerun()


def show_heading(facts: Row, publication: Publication) -> None:
    """The account's name and every field that is filled."""
    st.header(facts["name"] or facts["account_id"], anchor=False)
    filled = [(field, value) for field, value in facts.items() if value not in (None, "")]
    columns = st.columns(3)
    for number, (field, value) in enumerate(filled):
        if field != "name":
            with columns[number % 3], st.container(gap="xxsmall"):
                st.caption(field_name(language(), f"accounts.{field}"))
                st.text(_spoken(field, value))
    day = words.day(language(), publication.as_of)
    st.caption(say("accounts-as-of", name=publication.name, day=day))


def show_sales(months: list[Month]) -> None:
    """Sales by month as columns, where there were any."""
    if not months:
        return
    st.subheader(say("accounts-sales"), anchor=False)
    total = sum(month.amount for month in months)
    number = sum(month.sales for month in months)
    amount = words.money(language(), total)
    st.caption(say("accounts-sales-total", n=number, amount=amount))
    axes = {"axis": say("accounts-sales-amount"), "time_axis": say("accounts-sales-month")}
    names = [words.month(language(), month.month) for month in months]
    amounts = [month.amount for month in months]
    picture = month_columns.columns([month.month for month in months], amounts, names, **axes)
    table = pd.DataFrame({axes["time_axis"]: names, axes["axis"]: amounts})
    charts.shown(picture, table, key="sales-by-month", filename="sales_by_month")


def show_contacts(rows: list[Row], *, is_masked: bool) -> None:
    st.subheader(say("accounts-contacts", n=len(rows)), anchor=False)
    if is_masked:
        st.caption(say("accounts-masked"))
    if not rows:
        st.caption(say("accounts-no-contacts"))
        return
    shown = ("full_name", "role", "position", "email", "phone", "language")
    show_grid(_table(rows, shown, "contacts"), key="contacts-table")


def show_table(table: str, rows: list[Row]) -> None:
    """One table of the account, folded; nothing where there is nothing."""
    if not rows:
        return
    with st.expander(
        f"{say(f'accounts-table-{table}')} · {len(rows)}", expanded=table == "services"
    ):
        frame = _table(rows, tuple(rows[0]), table)
        show_grid(frame, key=f"table-{table}")
        csv_button(frame, key=f"csv-{table}", filename=table)


def _table(rows: list[Row], fields: tuple[str, ...], table: str) -> pd.DataFrame:
    """Only the columns that are filled, under the names people use."""
    filled = [
        field
        for field in fields
        if f"{table}.{field}" in targets() and any(row[field] not in (None, "") for row in rows)
    ]
    return pd.DataFrame(
        {
            field_name(language(), f"{table}.{field}"): _cells(
                field, [row[field] for row in rows]
            )
            for field in filled
        }
    )


def _cells(field: str, values: list[Any]) -> list[Any]:
    cells = [_cell(field, value) for value in values]
    is_text = any(isinstance(cell, str) for cell in cells)
    return ["" if cell is None and is_text else cell for cell in cells]


def _cell(field: str, value: Any) -> Any:
    if field in CODED and isinstance(value, str):
        return _in_words(value)
    return float(value) if hasattr(value, "as_tuple") else value


def _in_words(code: str) -> str:
    """What a code of the files means; a word of somebody's own stays as it is."""
    key = f"accounts-code-{code}"
    return say(key) if key in words.keys(language()) else code


def _spoken(field: str, value: Any) -> str:
    if field in CODED:
        return _in_words(str(value))
    if field == "time_zone":
        return words.clock(language(), str(value))
    if field in MONEY:
        return words.money(language(), value)
    if hasattr(value, "isoformat"):
        return words.day(language(), value)
    return words.number(language(), value) if isinstance(value, int) else str(value)
