from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.briefs import actions as briefs
from core.briefs import facts, records
from core.briefs.model import Brief, BriefId, Standing, Status
from core.campaigns import records as campaigns
from core.campaigns import surveys
from core.campaigns.model import CampaignId, Condition, NextStep
from core.campaigns.questions import Question, Scale
from core.campaigns.steps import Hand
from core.campaigns.surveys import Wanted
from core.cockpit import Cockpit
from core.people import records as people
from core.people.model import Role
from pages.parts.brief_plans import plans
from tests.asking import BOOK, BRIEF, PAVEL, RITA, confirm, filed, supplied, tell
from tests.conftest import ANA, BEN, CLEO, MONDAY, person
from tests.pages.conftest import OpenPage
from tests.plan import (
    CAMPAIGN,
    LEA,
    TEMPLATE,
    ready_campaign,
    small_base,
    submit,
    write_segment,
)

PAGE = "plan/briefs.py"
DINA = person("dina", Role.MARKETER)

pytestmark = pytest.mark.page


@pytest.fixture
def house(house: Cockpit) -> Cockpit:
    """The house with those in it who ask and who confirm."""
    with house.store.transaction() as tx:
        for one in (RITA, PAVEL, LEA, DINA):
            people.add(tx, one, by="test", at=MONDAY)
    return house


def brief_of(house: Cockpit, brief_id: str = BRIEF) -> Brief:
    with house.store.reading() as tx:
        return records.get(tx, BriefId(brief_id))


def standing(house: Cockpit, key: str) -> Standing:
    with house.store.reading() as tx:
        return records.facts(tx, BRIEF)[key].standing(on=house.today())


def pressed(page: AppTest, key: str) -> AppTest:
    return page.button(key=key).click().run()


def confirmed_today(house: Cockpit) -> None:
    """A brief that is true today, with a name under every fact."""
    until = house.today() + timedelta(days=30)
    with house.transaction() as tx:
        supplied(tx)
        for key, by in (("price", PAVEL), ("terms", LEA), ("offer", PAVEL), ("ends_on", PAVEL)):
            value = records.facts(tx, BRIEF)[key].value
            told: Any = {"book": BOOK, "at": MONDAY}
            facts.tell(tx, BRIEF, key, value, valid_until=until, by=RITA, **told)
            confirm(tx, key, by=by, seen=value, today=house.today())


def accepted_today(house: Cockpit) -> None:
    confirmed_today(house)
    with house.transaction() as tx:
        briefs.accept(tx, BRIEF, book=BOOK, by=DINA, at=MONDAY, today=house.today())


def test_a_stranger_sees_a_reason_and_nothing_else(open_page: OpenPage) -> None:
    page = open_page(PAGE, CLEO)

    assert not page.exception
    assert not [one for one in page.button if one.key == "file"]


def test_a_brief_is_filed_filled_in_and_supplied(house: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, RITA)
    page.text_input(key="new-name").set_value("Works on the node")
    page.selectbox(key="new-kind").set_value("service_notice")
    pressed(page, "file")
    with house.store.reading() as tx:
        (brief,) = records.everything(tx)
    mine = brief.id

    for name in ("goal", "promise", "audience", "measure"):
        page.text_area(key=f"{mine}-{name}").set_value("Said").run()
    page.text_input(key=f"{mine}-product").set_value("Internet").run()
    for name in ("starts_on", "ends_on", "fact:starts_on"):
        page.date_input(key=f"{mine}-{name}").set_value(house.today()).run()
    page.text_area(key=f"{mine}-fact:work").set_value("New equipment").run()
    pressed(page, "supply")
    assert brief_of(house, mine).status is Status.ASKED
    assert "Hours without service" in page.warning[0].value
    page.text_input(key=f"{mine}-fact:outage_hours").set_value("two").run()
    assert "“two”" in page.warning[0].value
    page.text_input(key=f"{mine}-fact:outage_hours").set_value("2").run()
    pressed(page, "supply")

    assert not page.exception
    assert brief_of(house, mine).status is Status.SUPPLIED


def test_a_last_day_waits_for_the_fact_it_belongs_to(
    house: Cockpit, open_page: OpenPage
) -> None:
    with house.transaction() as tx:
        filed(tx)
    page = open_page(PAGE, RITA, brief=BRIEF)
    until = house.today() + timedelta(days=30)

    page.date_input(key=f"{BRIEF}-fact:price-until").set_value(until).run()
    page.text_input(key=f"{BRIEF}-fact:price").set_value("590").run()

    with house.store.reading() as tx:
        fact = records.facts(tx, BRIEF)["price"]
    assert (fact.value, fact.valid_until) == ("590", until)


def test_what_is_not_kept_says_so_beside_its_field_until_it_is(
    house: Cockpit, open_page: OpenPage
) -> None:
    with house.transaction() as tx:
        filed(tx)
    page = open_page(PAGE, RITA, brief=BRIEF)

    page.text_input(key=f"{BRIEF}-fact:price").set_value("much").run()
    page.text_input(key=f"{BRIEF}-name").set_value(" ").run()
    (price, name) = beside(page, "“much”"), beside(page, "name")
    page = page.run()  # whatever else is done on the page

    assert len(price) == len(name) == 1
    assert beside(page, "“much”") == price
    page.text_input(key=f"{BRIEF}-fact:price").set_value("590").run()
    assert beside(page, "“much”") == []
    assert len(beside(page, "name")) == 1


def beside(page: AppTest, words: str) -> list[str]:
    """What fields say of themselves in red."""
    said = [one.value for one in page.markdown if one.value.startswith(":red[")]
    return [one for one in said if words in one]


def test_facts_are_confirmed_by_name_by_the_role_the_book_names(
    house: Cockpit, open_page: OpenPage
) -> None:
    with house.transaction() as tx:
        supplied(tx)
    until = {"valid_until": house.today() + timedelta(days=9)}
    with house.transaction() as tx:
        facts.tell(tx, BRIEF, "price", "590", **until, book=BOOK, by=RITA, at=MONDAY)
    page = open_page(PAGE, PAVEL, brief=BRIEF)

    keys = {one.key for one in page.button if one.key}
    assert {"confirm-price", "confirm-offer", "confirm-ends_on"} <= keys
    assert "confirm-terms" not in keys
    assert page.button(key="confirm-price").label == "Confirm as Pavel"
    pressed(page, "confirm-price")

    assert standing(house, "price") is Standing.CONFIRMED
    pressed(page, "take-back-price")
    assert standing(house, "price") is Standing.UNCONFIRMED


def test_nobody_confirms_what_changed_while_they_looked(
    house: Cockpit, open_page: OpenPage
) -> None:
    with house.transaction() as tx:
        supplied(tx)
        tell(tx, "price", "590", until=house.today())
    page = open_page(PAGE, PAVEL, brief=BRIEF)
    with house.transaction() as tx:
        tell(tx, "price", "9900", until=house.today())

    pressed(page, "confirm-price")

    assert standing(house, "price") is Standing.UNCONFIRMED
    assert any("said it otherwise" in one.value for one in page.warning)
    pressed(page, "confirm-price")
    assert standing(house, "price") is Standing.CONFIRMED


def test_it_comes_back_with_comments_that_stand_under_their_fields(
    house: Cockpit, open_page: OpenPage
) -> None:
    confirmed_today(house)
    page = open_page(PAGE, ANA, brief=BRIEF)
    page.multiselect(key="return-fields").set_value(["fact:terms", "audience"]).run()
    page.text_area(key="return-fact:terms").set_value("Which *paragraph*?")
    page.text_area(key="return-audience").set_value("A segment, please")
    pressed(page, "return")

    assert brief_of(house).status is Status.RETURNED
    again = open_page(PAGE, RITA, brief=BRIEF)
    said = " ".join(one.value for one in again.markdown)
    assert "Which \\*paragraph\\*?" in said
    assert "A segment, please" in said


def test_an_accepted_brief_fills_in_a_campaign_and_is_used_by_it(
    house: Cockpit, open_page: OpenPage
) -> None:
    small_base(house.warehouse, today=house.today())
    accepted_today(house)
    with house.transaction() as tx:
        ready_campaign(tx, goal="", window_days=60)
    page = open_page("plan/campaigns.py", ANA, campaign=CAMPAIGN, step="brief")

    page.selectbox(key=f"{CAMPAIGN}-brief_id").set_value(BRIEF).run()

    assert not page.exception
    with house.store.reading() as tx:
        campaign = campaigns.get(tx, CAMPAIGN)
    assert (campaign.brief_id, campaign.goal) == (BRIEF, "Connect numbers")
    shown = page.dataframe[0].value
    assert "590\u00a0₽" in shown["Value"].tolist()
    assert "Pavel" in shown["Confirmed by"].tolist()
    with house.transaction() as tx:
        submit(tx, house.warehouse.current(), campaign)
    used = open_page(PAGE, RITA, brief=BRIEF)
    assert any("Spring tariffs" in one.value for one in used.markdown)
    assert brief_of(house).status is Status.USED


def test_briefs_that_ask_for_the_same_are_pointed_out(
    house: Cockpit, open_page: OpenPage
) -> None:
    small_base(house.warehouse, today=house.today())
    with house.transaction() as tx:
        write_segment(tx)
        filed(tx, segment_id="s1")
        filed(tx, BriefId("b2"), segment_id="s1")

    page = open_page(PAGE, RITA, brief=BRIEF)

    told = " ".join(one.value for one in page.warning)
    assert "same product at the same time" in told
    assert "up to 10 accounts" in told


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("status", ["asked", "supplied", "accepted", "withdrawn"])
def test_every_status_is_drawn_for_everybody(
    house: Cockpit, open_page: OpenPage, status: str, language: str
) -> None:
    if status == "accepted":
        accepted_today(house)
    with house.transaction() as tx:
        if status == "supplied":
            supplied(tx)
        if status in ("asked", "withdrawn"):
            filed(tx)
        if status == "withdrawn":
            briefs.withdraw(tx, BRIEF, reason="No budget", by=RITA, at=MONDAY)
    page = open_page(PAGE, BEN, brief=BRIEF)

    page.session_state["language"] = language
    page.run()

    assert not page.exception


def test_the_list_finds_sorts_and_says_whose_turn_it_is(
    house: Cockpit, open_page: OpenPage
) -> None:
    with house.transaction() as tx:
        supplied(tx)
        filed(tx, BriefId("b2"), name="Another", by=ANA)
    page = open_page(PAGE, RITA)

    assert any("late" in one.value for one in page.markdown)
    page.selectbox(key="briefs-whose").set_value("mine").run()
    assert [one.key for one in page.button if one.key and one.key.startswith("open-")] == [
        f"open-{BRIEF}"
    ]
    page.text_input(key="briefs-search").set_value("nothing like it").run()
    assert "No brief fits" in page.info[0].value


def test_the_calendar_shows_weeks_with_what_is_planned(
    house: Cockpit, open_page: OpenPage
) -> None:
    soon = house.today() + timedelta(days=8)
    with house.transaction() as tx:
        filed(tx, starts_on=soon, ends_on=soon, contacts=BOOK.capacity.contacts_a_week + 1)

    page = open_page(PAGE, RITA, view="calendar")

    assert not page.exception
    shown = page.dataframe[0].value
    assert shown["Mailings"].sum() == 1
    assert "More than a week bears" in shown["Conflict"].tolist()


def test_the_calendar_shows_what_follows_and_what_has_no_day(
    house: Cockpit, open_page: OpenPage
) -> None:
    with house.transaction() as tx:
        filed(tx, starts_on=None, ends_on=None)
        soon = ready_campaign(tx, send_at=house.clock.now() + timedelta(days=3))
        then = NextStep(TEMPLATE, "email", 24 * 7, Condition.NOT_DELIVERED)
        campaigns.change(tx, soon, {"steps": (then,)})

    page = open_page(PAGE, ANA, view="calendar")

    assert not page.exception
    links = [one.proto.label for one in page.get("page_link")]
    assert any("not before" in one and "step 2" in one for one in links)
    assert "**Without a date**" in [one.value for one in page.markdown]
    assert "Mobile for the east" in links


def test_the_calendar_names_the_question_to_both_arms(
    house: Cockpit, open_page: OpenPage
) -> None:
    base = small_base(house.warehouse, today=house.today())
    wanted = Wanted(Question(Scale.CSAT, has_comment=False), "en", "https://house.test")
    with house.transaction() as tx:
        soon = ready_campaign(tx, send_at=house.clock.now() + timedelta(days=3))
        hand = Hand(ANA, house.clock.now(), soon.revision, ("email",))
        asking = surveys.ask_at_end(
            tx, soon.id, wanted, wait_hours=24 * 14, ids=house.ids, hand=hand
        )
        submit(tx, base, asking, at=house.clock.now())
        dated = plans(tx, house).dated

    page = open_page(PAGE, ANA, view="calendar")

    first, question = dated
    assert (first.name, first.contacts, first.step) == (asking.name, 8, 1)
    assert (question.contacts, question.step) == (10, 2)
    assert question.day == first.day + timedelta(days=14)
    assert not page.exception
    links = [one.proto.label for one in page.get("page_link")]
    assert any(asking.name in one and "question to both arms" in one for one in links)


def test_what_waits_is_on_the_first_page(house: Cockpit, open_page: OpenPage) -> None:
    with house.transaction() as tx:
        supplied(tx)

    for who, told in ((ANA, "waits to be accepted"), (PAVEL, "3 facts wait for your name")):
        page = open_page("today/home.py", who)
        assert not page.exception
        assert any(told in one.value for one in page.markdown)


def test_an_unknown_brief_is_refused_in_a_sentence(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA, brief="nothing")

    assert not page.exception
    assert "no such brief" in page.warning[0].value


def test_stale_data_is_named_and_stops_the_submission(
    house: Cockpit, open_page: OpenPage
) -> None:
    small_base(house.warehouse, today=house.today() - timedelta(days=40))
    with house.transaction() as tx:
        ready_campaign(tx)
    page = open_page("plan/campaigns.py", ANA, campaign=CAMPAIGN, step="review")

    assert any("Account managers, CRM" in one.value for one in page.warning)
    pressed(page, "submit")

    assert any("was not submitted" in one.value for one in page.warning)
    with house.store.reading() as tx:
        assert campaigns.get(tx, CampaignId(CAMPAIGN)).fingerprint is None
