"""The administrator's page of people."""

from core.cockpit import Cockpit
from core.people import records
from core.people.model import Role
from tests.conftest import ADA, ANA, CLEO
from tests.pages.conftest import OpenPage

PAGE = "house/people.py"


def test_everybody_is_listed(open_page: OpenPage) -> None:
    page = open_page(PAGE, ADA)

    assert not page.exception
    assert list(page.dataframe[0].value["Name"]) == ["Ada", "Ana", "Ben", "Cleo"]


def test_who_is_no_administrator_sees_only_the_reason(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    assert "your roles do not reach this" in page.warning[0].value
    assert not page.dataframe


def test_an_administrator_grants_a_role(open_page: OpenPage, house: Cockpit) -> None:
    page = open_page(PAGE, ADA, person=CLEO.id)

    page.button_group(key=f"roles-{CLEO.id}").set_value([Role.LEGAL]).run()
    page.button(key="save-roles").click().run()

    assert not page.exception
    with house.store.reading() as tx:
        cleo = records.get(tx, CLEO.id)
    assert cleo is not None
    assert cleo.roles == {Role.LEGAL}


def test_the_last_administrator_is_kept_with_a_sentence(
    open_page: OpenPage, house: Cockpit
) -> None:
    page = open_page(PAGE, ADA, person=ADA.id)

    page.button_group(key=f"roles-{ADA.id}").set_value([Role.LEGAL]).run()
    page.button(key="save-roles").click().run()

    assert "last administrator" in page.warning[0].value
    with house.store.reading() as tx:
        assert records.get(tx, ADA.id) == ADA
