"""Personal data stays out of every page, file and chart of whoever may not see it."""

from typing import Any

import pytest
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.consent import actions as consent
from core.consent.model import EMAIL, Reason
from core.people import records
from core.people.model import Permission, Person, Role
from pages.parts.street import STREET
from pages.parts.veil import veiled
from tests.conftest import ADA, ANA, MONDAY, person
from tests.core.delivery.servers import set_off
from tests.pages.conftest import OpenPage
from tests.pages.test_imports import publish

pytestmark = pytest.mark.page

# What must not be seen, however it is written; every account and contact has it.
MARKS = ("zvezdochka", "916 777-88-99", "9167778899", "Zvezdin")
FILE = (
    "Customer ID;Company;Full name;E-mail;Phone\n"
    "7;Lutik;Zvezdin Ivan;zvezdochka@lutik.test;+7 916 777-88-99\n"
)
MAX = person("max", Role.MANAGER)
FILES: list[bytes] = []


@pytest.fixture
def marked(house: Cockpit) -> Cockpit:
    publish(house, FILE, "first")
    set_off(house.store, ["zvezdochka@lutik.test"])
    with house.transaction() as tx:
        records.add(tx, MAX, by="test", at=MONDAY)
        consent.suppress(
            tx,
            "s1",
            channel=EMAIL,
            address="zvezdochka@lutik.test",
            reason=Reason.BY_HAND,
            source="said so, from zvezdochka@lutik.test, +7 916 777-88-99",
            by=ANA,
            at=MONDAY,
        )
    return house


@pytest.fixture(autouse=True)
def taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file a page offers is made, and kept to be looked into."""
    FILES.clear()
    offered = DeltaGenerator.download_button

    def download(where: Any, label: str, data: Any, *rest: Any, **more: Any) -> bool:
        made = data() if callable(data) else data
        FILES.append(made if isinstance(made, bytes) else str(made).encode())
        return bool(offered(where, label, data, *rest, **more))

    monkeypatch.setattr(DeltaGenerator, "download_button", download)
    monkeypatch.setattr(st, "download_button", lambda *a, **k: download(st._main, *a, **k))


def everything(page: AppTest) -> str:
    """All that a browser is sent: texts, tables, charts, and files."""
    sent = [str(page), repr(page._tree)]
    sent += [table.value.to_string() for table in page.dataframe]
    sent += [str(element.proto) for kind in CHARTS for element in page.get(kind)]
    return "\n".join(sent) + "".join(one.decode("utf-8", "replace") for one in FILES)


CHARTS = ("plotly_chart", "html", "iframe", "markdown", "arrow_vega_lite_chart")


@pytest.mark.parametrize("place", STREET, ids=lambda place: place.room)
@pytest.mark.parametrize("visitor", [MAX, ADA], ids=["manager", "administrator"])
def test_no_page_shows_who_may_not_see_it_a_name_or_an_address(
    marked: Cockpit, open_page: OpenPage, place: Any, visitor: Person
) -> None:
    assert not visitor.may(Permission.SEE_PERSONAL)

    page = open_page(place.path, visitor, account="7", campaign="c1", q="zvezdochka")

    assert not page.exception
    shown = everything(page).replace("query_params", "")
    asked = shown.count("q=zvezdochka") + shown.count("'zvezdochka'")
    assert [mark for mark in MARKS[1:] if mark in shown] == []
    assert "zvezdochka@" not in shown, asked


def test_who_may_see_it_does(marked: Cockpit, open_page: OpenPage) -> None:
    """Else the test above could not fail."""
    account = everything(open_page("people/accounts.py", ANA, account="7"))
    orders = everything(open_page("people/consent.py", ANA))

    assert "zvezdochka@lutik.test" in account
    assert "Zvezdin" in account
    assert "zvezdochka@lutik.test" in orders


def test_a_masked_address_is_found_by_the_whole_of_it_alone(
    marked: Cockpit, open_page: OpenPage
) -> None:
    page = open_page("people/consent.py", ADA)

    page.text_input(key="consent-search").set_value("zvezd").run()
    assert page.info
    page.text_input(key="consent-search").set_value(" Zvezdochka@lutik.test ").run()

    assert not page.info
    assert "z***@l***.test" in everything(page)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("address: anna@lutik.ru; n: 3", "address: a***@l***.ru; n: 3"),
        ("a 2026-03-02T09:00:00+00:00, id 7f00a1", "a 2026-03-02T09:00:00+00:00, id 7f00a1"),
        ("call +7 916 123-45-12 now", "call +7 *** ** 12 now"),
        ("no@domain", "***"),
    ],
)
def test_addresses_are_masked_wherever_they_stand(text: str, shown: str) -> None:
    assert veiled(text, ADA) == shown
    assert veiled(text, ANA) == text
