"""The first page: where to begin, what waits, and what went out when."""

from datetime import UTC, datetime

from core.campaigns import actions as campaigns
from core.campaigns import records
from core.campaigns.model import CampaignId, Move, Status
from core.cockpit import Cockpit
from core.people import records as people
from core.people.model import Person, Role
from tests.conftest import ADA, ANA, CLEO, MONDAY, person
from tests.pages.conftest import OpenPage


def beginning(open_page: OpenPage, who: Person = ANA) -> list[str]:
    """The headings of the first page."""
    return [line.value for line in open_page("today/home.py", who).subheader]


def test_a_stranger_is_asked_who_they_are(open_page: OpenPage) -> None:
    page = open_page("today/home.py", None)

    assert not page.exception
    assert [
        button.key for button in page.button if button.key and button.key.startswith("sign-in")
    ]


def test_a_person_sees_what_needs_them(open_page: OpenPage) -> None:
    page = open_page("today/home.py", ANA)

    assert not page.exception
    assert page.title[0].value == "Today"


def test_a_new_house_says_where_to_begin_and_who_does_it(open_page: OpenPage) -> None:
    page = open_page("today/home.py", ANA)

    assert not page.exception
    said = [line.value for line in page.markdown]
    steps = [line for line in said if line.startswith((":material/radio", ":material/check"))]
    assert ":gray[Let your colleagues in]" in steps[0]  # Ana and Ben are here
    assert "**Load your accounts**" in steps[1]
    assert [line for line in steps if "**" in line] == [steps[1]]
    ways = [link.proto.page for link in page.get("page_link")]
    assert ways == ["imports", "segments", "messages", "campaigns"]


def test_a_step_of_somebody_elses_names_whose_it_is(open_page: OpenPage) -> None:
    page = open_page("today/home.py", ADA)

    assert "done by: Marketer" in [line.value for line in page.caption]


def test_who_only_approves_is_not_told_to_begin(open_page: OpenPage, house: Cockpit) -> None:
    lawyer = person("lou", Role.SECURITY)
    with house.store.transaction() as tx:
        people.add(tx, lawyer, by="test", at=MONDAY)

    assert "Where to begin" not in beginning(open_page, lawyer)


def test_a_submitted_campaign_ends_the_beginning(open_page: OpenPage, house: Cockpit) -> None:
    with house.store.transaction() as tx:
        begun = campaigns.draft(
            tx, CampaignId("c1"), name="Spring", seed="7", by=ANA, at=MONDAY
        )
    assert "Where to begin" in beginning(open_page)

    with house.store.transaction() as tx:
        records.change(tx, begun, {"status": Status.IN_REVIEW})

    assert "Where to begin" not in beginning(open_page)


def test_a_person_without_a_role_is_told_whom_to_ask(open_page: OpenPage) -> None:
    page = open_page("today/home.py", CLEO)

    assert not page.exception
    assert "Your administrator can grant one: Ada" in page.info[0].value
    assert not page.subheader


def test_a_campaign_is_dated_by_what_happened(open_page: OpenPage, house: Cockpit) -> None:
    plan, real = datetime(2026, 3, 3, 7, tzinfo=UTC), datetime(2026, 3, 4, 7, tzinfo=UTC)
    spring = CampaignId("spring")
    with house.store.transaction() as tx:
        begun = campaigns.draft(tx, spring, name="Spring", seed="7", by=ANA, at=MONDAY)
        planned = records.change(tx, begun, {"status": Status.SCHEDULED, "send_at": plan})
    assert "3 Mar 2026, 10:00" in captions(open_page)

    with house.store.transaction() as tx:
        move = Move(Status.PREPARING, Status.SENDING, "", "worker", real)
        records.note_move(tx, spring, move)
        going = records.change(tx, planned, {"status": Status.SENDING})
    assert "Since 4 Mar 2026, 10:00" in captions(open_page)

    with house.store.transaction() as tx:
        records.change(tx, going, {"status": Status.SENT})
    for page in ("today/home.py", "plan/campaigns.py"):
        assert "4 Mar 2026, 10:00" in captions(open_page, page)


def captions(open_page: OpenPage, page: str = "today/home.py") -> list[str]:
    return [line.value for line in open_page(page, ANA).caption]
