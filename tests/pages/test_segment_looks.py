"""The looks at a segment: reach, funnel, profile, overlap, trend; in both languages."""

import json
from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.segments import actions as segments
from core.segments import dimensions, overlap, trend
from core.segments.model import Combine, Condition, Group, Rule, SegmentId
from tests.conftest import ANA, MONDAY
from tests.core.segments.conftest import AS_OF, HOSTILE, fill, lay_out
from tests.pages.conftest import OpenPage

PAGE = "plan/segments.py"
UK = Condition("country", "is", "UK")
KNOWN = Condition("employees", "at_least", 1)
TWO = Group(Combine.ALL, (KNOWN, Condition("country", "is_not", HOSTILE)))

pytestmark = pytest.mark.page


@pytest.fixture
def base(house: Cockpit) -> Cockpit:
    lay_out(house.warehouse)
    return house


def saved(house: Cockpit, rule: Rule, name: str = "Abroad", segment_id: str = "s1") -> str:
    with house.transaction() as tx:
        segments.save(tx, SegmentId(segment_id), name=name, rule=rule, by=ANA, at=MONDAY)
    return segment_id


def picture(page: AppTest, part: str) -> Any:
    found = [
        json.loads(chart.proto.spec)
        for chart in page.get("plotly_chart")
        if f"segment-{part}" in chart.proto.id
    ]
    assert len(found) == 1, [chart.proto.id for chart in page.get("plotly_chart")]
    return found[0]


def look(page: AppTest, view: str, draft_id: str = "s1") -> AppTest:
    return page.segmented_control(key=f"segment-view-{draft_id}").set_value(view).run()


def test_every_channel_says_whom_it_reaches_and_who_agreed(
    base: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, ANA, segment=saved(base, UK))

    told = {metric.label: (metric.value, metric.delta) for metric in page.metric}
    assert told == {
        "Accounts": ("1", "14.3\u00a0% of the base"),
        "Contacts": ("2", ""),
        "E-mail": ("1", "1 with consent"),
        "SMS": ("1", "1 with consent"),
        "Phone calls": ("1", "0 with consent"),
    }


def test_the_funnel_is_always_there_with_its_parts_in_full(
    base: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, ANA, segment=saved(base, TWO))

    assert not page.exception
    drawn = picture(page, "funnel")
    left, changed, _, costs, _ = drawn["data"]
    assert (left["x"], changed["x"], costs["x"]) == ([7, 5, 4], [0, 2, 1], [0, 2, 1])
    assert (
        left["y"][1] == "Employees is at least 1 people" or "at least 1 person" in left["y"][1]
    )
    assert "O'Hara" in left["customdata"][2][0]
    assert drawn["layout"]["xaxis"]["title"]["text"] == "Accounts left after each condition"


def test_the_funnel_of_any_adds_up(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, segment=saved(base, Group(Combine.ANY, (UK, KNOWN))))

    left, changed, _, costs, _ = picture(page, "funnel")["data"]
    assert (left["x"], changed["x"], costs["x"]) == ([0, 0, 1], [0, 1, 4], [0, 0, 4])


def test_the_whole_base_has_no_funnel(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, segment="new")

    assert not page.exception
    assert len(page.get("plotly_chart")) == 0


def test_a_table_is_made_when_it_is_opened(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, segment=saved(base, TWO))
    assert "segment-funnel-s1-csv" in {one.key for one in page.get("download_button")}
    before = len(page.dataframe)

    page.session_state["segment-funnel-s1-open"] = True
    page.run()

    assert not page.exception
    assert len(page.dataframe) == before + 1
    table = page.dataframe[0].value
    assert list(table["Left (or found) up to here, accounts"]) == [5, 4]
    assert list(table["What it alone costs, accounts"]) == [2, 1]


def test_looks_that_are_not_chosen_cost_nothing(
    base: Cockpit, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_arguments: object) -> None:
        raise AssertionError("nobody has asked for it")

    for room, verb in ((dimensions, "dimension"), (overlap, "overlap"), (trend, "trend")):
        monkeypatch.setattr(room, verb, never)

    page = open_page(PAGE, ANA, segment=saved(base, TWO))

    assert not page.exception


def test_a_segment_is_profiled_by_any_field(base: Cockpit, open_page: OpenPage) -> None:
    page = look(open_page(PAGE, ANA, segment=saved(base, TWO)), "profile")
    assert not page.exception
    assert "nothing differs from the base" in page.info[-1].value

    for field in dimensions.fields_of(base.catalogue):
        page.selectbox(key="segment-profile-s1").set_value(field.key).run()
        assert not page.exception, field.key
    page.selectbox(key="segment-profile-s1").set_value("country").run()

    drawn = picture(page, "profile-chart")
    assert set(drawn["data"][0]["y"]) >= {"UK", "RU", "not known"}
    assert "Times as often" in drawn["layout"]["xaxis"]["title"]["text"]
    page.selectbox(key="segment-profile-s1").set_value("tenure_days").run()
    assert any("on average" in one.value for one in page.markdown)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Condition("employees", "at_least", 10_000), "nobody to compare"),
        (Condition("contacts", "at_least", 0), "nothing to compare it with"),
    ],
)
def test_nobody_and_everybody_are_not_compared(
    base: Cockpit, open_page: OpenPage, rule: Rule, said: str
) -> None:
    page = look(open_page(PAGE, ANA, segment=saved(base, rule)), "profile")

    assert not page.exception
    assert said in page.info[-1].value


def test_a_rule_overlaps_with_saved_segments(base: Cockpit, open_page: OpenPage) -> None:
    saved(base, KNOWN, "Known", "s2")
    saved(base, Condition("country", "one_of", ("UK", "DE")), "Near", "s3")
    page = look(open_page(PAGE, ANA, segment=saved(base, UK)), "overlap")

    assert not page.exception
    drawn = picture(page, "overlap-chart")
    bars = next(one for one in drawn["data"] if one["type"] == "bar" and one["yaxis"] == "y2")
    assert sum(bars["y"]) == 5
    for way in ("share", "likeness"):
        page.segmented_control(key="segment-overlap-look-s1").set_value(way).run()
        assert not page.exception
        (grid,) = picture(page, "overlap-chart")["data"]
        assert grid["z"][0][0] is None
        assert grid["z"][0][1] == pytest.approx(1 if way == "share" else 1 / 5)


def test_alone_there_is_nothing_to_overlap_with(base: Cockpit, open_page: OpenPage) -> None:
    page = look(open_page(PAGE, ANA, segment=saved(base, UK)), "overlap")

    assert not page.exception
    assert "no other saved segment" in page.info[-1].value


def test_a_segment_that_does_not_fit_any_more_says_so_beside_the_others(
    base: Cockpit, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(base, KNOWN, "Known", "s2")
    saved(base, Condition("country", "is", "DE"), "German", "s3")
    monkeypatch.delitem(base.catalogue.fields, "employees")

    page = look(open_page(PAGE, ANA, segment=saved(base, UK)), "overlap")

    assert not page.exception
    assert "no field “employees”" in page.warning[0].value
    (sizes,) = (
        one for one in picture(page, "overlap-chart")["data"] if one.get("xaxis") == "x2"
    )
    assert sizes["y"] == ["This rule", "German"]


def test_a_trend_takes_two_publications(base: Cockpit, open_page: OpenPage) -> None:
    page = look(open_page(PAGE, ANA, segment=saved(base, TWO)), "trend")
    assert not page.exception
    assert "Only one version of the base" in page.info[-1].value

    later = AS_OF + timedelta(days=1)
    base.warehouse.publish(fill, name="later", by="ana", at=MONDAY, as_of=later)
    page.run()

    assert not page.exception
    (line,) = picture(page, "trend")["data"]
    assert line["y"] == [4, 4]
    sources = page.dataframe[-1].value
    assert list(sources["Source"]) == ["Account register"]
    assert list(sources["Verdict"]) == ["old"]
    assert "Load newer data" in page.warning[-1].value


@pytest.mark.parametrize("view", ["profile", "overlap", "trend"])
def test_every_look_speaks_russian(base: Cockpit, open_page: OpenPage, view: str) -> None:
    saved(base, KNOWN, "Known", "s2")
    page = open_page(PAGE, ANA, segment=saved(base, TWO))
    page.session_state["language"] = "ru"

    page = look(page, view)

    assert not page.exception
    assert any(metric.label == "Звонки" for metric in page.metric)
