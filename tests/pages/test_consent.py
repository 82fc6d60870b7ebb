import pytest

from core.cockpit import Cockpit
from core.consent import records
from tests.conftest import ANA, CLEO
from tests.pages.conftest import OpenPage

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
