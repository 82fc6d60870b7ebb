"""Whoever is shown out does nothing more with the screens they still have open."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from core.campaigns import records
from core.cockpit import Cockpit
from core.journal import records as journal
from core.people import actions as people
from core.people import records as everyone
from core.people.actions import NoLongerHere
from core.people.model import Person, PersonId, Role
from core.segments.exporting import Content, Format
from core.segments.exports import Wanted
from core.segments.model import EVERYBODY
from pages.parts import frame, segment_export
from pages.parts.signin import person_here
from tests.conftest import ADA, ANA, BEN, MONDAY
from tests.core.segments.conftest import lay_out
from tests.pages.conftest import OpenPage
from tests.plan import CAMPAIGN, TEMPLATE, ready_campaign, write_template

PAGES = Path(frame.__file__).parents[1]

pytestmark = pytest.mark.page


def show_out(house: Cockpit, person: Person) -> None:
    with house.transaction() as tx:
        people.deactivate(tx, person.id, by=ADA, at=MONDAY)


def test_a_field_changed_after_they_were_shown_out_is_not_kept(
    house: Cockpit, open_page: OpenPage
) -> None:
    with house.transaction() as tx:
        before = ready_campaign(tx)
    page = open_page("plan/campaigns.py", ANA, campaign=CAMPAIGN)
    show_out(house, ANA)

    page.text_area(key=f"{CAMPAIGN}-goal").set_value("Something else").run()

    assert not page.exception
    assert "were shown out" in page.warning[0].value
    assert not page.text_area
    with house.store.reading() as tx:
        assert records.get(tx, CAMPAIGN) == before


@pytest.mark.parametrize(
    ("path", "asked"),
    [("plan/segments.py", {"segment": "new"}), ("plan/messages.py", {"message": TEMPLATE})],
)
def test_a_desk_that_is_drawn_again_by_itself_shows_them_nothing(
    house: Cockpit,
    open_page: OpenPage,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    asked: dict[str, str],
) -> None:
    lay_out(house.warehouse)
    seen: list[Person | None] = []

    def after_the_page_opened(opened: Cockpit) -> Person | None:
        if len(seen) == 1:
            show_out(opened, ANA)
        seen.append(person_here(opened))
        return seen[-1]

    with house.transaction() as tx:
        write_template(tx)
    page = open_page("plan/campaigns.py", ANA)
    monkeypatch.setattr(frame, "person_here", after_the_page_opened)
    page.switch_page(path)
    for name, value in asked.items():
        page.query_params[name] = value
    page.run()

    assert [one is not None for one in seen] == [True, False]
    assert not page.text_input
    assert not page.exception


def test_nothing_is_exported_for_them(house: Cockpit) -> None:
    lay_out(house.warehouse)
    show_out(house, ANA)
    wanted = Wanted(Content.ACCOUNTS, Format.CSV)
    order = segment_export._Order("s1", EVERYBODY, None, wanted, "en")

    with pytest.raises(NoLongerHere):
        segment_export._made(house, ANA, order)

    with house.store.reading() as tx:
        assert journal.latest(tx, 1)[0].verb == "people.deactivate"


def test_who_lost_a_role_acts_no_more_on_what_it_opened(house: Cockpit) -> None:
    with house.transaction() as tx:
        people.grant(tx, BEN.id, frozenset({Role.REQUESTER}), by=ADA, at=MONDAY)

    with pytest.raises(NoLongerHere), house.transaction(BEN):
        pass


def test_nobody_picks_to_be_a_real_person(house: Cockpit, open_page: OpenPage) -> None:
    real = replace(ADA, id=PersonId("real"), issuer="https://x.example", subject="real")
    with house.transaction() as tx:
        everyone.add(tx, real, by="test", at=MONDAY)

    picker = open_page("plan/campaigns.py", None)
    within = open_page("house/people.py", real)

    offered = {button.key for button in picker.button}
    assert f"sign-in-{ADA.id}" in offered
    assert "sign-in-real" not in offered
    assert f"sign-in-{ADA.id}" in {button.key for button in within.button}


def test_every_deed_of_a_page_names_who_does_it() -> None:
    nameless = re.compile(r"(?<!store\.)transaction\(\) as tx")

    found = [path.name for path in PAGES.rglob("*.py") if nameless.search(path.read_text())]

    assert not found
