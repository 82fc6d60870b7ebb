"""The rules page: read by everybody, changed by administrators, version by version."""

import re
from collections.abc import Iterator

import pytest

from core.cockpit import Cockpit
from core.people import records
from core.people.model import Role
from core.rulebook import editions
from core.rulebook.shelf import BOOKS, SHELF, shipped
from tests.conftest import ADA, CLEO, MONDAY, person
from tests.pages.conftest import OpenPage

PAGE = "house/rules.py"
UNA = person("una", Role.ADMINISTRATOR)
LATER = shipped("sending").replace('"21:00"', '"20:00"')

pytestmark = pytest.mark.page


@pytest.fixture(autouse=True)
def shelf() -> Iterator[None]:
    SHELF.follow({}, lambda *_: "")
    yield
    SHELF.follow({}, lambda *_: "")


def plainly(cell: object) -> str:
    """What somebody reads in a cell."""
    return str(cell).replace("\\", "")


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_everybody_reads_every_book_in_sentences(
    house: Cockpit, open_page: OpenPage, book: str, language: str
) -> None:
    with house.store.transaction() as tx:
        records.set_language(tx, CLEO.id, language)

    page = open_page(PAGE, CLEO, book=book)

    assert not page.exception
    table = page.table[0].value
    assert len(table) > 1
    cited = rf"{book}@\d+#[\w.-]+"
    assert all(re.fullmatch(cited, plainly(rule)) for rule in table.iloc[:, 1])
    assert page.button_group(key="rules-part").options
    assert "edit" not in str(page.button_group(key="rules-part").options)


def test_a_new_version_is_written_checked_and_in_force(
    house: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, ADA, book="sending")
    page.button_group(key="rules-part").set_value("edit").run()

    page.text_area(key="book-text-sending").set_value(LATER + "surprise = 1\n").run()
    assert "Line" in page.error[0].value
    assert page.button(key="book-save").disabled
    page.text_area(key="book-text-sending").set_value(LATER).run()
    page.button(key="book-save").click().run()
    assert "say why" in page.warning[0].value
    page.text_input(key="book-why-sending").set_value("nobody reads at nine").run()
    page.button(key="book-save").click().run()

    assert not page.exception
    assert not page.warning
    with house.store.reading() as tx:
        assert editions.in_force(tx) == {"sending": 2}
    page.button_group(key="rules-part").set_value("read").run()
    assert "20:00" in plainly(page.table[0].value.iloc[0, 0])
    assert plainly(page.table[0].value.iloc[0, 1]) == "sending@2#quiet_hours"


def test_a_second_person_puts_it_in_force_where_the_house_wants_it(
    house: Cockpit, open_page: OpenPage
) -> None:
    changed = house.settings.model_copy(update={"rules_four_eyes": True})
    object.__setattr__(house, "settings", changed)
    with house.store.transaction() as tx:
        records.add(tx, UNA, by="test", at=MONDAY)
    page = open_page(PAGE, ADA, book="sending")
    page.button_group(key="rules-part").set_value("edit").run()
    page.text_area(key="book-text-sending").set_value(LATER).run()
    page.text_input(key="book-why-sending").set_value("nobody reads at nine").run()
    page.button(key="book-save").click().run()

    page.button(key="book-confirm").click().run()
    assert "another administrator" in page.warning[0].value
    other = open_page(PAGE, UNA, book="sending")
    other.button(key="book-confirm").click().run()

    assert not other.exception
    with house.store.reading() as tx:
        assert editions.in_force(tx) == {"sending": 2}


def test_the_way_back_puts_the_old_text_into_the_editor(
    house: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, ADA, book="sending")
    page.button_group(key="rules-part").set_value("edit").run()
    page.text_area(key="book-text-sending").set_value(LATER).run()
    page.text_input(key="book-why-sending").set_value("nobody reads at nine").run()
    page.button(key="book-save").click().run()
    page.button_group(key="rules-part").set_value("versions").run()

    page.button(key="book-back-sending-shipped").click().run()

    assert not page.exception
    assert page.text_area(key="book-text-sending").value == shipped("sending")
    page.text_input(key="book-why-sending").set_value("they do").run()
    page.button(key="book-save").click().run()
    with house.store.reading() as tx:
        assert editions.in_force(tx) == {"sending": 3}
