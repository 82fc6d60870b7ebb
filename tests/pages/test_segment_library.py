"""The library on the screen: shelves, versions, uses, lists and files; over both stores."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.journal import records as journal
from core.segments import actions as segments
from core.segments import lists, records, shelving
from core.segments.model import Condition, ListId, Rule, SegmentId
from core.segments.resolving import NoSources
from tests.conftest import ANA, BEN, MONDAY
from tests.core.segments.conftest import HOSTILE, lay_out
from tests.pages.conftest import OpenPage
from tests.plan import CAMPAIGN, ready_campaign

PAGE = "plan/segments.py"
ONE, TWO = SegmentId("one"), SegmentId("two")
UK = Condition("country", "is", "UK")
BIG = Condition("employees", "at_least", 100)

pytestmark = pytest.mark.page


@pytest.fixture
def base(house: Cockpit) -> Cockpit:
    lay_out(house.warehouse)
    return house


def saved(
    house: Cockpit, segment_id: SegmentId = ONE, rule: Rule = UK, name: str = "", **more: Any
) -> None:
    with house.transaction() as tx:
        called = name or f"Segment {segment_id}"
        facts: dict[str, Any] = {"by": ANA, "at": MONDAY} | more
        segments.save(tx, segment_id, name=called, rule=rule, **facts)


def naming(segment_id: SegmentId) -> Condition:
    return Condition("in_segment", "in_any", (segment_id,))


def texts(page: AppTest) -> str:
    kinds = (page.markdown, page.caption, page.info, page.warning, page.success)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def titles(page: AppTest) -> list[str]:
    return [
        one.label.replace("\\", "").strip("*")
        for one in page.checkbox
        if (one.key or "").startswith("segment-pick-")
    ]


def see(page: AppTest, segment_id: str, view: str) -> AppTest:
    return page.segmented_control(key=f"segment-view-{segment_id}").set_value(view).run()


def shelf(house: Cockpit) -> None:
    saved(house, ONE, UK, "British", by=BEN)
    saved(house, TWO, BIG, HOSTILE.replace("\n", " "))
    saved(house, SegmentId("three"), Condition("employees", "at_most", 10), "Small")
    with house.transaction() as tx:
        shelving.move(tx, [ONE], folder="Sales / North", by=ANA, at=MONDAY)
        shelving.tag(tx, [ONE, TWO], add=["spring"], by=ANA, at=MONDAY)


def test_the_shelf_is_searched_by_folder_tag_and_author_and_sorted(
    base: Cockpit, open_page: OpenPage
) -> None:
    shelf(base)
    page = open_page(PAGE, ANA)

    page.selectbox(key="segments-order").select("size").run()
    assert titles(page)[0] == "Small"
    page.selectbox(key="segments-order").select("name").run()
    assert [title[:5] for title in titles(page)] == ["Briti", HOSTILE[:5], "Small"]

    page.multiselect(key="segments-tags").select("spring").run()
    assert len(titles(page)) == 2
    page.selectbox(key="segments-author").select("ben").run()
    assert titles(page) == ["British"]
    page.multiselect(key="segments-tags").set_value([]).run()
    page.selectbox(key="segments-author").select("").run()
    page.selectbox(key="segments-folder").select("/").run()
    assert len(titles(page)) == 2
    page.selectbox(key="segments-folder").select("Sales / North").run()
    assert titles(page) == ["British"]
    page.text_input(key="segments-search").input("nothing like it").run()
    assert "Nothing was found" in page.info[0].value
    assert not page.exception


def test_many_are_moved_and_tagged_at_once(base: Cockpit, open_page: OpenPage) -> None:
    shelf(base)
    page = open_page(PAGE, ANA)
    assert not [one for one in page.button if one.key == "segments-bulk-move"]

    page.checkbox(key="segment-pick-two").check().run()
    page.checkbox(key="segment-pick-three").check().run()
    page.selectbox(key="segments-bulk-folder").select("Sales / North").run()
    page.button(key="segments-bulk-move").click().run()
    page.multiselect(key="segments-bulk-tags").select("spring").run()
    page.button(key="segments-bulk-add").click().run()

    assert not page.exception
    with base.store.reading() as tx:
        everything = records.everything(tx)
        assert {one.folder for one in everything} == {"Sales / North"}
        assert {one.tags for one in everything} == {("spring",)}
        moved = [one for one in journal.entries(tx) if one.verb == "segments.move"]
        assert {one.by for one in moved} == {"ana"}


def test_a_segment_is_filed_from_its_desk(base: Cockpit, open_page: OpenPage) -> None:
    shelf(base)
    page = open_page(PAGE, ANA, segment="two")

    page.selectbox(key="segment-folder-two").select("Sales / North").run()
    page.multiselect(key="segment-tags-two").set_value([]).run()
    page.button(key="segment-file").click().run()

    assert not page.exception
    with base.store.reading() as tx:
        segment = records.get(tx, TWO)
        assert (segment.folder, segment.tags) == ("Sales / North", ())


def test_versions_say_what_each_changed(base: Cockpit, open_page: OpenPage) -> None:
    saved(base, name="First", note="begun")
    saved(base, rule=Condition("country", "is", "DE"), name="Second", note="moved")
    page = see(open_page(PAGE, ANA, segment="one"), "one", "history")

    shown = texts(page)
    assert "Was: Country is “UK”. Now: Country is “DE”" in shown
    assert "Renamed: was “First”, now “Second”" in shown
    assert "moved" in shown
    assert not page.exception


def test_two_versions_are_compared_by_rule_and_by_members(
    base: Cockpit, open_page: OpenPage
) -> None:
    saved(base)
    saved(base, rule=Condition("employees", "equals", 10))
    page = see(open_page(PAGE, ANA, segment="one"), "one", "compare")

    numbers = {one.label: one.value for one in page.metric}
    assert (numbers["Added"], numbers["Gone"], numbers["Kept"]) == ("+1", "0", "1")
    assert "Country is “UK”" in texts(page)

    (second,) = [one for one in page.selectbox if "compare-to" in (one.key or "")]
    second.select(1).run()
    assert "The rule is the same" in texts(page)
    assert not page.exception


def test_the_rule_on_the_screen_is_compared_with_what_is_saved(
    base: Cockpit, open_page: OpenPage
) -> None:
    saved(base, rule=BIG)
    page = open_page(PAGE, ANA, segment="one")
    (field,) = [one for one in page.number_input if (one.key or "").endswith("at_least-value")]
    field.set_value(5000).run()

    see(page, "one", "compare")

    numbers = {one.label: one.value for one in page.metric}
    assert (numbers["Added"], numbers["Gone"]) == ("0", "−1")
    assert not page.exception


def test_a_change_of_what_is_in_use_is_asked_about_by_name(
    base: Cockpit, open_page: OpenPage
) -> None:
    saved(base, ONE, BIG, "Big ones")
    saved(base, TWO, naming(ONE), "Resting on it")
    page = open_page(PAGE, ANA, segment="one")
    (field,) = [one for one in page.number_input if (one.key or "").endswith("at_least-value")]
    field.set_value(150).run()

    page.button(key="segment-save").click().run()
    assert "“Big ones” is in use by 1 segment" in texts(page)
    with base.store.reading() as tx:
        assert records.get(tx, ONE).version == 1

    page.button(key="segment-leave").click().run()
    assert not [one for one in page.button if one.key == "segment-touch"]
    page.button(key="segment-save").click().run()
    page.button(key="segment-touch").click().run()

    assert not page.exception
    with base.store.reading() as tx:
        assert records.get(tx, ONE).version == 2


def test_somebody_who_came_since_the_question_is_asked_about_too(
    base: Cockpit, open_page: OpenPage
) -> None:
    saved(base, ONE, BIG, "Big ones")
    saved(base, TWO, naming(ONE), "Resting on it")
    page = open_page(PAGE, ANA, segment="one")
    page.button(key="segment-save").click().run()
    saved(base, SegmentId("three"), naming(ONE), "Newcomer")

    page.button(key="segment-touch").click().run()

    assert "Newcomer" in page.warning[0].value.replace("\\", "")
    with base.store.reading() as tx:
        assert records.get(tx, ONE).version == 1


def test_what_is_in_use_says_by_whom_and_stays(base: Cockpit, open_page: OpenPage) -> None:
    with base.transaction() as tx:
        ready_campaign(tx)
    saved(base, ONE)
    saved(base, SegmentId("s1"), naming(ONE), "Everybody", accepts=["campaign-c1-follows"])
    page = see(open_page(PAGE, ANA, segment="one"), "one", "uses")

    assert "Who uses this segment" in texts(page)
    assert "through “Everybody”" in texts(page)
    page.button(key="segment-archive").click().run()

    assert "Spring tariffs" in page.warning[0].value.replace("\\", "")
    with base.store.reading() as tx:
        assert records.get(tx, ONE).archived_at is None
        assert CAMPAIGN
    page = see(open_page(PAGE, ANA, segment="s1"), "s1", "uses")
    assert "What it rests on itself" in texts(page)


def test_what_nobody_ever_used_is_deleted(base: Cockpit, open_page: OpenPage) -> None:
    saved(base)
    page = see(open_page(PAGE, ANA, segment="one"), "one", "uses")

    page.button(key="segment-delete").click().run()

    assert not page.exception
    with base.store.reading() as tx:
        assert records.everything(tx, archived=True) == []
        assert journal.latest(tx, 1)[0].verb == "segments.delete"


def test_todays_members_are_kept_as_a_list(base: Cockpit, open_page: OpenPage) -> None:
    saved(base)
    page = open_page(PAGE, ANA, segment="one")
    page.session_state["segment-keep-one-menu"] = True
    page.run()

    page.text_input(key="segment-keep-one-name").input("British in March").run()
    page.button(key="segment-keep-one").click().run()

    assert not page.exception
    with base.store.reading() as tx:
        (kept,) = records.lists(tx)
        assert (kept.name, kept.accounts, kept.segment_id) == ("British in March", 1, "one")
        assert records.list_accounts(tx, kept.id) == ("a",)


def test_lists_are_found_archived_and_brought_back(base: Cockpit, open_page: OpenPage) -> None:
    with base.transaction() as tx:
        lists.keep(
            tx,
            ListId("l1"),
            name=HOSTILE.replace("\n", " "),
            rule=UK,
            of=None,
            snapshot=base.warehouse.current(),
            catalogue=base.catalogue,
            sources=NoSources(),
            by=ANA,
            at=MONDAY,
        )
    page = open_page(PAGE, ANA)
    page.segmented_control(key="segments-tab").set_value("lists").run()
    assert HOSTILE.replace("\n", " ")[:20] in texts(page)

    page.button(key="list-archive-l1").click().run()
    assert "There is no list yet" in texts(page)
    page.toggle(key="lists-archived").set_value(True).run()
    page.button(key="list-restore-l1").click().run()

    assert not page.exception
    with base.store.reading() as tx:
        assert [one.id for one in records.lists(tx)] == ["l1"]


def test_a_file_is_made_and_noted_when_it_is_asked_for(
    base: Cockpit, open_page: OpenPage
) -> None:
    saved(base)
    page = open_page(PAGE, ANA, segment="one")
    page.session_state["segment-export-one-menu"] = True
    page.run()
    page.segmented_control(key="segment-export-one-format").set_value("xlsx").run()

    labels = [str(getattr(one, "label", "")) for one in page.get("download_button")]
    assert [label for label in labels if "account" in label] == ["Download 1 account"]
    assert not page.exception
    with base.store.reading() as tx:
        assert "segments.export" not in [entry.verb for entry in journal.entries(tx)]
