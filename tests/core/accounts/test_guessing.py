"""Guesses from names and values, in both languages; sensible or silent."""

import pytest

from core.accounts import guessing
from core.accounts.model import targets
from core.foundation.words import LANGUAGES, keys


def guessed(*header: str, row: str = "", main: str | None = None) -> dict[str, str]:
    cells = row.split("|") if row else [""] * len(header)
    sample: list[list[str | None]] = [[cell, None] for cell in cells]
    return guessing.guess(header, sample, main=main).columns


def test_russian_contacts_are_recognized() -> None:
    found = guessed("Код клиента", "Компания", "ИНН", "ФИО", "Почта", "Телефон", "Должность")

    assert found == {
        "accounts.account_id": "Код клиента",
        "accounts.name": "Компания",
        "accounts.inn": "ИНН",
        "contacts.full_name": "ФИО",
        "contacts.position": "Должность",
        "contacts.email": "Почта",
        "contacts.phone": "Телефон",
    }


def test_values_give_a_column_away_whatever_it_is_called() -> None:
    found = guessed("A", "B", "C", row="7707083893|ivan@ex.test|+7 916 123-45-67")

    assert found["accounts.inn"] == "A"
    assert found["contacts.email"] == "B"
    assert found["contacts.phone"] == "C"


def test_an_inn_names_the_account_where_nothing_else_does() -> None:
    assert guessed("ИНН", "Название")["accounts.account_id"] == "ИНН"


def test_invoices_with_a_due_date_are_invoices_and_with_goods_are_sales() -> None:
    dues = guessed("Client ID", "Invoice no", "Invoice date", "Due date", "Amount")
    goods = guessed("Client ID", "Invoice no", "Invoice date", "Quantity", "Price")

    assert dues["invoices.invoice_id"] == "Invoice no"
    assert goods["sales.sale_id"] == "Invoice no"
    assert not [key for key in goods if key.startswith("invoices.")]


def test_a_wish_outweighs_the_guess() -> None:
    found = guessed("Client ID", "Date", "NPS", main="surveys")

    assert found["accounts.account_id"] == "Client ID"
    assert found["surveys.nps"] == "NPS"


def test_names_that_the_values_belie_are_not_believed() -> None:
    found = guessed("Client ID", "Order no", "Date", "Quantity", row="1|2|tomorrow|many")

    assert not [key for key in found if key.startswith("sales.")]


def test_nothing_to_go_by_gives_nothing() -> None:
    sample: list[list[str | None]] = [["a", "a"], ["b", "b"]]

    assert guessing.guess(("x", "y"), sample).columns == {}


def test_every_name_of_the_rules_is_a_field_of_ours() -> None:
    named = {
        f"{table}.{field}"
        for table, fields in guessing.rules()["names"].items()
        for field in fields
    }

    assert named <= set(targets())
    assert set(guessing.rules()["words"]) <= set(targets())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_name_people_know(language: str) -> None:
    wanted = {f"accounts-field-{key.replace('.', '-')}" for key in targets()}

    assert wanted <= keys(language)
