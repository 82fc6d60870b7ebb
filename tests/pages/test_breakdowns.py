"""The delivery in parts on the results page: every number opens the messages behind it."""

import csv
import io
from typing import Any
from zipfile import ZipFile

import pytest
import streamlit as st
from sqlalchemy import select, update
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.delivery.model import State
from core.people import records
from core.people.model import Role
from core.results.breakdown import By
from core.results.counting import Number
from core.store.schema import dispatches, journal_entries
from tests.conftest import ANA, MONDAY, person
from tests.core.results.trials import Experiment, publish, send
from tests.pages.conftest import OpenPage
from tests.pages.test_results import LONG_AGO, PAGE, furnish

pytestmark = pytest.mark.page

MAX = person("max", Role.MANAGER)  # takes accounts out, and sees no address
ROB = person("rob", Role.REQUESTER)  # sees no account
FORMULA = "=HYPERLINK(1)@mail.test"


@pytest.fixture
def sent(house: Cockpit) -> Cockpit:
    """Three hundred messages, of which one bounced in a strange mailbox."""
    furnish(house)
    with house.store.transaction() as tx:
        for one in (MAX, ROB):
            records.add(tx, one, by="test", at=MONDAY)
        first = select(dispatches.c.id).order_by(dispatches.c.id).limit(1).scalar_subquery()
        values = {"state": State.BOUNCED, "address": FORMULA, "answer": f"no {FORMULA} here"}
        tx.execute(update(dispatches).where(dispatches.c.id == first).values(values))
    return house


def opened(app: AppTest, number: Number, part: str | None = None, by: By = By.STEP) -> AppTest:
    if by is not By.STEP:
        app.segmented_control(key="breakdown-by-c1").set_value(by).run()
    place = f"behind-c1-{by}-en"
    app.selectbox(key=f"{place}-part").set_value(part)
    return app.selectbox(key=f"{place}-number").set_value(number).run()


def grids(app: AppTest, heading: str) -> list[dict[Any, Any]]:
    return [one.value.to_dict("list") for one in app.dataframe if heading in one.value]


def test_the_parts_of_a_delivery_stand_under_its_whole(
    sent: Cockpit, open_page: OpenPage
) -> None:
    app = open_page(PAGE, ANA)
    app.segmented_control(key="breakdown-by-c1").set_value(By.DOMAIN).run()

    (table,) = grids(app, "Part")

    assert not app.exception
    assert table["Part"] == ["Whole campaign", "example.com", "mail.test"]
    assert table["Queued"] == [300, 299, 1]
    assert table["Bounced"] == [1, 0, 1]
    assert any("No opens or clicks are known" in one.value for one in app.caption)


def test_a_number_opens_its_messages(sent: Cockpit, open_page: OpenPage) -> None:
    app = open_page(PAGE, ANA)
    assert grids(app, "Address") == []

    found = opened(app, Number.BOUNCED, "mail.test", By.DOMAIN)

    (table,) = grids(found, "Address")
    assert (table["Address"], table["State"]) == ([FORMULA], ["Bounced"])
    found.text_input(key="behind-search").set_value("nobody").run()
    assert grids(found, "Address") == []
    assert any("No message fits" in one.value for one in found.info)


def test_addresses_are_masked_and_not_found_by_whoever_may_not_see_them(
    sent: Cockpit, open_page: OpenPage
) -> None:
    found = opened(open_page(PAGE, MAX), Number.BOUNCED)

    (table,) = grids(found, "Address")
    assert FORMULA not in str(table)
    assert table["Address"] == ["=***@m***.test"]
    found.text_input(key="behind-search").set_value("mail.test").run()
    assert grids(found, "Address") == []


def test_whoever_sees_no_account_sees_no_message(sent: Cockpit, open_page: OpenPage) -> None:
    app = open_page(PAGE, ROB)

    assert not app.exception
    assert grids(app, "Part") != []
    assert "behind-c1-step-en-number" not in {one.key for one in app.selectbox}


def test_the_file_has_no_formula_and_the_journal_knows_who_took_it(
    sent: Cockpit, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, Any] = {}
    show = DeltaGenerator.download_button

    def note(self: DeltaGenerator, *given: Any, **more: Any) -> Any:
        files[more["key"]] = more["data"]
        return show(self, *given, **more)

    monkeypatch.setattr(DeltaGenerator, "download_button", note)
    monkeypatch.setattr(st, "download_button", st._main.download_button)
    opened(open_page(PAGE, ANA), Number.BOUNCED)

    text, book = files["behind-csv"](), files["behind-xlsx"]()

    (row,) = csv.DictReader(io.StringIO(text.decode("utf-8-sig")))
    assert row["Address"] == f"'{FORMULA}"
    with ZipFile(io.BytesIO(book)) as sheets:
        cells = sheets.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in cells
    with sent.store.reading() as tx:
        asked = select(journal_entries.c.details).where(
            journal_entries.c.verb == "results.take_messages"
        )
        taken = list(tx.execute(asked).scalars())
    assert [(one["format"], one["messages"], one["masked"]) for one in taken] == [
        ("csv", 1, False),
        ("xlsx", 1, False),
    ]


def test_regions_and_segments_have_their_empty_states(
    sent: Cockpit, open_page: OpenPage
) -> None:
    app = open_page(PAGE, ANA)
    app.segmented_control(key="breakdown-by-c1").set_value(By.REGION).run()
    (regions,) = grids(app, "Part")
    app.segmented_control(key="breakdown-by-c1").set_value(By.SEGMENT).run()
    (segments,) = grids(app, "Part")

    assert not app.exception
    assert regions["Part"] == ["Whole campaign", "region unknown"]
    assert segments["Part"] == ["Whole campaign"]


def test_what_is_under_way_has_no_rate_yet(house: Cockpit, open_page: OpenPage) -> None:
    experiment = Experiment(start=LONG_AGO)
    publish(house.warehouse, experiment)
    send(house.store, experiment)
    with house.store.transaction() as tx:
        tx.execute(update(dispatches).values(sent_at=house.clock.now()))

    app = open_page(PAGE, ANA)

    assert not app.exception
    (table,) = grids(app, "Part")
    assert table["Delivered"] == [0, 0]
    assert "Open rate" not in table
