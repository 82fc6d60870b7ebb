"""Several steps on one screen: added, changed, put back; and what is said about them."""

import pytest
from streamlit.testing.v1 import AppTest

from core.campaigns import comments, records
from core.campaigns.model import Condition, Step
from core.campaigns.questions import Question, Scale, terms_of
from core.cockpit import Cockpit
from core.messages import actions as messages
from core.messages.model import Channel, TemplateId, Writing
from core.store.store import Tx
from tests.conftest import ANA, BEN, MONDAY
from tests.pages.conftest import OpenPage
from tests.plan import CAMPAIGN, TEMPLATE, edit, ready_campaign, small_base, submitted

PAGE = "plan/campaigns.py"

pytestmark = pytest.mark.page


def written(tx: Tx, name: str, channel: Channel = Channel.EMAIL) -> None:
    words = Writing("Again", "<p>Again</p>", "Again")
    words = words if channel is Channel.EMAIL else Writing(text="Again")
    template = TemplateId(name)
    messages.save(
        tx, template, name=name, channel=channel, writings=[words], note="", by=ANA, at=MONDAY
    )


def opened(house: Cockpit, open_page: OpenPage, step: Step = Step.MESSAGE) -> AppTest:
    with house.transaction() as tx:
        ready_campaign(tx)
        written(tx, "again")
        written(tx, "text", Channel.SMS)
    return open_page(PAGE, ANA, campaign=CAMPAIGN, step=step)


def steps(house: Cockpit) -> list[tuple[str, int, Condition]]:
    with house.store.reading() as tx:
        campaign = records.get(tx, CAMPAIGN)
    return [(one.template_id, one.wait_hours, one.condition) for one in campaign.steps]


def test_a_step_is_added_changed_and_put_back(house: Cockpit, open_page: OpenPage) -> None:
    small_base(house.warehouse, today=house.today())
    page = opened(house, open_page)

    page.selectbox(key="new-step-template").set_value("again")
    page.button(key="add-step").click().run()
    assert steps(house) == [("again", 48, Condition.ALWAYS)]

    page.number_input(key=f"{CAMPAIGN}-step-2-wait_hours").set_value(24).run()
    chosen = Condition.NOT_DELIVERED
    page.selectbox(key=f"{CAMPAIGN}-step-2-condition").set_value(chosen).run()
    assert steps(house) == [("again", 24, Condition.NOT_DELIVERED)]

    page.button(key="undo-steps").click().run()
    assert steps(house) == [("again", 24, Condition.ALWAYS)]

    page.button(key="step-2-up").click().run()
    assert steps(house) == [(TEMPLATE, 24, Condition.ALWAYS)]

    page.button(key="step-1-remove").click().run()
    assert not page.exception
    assert steps(house) == []


def test_both_arms_are_asked_at_the_end_with_exact_counts(
    house: Cockpit, open_page: OpenPage
) -> None:
    small_base(house.warehouse, today=house.today())
    reached = house.settings.model_copy(update={"contacts_url": "https://house.test"})
    object.__setattr__(house, "settings", reached)
    page = opened(house, open_page)

    page.button(key="asking-open").click().run()
    page.button(key="asking-add").click().run()
    page.toggle(key=f"{CAMPAIGN}-step-2-asks").set_value(False).run()
    page.number_input(key=f"{CAMPAIGN}-step-2-wait_hours").set_value(7).run()

    assert not page.exception
    with house.store.reading() as tx:
        (asked,) = records.get(tx, CAMPAIGN).steps
    terms = terms_of(Scale.CSAT)
    assert asked.asks == Question(Scale.CSAT, has_comment=False, terms=terms)
    said = [one.value for one in page.caption]
    assert any("for 30 days" in one and terms.rule in one for one in said)
    assert asked.wait_hours == 7 * 24
    assert {"step-1-remove", "step-2-up", "asking-open"}.isdisjoint(
        button.key for button in page.button
    )
    page.segmented_control(key="step").set_value(Step.DELIVERY).run()
    told = [one.value for one in page.caption if "Question to both arms 7 days" in one.value]
    assert len(told) == 1
    assert "8 contacts of 8 treated accounts and 2 contacts of 2 accounts held out" in told[0]


def test_a_step_names_what_it_still_needs(house: Cockpit, open_page: OpenPage) -> None:
    small_base(house.warehouse, today=house.today())
    with house.transaction() as tx:
        ready_campaign(tx)
        edit(tx, goal="")

    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step="brief")

    labels = page.segmented_control(key="step").options
    assert [label for label in labels if "needs" in label] == [labels[0]]
    assert labels[0].endswith("needs a goal")


def test_only_messages_whose_channel_is_set_up_are_offered(
    house: Cockpit, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = {"email": house.channels()["email"]}
    monkeypatch.setattr(Cockpit, "channels", lambda _house: only)
    page = opened(house, open_page)

    assert not page.exception
    assert len(page.selectbox(key="new-step-template").options) == 2
    assert any("as soon as their channel is set up" in one.value for one in page.caption)


def test_author_and_approver_talk_about_it(house: Cockpit, open_page: OpenPage) -> None:
    with house.transaction() as tx:
        submitted(tx, small_base(house.warehouse, today=house.today()))
    page = open_page("decide/approvals.py", BEN, campaign=CAMPAIGN)

    page.text_area(key=f"comment-text-{CAMPAIGN}").set_value("Why a fifth?")
    next(one for one in page.button if one.label == "Say it").click().run()
    assert not page.exception

    with house.store.reading() as tx:
        assert [one.text for one in comments.of(tx, CAMPAIGN)] == ["Why a fifth?"]
    other = open_page(PAGE, ANA, campaign=CAMPAIGN, step=Step.BRIEF)
    assert "Why a fifth?" in [one.value for one in other.text]
