"""The picture and the way on: answered at once, led nowhere else, written down together."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError, OperationalError
from starlette.applications import Starlette
from starlette.testclient import TestClient

from core.cockpit import Cockpit, open_cockpit
from core.delivery import links
from core.delivery.feedback import tracking
from core.door import counting
from core.door.counting import PIXEL, Tally
from core.foundation.settings import Settings
from core.store.schema import dispatches, tracking_events
from tests.conftest import MONDAY
from tests.core.delivery.servers import set_off, soon

BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/142.0"}
URL = "https://shop.test/цены?a=1&b=2"


@pytest.fixture
def house(tmp_path: Path, store_url: str) -> Cockpit:
    where: Any = {"data": tmp_path, "store": store_url, "tracking": True}
    return open_cockpit(Settings(**where, contacts_url="https://house.test"))


def sent(house: Cockpit) -> str:
    set_off(house.store, ["ivan@alpha.example"])
    with house.store.transaction() as tx:
        tx.execute(update(dispatches).values(sent_at=MONDAY))
        links.keep(tx, "c1", "1-3", [URL])
        return str(tx.execute(select(dispatches.c.id)).scalar_one())


def door(house: Cockpit, tally: Tally) -> TestClient:
    app = Starlette(routes=counting.routes(house, tally))
    return TestClient(app, base_url="https://house.test", follow_redirects=False)


def kept(house: Cockpit) -> list[tuple[str, int | None]]:
    with house.store.reading() as tx:
        rows = tx.execute(select(tracking_events).order_by(tracking_events.c.id))
        return [(row.kind, row.link) for row in rows]


def test_a_picture_and_a_click_are_answered_and_counted(house: Cockpit) -> None:
    name, tally = sent(house), Tally(house)
    browser = door(house, tally)

    picture = browser.get(house.ways.marks.opening(name), headers=BROWSER)
    click = browser.get(f"{house.ways.marks.clicking(f'{name}.c1.1-3')}/1", headers=BROWSER)
    before = kept(house)
    tally.write()

    assert (picture.content, picture.headers["content-type"]) == (PIXEL, "image/gif")
    assert click.status_code == 302
    assert click.headers["location"] == "https://shop.test/%D1%86%D0%B5%D0%BD%D1%8B?a=1&b=2"
    assert "set-cookie" not in picture.headers | click.headers
    assert before == []
    assert kept(house) == [("open", None), ("click", 1)]


@pytest.mark.parametrize(
    "made",
    [
        lambda marks, name: f"{marks.clicking(f'{name}.c1.1-3')}/2",  # no such link
        lambda marks, name: f"{marks.clicking(f'{name}.c2.1-3')}/1",  # of another campaign
        lambda marks, name: f"{marks.clicking(f'{name}.c1.4')}/1",  # of another version
        lambda marks, name: f"{marks.clicking(f'{name}.c1.1-3')}/1/https://evil.test",
        lambda marks, name: f"{marks.clicking(f'{name}.c1.1-3')}/https://evil.test",
        lambda marks, name: f"{marks.clicking(f'{name}.c1.1-3')[:-1]}~/1",
        lambda marks, name: f"{marks.opening(name).replace('/o/', '/c/')}/1",
        lambda _marks, _name: "https://house.test/c//evil.test/1",
    ],
)
def test_nothing_leads_elsewhere(house: Cockpit, made: Any) -> None:
    name, tally = sent(house), Tally(house)

    answer = door(house, tally).get(made(house.ways.marks, name), headers=BROWSER)
    tally.write()

    assert answer.status_code == 404
    assert "location" not in answer.headers
    assert kept(house) == []


def test_a_forged_picture_is_shown_and_not_counted(house: Cockpit) -> None:
    sent(house)
    tally = Tally(house)

    answer = door(house, tally).get("https://house.test/o/anything.at-all")
    tally.write()

    assert answer.content == PIXEL
    assert kept(house) == []


def test_whoever_follows_what_no_person_sees_is_led_nowhere(house: Cockpit) -> None:
    name, tally = sent(house), Tally(house)

    answer = door(house, tally).get(f"{house.ways.marks.clicking(f'{name}.c1.1-3')}/0")
    tally.write()

    assert answer.status_code == 204
    with house.store.reading() as tx:
        assert tx.execute(select(tracking_events.c.rule)).scalars().all() == ["honeypot"]


def test_a_store_that_is_busy_loses_nothing(
    house: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, tally = sent(house), Tally(house)
    for _ in range(3):
        door(house, tally).get(house.ways.marks.opening(name), headers=BROWSER)
    with monkeypatch.context() as patched:
        patched.setattr(tracking, "keep", _locked)
        assert tally.write() == 0

    assert tally.write() == 3


@pytest.mark.parametrize(
    "fault", [IntegrityError("insert", {}, Exception("null")), ValueError("a NUL")]
)
def test_what_the_store_will_never_take_holds_up_nothing_behind_it(
    house: Cockpit, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    name, tally = sent(house), Tally(house)
    browser = door(house, tally)

    def refused(*_: Any) -> int:
        raise fault

    browser.get(house.ways.marks.opening(name), headers=BROWSER)
    with monkeypatch.context() as patched:
        patched.setattr(tracking, "keep", refused)
        assert tally.write() == 0
    browser.get(house.ways.marks.opening(name), headers=BROWSER)

    assert tally.write() == 1


def _locked(*_: Any) -> int:
    raise OperationalError("insert", {}, Exception("database is locked"))


def test_events_are_written_while_the_house_is_open_and_at_its_end(house: Cockpit) -> None:
    name, tally = sent(house), Tally(house)
    browser = door(house, tally)

    with tally.written():
        browser.get(house.ways.marks.opening(name), headers=BROWSER)
        assert soon(lambda: len(kept(house)) == 1)
        browser.get(house.ways.marks.opening(name), headers=BROWSER)

    with house.store.reading() as tx:
        assert tx.execute(select(func.count()).select_from(tracking_events)).scalar() == 2


def test_the_place_is_not_kept_but_known_again(house: Cockpit) -> None:
    name, tally = sent(house), Tally(house)
    for _ in range(2):
        door(house, tally).get(house.ways.marks.opening(name), headers=BROWSER)
    tally.write()

    with house.store.reading() as tx:
        places = set(tx.execute(select(tracking_events.c.source)).scalars())
    assert len(places) == 1
    assert "testclient" not in places.pop()
