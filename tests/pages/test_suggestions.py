"""Suggested segments on the shelf: read, taken up as a draft, and gone once they are saved."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.segments import actions as segments
from core.segments.model import SegmentId, conditions
from core.segments.prospects import Kind
from core.segments.suggestions import suggested
from tests.conftest import ANA, CLEO, MONDAY
from tests.core.segments.planting import Garden
from tests.pages.conftest import OpenPage
from tests.pages.test_segments import accounts

PAGE = "plan/segments.py"

pytestmark = pytest.mark.page


def plant(house: Cockpit, *, days_ago: int = 0) -> None:
    day = house.today() - timedelta(days=days_ago)
    house.warehouse.publish(
        lambda connection: Garden().fill(connection, day),
        name="planted",
        by="ana",
        at=MONDAY,
        as_of=day,
    )


def cards(page: AppTest) -> list[str]:
    return [one.key for one in page.button if one.key and one.key.startswith("suggestion-")]


def said(page: AppTest) -> str:
    return " ".join(one.value for one in (*page.markdown, *page.caption))


def test_three_are_shown_and_all_of_them_on_demand(house: Cockpit, open_page: OpenPage) -> None:
    plant(house)

    page = open_page(PAGE, ANA)
    assert not page.exception
    assert len(cards(page)) == 3
    page.toggle(key="suggestions-every").set_value(True).run()

    assert len(cards(page)) == 5
    assert "The contract ends, the traffic rises" in said(page)
    assert "No segments yet" in page.info[0].value


def test_one_is_taken_up_as_a_draft_with_its_name(house: Cockpit, open_page: OpenPage) -> None:
    plant(house)
    page = open_page(PAGE, ANA)

    page.button(key="suggestion-0").click().run()

    assert not page.exception
    assert page.query_params["segment"] == "new"
    assert accounts(page) == "20"
    assert page.text_input(key="segment-name-new").value == (
        "The contract ends, the traffic rises"
    )
    rule = page.session_state["segment-draft-new"].rule
    assert "traffic_change" in [one.field for one in conditions(rule)]


def test_what_is_saved_already_is_not_suggested(house: Cockpit, open_page: OpenPage) -> None:
    plant(house)
    every = suggested(house.warehouse.current(), house.catalogue, today=house.today())
    for number, one in enumerate(every.suggestions):
        with house.transaction() as tx:
            segments.save(
                tx, SegmentId(f"s{number}"), name=one.kind, rule=one.rule, by=ANA, at=MONDAY
            )

    page = open_page(PAGE, ANA)

    assert not page.exception
    assert len(every.suggestions) == len(Kind)
    assert cards(page) == []
    assert "is saved already" in said(page)


def test_an_old_base_suggests_nothing_and_says_why(house: Cockpit, open_page: OpenPage) -> None:
    plant(house, days_ago=300)

    page = open_page(PAGE, ANA)

    assert not page.exception
    assert cards(page) == []
    assert "Nothing is suggested from “Account register”" in said(page).replace("\\", "")


def test_a_stranger_is_suggested_nothing(house: Cockpit, open_page: OpenPage) -> None:
    plant(house)

    page = open_page(PAGE, CLEO)

    assert not page.exception
    assert cards(page) == []
