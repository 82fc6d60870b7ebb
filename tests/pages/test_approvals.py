from dataclasses import replace
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from core.approvals import tables
from core.approvals.model import Verdict
from core.campaigns import records
from core.campaigns.model import Status
from core.cockpit import Cockpit
from core.messages import actions as messages
from core.messages import attachments
from core.messages.model import Channel, TemplateId, Writing
from core.segments import actions as segments
from core.segments.model import Condition, SegmentId
from tests.conftest import ANA, BEN, MONDAY
from tests.pages.conftest import OpenPage
from tests.plan import (
    CAMPAIGN,
    SEGMENT,
    TEMPLATE,
    decide,
    edit,
    publish,
    ready_campaign,
    small_base,
    submit,
    submitted,
    write_template,
)

PAGE = "decide/approvals.py"
NO_OUTCOME = "This campaign cannot be judged"

pytestmark = pytest.mark.page


@pytest.fixture
def waiting(house: Cockpit) -> Cockpit:
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        submitted(tx, snapshot)
    return house


def param(page: AppTest, name: str) -> str:
    value = page.query_params[name]
    return str(value[0] if isinstance(value, list) else value)


def status_of(house: Cockpit) -> Status:
    with house.store.reading() as tx:
        return records.get(tx, CAMPAIGN).status


def keys(page: AppTest) -> set[str | None]:
    return {button.key for button in page.button}


def test_nothing_waits_in_an_empty_house(open_page: OpenPage) -> None:
    page = open_page(PAGE, BEN)

    assert not page.exception
    assert page.success[0].value == "Nothing waits for you."


def test_what_waits_says_why_it_is_mine(waiting: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, BEN)

    assert "Waits for you" in page.subheader[0].value
    assert any("every campaign needs it" in caption.value for caption in page.caption)
    page.button(key="open-c1").click().run()
    assert param(page, "campaign") == "c1"


def test_the_approver_reads_that_the_outcome_could_not_be_judged(
    waiting: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, BEN, campaign=CAMPAIGN)

    assert not page.exception
    assert any(NO_OUTCOME in one.value for one in page.warning)


def test_whoever_is_no_approver_has_no_desk(waiting: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    assert not page.exception
    assert Verdict.APPROVE not in keys(page)


def test_files_that_go_along_are_there_to_be_looked_into(
    house: Cockpit, open_page: OpenPage
) -> None:
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        campaign = ready_campaign(tx)
        file = attachments.keep(tx, name="Prices.pdf", content=b"%PDF-1", by=ANA, at=MONDAY)
        messages.save(
            tx,
            TEMPLATE,
            name="Offer",
            writings=[Writing("Offer", "<p>Offer</p>", "Offer")],
            attachments=[file],
            note="",
            by=ANA,
            at=MONDAY,
        )
        submit(tx, snapshot, campaign)

    page = open_page(PAGE, BEN, campaign=CAMPAIGN)

    assert not page.exception
    assert "Prices\\.pdf" in [one.proto.label for one in page.get("download_button")]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_file_is_on_one_screen_and_is_approved(
    waiting: Cockpit, open_page: OpenPage, language: str
) -> None:
    page = open_page(PAGE, BEN, campaign=CAMPAIGN)
    page.session_state["language"] = language
    page.run()
    assert not page.exception
    assert [metric.value for metric in page.metric] == [
        "8",
        "8",
        "2",
        "20.0\u00a0%" if language == "en" else "20,0\u00a0%",
    ]

    page.button(key=Verdict.APPROVE).click().run()

    assert not page.exception
    assert status_of(waiting) is Status.APPROVED


def test_asking_for_changes_wants_a_comment_and_keeps_what_was_typed(
    waiting: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, BEN, campaign=CAMPAIGN)

    page.button(key=Verdict.ASK_FOR_CHANGES).click().run()
    assert any("say why" in one.value for one in page.warning)
    page.text_area(key="comment-c1").set_value("Shorter, please")
    page.button(key=Verdict.ASK_FOR_CHANGES).click().run()

    assert status_of(waiting) is Status.CHANGES_REQUESTED
    with waiting.store.reading() as tx:
        assert tables.decisions(tx, CAMPAIGN)[0].comment == "Shorter, please"


def test_my_own_work_is_shown_with_the_reason_i_cannot_decide(
    house: Cockpit, open_page: OpenPage
) -> None:
    with house.transaction() as tx:
        submitted(tx, small_base(house.warehouse), by=BEN)

    page = open_page(PAGE, BEN, campaign=CAMPAIGN)

    assert not page.exception
    assert any("its submission" in one.value.replace("\\", "") for one in page.warning)
    assert Verdict.APPROVE not in keys(page)


def test_what_changed_under_an_open_file_is_not_approved_unseen(
    waiting: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, BEN, campaign=CAMPAIGN)
    with waiting.transaction() as tx:
        edit(tx, goal="Something else")
        submit(tx, waiting.warehouse.current(), records.get(tx, CAMPAIGN))

    page.button(key=Verdict.APPROVE).click().run()

    assert any("no longer what you were looking at" in one.value for one in page.warning)
    assert status_of(waiting) is Status.IN_REVIEW
    page.run()
    page.button(key=Verdict.APPROVE).click().run()
    assert status_of(waiting) is Status.APPROVED


def test_what_changed_since_is_shown(waiting: Cockpit, open_page: OpenPage) -> None:
    with waiting.transaction() as tx:
        decide(tx, Verdict.ASK_FOR_CHANGES, "shorter", by=BEN)
    with waiting.transaction() as tx:
        write_template(tx, subject="Shorter")
        submit(tx, waiting.warehouse.current(), records.get(tx, CAMPAIGN))

    page = open_page(PAGE, BEN, campaign=CAMPAIGN)

    assert not page.exception
    assert any("1 part has changed" in text.value for text in page.markdown)


def test_a_change_of_what_the_segment_rests_on_is_shown_in_words(
    house: Cockpit, open_page: OpenPage
) -> None:
    snapshot = small_base(house.warehouse)
    inner, within = SegmentId("inner"), Condition("in_segment", "in_any", ("inner",))
    rules = [Condition("account_id", "starts_with", letters) for letters in ("a0", "a00")]
    with house.transaction() as tx:
        campaign = ready_campaign(tx)
        segments.save(tx, inner, name="Inner", rule=rules[0], by=ANA, at=MONDAY)
        segments.save(tx, SEGMENT, name="Everybody", rule=within, by=ANA, at=MONDAY)
        submit(tx, snapshot, campaign)
    with house.transaction() as tx:
        decide(tx, Verdict.ASK_FOR_CHANGES, "fewer", by=BEN)
    with house.transaction() as tx:
        accepts = ["segment-s1-follows"]
        segments.save(
            tx, inner, name="Inner", rule=rules[1], by=ANA, at=MONDAY, accepts=accepts
        )
        submit(tx, snapshot, records.get(tx, CAMPAIGN))

    page = open_page(PAGE, BEN, campaign=CAMPAIGN)

    assert not page.exception
    table = next(one.value for one in page.table if "Inner" in one.value.to_string())
    assert "segment: Inner" in table.to_string().replace("\\", "")
    shown = " ".join(text.value.replace("\\", "") for text in page.markdown)
    assert "Was: Account number starts with “a0”. Now:" in shown


def test_a_link_to_what_is_decided_already_says_so(
    waiting: Cockpit, open_page: OpenPage
) -> None:
    with waiting.transaction() as tx:
        decide(tx, Verdict.REJECT, "never", by=BEN)

    page = open_page(PAGE, BEN, campaign=CAMPAIGN)

    assert not page.exception
    assert "does not wait" in page.info[0].value


def test_the_approver_is_told_that_the_result_could_not_be_told(
    waiting: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, BEN, campaign=CAMPAIGN)

    assert not page.exception
    assert any("Too few to tell" in info.value for info in page.info)


def test_the_message_is_shown_as_it_will_be_sent(house: Cockpit, open_page: OpenPage) -> None:
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        campaign = ready_campaign(tx)
        messages.save(
            tx,
            TEMPLATE,
            name="Hello",
            writings=[
                Writing(
                    "Hello",
                    '<p>{{ contact.email }} <a href="{{ unsubscribe_url }}">Leave</a></p>',
                    "{{ contact.email }} {{ unsubscribe_url }}",
                )
            ],
            note="",
            by=ANA,
            at=MONDAY,
        )
        submit(tx, snapshot, campaign)
        chosen = {row.contact_id for row in records.audience_contacts(tx, CAMPAIGN)}
    contacts = [("later", "later", "technical", "later@later.test")]
    publish(house.warehouse, accounts={"later": "active"}, contacts=contacts)

    page = open_page(PAGE, BEN, campaign=CAMPAIGN)
    page.button(key="preview-longest").click().run()

    assert not page.exception
    shown = page.selectbox(key="preview-contact")
    assert len(shown.options) == len(chosen) == 8
    assert shown.value in chosen
    assert "preview-segment" not in {one.key for one in page.selectbox}
    (frame,) = page.get("iframe")
    drawn = unescape(unescape(frame.proto.srcdoc))
    account, role = str(shown.value).split("-")
    assert f"{role}@{account}.test" in drawn
    assert "http://127.0.0.1:8501/u/" in drawn  # the page where contacts leave


def test_an_sms_stands_beside_the_examples_of_its_rehearsal(
    house: Cockpit, open_page: OpenPage
) -> None:
    snapshot = small_base(house.warehouse, channels=("email", "sms"))
    by_sms = TemplateId("by-sms")
    with house.transaction() as tx:
        campaign = ready_campaign(tx)
        messages.save(
            tx,
            by_sms,
            name="By SMS",
            channel=Channel.SMS,
            writings=[Writing(text="We come tomorrow")],
            note="",
            by=ANA,
            at=MONDAY,
        )
        campaign = edit(tx, channels=["email", "sms"], template_id=by_sms)
        submit(tx, snapshot, campaign)

    page = open_page(PAGE, BEN, campaign=CAMPAIGN)
    page.session_state["rehearsal-examples"] = True
    page.run()

    assert not page.exception
    drawn = [
        one for one in page.get("iframe") if "We come tomorrow" in unescape(one.proto.srcdoc)
    ]
    assert len(drawn) == 2


def test_every_variant_and_language_is_looked_at_with_its_share(
    house: Cockpit, open_page: OpenPage
) -> None:
    snapshot = small_base(house.warehouse)
    leave = "{{ unsubscribe_url }}"
    with house.transaction() as tx:
        campaign = ready_campaign(tx, priority=70, variant_shares={"A": 0.75, "B": 0.25})
        writings = [
            Writing("First", f"<p>One {leave}</p>", f"One {leave}"),
            Writing("Second", f"<p>Two {leave}</p>", f"Two {leave}", variant="B"),
        ]
        messages.save(tx, TEMPLATE, name="Hello", writings=writings, note="", by=ANA, at=MONDAY)
        submit(tx, snapshot, campaign)

    page = open_page(PAGE, BEN, campaign=CAMPAIGN)
    facts = [text.value for text in page.text]
    page.button_group(key=f"writing-shown-{TEMPLATE}").set_value(1).run()

    assert not page.exception
    assert "70" in facts
    assert "A — 75\u00a0%, B — 25\u00a0%" in facts
    assert any("Two" in unescape(unescape(one.proto.srcdoc)) for one in page.get("iframe"))


def test_every_text_that_reads_otherwise_is_shown(
    waiting: Cockpit, open_page: OpenPage
) -> None:
    """Also where the subject and the HTML are what they were."""
    with waiting.transaction() as tx:
        decide(tx, Verdict.ASK_FOR_CHANGES, "other words", by=BEN)
    with waiting.transaction() as tx:
        template = messages.get(tx, TEMPLATE)
        writing = replace(template.first, text="Quite other words {{ unsubscribe_url }}")
        messages.save(
            tx, TEMPLATE, name="Hello", writings=[writing], note="", by=ANA, at=MONDAY
        )
        submit(tx, waiting.warehouse.current(), records.get(tx, CAMPAIGN))

    page = open_page(PAGE, BEN, campaign=CAMPAIGN)

    assert not page.exception
    assert any("Quite other words" in piece.proto.body for piece in page.get("html"))


def test_a_comment_on_a_part_waits_for_the_author_at_its_step(
    waiting: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, BEN, campaign=CAMPAIGN)
    page.button_group(key="anchors-c1").set_value(["schedule"]).run()
    page.text_input(key="remark-c1-schedule").set_value("Not on a *Monday*").run()
    page.button(key=Verdict.ASK_FOR_CHANGES).click().run()
    assert status_of(waiting) is Status.CHANGES_REQUESTED

    author = open_page("plan/campaigns.py", ANA, campaign=CAMPAIGN)
    assert any("comments at its steps" in one.value for one in author.info)
    author.button(key="remarks-delivery").click().run()

    assert not author.exception
    assert param(author, "step") == "delivery"
    assert any("Not on a \\*Monday\\*" in one.value for one in author.markdown)
