"""The segments page: a rule is built by hand, counted at every edit, saved and found again."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.journal import records as journal
from core.segments import actions as segments
from core.segments import records
from core.segments.model import Combine, Condition, Group, SegmentId
from core.segments.notation import to_json
from tests.conftest import ANA, BEN, CLEO, MONDAY
from tests.core.segments.conftest import HOSTILE, lay_out
from tests.pages.conftest import OpenPage

PAGE = "plan/segments.py"

pytestmark = pytest.mark.page


@pytest.fixture
def base(house: Cockpit) -> Cockpit:
    lay_out(house.warehouse)
    return house


def saved(house: Cockpit, rule: Any, name: str = "Abroad", segment_id: str = "s1") -> str:
    with house.transaction() as tx:
        segments.save(tx, SegmentId(segment_id), name=name, rule=rule, by=ANA, at=MONDAY)
    return segment_id


def widget(page: AppTest, kind: str, *parts: str) -> Any:
    """The one widget whose key ends so."""
    ending = "-".join(parts)
    found = [one for one in getattr(page, kind) if one.key and one.key.endswith(ending)]
    assert len(found) == 1, (ending, [one.key for one in getattr(page, kind)])
    return found[0]


def accounts(page: AppTest) -> str:
    return str(page.metric[0].value)


def test_an_empty_house_offers_to_load_a_file(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    assert not page.exception
    assert "No client data is published yet" in page.info[0].value


def test_without_segments_there_is_one_thing_to_do(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)
    assert "No segments yet" in page.info[0].value

    page.button(key="segments-new").click().run()

    assert not page.exception
    assert accounts(page) == "7"


def test_a_rule_of_two_levels_is_built_counted_saved_and_opened_again(
    base: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, ANA, segment="new")

    widget(page, "button", "-0--add-condition").click().run()
    assert "One condition is not filled in" in page.caption[-2].value + page.caption[-3].value
    widget(page, "selectbox", "-1-0-field").select("country").run()
    assert accounts(page) == "7"
    widget(page, "multiselect", "country-one_of-many").set_value(["UK", "DE", "RU"]).run()
    assert accounts(page) == "3"

    widget(page, "button", "-1--add-group").click().run()
    widget(page, "selectbox", "-2-1-0-field").select("employees").run()
    widget(page, "number_input", "employees-at_least-value").set_value(100).run()
    assert accounts(page) == "1"
    widget(page, "segmented_control", "-2-1-combine").set_value(Combine.NONE).run()
    assert accounts(page) == "2"
    assert not page.exception

    page.text_input(key="segment-name-new").input("Small and near").run()
    page.button(key="segment-save").click().run()
    assert not page.exception
    with base.store.reading() as tx:
        (segment,) = records.everything(tx)
    assert (segment.name, segment.version, segment.saved_by) == ("Small and near", 1, "ana")
    assert to_json(segment.rule) == {
        "all": [
            {"field": "country", "operator": "one_of", "value": ["DE", "RU", "UK"]},
            {"none": [{"field": "employees", "operator": "at_least", "value": 100}]},
        ]
    }

    again = open_page(PAGE, BEN, segment=segment.id)
    assert accounts(again) == "2"
    assert "Employees is at least 100 people" in again.info[0].value


def test_every_step_can_be_undone_and_redone(base: Cockpit, open_page: OpenPage) -> None:
    rule = Group(Combine.ALL, (Condition("country", "is", "UK"),))
    page = open_page(PAGE, ANA, segment=saved(base, rule))
    assert accounts(page) == "1"

    widget(page, "menu_button", "-0-menu").click("remove").run()
    assert accounts(page) == "7"
    page.button(key="segment-undo").click().run()
    assert accounts(page) == "1"
    page.button(key="segment-redo").click().run()
    assert accounts(page) == "7"
    assert not page.exception


@pytest.mark.parametrize("choice", ["up", "down", "copy", "group", "fold", "edit", "remove"])
def test_every_action_of_a_condition_works(
    choice: str, base: Cockpit, open_page: OpenPage
) -> None:
    rule = Group(Combine.ALL, (Condition("country", "is", "UK"),) * 2)
    page = open_page(PAGE, ANA, segment=saved(base, rule))

    widget(page, "menu_button", "-0-1-menu").click(choice).run()

    assert not page.exception
    assert not page.warning
    assert accounts(page) == "1"


def test_every_kind_of_value_can_be_filled_in(base: Cockpit, open_page: OpenPage) -> None:
    catalogue = base.catalogue
    conditions = tuple(
        Condition(field.key, operator)
        for key in ("name", "country", "employees", "since", "products", "sales", "has_email")
        for field in [catalogue.fields[key]]
        for operator in field.operators
    )
    half = len(conditions) // 4 + 1
    for start in range(0, len(conditions), half):
        page = open_page(PAGE, ANA, segment="new")
        state = page.session_state["segment-draft-new"]
        rule = Group(Combine.ANY, conditions[start : start + half])
        page.session_state["segment-draft-new"] = type(state)(
            type(state.history)(rule), state.saved, 0
        )
        page.run()
        assert not page.exception


def test_a_long_rule_is_folded_into_its_sentences(base: Cockpit, open_page: OpenPage) -> None:
    conditions = tuple(Condition("employees", "at_least", n) for n in range(1, 20))
    page = open_page(PAGE, ANA, segment=saved(base, Group(Combine.ANY, conditions)))
    assert [box for box in page.selectbox if box.key and box.key.endswith("-field")] == []

    widget(page, "menu_button", "-0-3-menu").click("edit").run()

    assert widget(page, "selectbox", "-0-3-field").value == "employees"
    assert not page.exception


def test_nothing_is_lost_when_a_save_is_refused(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, segment="new")
    widget(page, "button", "-0--add-condition").click().run()

    page.text_input(key="segment-name-new").input("Half done").run()
    page.button(key="segment-save").click().run()

    assert "does not fit it or is missing" in page.warning[0].value
    assert page.text_input(key="segment-name-new").value == "Half done"
    assert widget(page, "selectbox", "-1-0-field").value
    with base.store.reading() as tx:
        assert records.everything(tx) == []


def test_what_somebody_else_saved_meanwhile_is_kept(base: Cockpit, open_page: OpenPage) -> None:
    uk, german = Condition("country", "is", "UK"), Condition("country", "is", "DE")
    page = open_page(PAGE, ANA, segment=saved(base, uk))
    widget(page, "selectbox", "country-is-value").select("RU").run()
    with base.transaction() as tx:
        segments.save(tx, SegmentId("s1"), name="Abroad", rule=german, by=BEN, at=MONDAY)

    page.button(key="segment-save").click().run()

    assert "has saved version 2" in page.warning[0].value
    with base.store.reading() as tx:
        assert records.get(tx, SegmentId("s1")).rule == german


def test_segments_are_searched_opened_and_archived(base: Cockpit, open_page: OpenPage) -> None:
    saved(base, Condition("country", "is", "UK"), "British", "s1")
    saved(base, Condition("country", "is", HOSTILE), HOSTILE.replace("\n", " "), "s2")
    page = open_page(PAGE, ANA)
    assert len([one for one in page.button if (one.key or "").startswith("segment-open")]) == 2

    page.text_input(key="segments-search").input("brit").run()
    page.button(key="segment-open-s1").click().run()
    assert accounts(page) == "1"
    page.button(key="segment-archive").click().run()

    assert not page.exception
    with base.store.reading() as tx:
        assert [one.id for one in records.everything(tx)] == ["s2"]
        assert "segments.archive" in [entry.verb for entry in journal.entries(tx)]


def test_an_earlier_version_can_be_taken_up_again(base: Cockpit, open_page: OpenPage) -> None:
    saved(base, Condition("country", "is", "UK"))
    saved(base, Condition("employees", "at_least", 10_000))
    page = open_page(PAGE, ANA, segment="s1")
    assert accounts(page) == "0"

    page.segmented_control(key="segment-view-s1").set_value("history").run()
    page.button(key="segment-take-s1-1").click().run()

    assert not page.exception
    assert accounts(page) == "1"


def test_a_segment_whose_field_is_gone_still_opens(base: Cockpit, open_page: OpenPage) -> None:
    saved(base, Condition("country", "is", "UK"))
    page = open_page(PAGE, ANA, segment="s1")
    draft = page.session_state["segment-draft-s1"]
    gone = Group(Combine.ALL, (Condition("gone", "is", "x"),))
    page.session_state["segment-draft-s1"] = type(draft)(type(draft.history)(gone), gone, 1)

    page.run()

    assert not page.exception
    assert accounts(page) == "7"


def test_an_unknown_segment_is_a_sentence(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, segment="'; DROP TABLE segments --")

    assert not page.exception
    assert "There is no segment" in page.warning[0].value


def test_a_stranger_sees_only_why_not(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, CLEO, segment="new")

    assert not page.exception
    assert len(page.warning) == 1
    assert not page.metric
