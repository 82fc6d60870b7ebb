"""The rehearsal on the review and in the approver's file."""

from dataclasses import replace

import pytest

from core.campaigns import records, rehearsal_plan, rehearsal_records
from core.campaigns import rehearsal_actions as rehearsals
from core.campaigns.model import Status, Step
from core.campaigns.rehearsal import AT_ONCE, Failure, Findings, Group, Outcome, Rehearsal
from core.cockpit import Cockpit
from core.messages.model import Severity
from tests.conftest import ANA, BEN
from tests.pages.conftest import OpenPage
from tests.plan import CAMPAIGN, audience_of, ready_campaign, small_base, submitted

PAGE = "plan/campaigns.py"

pytestmark = pytest.mark.page


def begun(house: Cockpit, *, total: int = 0) -> Rehearsal:
    """A rehearsal of exactly what is there, that nobody has finished."""
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        campaign = ready_campaign(tx)
        audience = audience_of(tx, snapshot, campaign, today=house.today())
        plan = rehearsal_plan.plan(tx, campaign, audience)
        rehearsal = rehearsals.begin(tx, "r1", plan, by=ANA, at=house.clock.now())
    return replace(rehearsal, total=total or plan.total)


def test_what_failed_is_listed_and_cannot_be_submitted(
    house: Cockpit, open_page: OpenPage
) -> None:
    rehearsal = begun(house)
    key, who = "proof-empty-html", "a000-technical"
    group = Group(Severity.ERROR, "html", key, {}, 1, (who,))
    failures = (Failure(who, Severity.ERROR, "html", key, {}),)
    found = Findings(done=rehearsal.total, groups=(group,), failures=failures)
    with house.transaction() as tx:
        rehearsals.finish(tx, rehearsal, found, at=house.clock.now())

    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step=Step.REVIEW)

    assert not page.exception
    assert page.button(key="submit").disabled
    table = page.dataframe[0].value
    assert list(table["What"]) == ["The message is empty."]
    assert list(table["First contacts"]) == [who]
    assert page.button(key="rehearse").label == "Rehearse again"


def test_a_rehearsal_under_way_is_watched_and_called_off(
    house: Cockpit, open_page: OpenPage
) -> None:
    begun(house)
    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step=Step.REVIEW)
    assert page.button(key="submit").disabled

    page.button(key="rehearsal-cancel").click().run()

    assert not page.exception
    with house.store.reading() as tx:
        after = rehearsal_records.get(tx, "r1")
    assert after is not None
    assert after.status is Outcome.CANCELLED
    assert not page.button(key="submit").disabled


def test_a_large_audience_is_rehearsed_before_it_is_submitted(
    house: Cockpit, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert AT_ONCE > 0
    monkeypatch.setattr("pages.parts.rehearsal_desk.AT_ONCE", 0)
    small_base(house.warehouse)
    with house.transaction() as tx:
        ready_campaign(tx)
    page = open_page(PAGE, ANA, campaign=CAMPAIGN, step=Step.REVIEW)
    assert page.button(key="submit").disabled

    page.button(key="rehearse").click().run()

    assert not page.exception
    with house.store.reading() as tx:
        assert rehearsal_records.latest(tx, CAMPAIGN) is not None
        assert records.get(tx, CAMPAIGN).status is Status.DRAFT


def test_the_approver_sees_the_rehearsal_and_messages_it_kept(
    house: Cockpit, open_page: OpenPage
) -> None:
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        submitted(tx, snapshot)

    page = open_page("decide/approvals.py", BEN, campaign=CAMPAIGN)

    assert not page.exception
    said = [one.value for one in page.markdown]
    assert any("8 messages were filled and read" in one for one in said)
    assert page.expander
