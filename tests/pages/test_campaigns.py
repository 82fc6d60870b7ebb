from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.approvals import actions as approvals
from core.campaigns import records, surveys
from core.campaigns.model import Arm, Status, Step
from core.campaigns.questions import Question, Scale
from core.campaigns.steps import Hand
from core.campaigns.surveys import Wanted
from core.cockpit import Cockpit
from tests.conftest import ANA, BEN, CLEO
from tests.pages.conftest import OpenPage
from tests.plan import (
    CAMPAIGN,
    SEGMENT,
    TEMPLATE,
    approve,
    audience_of,
    ready_campaign,
    small_base,
    submit,
    submitted,
    write_segment,
    write_template,
)

PAGE = "plan/campaigns.py"

pytestmark = pytest.mark.page


def param(page: AppTest, name: str) -> str:
    value = page.query_params[name]
    return str(value[0] if isinstance(value, list) else value)


def status_of(house: Cockpit) -> Status:
    with house.store.reading() as tx:
        return records.get(tx, CAMPAIGN).status


def pressed(page: AppTest, key: str) -> AppTest:
    return page.button(key=key).click().run()


def test_an_empty_list_says_what_to_do(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    assert not page.exception
    assert "no campaigns yet" in page.info[0].value


def test_a_stranger_sees_a_reason_and_nothing_else(open_page: OpenPage) -> None:
    page = open_page(PAGE, CLEO)

    assert not page.exception
    assert not [button for button in page.button if button.key == "start"]


def test_a_campaign_is_started_filled_in_and_submitted(
    house: Cockpit, open_page: OpenPage
) -> None:
    small_base(house.warehouse, today=house.today())
    with house.transaction() as tx:
        write_segment(tx)
        write_template(tx)
    page = open_page(PAGE, ANA)

    page.text_input(key="new-name").set_value("Spring tariffs")
    pressed(page, "start")
    with house.store.reading() as tx:
        (campaign,) = records.everything(tx)
    assert param(page, "campaign") == campaign.id
    page.text_area(key=f"{campaign.id}-goal").set_value("Sell more").run()
    page.segmented_control(key="step").set_value(Step.AUDIENCE).run()
    page.selectbox(key=f"{campaign.id}-segment_id").set_value("s1").run()
    page.segmented_control(key="step").set_value(Step.MESSAGE).run()
    page.selectbox(key=f"{campaign.id}-template_id").set_value("t1").run()
    page.segmented_control(key="step").set_value(Step.DELIVERY).run()
    page.text_input(key=f"{campaign.id}-sender_name").set_value("Our house").run()
    page.text_input(key=f"{campaign.id}-sender_address").set_value("news@house.test").run()
    page.slider(key=f"{campaign.id}-holdout_share").set_value(20).run()
    page.segmented_control(key="step").set_value(Step.REVIEW).run()
    assert not page.exception
    assert "8 contacts" in page.button(key="submit").label
    pressed(page, "submit")

    assert not page.exception
    with house.store.reading() as tx:
        after = records.get(tx, campaign.id)
    assert after.status is Status.IN_REVIEW
    assert after.holdout_share == 0.2


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_step_of_a_ready_campaign_is_drawn(
    house: Cockpit, open_page: OpenPage, step: Step, language: str
) -> None:
    small_base(house.warehouse, today=house.today())
    with house.transaction() as tx:
        ready_campaign(tx)
    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step=step)

    page.session_state["language"] = language
    page.run()

    assert not page.exception
    # Ten accounts can tell nothing, as the holdout and the last step say; nothing else is amiss
    doubts = [":material/balance:"] if step in (Step.DELIVERY, Step.REVIEW) else []
    assert [one.icon for one in page.warning] == doubts


def test_what_is_missing_is_counted_and_led_to(house: Cockpit, open_page: OpenPage) -> None:
    with house.transaction() as tx:
        ready_campaign(tx, goal="", sender_name="")

    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step="review")
    assert any("2 missing" in caption.value for caption in page.caption)
    pressed(page, "go-delivery")

    assert param(page, "step") == "delivery"


def test_a_refused_value_stays_in_its_widget(house: Cockpit, open_page: OpenPage) -> None:
    small_base(house.warehouse, today=house.today())
    with house.transaction() as tx:
        ready_campaign(tx)
    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step="delivery")

    page.text_input(key="c1-sender_address").set_value("nobody").run()

    assert "nobody" in page.warning[0].value
    assert page.text_input(key="c1-sender_address").value == "nobody"
    with house.store.reading() as tx:
        assert records.get(tx, CAMPAIGN).sender_address == "news@house.test"


def test_a_stale_draft_does_not_edit_what_was_submitted_meanwhile(
    house: Cockpit, open_page: OpenPage
) -> None:
    snapshot = small_base(house.warehouse, today=house.today())
    with house.transaction() as tx:
        ready_campaign(tx)
    page = open_page(PAGE, ANA, campaign=CAMPAIGN)
    with house.transaction() as tx:
        sealed = submit(tx, snapshot, records.get(tx, CAMPAIGN))

    page.text_area(key="c1-goal").set_value("Sell less").run()

    assert not page.exception
    assert "Somebody else has just changed" in page.warning[0].value
    assert page.text_area(key="c1-goal").value == "Sell less"
    with house.store.reading() as tx:
        assert records.get(tx, CAMPAIGN) == sealed


def test_two_changes_in_a_row_are_both_kept(house: Cockpit, open_page: OpenPage) -> None:
    with house.transaction() as tx:
        ready_campaign(tx)
    page = open_page(PAGE, ANA, campaign=CAMPAIGN)

    page.text_area(key="c1-goal").set_value("Sell less")
    page.text_input(key="c1-name").set_value("Autumn").run()

    assert not page.warning
    with house.store.reading() as tx:
        after = records.get(tx, CAMPAIGN)
    assert (after.goal, after.name) == ("Sell less", "Autumn")


def test_what_was_submitted_opens_to_edits_on_purpose_only(
    house: Cockpit, open_page: OpenPage
) -> None:
    with house.transaction() as tx:
        submitted(tx, small_base(house.warehouse, today=house.today()))
        approve(tx)
    page = open_page(PAGE, ANA, campaign=CAMPAIGN)

    assert page.text_area(key="c1-goal").disabled
    assert any("voids every approval" in warning.value for warning in page.warning)
    pressed(page, "unlock")
    page.text_area(key="c1-goal").set_value("Sell less").run()

    assert not page.exception
    assert status_of(house) is Status.CHANGES_REQUESTED
    with house.store.reading() as tx, pytest.raises(approvals.NotApproved):
        approvals.check_seal(tx, CAMPAIGN)


def test_an_author_takes_a_campaign_back(house: Cockpit, open_page: OpenPage) -> None:
    with house.transaction() as tx:
        submitted(tx, small_base(house.warehouse, today=house.today()))

    page = pressed(open_page(PAGE, ANA, campaign=CAMPAIGN, step="review"), "recall")

    assert not page.exception
    assert status_of(house) is Status.CHANGES_REQUESTED


def test_a_clone_is_opened(house: Cockpit, open_page: OpenPage) -> None:
    with house.transaction() as tx:
        ready_campaign(tx)

    page = pressed(open_page(PAGE, BEN, campaign=CAMPAIGN), "clone")

    assert not page.exception
    assert page.header[0].value.startswith("Spring tariffs")
    assert param(page, "campaign") != CAMPAIGN


def test_a_stopped_campaign_is_over(house: Cockpit, open_page: OpenPage) -> None:
    with house.transaction() as tx:
        ready_campaign(tx)

    page = pressed(open_page(PAGE, ANA, campaign=CAMPAIGN), "stop")
    assert any("give a reason" in warning.value for warning in page.warning)
    assert status_of(house) is Status.DRAFT

    page.text_input(key="stop-reason").set_value("Another plan")
    pressed(page, "stop")

    assert not page.exception
    assert status_of(house) is Status.STOPPED


def test_the_list_is_searched_and_filtered(house: Cockpit, open_page: OpenPage) -> None:
    with house.transaction() as tx:
        ready_campaign(tx)
    page = open_page(PAGE, ANA)
    assert page.button(key="open-c1")

    page.text_input(key="campaigns-search").set_value("autumn").run()
    assert not [button for button in page.button if button.key == "open-c1"]

    page.text_input(key="campaigns-search").set_value("SPRING").run()
    pressed(page, "open-c1")
    assert param(page, "campaign") == "c1"


def test_an_unknown_campaign_is_a_sentence(house: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, campaign="nothing")

    assert not page.exception
    assert "no such campaign" in page.warning[0].value


def test_the_audience_step_says_whom_the_policy_spares_and_explains_one_account(
    house: Cockpit, open_page: OpenPage
) -> None:
    small_base(house.warehouse, today=house.today())
    with house.transaction() as tx:
        ready_campaign(tx)

    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step="audience")
    assert not page.exception
    said = [one.value for one in page.markdown] + [one.value for one in page.caption]
    assert any("the policy caps no account" in text for text in said)
    assert any("the recipients book, version 2" in text for text in said)

    page.text_input(key="audience-why").set_value("a003-technical").run()

    assert not page.exception
    told = [one.value for one in [*page.success, *page.info, *page.warning]]
    assert any("a003" in text for text in told)
    assert "Left out by the addressing rule" in str([one.label for one in page.expander])


def test_who_is_held_out_is_said_to_be_asked_at_the_end(
    house: Cockpit, open_page: OpenPage
) -> None:
    snapshot = small_base(house.warehouse, today=house.today())
    question = Wanted(Question(Scale.CSAT, has_comment=False), "en", "https://house.test")
    with house.transaction() as tx:
        hand = Hand(ANA, house.clock.now(), ready_campaign(tx).revision, ("email",))
        asking = surveys.ask_at_end(
            tx, CAMPAIGN, question, wait_hours=336, ids=house.ids, hand=hand
        )
        found = audience_of(tx, snapshot, asking, today=house.today())
    held = next(row.account_id for row in found.accounts if row.arm == Arm.HOLDOUT)

    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step="audience")
    page.text_input(key="audience-why").set_value(held).run()

    assert not page.exception
    told = " ".join(one.value for one in page.info)
    assert "At the end, 14 days after sending begins, 1 contact of it gets one" in told


def test_the_delivery_step_warns_of_a_campaign_that_cannot_be_judged(
    house: Cockpit, open_page: OpenPage
) -> None:
    small_base(house.warehouse, today=house.today())
    with house.transaction() as tx:
        ready_campaign(tx)

    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step="delivery")

    assert not page.exception
    assert any("cannot be judged" in one.value for one in page.warning)


@pytest.mark.parametrize("has_past", [True, False])
def test_a_forecast_of_accounts_without_a_past_warns(
    house: Cockpit, open_page: OpenPage, *, has_past: bool
) -> None:
    today = house.today()
    days = [today - timedelta(days=ago) for ago in ((3, 100) if has_past else (3,))]
    sales = [
        (f"s{number}-{day}", f"a{number:03}", day.isoformat(), 100.0 + number * number % 7)
        for number in range(40)
        for day in days
    ]
    small_base(house.warehouse, 40, today=today, sales=sales)
    with house.transaction() as tx:
        ready_campaign(tx)

    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step="delivery")

    assert not page.exception
    assert [one.label for one in page.metric if "capped" in one.label]
    warned = any("may be off by a third" in one.value for one in page.warning)
    assert warned is not has_past


def test_a_priority_is_kept_as_soon_as_it_is_changed(
    house: Cockpit, open_page: OpenPage
) -> None:
    small_base(house.warehouse, today=house.today())
    with house.transaction() as tx:
        ready_campaign(tx)
    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step="audience")

    page.number_input(key=f"{CAMPAIGN}-priority").set_value(80).run()

    assert not page.exception
    with house.store.reading() as tx:
        assert records.get(tx, CAMPAIGN).priority == 80


def test_a_link_brings_the_segment_and_the_message_along(
    open_page: OpenPage, house: Cockpit
) -> None:
    with house.transaction() as tx:
        write_segment(tx)
        write_template(tx)

    page = open_page(PAGE, ANA, segment=SEGMENT, message=TEMPLATE)
    assert not page.exception
    pressed(page, "start-brought")

    with house.store.reading() as tx:
        (begun,) = records.everything(tx)
    assert (begun.segment_id, begun.template_id) == (SEGMENT, TEMPLATE)
    assert "segment" not in page.query_params


def test_a_link_to_a_segment_that_is_not_there_is_a_sentence(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, segment="nothing")

    assert not page.exception
    assert "no segment" in page.warning[0].value


def test_each_step_leads_to_the_next(open_page: OpenPage, house: Cockpit) -> None:
    with house.transaction() as tx:
        ready_campaign(tx)

    page = open_page(PAGE, ANA, campaign=CAMPAIGN)
    pressed(page, "next-step")

    assert param(page, "step") == "audience"
