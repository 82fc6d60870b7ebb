"""The workbench of a message: channels, variants and languages, blocks, previews."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.delivery.channel import Accepted
from core.journal import records as journal
from core.messages import actions as messages
from core.messages import records
from core.messages import snippet_actions as snippets
from core.messages.block_source import read
from core.messages.blocks import Button, Divider, Heading
from core.messages.hosts import Link
from core.messages.limits import BENCH
from core.messages.model import Channel, Finding, Markup, Severity, TemplateId, Writing
from core.messages.starters import starter
from core.segments import actions as segments
from core.segments.model import Condition, SegmentId
from core.store.store import Tx
from core.ways import Ways
from pages.parts import message_channels, message_outside
from pages.parts.message_draft import Draft
from tests.asking import BRIEF, FACTS, PAVEL, confirm, supplied
from tests.conftest import ANA, BEN, MONDAY
from tests.core.delivery.test_trials import Relay
from tests.pages.conftest import OpenPage
from tests.pages.test_messages import PAGE, fill, press, preview, written

pytestmark = pytest.mark.page


@pytest.fixture(autouse=True)
def bench() -> object:
    yield BENCH
    BENCH.stop()


@pytest.fixture
def base(house: Cockpit) -> Cockpit:
    house.warehouse.publish(fill, name="x", by="ana", at=MONDAY, as_of=date(2026, 3, 2))
    return house


def draft(page: AppTest, draft_id: str = "new") -> Draft:
    found: Draft = page.session_state[f"message-draft-{draft_id}"]
    return found


def choose(page: AppTest, key: str, choice: str) -> None:
    (menu,) = [one for one in page.menu_button if one.key == key]
    menu.click(choice).run()
    assert not page.exception


@pytest.mark.parametrize(
    ("begin", "seen"),
    [
        ("email-blocks", "Twice as fast"),
        ("email-mjml", "Twice as fast"),
        ("sms", 'class="bubble">‹Company name›: up to 1 Gbit/s'),
        ("cabinet", 'class="act">Open</span>'),
        ("call", "<h2>GREETING</h2>"),
    ],
)
def test_each_channel_begins_with_a_good_example_and_is_seen(
    open_page: OpenPage, house: Cockpit, begin: str, seen: str
) -> None:
    page = written(open_page, "new", begin=begin)
    page.text_input(key="message-name-new").set_value("Offer").run()

    assert seen in preview(page)
    page = press(page, "message-save")

    assert not page.exception
    with house.store.reading() as tx:
        (template,) = records.everything(tx)
    assert template.channel == begin.partition("-")[0]


def test_a_letter_is_seen_as_the_pages_it_is_printed_on(open_page: OpenPage) -> None:
    page = written(open_page, "new", begin="letter")

    assert not page.exception
    assert any("1 page" in one.value for one in page.caption)


def test_a_letter_is_dated_in_its_own_language_not_in_that_of_the_screens(
    house: Cockpit, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []

    def nothing_printed(*_: object, language: str, **__: object) -> list[bytes]:
        spoken.append(language)
        return []

    monkeypatch.setattr(message_channels, "letter_pages", nothing_printed)
    with house.transaction() as tx:
        save(tx, Writing("Предложение", "<p>Здравствуйте</p>"), channel=Channel.LETTER)

    page = open_page(PAGE, ANA, message="m1")

    assert any("0 pages" in one.value for one in page.caption)  # the screens are in English
    assert spoken == ["ru"]


@pytest.mark.usefixtures("base")
def test_an_sms_says_what_it_costs_and_what_made_it_longer(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COCKPIT_SMS_PART_PRICE", "3")
    page = written(open_page, "new", begin="sms")
    page.text_area(key="message-text-new").set_value("Привет, {{ account.name }}").run()

    page.selectbox(key="preview-contact").set_value("c1").run()

    assert any("Because of “П” a part holds 70" in one.value for one in page.warning)
    assert {one.value for one in page.metric if one.label == "Characters"} == {"13", "39"}


@pytest.mark.usefixtures("base")
def test_the_longest_sms_is_that_of_the_fields_it_quotes_and_says_whose(
    open_page: OpenPage,
) -> None:
    page = written(open_page, "new", begin="sms")
    text = 'Dear {{ contact.full_name | fallback("Sir") }}'
    page.text_area(key="message-text-new").set_value(text).run()

    page.selectbox(key="preview-contact").set_value("c3").run()

    # Of the longest name, not of the longest company.
    assert [one.value for one in page.metric if one.label == "Characters"] == ["18", "18"]
    assert any("Anna Longname · A Company With A" in one.value for one in page.caption)
    page.text_area(key="message-text-new").set_value("{{ contact.first_name }}").run()
    page.selectbox(key="preview-contact").set_value("c1").run()
    assert [one.value for one in page.metric if one.label == "Characters"] == ["4", "4"]


@pytest.mark.usefixtures("base")
def test_findings_say_how_many_of_the_base_or_of_a_segment_would_read_a_gap(
    open_page: OpenPage, house: Cockpit
) -> None:
    rule = Condition("city", "is", "Omsk")
    with house.transaction() as tx:
        segments.save(tx, SegmentId("s1"), name="Omsk", rule=rule, by=ANA, at=MONDAY)
    page = written(open_page, "new", begin="sms")
    page.text_area(key="message-text-new").set_value("{{ contact.first_name }}").run()
    assert any("1 of 3 contacts has no “contact.first_name”" in one.value for one in page.text)

    page.selectbox(key="preview-segment").set_value("s1").run()

    said = "Every contact of the segment “Omsk” has “contact.first_name” today (1)."
    assert any(said in one.value for one in page.text)


def test_without_a_base_a_finding_says_only_that_a_fallback_is_missing(
    open_page: OpenPage,
) -> None:
    page = written(open_page, "new", begin="sms")
    page.text_area(key="message-text-new").set_value("{{ contact.first_name }}").run()

    assert any("can be empty, and nothing stands in" in one.value for one in page.text)


@pytest.mark.usefixtures("base")
def test_a_preview_quotes_the_brief_that_is_chosen_and_says_what_is_unsure(
    open_page: OpenPage, house: Cockpit
) -> None:
    with house.transaction() as tx:
        supplied(tx)
        confirm(tx, "offer", by=PAVEL, seen=FACTS["offer"])
    page = written(open_page, "new", begin="sms")
    assert all(one.key != "preview-brief" for one in page.selectbox)
    source = "{{ brief.offer }} {{ brief.terms }}"
    page.text_area(key="message-text-new").set_value(source).run()
    assert "‹" in preview(page)

    page.selectbox(key="preview-brief").set_value(str(BRIEF)).run()

    assert "Calls within the company are free." in preview(page)
    assert "From three numbers on., not confirmed›" in preview(page)
    assert any("Nobody has confirmed “brief.terms” yet" in one.value for one in page.text)
    assert not any("brief.offer" in one.value for one in page.text)
    assert not any("error" in str(one.value).lower() for one in page.error)


def test_variants_and_languages_are_added_walked_and_removed(open_page: OpenPage) -> None:
    page = written(open_page, "new", begin="sms")

    choose(page, "message-writings-new", "variant")
    page.text_area(key="message-text-new").set_value("The other text").run()
    choose(page, "message-writings-new", "language")
    assert [(one.variant, one.language) for one in draft(page).writings] == [
        ("A", "en"),
        ("B", "en"),
        ("B", "ru"),
    ]
    page.button_group(key="message-place-new").set_value("A-en").run()
    assert (page.text_area(key="message-text-new").value or "").startswith("{{ account.name }}")
    page.button_group(key="message-place-new").set_value("B-en").run()
    assert page.text_area(key="message-text-new").value == "The other text"

    choose(page, "message-writings-new", "remove")
    assert len(draft(page).writings) == 2
    page = press(page, "message-undo")
    assert draft(page).writings[1].text == "The other text"


def test_a_begun_message_waits_on_the_shelf(open_page: OpenPage) -> None:
    page = written(open_page, "new", begin="sms")
    page.text_area(key="message-text-new").set_value("Half a thought").run()

    del page.query_params["message"]
    page.run()
    page = press(page, "messages-new")
    assert page.query_params["message"] == "new-2"
    del page.query_params["message"]
    page.run()
    page = press(page, "message-open-new")

    assert page.text_area(key="message-text-new").value == "Half a thought"


def test_blocks_are_written_moved_and_undone(open_page: OpenPage) -> None:
    page = written(open_page, "new", begin="email-blocks")
    before = draft(page).writing.html

    page.text_input(key="message-block-0-text-new").set_value("A new heading").run()
    choose(page, "message-block-menu-0-new", "down")
    letter = read(draft(page).writing.html)
    assert letter is not None
    assert letter.blocks[1] == Heading("A new heading")
    choose(page, "message-block-menu-1-new", "copy")
    page = press(page, "message-add-divider-new")
    choose(page, "message-block-menu-0-new", "remove")
    letter = read(draft(page).writing.html)
    assert letter is not None
    assert letter.blocks[:3] == (Heading("A new heading"),) * 2 + (Divider(),)

    for _step in range(5):
        page = press(page, "message-undo")
    assert draft(page).writing.html == before
    page = press(page, "message-redo")
    assert "A new heading" in preview(page)


def test_the_open_blocks_fields_are_its_own(open_page: OpenPage) -> None:
    page = written(open_page, "new", begin="email-blocks")

    page = press(page, "message-fold-3-new")
    page.text_input(key="message-block-3-link-new").set_value("https://a.example/?b=c&d").run()
    page = press(page, "message-add-products-new")
    page.button_group(key="message-rows-4-new").set_value("typed").run()
    page.text_input(key="message-block-4-name-0-new").set_value("Fiber <1>").run()
    page = press(page, "message-fold-2-new")
    page.button_group(key="message-columns-2-new").set_value("2").run()

    assert not page.exception
    letter = read(draft(page).writing.html)
    assert letter is not None
    assert letter.blocks[3] == Button("See the terms", "https://a.example/?b=c&d")
    assert "Fiber &lt;1&gt;" in draft(page).writing.html
    assert len(vars(letter.blocks[2])["columns"]) == 2


def test_a_source_beyond_blocks_stays_source_and_says_so(open_page: OpenPage) -> None:
    page = written(open_page, "new", begin="email-blocks")
    page.button_group(key="message-manner-new").set_value("code").run()
    source = page.text_area(key="message-html-new").value or ""
    edited = source.replace("</mj-body>", "<mj-section></mj-section></mj-body>")

    page.text_area(key="message-html-new").set_value(edited).run()

    assert any("stays code" in one.value for one in page.caption)
    assert page.text_area(key="message-html-new").value == edited
    assert not [one for one in page.button_group if one.key == "message-manner-new"]


@pytest.mark.usefixtures("base")
def test_pictures_are_loaded_only_on_demand_and_by_a_page_of_their_own(
    open_page: OpenPage, house: Cockpit
) -> None:
    image = '<p>Hello <img src="https://a.example/i.png" alt="A line"></p>{{ unsubscribe_url }}'
    with house.transaction() as tx:
        html = replace(starter("en"), html=image)
        save(tx, html)
    page = open_page(PAGE, ANA, message="m1")
    assert "img-src" not in preview(page)

    page.toggle(key="preview-images").set_value(True).run()

    (frame,) = page.get("iframe")
    assert re.fullmatch(r"/preview/\w+", frame.proto.src)
    assert any("other people's servers" in one.value for one in page.caption)


def save(tx: Tx, *writings: Writing, channel: Channel = Channel.EMAIL) -> None:
    messages.save(
        tx,
        TemplateId("m1"),
        name="Fiber",
        writings=list(writings),
        channel=channel,
        note="",
        by=ANA,
        at=MONDAY,
    )


def test_versions_are_compared_word_by_word_in_each_text(
    open_page: OpenPage, house: Cockpit
) -> None:
    first = replace(starter("en", Channel.SMS), text="One two three")
    with house.transaction() as tx:
        save(tx, first, replace(first, variant="B"), channel=Channel.SMS)
    page = written(open_page, "m1")

    page.button_group(key="message-place-m1").set_value("B-en").run()
    page.text_area(key="message-text-m1").set_value("One 2 <b>three").run()

    assert any("B · English: Text" in one.value for one in page.markdown)
    (diff,) = [one.proto.body for one in page.get("html") if "words-diff" in one.proto.body]
    assert "<del>two</del>" in diff
    assert "&lt;" in diff
    assert "<b>" not in diff
    page = press(page, "message-load-m1")
    assert page.text_area(key="message-text-m1").value == "One two three"


def test_the_list_keeps_to_a_channel_and_finds_words_of_any_text(
    open_page: OpenPage, house: Cockpit
) -> None:
    with house.transaction() as tx:
        save(tx, starter("en", Channel.SMS), channel=Channel.SMS)
        letter = starter("en", Channel.EMAIL, Markup.MJML)
        messages.save(
            tx, TemplateId("m2"), name="Mail", writings=[letter], note="", by=ANA, at=MONDAY
        )
    page = open_page(PAGE, ANA)

    page.button_group(key="messages-channel").set_value("sms").run()
    opens = {one.key for one in page.button if (one.key or "").startswith("message-open")}
    assert opens == {"message-open-m1"}
    page.button_group(key="messages-channel").set_value(None).run()
    page.text_input(key="messages-search").set_value("ask your manager").run()
    opens = {one.key for one in page.button if (one.key or "").startswith("message-open")}
    assert opens == {"message-open-m1"}


def test_the_code_editor_stands_wherever_no_plain_field_is_asked_for(
    open_page: OpenPage,
) -> None:
    page = open_page(PAGE, ANA, message="new")
    press(page, "message-begin-sms")

    assert not page.exception
    assert not page.text_area
    (editor,) = [one for one in page.get("bidi_component") if "loop.first" in str(one.proto)]
    assert "account.name" in str(editor.proto)


@pytest.mark.usefixtures("base")
def test_a_test_goes_to_a_colleague_through_the_relay(
    open_page: OpenPage, house: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    relay = Relay([Accepted("250 kept")])
    monkeypatch.setattr(Ways, "relay", lambda _ways: relay)
    page = written(open_page, "new", begin="email-blocks")
    page.selectbox(key="preview-contact").set_value("c1").run()

    page.multiselect(key="trial-to").set_value(["ben"]).run()
    page = press(page, "trial-send")

    assert any("mail to Ben" in one.value for one in page.success)
    assert relay.handed[0].address == "ben@cockpit.example"
    with house.store.reading() as tx:
        asked, told = journal.about(tx, "new")
    assert (asked.details, told.details) == (
        {"to": ["ben"], "contact": "c1"},
        {"ben": "accepted"},
    )


def test_a_file_goes_along_or_a_sentence_says_why_not(
    open_page: OpenPage, house: Cockpit
) -> None:
    page = written(open_page, "new", begin="email-blocks")
    page.text_input(key="message-name-new").set_value("Offer").run()

    page.file_uploader(key="message-file-0-new").upload("offer.pdf", b"no pdf").run()
    page = press(page, "message-attach-new")
    assert any("is not what" in one.value for one in page.warning)
    page.file_uploader(key="message-file-0-new").upload("offer.pdf", b"%PDF-1.7 offer").run()
    page = press(page, "message-attach-new")
    page = press(page, "message-save")

    assert not page.exception
    with house.store.reading() as tx:
        (template,) = records.everything(tx)
    assert [(one.name, one.size) for one in template.attachments] == [("offer.pdf", 14)]
    page = press(page, f"message-detach-0-{template.id}")
    assert draft(page, template.id).is_changed


def test_a_snippet_is_written_used_and_kept_from_the_archive_while_it_is(
    open_page: OpenPage, house: Cockpit
) -> None:
    page = open_page(PAGE, ANA)
    page.button_group(key="messages-shelf").set_value("snippets").run()
    page.session_state["message-plain-fields"] = True
    page = press(page, "snippet-new")
    page.text_input(key="snippet-name-of-").set_value("footer").run()
    page.text_area(key="snippet-text-of-").set_value("Yours, {{ sender.nam }}").run()
    assert any("sender\\.name" in one.value for one in page.error)
    page.text_area(key="snippet-text-of-").set_value("Yours, {{ sender.name }}").run()
    page = press(page, "snippet-save")
    assert page.query_params["snippet"] == "footer"
    with house.transaction() as tx:
        including = replace(starter("en", Channel.SMS), text='Hello. {% include "footer" %}')
        save(tx, including, channel=Channel.SMS)

    page = press(page.run(), "snippet-archive")

    assert not page.exception
    assert any("«Fiber»" in one.value for one in page.warning)
    assert any("In the messages: «Fiber»" in one.value for one in page.caption)
    del page.query_params["snippet"]
    page.query_params["message"] = "m1"
    page.run()
    assert "Hello. Yours, ‹Sender" in preview(page)


def test_a_snippet_that_somebody_else_saved_is_read_anew_and_what_is_written_is_kept(
    open_page: OpenPage, house: Cockpit
) -> None:
    def theirs(text: str) -> None:
        words: Any = {"html": "", "text": text, "note": ""}
        with house.transaction() as tx:
            snippets.save(tx, "footer", **words, by=BEN, at=MONDAY)

    theirs("First")
    page = open_page(PAGE, ANA, snippet="footer")
    page.session_state["message-plain-fields"] = True
    theirs("Second")
    assert page.run().text_area(key="snippet-text-of-footer").value == "Second"
    page.text_area(key="snippet-text-of-footer").set_value("Mine").run()
    theirs("Third")

    page = press(page, "snippet-save")
    assert page.warning
    assert page.text_area(key="snippet-text-of-footer").value == "Mine"
    page = press(page, "snippet-discard")
    assert page.text_area(key="snippet-text-of-footer").value == "Third"


def test_links_to_our_sites_tell_where_a_visitor_came_from(
    open_page: OpenPage, house: Cockpit
) -> None:
    page = written(open_page, "new", begin="cabinet")
    page.text_input(key="message-name-new").set_value("Offer").run()

    page.text_input(key="message-utm-campaign-new").set_value("spring").run()
    assert "utm_source=cockpit" in preview(page)
    assert "utm_campaign=spring" in preview(page)
    page = press(page, "message-save")

    with house.store.reading() as tx:
        (template,) = records.everything(tx)
    assert (template.utm.campaign, template.utm.hosts) == ("spring", ("cockpit.example",))


def test_spam_score_and_redirects_are_asked_for_by_a_button(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def followed(links: list[Link], _house: object) -> list[Finding]:
        asked.extend(one.address for one in links)
        values = {"address": "https://a.example/", "host": "b.example"}
        return [Finding(1, Severity.WARNING, "checks-redirect", values)]

    monkeypatch.setattr(message_outside, "redirect_findings", followed)
    page = written(open_page, "new", begin="email-html")
    assert not asked  # nobody is asked unless a person wants it

    page = press(page, "message-ask-outside-new")

    said = [one.value for one in page.text]
    assert any("leads on to “b.example”" in one for one in said)
    assert any("SpamAssassin gives" in one for one in said)
    assert any(one.startswith("https://") for one in asked)
    page.text_input(key="message-subject-new").set_value("Another").run()
    assert any("was changed since it was checked" in one.value for one in page.caption)
    assert not any("leads on to" in one.value for one in page.text)


def test_what_has_errors_is_not_asked_about(open_page: OpenPage) -> None:
    page = written(open_page, "new", begin="sms")
    page.text_area(key="message-text-new").set_value("{{ nobody.knows }}").run()

    assert page.button(key="message-ask-outside-new").disabled


def test_a_call_has_nobody_to_ask(open_page: OpenPage) -> None:
    page = written(open_page, "new", begin="call")

    assert all(one.key != "message-ask-outside-new" for one in page.button)


def test_the_mark_that_comes_of_the_name_is_not_asked_for_before_there_is_one(
    open_page: OpenPage,
) -> None:
    page = written(open_page, "new", begin="email-html")
    link = '<a href="https://cockpit.example/offer">Offer</a>'
    page.text_area(key="message-html-new").set_value(link).run()

    asks = "utm_campaign"
    assert not [one for one in page.text if asks in one.value]
