"""The administrator's page of the house's health."""

from typing import Any

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from core.cockpit import Cockpit
from core.delivery import receipt_rows
from core.people import actions as people
from core.store.schema import dispatches, journal_entries
from pages.parts import frame
from tests.conftest import ADA, ANA, CLEO, MONDAY
from tests.core.delivery import dovecot
from tests.core.delivery.servers import set_off
from tests.pages.conftest import OpenPage

PAGE = "house/health.py"


def test_the_audit_says_that_the_journal_holds(open_page: OpenPage, house: Cockpit) -> None:
    with house.transaction() as tx:
        people.deactivate(tx, CLEO.id, by=ADA, at=MONDAY)
    page = open_page(PAGE, ADA)

    page.button(key="audit").click().run()

    assert not page.exception
    assert "1 entry" in page.success[0].value


def test_the_audit_names_an_edited_entry(open_page: OpenPage, house: Cockpit) -> None:
    with house.transaction() as tx:
        people.deactivate(tx, CLEO.id, by=ADA, at=MONDAY)
        tx.execute(update(journal_entries).values(by="somebody else"))
    page = open_page(PAGE, ADA)

    page.button(key="audit").click().run()

    assert "entry 1 was edited" in page.error[0].value


def test_it_is_for_administrators(open_page: OpenPage) -> None:
    assert "your roles do not reach this" in open_page(PAGE, ANA).warning[0].value


def test_a_worker_that_sleeps_is_told_and_the_house_is_well(open_page: OpenPage) -> None:
    page = open_page(PAGE, ADA)

    told = {metric.label: metric.value for metric in page.metric}
    assert told["Delivery worker"] == "Not running"
    assert told["The house"] == "Well"


def test_what_was_denied_is_shown_to_administrators(open_page: OpenPage) -> None:
    for _ in range(2):
        assert "your roles do not reach this" in open_page(PAGE, CLEO).warning[0].value

    page = open_page(PAGE, ADA)

    (table,) = [one.value for one in page.dataframe if "Times" in one.value]
    assert list(table["Name"]) == ["Cleo"]
    assert list(table["What they wanted"]) == ["Open the page “Health”"]
    assert table["Times"][0] >= 2


def test_what_others_refuse_us_for_is_told(open_page: OpenPage, house: Cockpit) -> None:
    with house.store.transaction() as tx:
        receipt_rows.add(
            tx,
            dispatch_id=None,
            channel="email",
            kind="block",
            address="ivan@alpha.example",
            raw=b"",
            digest="1",
            received_at=house.clock.now(),
            verdict="followed",
            reason="554 listed",
        )
    page = open_page(PAGE, ADA)

    assert not page.exception
    assert "refused one mail" in page.warning[0].value or "1 mail" in page.warning[0].value


def test_a_mailbox_that_does_not_let_us_in_is_told_in_a_sentence(
    house: Cockpit, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dovecot.running() as server:
        server.put("bounces", [b"Subject: a\r\n\r\n"])
        monkeypatch.setenv("COCKPIT_IMAP_HOST", "127.0.0.1")
        monkeypatch.setenv("COCKPIT_IMAP_PORT", str(server.port))
        monkeypatch.setenv("COCKPIT_IMAP_NAME", "bounces")
        pages = []
        for password in (dovecot.PASSWORD, "wrong"):
            monkeypatch.setenv("COCKPIT_IMAP_PASSWORD", password)
            frame.house.clear()
            pages.append(open_page(PAGE, ADA))

    right, wrong = pages
    assert any("1 new mail waits" in one.value for one in right.caption)
    assert "cannot be read" in wrong.error[0].value
    assert "wrong" not in wrong.error[0].value
    assert not any("lets us in" in one.value for one in wrong.caption)


def test_each_channel_says_how_its_last_week_went(house: Cockpit, open_page: OpenPage) -> None:
    empty = open_page(PAGE, ADA)
    set_off(house.store, ["a@ex.test", "b@ex.test", "c@ex.test"])
    with house.store.transaction() as tx:
        tx.execute(update(dispatches).values(state="sent", sent_at=house.clock.now()))
        some = dispatches.c.address
        tx.execute(update(dispatches).where(some == "b@ex.test").values(state="bounced"))
        doubt = {"state": "unconfirmed", "sent_at": None, "settled_at": house.clock.now()}
        tx.execute(update(dispatches).where(some == "c@ex.test").values(doubt))

    page = open_page(PAGE, ADA)

    def weeks(shown: AppTest) -> list[dict[Any, Any]]:
        return [one.value.to_dict("list") for one in shown.dataframe if "Channel" in one.value]

    assert weeks(empty) == []
    assert weeks(page) == [
        {
            "Channel": ["E-mail"],
            "Sent": [2],
            "Delivered": [0],
            "Bounced": [1],
            "Complained": [0],
            "Unconfirmed": [1],
        }
    ]
