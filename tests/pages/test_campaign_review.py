"""What an author is told before submitting, and what a sent campaign still says of itself."""

from decimal import Decimal
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.approvals import actions as approvals
from core.campaigns import actions as campaigns
from core.campaigns import records
from core.campaigns.audience import Audience
from core.campaigns.costing import Prices
from core.campaigns.model import CampaignId, Condition, NextStep, Status
from core.cockpit import Cockpit
from core.messages import actions as messages
from core.messages.model import Channel, TemplateId, Writing
from tests.conftest import ANA, MONDAY
from tests.pages.conftest import OpenPage
from tests.plan import (
    CAMPAIGN,
    approve,
    audience_of,
    edit,
    ready_campaign,
    rehearse,
    small_base,
    submit,
)

PAGE = "plan/campaigns.py"
NO_OUTCOME = "This campaign cannot be judged"

pytestmark = pytest.mark.page


def told(page: AppTest) -> str:
    return " ".join(one.value for one in [*page.markdown, *page.caption, *page.info])


def test_the_confirmation_counts_contacts_and_messages_of_every_step(
    house: Cockpit, open_page: OpenPage
) -> None:
    ways = ("email", "sms")
    small_base(house.warehouse, today=house.today(), channels=ways)
    with house.transaction() as tx:
        ready_campaign(tx)
        words: Any = {"channel": Channel.SMS, "writings": [Writing(text="Again")]}
        messages.save(tx, TemplateId("t2"), name="SMS", note="", by=ANA, at=MONDAY, **words)
        step = NextStep("t2", "sms", 48, Condition.ALWAYS)
        edit(tx, steps=(step, step), channels=ways)

    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step="review")

    assert not page.exception
    assert "at most **24 messages (8 e-mails, 16 SMS)** over 3 steps" in told(page)
    submits = "Submit for approval: 8 contacts, 24 messages (8 e-mails, 16 SMS)"
    assert page.button(key="submit").label == submits


def test_an_outcome_nobody_could_judge_is_said_beside_the_button(
    house: Cockpit, open_page: OpenPage
) -> None:
    small_base(house.warehouse, today=house.today())
    with house.transaction() as tx:
        ready_campaign(tx)

    asks = open_page(PAGE, ANA, campaign=CAMPAIGN, step="delivery")
    sends = open_page(PAGE, ANA, campaign=CAMPAIGN, step="review")

    said = [one.value for one in asks.warning if NO_OUTCOME in one.value]
    assert said
    assert said == [one.value for one in sends.warning if NO_OUTCOME in one.value]


def test_the_route_is_shown_with_the_stage_that_its_cost_asks_for(
    house: Cockpit, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_base(house.warehouse, today=house.today())
    with house.transaction() as tx:
        ready_campaign(tx)
    cheap = told(open_page(PAGE, ANA, campaign=CAMPAIGN, step="review"))
    dear = Prices("RUB", {"email": Decimal(20_000)})
    monkeypatch.setattr(Cockpit, "prices", lambda _house: dear)

    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step="review")

    assert not page.exception
    assert "Product" not in cheap
    assert "Product" in told(page)


def test_a_campaign_that_was_approved_shows_its_frozen_counts_whatever_is_published_since(
    house: Cockpit, open_page: OpenPage
) -> None:
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        submit(tx, snapshot, ready_campaign(tx))
        approve(tx)
        records.change(tx, records.get(tx, CAMPAIGN), {"status": Status.SENT})
    small_base(house.warehouse, accounts=15, today=house.today())

    audience = open_page(PAGE, ANA, campaign=CAMPAIGN, step="audience")
    delivery = open_page(PAGE, ANA, campaign=CAMPAIGN, step="delivery")

    assert not audience.exception
    assert not delivery.exception
    assert "the counts frozen on" in told(audience)
    assert [one.value for one in audience.metric] == ["10", "8", "2", "8"]
    assert "2 are left in peace and 8 written to: 8 e-mails" in told(delivery)


def test_a_draft_that_was_stopped_has_no_counts(house: Cockpit, open_page: OpenPage) -> None:
    small_base(house.warehouse)
    with house.transaction() as tx:
        draft = ready_campaign(tx)
        records.change(tx, draft, {"status": Status.STOPPED})

    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step="audience")

    assert not page.exception
    assert "Nothing was ever frozen" in told(page)
    assert not page.metric


def test_the_delivery_step_says_who_else_writes_to_these_accounts_that_week(
    house: Cockpit, open_page: OpenPage
) -> None:
    snapshot = small_base(house.warehouse, today=house.today())
    with house.transaction() as tx:
        ready_campaign(tx)
        other = CampaignId("c2")
        campaigns.clone(tx, other, of=CAMPAIGN, name="Again", seed="8", by=ANA, at=MONDAY)
        sealed = audience_of(tx, snapshot, records.get(tx, CAMPAIGN), today=house.today())
        rehearse(tx, snapshot, records.get(tx, CAMPAIGN), sealed)
        book, at = house.books.approval, house.clock.now()
        approvals.submit(tx, CAMPAIGN, audience=sealed, book=book, by=ANA, at=at)
        draft = audience_of(tx, snapshot, records.get(tx, other), today=house.today())

    page = open_page(PAGE, ANA, campaign=other, step="delivery")

    treated = [
        {a.account_id for a in one.accounts if a.arm == "treated"} for one in (sealed, draft)
    ]
    both = len(treated[0] & treated[1])
    assert not page.exception
    assert both
    tables = [one.value.to_numpy().tolist() for one in page.dataframe]
    assert [["Spring tariffs", both]] in tables


def written_to(audience: Audience) -> set[str]:
    return {one.account_id for one in audience.accounts if one.arm == "treated"}
