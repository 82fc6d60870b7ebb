import pytest

from core.approvals import delegating
from core.cockpit import Cockpit
from core.people import records as people
from core.people.model import Role
from tests.conftest import ADA, BEN, MONDAY, person
from tests.pages.conftest import OpenPage

PAGE = "decide/approvals.py"
GALA = person("gala", Role.SECURITY)

pytestmark = pytest.mark.page


@pytest.fixture
def staffed(house: Cockpit) -> Cockpit:
    with house.store.transaction() as tx:
        people.add(tx, GALA, by="test", at=MONDAY)
    return house


def handed(house: Cockpit) -> list[tuple[str, str, str, str, bool]]:
    now = house.clock.now()
    with house.store.reading() as tx:
        return [
            (one.from_person, one.to_person, one.role, one.made_by, one.holds(now))
            for one in delegating.everything(tx)
        ]


def test_it_is_said_in_russian_as_well(staffed: Cockpit, open_page: OpenPage) -> None:
    with staffed.store.transaction() as tx:
        people.set_language(tx, BEN.id, "ru")

    page = open_page(PAGE, BEN)

    assert not page.exception
    assert page.expander[0].label == "Пока меня нет"


def test_i_hand_my_right_over_and_take_it_back(staffed: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, BEN)
    assert page.selectbox(key="away-to").options == ["Gala"]

    page.selectbox(key="away-to").select_index(0).run()
    page.button(key="hand-over").click().run()
    assert page.warning[0].value  # it says that a reason is wanted
    assert handed(staffed) == []
    page.text_input(key="away-reason").set_value("on leave")
    page.button(key="hand-over").click().run()

    assert not page.exception
    assert handed(staffed) == [("ben", "gala", "marketing_lead", "ben", True)]
    (back,) = (one for one in page.button if (one.key or "").startswith("revoke-"))
    back.click().run()
    assert not page.exception
    assert handed(staffed) == [("ben", "gala", "marketing_lead", "ben", False)]


def test_whoever_holds_it_sees_it_and_cannot_take_it_back(
    staffed: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, BEN)
    page.selectbox(key="away-to").select_index(0)
    page.text_input(key="away-reason").set_value("on leave").run()
    page.button(key="hand-over").click().run()

    hers = open_page(PAGE, GALA)

    assert not hers.exception
    assert any("Ben → Gala" in one.value for one in hers.markdown)
    assert not [one for one in hers.button if (one.key or "").startswith("revoke-")]


def test_an_administrator_enters_it_for_somebody_on_leave(
    staffed: Cockpit, open_page: OpenPage
) -> None:
    page = open_page("house/people.py", ADA)
    assert page.selectbox(key="away-from").options == ["Ben", "Gala"]

    page.selectbox(key="away-to").select_index(0)
    page.text_input(key="away-reason").set_value("ill").run()
    page.button(key="hand-over").click().run()

    assert not page.exception
    assert handed(staffed) == [("ben", "gala", "marketing_lead", "ada", True)]
