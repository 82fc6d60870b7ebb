"""One person tries six ways to approve the own campaign, and is told each time why not."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core.approvals import delegating
from core.approvals.delegating import Delegation
from core.approvals.model import Verdict
from core.campaigns import actions as campaigns
from core.campaigns import records
from core.campaigns.model import CampaignId
from core.cockpit import Cockpit, open_cockpit
from core.foundation.settings import Settings
from core.people import records as people
from core.people.model import Person, Role
from tests.conftest import ANA, BEN, MONDAY, person
from tests.journeys.conftest import free_port, screens
from tests.journeys.walking import WAIT, Walker
from tests.plan import CAMPAIGN, ready_campaign, small_base, submit

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

ALINA = person("alina", Role.MARKETER, Role.ADMINISTRATOR)  # the author
LEA = person("lea", Role.LEGAL)
COPY = CampaignId("c2")
OWN_WORK = re.compile("You cannot decide: it is partly your own work")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Cockpit]:
    """A house in which Alina has submitted a campaign of hers."""
    opened = open_cockpit(Settings(data=tmp_path, store=""))
    snapshot = small_base(opened.warehouse, today=opened.today())
    with opened.transaction() as tx:
        for one in (ALINA, ANA, BEN, LEA):
            people.add(tx, one, by="test", at=MONDAY)
        ready_campaign(tx, by=ALINA)
        now = opened.clock.now()
        submit(tx, snapshot, records.get(tx, CAMPAIGN), by=ALINA, at=now)
    yield opened
    opened.store.close()


def test_six_ways_to_approve_the_own_campaign_fail_with_a_sentence(
    house: Cockpit, page: Page
) -> None:
    data = house.settings.data
    with screens(data, free_port(), COCKPIT_DEMO="1") as address:
        walker = Walker(page, address)
        she_is_refused(walker, "your roles do not reach this")  # 1: by the link of the mail
        as_roles(house, ALINA, *ALINA.roles, Role.MARKETING_LEAD)
        she_is_refused(walker, OWN_WORK)  # 2: an administrator gives herself the role
        as_roles(house, ALINA, *ALINA.roles, Role.LEGAL)
        she_is_refused(walker, OWN_WORK)  # 3: in the role of another stage
        hand_over(house, BEN, ALINA, by=BEN)
        she_is_refused(walker, OWN_WORK)  # 4: by a right that the approver hands to her
        revoke_everything(house)
        hand_over(house, BEN, LEA, by=ALINA)
        refused(walker, "lea", CAMPAIGN, "Another role decides")  # 5: a judge of her choice
        as_roles(house, ALINA, Role.MARKETING_LEAD)
        copy_and_submit(house)
        refused(walker, "alina", COPY, OWN_WORK)  # 6: a copy that somebody else submits

        walker.come_in("ben", f"approvals?campaign={CAMPAIGN}")
        expect(walker.main.locator(".st-key-approve button")).to_be_visible(timeout=WAIT)
        walker.page.keyboard.press("Control+Alt+a")
        walker.sees("You approved “Spring tariffs”.")


def she_is_refused(walker: Walker, sentence: str | re.Pattern[str]) -> None:
    refused(walker, "alina", CAMPAIGN, sentence)


def refused(
    walker: Walker, who: str, campaign: CampaignId, sentence: str | re.Pattern[str]
) -> None:
    """The sentence is there, and none of the buttons."""
    walker.come_in(who, f"approvals?campaign={campaign}")
    walker.sees(sentence)
    for verdict in Verdict:
        expect(walker.main.locator(f".st-key-{verdict}")).to_have_count(0)


def as_roles(house: Cockpit, who: Person, *roles: Role) -> None:
    with house.transaction() as tx:
        people.set_roles(tx, who.id, frozenset(roles), by=who.id, at=MONDAY)


def hand_over(house: Cockpit, giver: Person, taker: Person, *, by: Person) -> None:
    now = house.clock.now()
    wanted = Delegation(
        id=f"{giver.id}-{taker.id}",
        from_person=giver.id,
        to_person=taker.id,
        role=Role.MARKETING_LEAD,
        starts_at=now,
        ends_at=now + timedelta(days=1),
        reason="on leave",
        made_by=by.id,
        made_at=now,
    )
    with house.transaction() as tx:
        delegating.delegate(tx, wanted, by=by, at=now)


def revoke_everything(house: Cockpit) -> None:
    with house.transaction() as tx:
        for one in delegating.everything(tx):
            delegating.revoke(tx, one.id, by=BEN, at=house.clock.now())


def copy_and_submit(house: Cockpit) -> None:
    now = house.clock.now()
    with house.transaction() as tx:
        campaigns.clone(tx, COPY, of=CAMPAIGN, name="Copy", seed="3", by=ANA, at=now)
        submit(tx, house.warehouse.current(), records.get(tx, COPY), by=ANA, at=now)
