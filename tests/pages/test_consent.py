from typing import Any

import pytest

from core.cockpit import Cockpit
from core.consent import preferences, records
from core.foundation.ids import RandomIds
from tests.conftest import ANA, CLEO, MONDAY
from tests.pages.conftest import OpenPage

PHONE = "+79161234567"
PAGE = "people/consent.py"

pytestmark = pytest.mark.page


def test_an_address_is_suppressed_and_lifted(house: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)
    page.text_input(key="suppress-address").set_value("IVAN@Почта.рф")
    next(one for one in page.button if one.label == "Suppress").click().run()

    assert not page.exception
    with house.store.reading() as tx:
        assert records.suppressed(tx, "email") == {"ivan@xn--80a1acny.xn--p1ai"}
        (order,) = records.found(tx)
    page.button(key=f"lift-{order.id}").click().run()

    assert not page.exception
    with house.store.reading() as tx:
        assert records.suppressed(tx, "email") == set()


def test_what_is_no_address_is_refused_and_kept(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    page.text_input(key="suppress-address").set_value("nobody")
    next(one for one in page.button if one.label == "Suppress").click().run()

    assert not page.exception
    assert "nobody" in page.warning[0].value
    assert page.text_input(key="suppress-address").value == "nobody"


def test_the_page_speaks_russian(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    page.session_state["language"] = "ru"
    page.run()

    assert not page.exception
    assert page.title[0].value == "Согласия и стоп-лист"


def test_a_stranger_sees_no_list(open_page: OpenPage) -> None:
    page = open_page(PAGE, CLEO)

    assert not page.exception
    assert not page.text_input


def test_who_left_is_the_recipient_and_their_numbers_are_counted(
    house: Cockpit, open_page: OpenPage
) -> None:
    addresses = [("email", "ivan@a.test"), ("sms", PHONE), ("call", PHONE)]
    with house.store.transaction() as tx:
        facts: Any = {"source": "dispatch d1", "at": MONDAY}
        preferences.leave_all(tx, RandomIds(), addresses, **facts)

    page = open_page(PAGE, ANA)

    assert not page.exception
    told = [one.value for one in page.caption]
    assert any("2 addresses and numbers stand suppressed" in one for one in told)
    assert sum(one.endswith("The recipient") for one in told) == 6
