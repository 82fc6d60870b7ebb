"""Pages in a test house: a real store and warehouse, opened through the menu like anybody's."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.people import records, session_records
from core.people.model import Person
from core.people.sessions import Session, digest_of
from pages.parts import frame
from tests.conftest import ADA, ANA, BEN, CLEO, MONDAY
from tests.core.delivery.servers import free_port

MENU = Path(__file__).parents[2] / "pages" / "menu.py"

OpenPage = Callable[..., AppTest]


@pytest.fixture
def house(tmp_path: Path, store_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cockpit]:
    """The house the pages open, in demo mode, with the standing cast in it."""
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    monkeypatch.setenv("COCKPIT_DEMO", "1")
    monkeypatch.setenv("COCKPIT_LANGUAGE", "en")
    monkeypatch.setenv("COCKPIT_STORE", store_url)
    monkeypatch.setenv("COCKPIT_SMTP_PORT", str(free_port()))  # nobody of another house
    st.cache_resource.clear()  # what was kept of another test's house
    st.cache_data.clear()
    opened = frame.house()
    with opened.store.transaction() as tx:
        for person in (ANA, BEN, CLEO, ADA):
            records.add(tx, person, by="test", at=MONDAY)
    yield opened
    opened.store.close()
    frame.house.clear()


def signed_in(house: Cockpit, person: Person) -> str:
    """The token of a session that has just begun; the journal is left to the test."""
    token, at = house.ids.new(), house.clock.now()
    session = Session(
        house.ids.new(), digest_of(token), person.id, person.issuer, "127.0.0.1", "", at, at
    )
    with house.store.transaction() as tx:
        session_records.add(tx, session)
    return token


@pytest.fixture
def open_page(house: Cockpit) -> OpenPage:
    """``open_page("decide/approvals.py", BEN, campaign="c1")``: the page as Ben sees it."""

    def opened(path: str, person: Person | None, /, **parameters: str) -> AppTest:
        app = AppTest.from_file(str(MENU), default_timeout=30)
        if person is None:
            return app.run()
        app.session_state["session_token"] = signed_in(house, person)
        app.run()
        app.switch_page(path)
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    return opened
