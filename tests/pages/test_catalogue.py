"""The catalogue page: fields are found, one is opened, a segment is begun with it."""

from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.foundation.words import say
from core.segments.model import conditions
from tests.conftest import ADA, ANA, CLEO, MONDAY
from tests.core.segments.conftest import fill, lay_out
from tests.pages.conftest import OpenPage

PAGE = "people/catalogue.py"

pytestmark = pytest.mark.page


@pytest.fixture
def base(house: Cockpit) -> Cockpit:
    lay_out(house.warehouse)
    return house


def fields(page: AppTest) -> list[str]:
    """The keys of the fields that are shown."""
    return list(page.dataframe[0].value["Key"])


def pictures(page: AppTest) -> list[Any]:
    return list(page.get("plotly_chart"))


def test_an_empty_house_offers_to_load_a_file(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    assert not page.exception
    assert "No client data is published yet" in page.info[0].value


def test_every_field_and_every_source_is_there(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    assert not page.exception
    assert set(fields(page)) == set(base.catalogue.fields)
    sources = page.dataframe[1].value
    assert list(sources["Owner"]) == [
        one.owner("en") for one in base.catalogue.sources.values()
    ]
    limits = [one.fresh_days for one in base.catalogue.sources.values()]
    assert list(sources["Limit, days"]) == limits


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("legal FORM", ["legal_form"]),
        ("OVERDUE invoice", ["overdue_amount", "overdue_days"]),
        ("last_nps", ["last_nps"]),
        ("нет такого", []),
    ],
)
def test_fields_are_searched(
    search: str, found: list[str], base: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, ANA)

    page.text_input(key="catalogue-search").input(search).run()

    assert not page.exception
    if found:
        assert fields(page) == found
    else:
        assert "No field matches" in page.info[0].value


def test_filters_narrow_the_list(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    page.selectbox(key="catalogue-level").select("contact").run()
    page.selectbox(key="catalogue-personal").select("yes").run()

    assert fields(page)
    assert all(base.catalogue.fields[key].personal for key in fields(page))
    page.selectbox(key="catalogue-kind").select("money").run()
    assert "No field matches" in page.info[0].value


def test_a_link_opens_one_field_with_its_picture(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, field="monthly_fee")

    assert not page.exception
    assert page.header[0].value == "Monthly fee"
    assert len(pictures(page)) == 1
    shown = {metric.label: metric.value for metric in page.metric}
    assert shown["Filled in"] == "100\u00a0%"
    codes = [code.value for code in page.code]
    assert "{{ account.monthly_fee }}" in codes
    assert any("SUM(monthly_fee)" in code for code in codes)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_field_can_be_looked_into(
    language: str, base: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, ANA)
    page.session_state["language"] = language
    for field in base.catalogue.fields.values():
        page.query_params["field"] = field.key
        page.run()

        assert not page.exception, field.key
        assert page.header[0].value == field.label(language)


def test_of_personal_data_no_value_is_shown(base: Cockpit, open_page: OpenPage) -> None:
    for person in (ANA, ADA):
        page = open_page(PAGE, person, field="email")

        assert not page.exception
        assert not pictures(page)
        assert "This is personal data" in page.info[0].value
        assert "a.example" not in " ".join(one.value for one in page.markdown)


def test_a_segment_begins_with_a_field(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, field="employees")

    page.button(key="catalogue-begin").click().run()

    assert not page.exception
    assert page.query_params["segment"] == "new"
    chosen = [box.value for box in page.selectbox if box.key and box.key.endswith("-field")]
    assert chosen == ["employees"]


def test_what_stood_unsaved_on_the_new_segments_desk_is_one_undo_away(
    base: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, ANA, field="employees")
    page.button(key="catalogue-begin").click().run()

    page.switch_page(PAGE)
    page.query_params["field"] = "country"
    page.run()
    page.button(key="catalogue-begin").click().run()

    assert not page.exception
    history = page.session_state["segment-draft-new"].history
    assert [one.field for one in conditions(history.now)] == ["country"]
    assert [one.field for one in conditions(history.undone().now)] == ["employees"]


def test_who_builds_no_segments_begins_none(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ADA, field="employees")

    assert not page.exception
    assert "catalogue-begin" not in [button.key for button in page.button]


def test_an_unknown_field_is_a_sentence(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, field="'; DROP TABLE accounts --")

    assert not page.exception
    assert "The catalogue has no field" in page.warning[0].value


def test_a_stranger_sees_only_why_not(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, CLEO, field="employees")

    assert not page.exception
    assert len(page.warning) == 1
    assert not page.metric


def test_a_source_that_grew_old_is_named(house: Cockpit, open_page: OpenPage) -> None:
    today = house.clock.now().date()
    long_ago = today - timedelta(days=400)
    house.warehouse.publish(fill, name="old", by="ana", at=MONDAY, as_of=long_ago)

    page = open_page(PAGE, ANA)

    assert page.warning[0].value.startswith("Stale")
    assert say("en", "catalogue-word-stale") in list(page.dataframe[1].value["State"])
    opened = open_page(PAGE, ANA, field="role")
    assert any("Stale" in one.value for one in opened.markdown)
