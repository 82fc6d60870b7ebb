"""The page of messages: written, checked, previewed, saved; nothing lost on a refusal."""

from dataclasses import replace
from datetime import date

import pytest
from duckdb import DuckDBPyConnection
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.messages import actions as messages
from core.messages import records
from core.messages.limits import BENCH
from core.messages.model import Rendered, TemplateId
from core.messages.starters import starter
from core.segments import actions as segments
from core.segments.model import SegmentId
from core.segments.notation import parse
from core.warehouse.warehouse import Warehouse
from pages.parts.message_frame import Envelope, View, mail_page
from tests.bases import laid_out
from tests.conftest import ANA, BEN, CLEO, MONDAY
from tests.pages.conftest import OpenPage

pytestmark = pytest.mark.page

PAGE = "plan/messages.py"


def fill(connection: DuckDBPyConnection) -> None:
    connection.execute(
        "INSERT INTO accounts BY NAME SELECT * FROM (VALUES ('a1', 'Orbit', 'Perm'),"
        "('a2', 'A Company With A Very Long Name', 'Omsk')) t(account_id, name, city)"
    )
    connection.execute(
        "INSERT INTO contacts BY NAME SELECT * FROM (VALUES "
        "('c1', 'a1', 'Ivan <Petrov>', 'Ivan'), ('c2', 'a1', NULL, NULL),"
        "('c3', 'a2', 'Anna Longname', 'Anna'))"
        "t(contact_id, account_id, full_name, first_name)"
    )


@pytest.fixture(autouse=True)
def bench() -> object:
    yield BENCH
    BENCH.stop()


@pytest.fixture
def base(house: Cockpit) -> Cockpit:
    def make(empty: Warehouse) -> None:
        empty.publish(fill, name="x", by="ana", at=MONDAY, as_of=date(2026, 3, 2))

    laid_out(house.warehouse, "messages of a page", make)
    return house


@pytest.fixture
def saved(house: Cockpit) -> TemplateId:
    message = starter("en")
    with house.transaction() as tx:
        return messages.save(
            tx,
            TemplateId("m1"),
            name="Fiber",
            writings=[message],
            note="begun",
            by=ANA,
            at=MONDAY,
        ).id


def preview(page: AppTest) -> str:
    """What the frame of the preview holds."""
    frames = page.get("iframe")
    assert len(frames) == 1
    return str(frames[0].proto.srcdoc)


def press(page: AppTest, key: str) -> AppTest:
    return page.button(key=key).click().run()


def written(open_page: OpenPage, message: str, *, begin: str = "") -> AppTest:
    """The workbench of a message, in plain fields; a new one begins on a channel."""
    page = open_page(PAGE, ANA, message=message)
    if begin:
        press(page, f"message-begin-{begin}")
    page.session_state["message-plain-fields"] = True
    return page.run()


def test_who_may_not_write_sees_nothing(open_page: OpenPage) -> None:
    page = open_page(PAGE, CLEO)

    assert page.warning
    assert not page.text_input


def test_an_empty_shelf_offers_a_beginning(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    page = press(page, "messages-new")
    page.session_state["message-plain-fields"] = True
    page = press(page, "message-begin-email-html")

    assert not page.exception
    assert page.query_params["message"] == "new"
    assert page.text_area(key="message-html-new").value == starter("en").html
    preheader = page.text_input(key="message-preheader-new").value
    assert (preheader or "").startswith("Up to 1 Gbit/s")


@pytest.mark.usefixtures("base")
def test_a_message_is_written_and_saved(open_page: OpenPage, house: Cockpit) -> None:
    page = written(open_page, "new", begin="email-html")
    page.text_input(key="message-name-new").set_value("Offer").run()

    page = press(page, "message-save")

    with house.store.reading() as tx:
        template = records.everything(tx)[0]
    assert not page.exception
    assert (template.name, template.version, template.saved_by) == ("Offer", 1, ANA.id)
    assert page.query_params["message"] == template.id


@pytest.mark.usefixtures("base")
def test_a_refusal_keeps_what_was_written(open_page: OpenPage, house: Cockpit) -> None:
    page = written(open_page, "new", begin="email-html")
    page.text_area(key="message-html-new").set_value("<p>{{ contact.frist_name }}").run()
    page.text_input(key="message-name-new").set_value("Offer").run()

    page = press(page, "message-save")

    assert not page.exception
    assert "Not saved" in page.warning[0].value
    assert page.text_area(key="message-html-new").value == "<p>{{ contact.frist_name }}"
    assert any("contact.first_name" in text.value for text in page.text)
    with house.store.reading() as tx:
        assert records.everything(tx) == []


@pytest.mark.usefixtures("base")
def test_what_is_written_survives_a_look_elsewhere(
    open_page: OpenPage, saved: TemplateId
) -> None:
    page = open_page(PAGE, ANA, message=saved)
    page.text_input(key="message-subject-m1").set_value("Changed").run()

    page.switch_page("today/home.py").run()
    page.switch_page(PAGE)
    page.query_params["message"] = saved
    page.run()

    assert page.text_input(key="message-subject-m1").value == "Changed"


@pytest.mark.usefixtures("base")
def test_changes_are_discarded_only_on_demand(open_page: OpenPage, saved: TemplateId) -> None:
    page = open_page(PAGE, ANA, message=saved)
    page.text_input(key="message-subject-m1").set_value("Changed").run()

    page = press(page, "message-discard")

    assert page.text_input(key="message-subject-m1").value == starter("en").subject


@pytest.mark.usefixtures("base")
def test_of_two_who_write_the_second_is_told_and_keeps_the_text(
    open_page: OpenPage, saved: TemplateId, house: Cockpit
) -> None:
    page = open_page(PAGE, ANA, message=saved)
    page.text_input(key="message-subject-m1").set_value("By Ana").run()
    with house.transaction() as tx:
        other = replace(starter("en"), subject="By Ben")
        messages.save(tx, saved, name="Fiber", writings=[other], note="", by=BEN, at=MONDAY)

    page = press(page.run(), "message-save")

    assert "version 2 was saved by somebody else" in page.warning[0].value
    assert page.text_input(key="message-subject-m1").value == "By Ana"


@pytest.mark.usefixtures("base")
def test_who_wrote_nothing_sees_the_newest_version(
    open_page: OpenPage, saved: TemplateId, house: Cockpit
) -> None:
    page = open_page(PAGE, ANA, message=saved)
    with house.transaction() as tx:
        other = replace(starter("en"), subject="By Ben")
        messages.save(tx, saved, name="Fiber", writings=[other], note="", by=BEN, at=MONDAY)

    page = page.run()

    assert page.text_input(key="message-subject-m1").value == "By Ben"


@pytest.mark.usefixtures("base")
def test_the_preview_is_any_contact_and_inert(open_page: OpenPage, saved: TemplateId) -> None:
    page = open_page(PAGE, ANA, message=saved)

    page.text_input(key="preview-search").set_value("petrov").run()

    assert 'sandbox=""' in preview(page)
    assert "default-src 'none'" in preview(page)
    assert "Ivan, twice the speed for Orbit" in preview(page)
    assert "→ Ivan &lt;Petrov&gt;" in preview(page)


@pytest.mark.usefixtures("base")
def test_the_preview_steps_through_contacts_and_finds_the_worst(
    open_page: OpenPage, saved: TemplateId
) -> None:
    page = open_page(PAGE, ANA, message=saved)
    first = page.selectbox(key="preview-contact").value

    page = press(page, "preview-step-1")
    second = page.selectbox(key="preview-contact").value
    page = press(page, "preview-longest")
    longest = page.selectbox(key="preview-contact").value
    page = press(page, "preview-emptiest")

    assert not page.exception
    assert first != second
    assert longest == "c3"
    assert page.selectbox(key="preview-contact").value == "c2"
    assert "Hello, twice the speed for Orbit" in preview(page)


def test_the_preview_keeps_to_a_segment(
    open_page: OpenPage, saved: TemplateId, base: Cockpit
) -> None:
    rule = parse('{"all": [{"field": "city", "operator": "is", "value": "Omsk"}]}')
    with base.transaction() as tx:
        segments.save(tx, SegmentId("s1"), name="Omsk", rule=rule, note="", by=ANA, at=MONDAY)
    page = open_page(PAGE, ANA, message=saved)

    page.selectbox(key="preview-segment").set_value("s1").run()

    assert page.selectbox(key="preview-contact").options == [
        "Anna Longname · A Company With A Very Long Name"
    ]


def test_without_a_base_the_fields_show_their_names(
    open_page: OpenPage, saved: TemplateId
) -> None:
    page = open_page(PAGE, ANA, message=saved)

    assert not page.exception
    assert "‹First name›, twice the speed for ‹Company name›" in preview(page)


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("view", ["desktop", "phone", "text"])
def test_each_view_is_drawn_in_each_language(
    open_page: OpenPage, saved: TemplateId, view: str, language: str
) -> None:
    page = open_page(PAGE, ANA, message=saved)
    page.session_state["language"] = language

    page.button_group(key="preview-view").set_value(view).run()

    assert not page.exception
    assert ("<pre>" in preview(page)) is (view == "text")


@pytest.mark.usefixtures("base")
def test_the_text_part_is_made_from_the_html(open_page: OpenPage, saved: TemplateId) -> None:
    page = written(open_page, saved)
    page.text_area(key="message-html-m1").set_value("<p>Short</p>").run()

    page.button_group(key="message-part-m1").set_value("text").run()
    page = press(page, "message-write-text-m1")

    assert page.text_area(key="message-text-m1").value == "Short\n"


@pytest.mark.usefixtures("base")
def test_the_preheader_and_the_html_are_one(open_page: OpenPage, saved: TemplateId) -> None:
    page = written(open_page, saved)

    page.text_input(key="message-preheader-m1").set_value("A new line").run()

    assert "A new line" in (page.text_area(key="message-html-m1").value or "")
    page.text_area(key="message-html-m1").set_value("<p>Nothing before</p>").run()
    assert page.text_input(key="message-preheader-m1").value == ""


@pytest.mark.usefixtures("base")
def test_an_earlier_version_comes_back_into_the_editor(
    open_page: OpenPage, saved: TemplateId, house: Cockpit
) -> None:
    with house.transaction() as tx:
        other = replace(starter("en"), subject="Second")
        messages.save(tx, saved, name="Fiber", writings=[other], note="", by=BEN, at=MONDAY)
    page = open_page(PAGE, ANA, message=saved)

    page.selectbox(key="message-version-m1").set_value(1).run()
    page = press(page, "message-load-m1")

    assert page.text_input(key="message-subject-m1").value == starter("en").subject


@pytest.mark.usefixtures("base")
def test_a_message_goes_to_the_archive_and_back(
    open_page: OpenPage, saved: TemplateId, house: Cockpit
) -> None:
    page = open_page(PAGE, ANA, message=saved)

    page = press(page, "message-archive")
    with house.store.reading() as tx:
        archived = records.everything(tx, archived=True)
    page = press(page, "message-archive")

    assert [one.id for one in archived] == [saved]
    with house.store.reading() as tx:
        assert [one.id for one in records.everything(tx)] == [saved]


@pytest.mark.usefixtures("base")
def test_going_on_as_a_new_message_takes_the_text_along(
    open_page: OpenPage, saved: TemplateId
) -> None:
    page = open_page(PAGE, ANA, message=saved)
    page.text_input(key="message-subject-m1").set_value("Mine").run()

    page = press(page, "message-copy")

    assert page.query_params["message"] == "new"
    assert page.text_input(key="message-subject-new").value == "Mine"

    page = press(page, "message-copy")

    assert page.query_params["message"] == "new-2"
    assert page.text_input(key="message-subject-new-2").value == "Mine"


def test_a_link_to_nothing_is_a_sentence(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, message="<script>")

    assert not page.exception
    assert "There is no message" in page.warning[0].value


def test_the_list_is_searched(open_page: OpenPage, saved: TemplateId) -> None:
    page = open_page(PAGE, ANA)

    page.text_input(key="messages-search").set_value("nothing like it").run()

    assert not page.exception
    assert f"message-open-{saved}" not in {button.key for button in page.button}
    page.text_input(key="messages-search").set_value("fib").run()
    page = press(page, f"message-open-{saved}")
    assert page.query_params["message"] == saved


def test_hostile_values_cannot_leave_the_frame() -> None:
    rendered = Rendered('"><script>', "</iframe><script>x()</script>\"'", "</pre><script>")
    envelope = Envelope('<img src=x onerror="x()">', '"</iframe>')

    for kind in ("desktop", "phone", "text"):
        page = mail_page(rendered, envelope, view=View(kind), title='"x', height=700)

        assert "<script" not in page
        assert page.count("</iframe>") == (kind != "text")
        assert "<img" not in page
