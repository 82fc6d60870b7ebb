import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.cockpit import Cockpit
from core.consent import records as suppressions
from core.consent.model import CALL
from core.delivery.calls import calls
from core.delivery.calls import records as call_records
from core.delivery.calls import sheets as call_sheets
from core.delivery.calls.model import Result, Wanted
from core.people import records as people
from core.people.model import Role
from tests.conftest import ANA, CLEO, MONDAY, person
from tests.core.delivery.calling import KEEPER, put_on_list
from tests.pages.conftest import OpenPage

PAGE = "deliver/calls.py"
OLGA = person("olga", Role.ACCOUNT_MANAGER)

pytestmark = pytest.mark.page


@pytest.fixture
def listed(house: Cockpit, tmp_path: Path) -> Cockpit:
    """Four calls; two are Olga's, two of somebody who left long ago."""
    put_on_list(house.store, tmp_path, 4)
    with house.store.transaction() as tx:
        people.add(tx, OLGA, by="test", at=MONDAY)
    assert OLGA.name == KEEPER
    return house


def companies(page: Any) -> list[str]:
    return list(page.dataframe[0].value["Company"])


def shown(elements: Any) -> str:
    return " ".join(str(element.value) for element in elements)


def results(house: Cockpit) -> dict[str, Result | None]:
    with house.store.reading() as tx:
        found = call_records.found(tx, Wanted(is_open=None), limit=100)
    return {call.company: call.result for call in found}


def call_of(house: Cockpit, company: str) -> str:
    with house.store.reading() as tx:
        found = call_records.found(tx, Wanted(is_open=None), limit=100)
    return str(next(call.dispatch_id for call in found if call.company == company))


def test_a_stranger_sees_no_names(listed: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, CLEO)

    assert not page.exception
    assert "Company" not in str(page.main)


def test_an_empty_list_says_when_calls_come(house: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    assert not page.exception
    assert "There are no calls yet" in page.info[0].value


def test_a_call_is_ended_the_next_one_shown_and_the_end_taken_back(
    listed: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, OLGA)
    assert "Hello, Name 0!" in shown(page.text)

    page.text_input[1].input("never again").run()
    page.button(f"calls-end-{call_of(listed, 'Company 0')}-refused").click().run()

    assert not page.exception
    assert results(listed)["Company 0"] is Result.REFUSED
    assert "Hello, Name 1!" in shown(page.text)
    with listed.store.reading() as tx:
        assert len(suppressions.suppressed(tx, CALL)) == 1

    page.button("calls-undo").click().run()

    assert results(listed)["Company 0"] is None
    assert "Hello, Name 0!" in shown(page.text)
    with listed.store.reading() as tx:
        assert suppressions.suppressed(tx, CALL) == set()


def test_a_link_opens_its_call_and_a_search_narrows(
    listed: Cockpit, open_page: OpenPage
) -> None:
    with listed.store.reading() as tx:
        last = call_records.found(tx, Wanted(), limit=100)[-1]

    page = open_page(PAGE, OLGA, call=last.dispatch_id)
    assert last.script.splitlines()[0] in shown(page.text)

    page.text_input("calls-search").input("company 2").run()
    assert companies(page) == ["Company 2"]
    page.text_input("calls-search").input("nobody").run()
    assert "Nothing fits" in page.info[0].value


def test_a_press_ends_the_call_that_was_shown_or_none(
    listed: Cockpit, open_page: OpenPage
) -> None:
    page = open_page(PAGE, OLGA)
    assert "Hello, Name 0!" in shown(page.text)
    with listed.store.transaction() as tx:
        calls.end(
            tx,
            call_of(listed, "Company 0"),
            result=Result.MEETING,
            id="meanwhile",
            today=listed.today(),
            by=OLGA,
            at=listed.clock.now(),
        )

    next(one for one in page.button if one.label == "Refused, never call").click().run()

    assert not page.exception
    assert results(listed) == {
        "Company 0": Result.MEETING,
        "Company 1": None,
        "Company 2": None,
        "Company 3": None,
    }


def test_a_call_of_a_link_is_shown_though_the_list_leaves_it_out(
    listed: Cockpit, open_page: OpenPage
) -> None:
    linked = call_of(listed, "Company 3")
    page = open_page(PAGE, OLGA, call=linked)
    page.text_input("calls-search").input("company 2").run()
    assert companies(page) == ["Company 2"]

    page.button(f"calls-end-{linked}-reached").click().run()

    assert not page.exception
    assert results(listed)["Company 3"] is Result.REACHED
    assert results(listed)["Company 2"] is None


@pytest.mark.parametrize("gone", ["01ARZ3NDEKTSV4RRFFQ69G5FAV", "no\x00call"])
def test_a_link_to_a_call_that_is_gone_shows_no_other(
    listed: Cockpit, open_page: OpenPage, gone: str
) -> None:
    page = open_page(PAGE, OLGA, call=gone)

    assert not page.exception
    assert "is gone" in shown(page.warning)
    assert "Hello" not in shown(page.text)
    assert not [one for one in page.button if str(one.key).startswith("calls-end-")]


def test_results_of_a_workbook_are_checked_then_written_down(
    listed: Cockpit, open_page: OpenPage
) -> None:
    with listed.store.reading() as tx:
        found = call_records.found(tx, Wanted(), limit=100)
    book = openpyxl.load_workbook(io.BytesIO(call_sheets.written(found, "en")))
    sheet = book.active
    assert sheet is not None
    sheet.cell(2, 9, "Meeting")
    sheet.cell(3, 9, "Nonsense")
    out = io.BytesIO()
    book.save(out)
    page = open_page(PAGE, OLGA)

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.file_uploader[0].upload("calls.xlsx", out.getvalue(), kind).run()

    assert "there is no result" in shown(page.warning)
    assert set(results(listed).values()) == {None}
    page.button("calls-import").click().run()
    assert not page.exception
    assert results(listed)["Company 0"] is Result.MEETING


def test_the_first_page_names_the_calls_that_are_due(
    listed: Cockpit, open_page: OpenPage
) -> None:
    told = shown(open_page("today/home.py", OLGA).markdown)
    others = shown(open_page("today/home.py", ANA).markdown)

    assert "calls are due today" in told.replace("\\", "")
    assert "due today" not in others
