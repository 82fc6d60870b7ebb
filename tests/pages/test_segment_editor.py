"""What a hand can do in the editor beyond comparing; every edit is counted."""

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.segments import records
from core.segments.model import Amount, Combine, Condition, Group, SegmentId
from core.segments.notation import to_json
from tests.conftest import ANA, MONDAY
from tests.core.segments.conftest import lay_out
from tests.pages.conftest import OpenPage
from tests.pages.test_segments import accounts, saved, widget

PAGE = "plan/segments.py"
UK = Condition("country", "is", "UK")
BIG = Condition("employees", "at_least", 100)

pytestmark = pytest.mark.page


@pytest.fixture
def base(house: Cockpit) -> Cockpit:
    lay_out(house.warehouse)
    return house


def act(page: AppTest, place: str, choice: str) -> None:
    named = re.compile(rf"rule-s1-\d+-{place}-menu")
    (menu,) = [one for one in page.menu_button if named.fullmatch(one.key or "")]
    menu.click(choice).run()
    assert not page.exception


def rule_of(page: AppTest, draft_id: str = "s1") -> Any:
    return to_json(page.session_state[f"segment-draft-{draft_id}"].rule)


def test_a_part_is_negated_and_switched_off_and_on(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, segment=saved(base, Group(Combine.ALL, (UK, BIG))))
    assert accounts(page) == "0"

    act(page, "0", "negate")
    assert accounts(page) == "2"
    act(page, "0", "off")
    assert accounts(page) == "2"
    assert any("~~" in one.value for one in page.markdown)
    act(page, "1", "off")
    assert accounts(page) == "7"
    act(page, "1", "on")
    assert accounts(page) == "2"
    page.button(key="segment-undo").click().run()
    page.button(key="segment-undo").click().run()
    page.button(key="segment-undo").click().run()
    page.button(key="segment-undo").click().run()
    assert accounts(page) == "0"


def test_a_part_moves_into_a_group_and_out_again(base: Cockpit, open_page: OpenPage) -> None:
    rule = Group(Combine.ALL, (UK, Group(Combine.ANY, (BIG,))))
    page = open_page(PAGE, ANA, segment=saved(base, rule))

    act(page, "0", "in")
    assert accounts(page) == "3"
    act(page, "0-1", "out")
    assert accounts(page) == "0"
    act(page, "1", "in")
    assert accounts(page) == "3"
    act(page, "0-0", "in")
    assert "no group beside" in " ".join(one.value for one in [*page.error, *page.warning])


def test_a_group_is_about_one_and_the_same_contact(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, segment="new")

    page.button(key="rule-new-0--add-contact").click().run()
    widget(page, "multiselect", "role-one_of-many").set_value(["finance"]).run()
    widget(page, "button", "-0-add-condition").click().run()
    widget(page, "selectbox", "-0-1-field").select("has_email").run()
    assert accounts(page) == "1"
    widget(page, "selectbox", "-0-about").select("0").run()
    assert accounts(page) == "0"
    fields = widget(page, "selectbox", "-0-1-field").options
    assert all("Contacts" in one for one in fields)
    assert rule_of(page, "new") == {
        "all": [
            {
                "all": [
                    {"field": "role", "operator": "one_of", "value": ["finance"]},
                    {"field": "has_email", "operator": "is_true"},
                ],
                "contacts": "all",
            }
        ]
    }


@pytest.mark.parametrize(
    ("field", "operator", "widgets", "found"),
    [
        ("employees", "top_count", {"count": 2}, "2"),
        ("employees", "bottom_percent", {"percent": 20.0}, "3"),
        ("traffic", "sum_at_least", {"amount": 80.0, "months": 3}, "1"),
        ("traffic", "fell_by", {"percent": 10.0, "months": 3}, "1"),
        ("sales", "at_least_times", {"times": 2, "days": 90}, "2"),
    ],
)
def test_numbers_of_every_shape_are_filled_in(
    base: Cockpit,
    open_page: OpenPage,
    field: str,
    operator: str,
    widgets: dict[str, float],
    found: str,
) -> None:
    page = open_page(PAGE, ANA, segment="new")
    widget(page, "button", "-0--add-condition").click().run()
    widget(page, "selectbox", "-0-field").select(field).run()
    widget(page, "selectbox", f"-0-{field}-operator").select(operator).run()

    for name, value in widgets.items():
        widget(page, "number_input", f"{field}-{operator}-{name}").set_value(value).run()

    assert not page.exception
    assert accounts(page) == found


def test_an_account_is_compared_within_what_is_chosen(
    base: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, ANA, segment="new")
    widget(page, "button", "-0--add-condition").click().run()
    widget(page, "selectbox", "-0-field").select("employees").run()
    widget(page, "selectbox", "-0-employees-operator").select("below_median_of").run()
    assert accounts(page) == "7"

    widget(page, "selectbox", "below_median_of-grouping").select("country").run()

    assert accounts(page) == "0"


def test_an_expression_says_what_is_wrong_with_it(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, segment="new")
    widget(page, "button", "-0--add-condition").click().run()
    widget(page, "selectbox", "-0-field").select("expression").run()

    widget(page, "text_area", "-sql").set_value("employes > 100").run()
    assert accounts(page) == "7"
    assert any("nearest is “employees”" in one.value for one in page.caption)
    widget(page, "text_area", "-sql").set_value("employees > 100; DROP TABLE accounts").run()
    assert any("cannot be read" in one.value for one in page.caption)
    widget(page, "text_area", "-sql").set_value("employees > 100").run()
    assert accounts(page) == "2"


def test_a_segment_is_asked_about_by_its_name(base: Cockpit, open_page: OpenPage) -> None:
    saved(base, Group(Combine.ALL, (BIG,)), name="Large ones", segment_id="big")
    page = open_page(PAGE, ANA, segment="new")
    widget(page, "button", "-0--add-condition").click().run()
    widget(page, "selectbox", "-0-field").select("in_segment").run()

    widget(page, "multiselect", "in_segment-in_any-sets").set_value(["big"]).run()

    assert accounts(page) == "2"
    assert "“Large ones”" in page.info[0].value
    page.text_input(key="segment-name-new").input("Those").run()
    page.button(key="segment-save").click().run()
    with base.store.reading() as tx:
        assert {one.name for one in records.everything(tx)} == {"Large ones", "Those"}


def test_what_is_put_away_is_offered_no_more_and_shown_where_it_was_chosen(
    base: Cockpit, open_page: OpenPage
) -> None:
    for name in ("large", "old"):
        saved(base, Group(Combine.ALL, (BIG,)), name=name.capitalize(), segment_id=name)
    rule = Group(Combine.ALL, (Condition("in_segment", "in_any", ("old",)), BIG))
    saved(base, rule, name="Those")
    with base.store.transaction() as tx:
        records.set_archived(tx, SegmentId("old"), MONDAY)
    page = open_page(PAGE, ANA, segment="s1")

    chosen = widget(page, "multiselect", "-0-in_segment-in_any-sets")
    assert chosen.value == ["old"]
    assert "Old" in chosen.options
    widget(page, "selectbox", "-1-field").select("in_segment").run()
    offered = widget(page, "multiselect", "-1-in_segment-in_any-sets").options
    assert "Large" in offered
    assert "Old" not in offered


def test_whom_we_wrote_to_is_asked_like_anything_else(
    base: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, ANA, segment="new")
    widget(page, "button", "-0--add-condition").click().run()
    widget(page, "selectbox", "-0-field").select("written_to").run()

    assert not page.exception
    assert accounts(page) == "7"
    assert "nobody was written to in the last … days" in page.info[0].value
    widget(page, "selectbox", "written_to-operator").select("written_in_last_days").run()
    widget(page, "number_input", "-days").set_value(30).run()
    assert accounts(page) == "0"
    assert "somebody was written to in the last 30 days" in page.info[0].value
    widget(page, "segmented_control", "segment-view-new").set_value("sql").run()
    assert any("knows nothing of lists" in one.value for one in page.caption)
    assert not page.exception


def test_an_account_is_told_why(base: Cockpit, open_page: OpenPage) -> None:
    rule = Group(Combine.ALL, (UK, Condition("traffic", "sum_at_least", Amount(100, 3))))
    page = open_page(PAGE, ANA, segment=saved(base, rule))

    widget(page, "segmented_control", "segment-view-s1").set_value("why").run()
    page.text_input(key="segment-why-s1").input("Alpha").run()

    assert not page.exception
    assert "“Alpha” does not belong" in page.warning[0].value
    table = page.dataframe[0].value
    assert table["Holds"].tolist() == ["✓", "✕"]
    assert table["What the account has"].tolist() == ["UK", "80 GB"]


def test_the_people_of_a_segment_are_named_before_there_is_a_campaign(
    base: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, ANA, segment=saved(base, Group(Combine.ALL, ())))

    widget(page, "segmented_control", "segment-view-s1").set_value("addressing").run()
    assert not page.exception
    widget(page, "selectbox", "segment-purpose-s1").select("service").run()

    assert not page.exception
    assert "**3 people** at **3**" in " ".join(one.value for one in page.markdown)
