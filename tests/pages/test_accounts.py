"""The accounts page: search, one account, and what stays hidden from whom."""

from typing import Any

import pytest
import streamlit as st
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.journal import records as entries
from core.store.schema import dispatches
from tests.conftest import ADA, ANA
from tests.core.delivery.servers import set_off
from tests.pages.conftest import OpenPage
from tests.pages.test_imports import SMALL, publish

PAGE = "people/accounts.py"
SALES = (
    "Customer ID,Invoice,InvoiceDate,Quantity,Price\n7,1,2026-01-15,2,10\n7,2,2026-02-15,1,5\n"
)


def test_an_empty_house_offers_to_load_a_file(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    assert not page.exception
    assert "No client data is published yet" in page.info[0].value


def test_accounts_are_found_by_a_part_of_the_name(open_page: OpenPage, house: Cockpit) -> None:
    publish(house, SMALL + "9;Rosa;rosa@rosa.ru;\n", "first")
    page = open_page(PAGE, ANA)

    page.text_input(key="account-search").input("ros").run()

    assert not page.exception
    assert page.dataframe[0].value["Account ID"].tolist() == ["9"]


def test_nothing_found_is_said(open_page: OpenPage, house: Cockpit) -> None:
    publish(house, SMALL, "first")

    page = open_page(PAGE, ANA, q="zzz")

    assert "No account fits" in page.info[0].value


def test_a_link_opens_one_account_with_its_contacts_and_sales(
    open_page: OpenPage, house: Cockpit
) -> None:
    publish(house, SMALL, "first")
    publish(house, SALES, "sales")

    page = open_page(PAGE, ANA, account="7")

    assert not page.exception
    assert page.header[0].value == "Lutik"
    tables = [table.value for table in page.dataframe]
    assert any("ivan@lutik.ru" in list(table["Email"]) for table in tables if "Email" in table)
    assert any("Sale ID" in table and len(table) == 2 for table in tables)


def test_names_and_addresses_are_masked_without_the_permission(
    open_page: OpenPage, house: Cockpit
) -> None:
    publish(house, SMALL, "first")

    page = open_page(PAGE, ADA, account="7")

    assert not page.exception
    everything = " ".join(table.value.to_string() for table in page.dataframe)
    assert "ivan" not in everything
    assert "123" not in everything


def test_an_unknown_account_is_a_sentence(open_page: OpenPage, house: Cockpit) -> None:
    publish(house, SMALL, "first")

    page = open_page(PAGE, ANA, account="'; DROP TABLE accounts --")

    assert not page.exception
    assert "There is no account" in page.warning[0].value


def test_a_contact_has_its_ledger_under_its_account(
    open_page: OpenPage, house: Cockpit
) -> None:
    publish(house, SMALL, "first")
    empty = open_page(PAGE, ANA, account="7")
    set_off(house.store, ["anna@lutik.test"])
    with house.store.transaction() as tx:
        tx.execute(update(dispatches).values(account_id="7", contact_id="k1"))

    page = open_page(PAGE, ANA, account="7", contact="k1")
    masked = open_page(PAGE, ADA, account="7", contact="k1")

    def ledger(shown: AppTest) -> list[dict[Any, Any]]:
        found = [table.value for table in shown.dataframe if "What happened" in table.value]
        return [table.to_dict("list") for table in found]

    assert not page.exception
    assert any("Nothing was sent" in one.value for one in empty.caption)
    assert ledger(page)[0]["What happened"] == ["Put into the outbox"]
    assert ledger(page)[0]["Address"] == ["anna@lutik.test"]
    assert page.selectbox(key="ledger-contact").value == "k1"
    assert ledger(masked)[0]["Address"] == ["a***@l***.test"]


def test_the_journal_knows_who_took_a_ledger_away(
    open_page: OpenPage, house: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(house, SMALL, "first")
    set_off(house.store, ["anna@lutik.test"])
    with house.store.transaction() as tx:
        tx.execute(update(dispatches).values(account_id="7", contact_id="k1"))
    files: dict[str, Any] = {}

    def note(_label: str, **more: Any) -> None:
        files[more["key"]] = more["data"]

    monkeypatch.setattr(st, "download_button", note)
    open_page(PAGE, ANA, account="7", contact="k1")
    with house.store.reading() as tx:
        assert entries.latest(tx, 1)[0].verb != "accounts.take_ledger"

    text = files["account-ledger-csv"]().decode("utf-8-sig")

    assert "anna@lutik.test" in text
    with house.store.reading() as tx:
        last = entries.latest(tx, 1)[0]
    assert (last.verb, last.subject, last.by) == ("accounts.take_ledger", "7", ANA.id)
