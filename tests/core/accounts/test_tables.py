"""Questions about accounts, and what stays hidden from whom."""

import pytest

from core.accounts import tables
from core.people.model import NotAllowed
from tests.conftest import ADA, ANA, CLEO
from tests.core.accounts.conftest import Desk

CONTACTS = (
    "account_id;company;city;full name;email;phone\n"
    "1;ООО Ромашка;Пермь;Петров Иван;ivan@почта.рф;+79161234567\n"
    "2;100% Лютик;Омск;Smith Ann;ann@ex.test;\n"
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["2", "1"]),
        ("ромашка", ["1"]),
        ("ооо пермь", ["1"]),
        ("100%", ["2"]),
        ("%", ["2"]),
        ("ann@ex", ["2"]),
        ("';--", []),
    ],
)
def test_accounts_are_found(desk: Desk, words: str, found: list[str]) -> None:
    desk.load(CONTACTS)

    result = tables.search(desk.warehouse.current(), words, by=ANA)

    assert [row["account_id"] for row in result.rows] == found
    assert result.total == len(found)


def test_nobody_finds_by_what_they_may_not_see(desk: Desk) -> None:
    desk.load(CONTACTS)

    assert tables.search(desk.warehouse.current(), "ann@ex", by=ADA).total == 0


def test_an_address_is_shown_in_its_own_letters(desk: Desk) -> None:
    desk.load(CONTACTS)

    (contact,) = tables.contacts(desk.warehouse.current(), "1", by=ANA)

    assert contact["email"] == "ivan@почта.рф"


def test_personal_fields_are_masked_without_the_permission(desk: Desk) -> None:
    desk.load(CONTACTS)

    (contact,) = tables.contacts(desk.warehouse.current(), "2", by=ADA)

    assert "ann" not in str(contact).lower()
    assert contact["email"] == "•••@ex.test"


def test_strangers_see_nothing(desk: Desk) -> None:
    desk.load(CONTACTS)

    with pytest.raises(NotAllowed):
        tables.search(desk.warehouse.current(), "", by=CLEO)
    with pytest.raises(NotAllowed):
        tables.contacts(desk.warehouse.current(), "1", by=CLEO)


def test_an_unknown_account_is_refused(desk: Desk) -> None:
    desk.load(CONTACTS)

    with pytest.raises(tables.UnknownAccount):
        tables.account(desk.warehouse.current(), "nobody", by=ANA)
