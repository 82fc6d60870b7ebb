"""The administrator's page of the house's health."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from core.campaigns.model import Condition, NextStep
from core.cockpit import Cockpit
from core.delivery import signs
from core.delivery.feedback import receipt_rows
from core.delivery.model import Beat
from core.journal import actions as journal
from core.people import actions as people
from core.store.schema import dispatches, journal_entries
from pages.parts import channel_health, frame, wellbeing
from tests.conftest import ADA, ANA, CLEO, MONDAY
from tests.core.delivery import dovecot
from tests.core.delivery.name_server import Zone, answering
from tests.core.delivery.servers import set_off
from tests.core.delivery.test_cascade import write_sms
from tests.pages.conftest import OpenPage

DMARC = "v=DMARC1; p=reject"
PAGE = "house/health.py"


def test_the_audit_says_that_the_journal_holds(open_page: OpenPage, house: Cockpit) -> None:
    with house.transaction() as tx:
        people.deactivate(tx, CLEO.id, by=ADA, at=MONDAY)
    page = open_page(PAGE, ADA)

    page.button(key="audit").click().run()

    assert not page.exception
    assert "1 entry" in page.success[0].value


def test_the_journal_is_read_in_words(open_page: OpenPage, house: Cockpit) -> None:
    with house.transaction() as tx:
        about: dict[str, Any] = {"by": ANA.id, "at": MONDAY, "details": {}}
        for deed in ("approvals.submit", "approvals.delegate", "dispatches.recover"):
            journal.record(tx, deed, "c1", **about)
        people.deactivate(tx, CLEO.id, by=ADA, at=MONDAY)

    page = open_page(PAGE, ADA)

    (table,) = [one.value for one in page.dataframe if "What" in one.value]
    assert list(table["What"]) == [
        "shown out",
        "what a crash left was cleared up",
        "right to approve handed over",
        "campaign submitted",
    ]


def test_the_audit_names_an_edited_entry(open_page: OpenPage, house: Cockpit) -> None:
    with house.transaction() as tx:
        people.deactivate(tx, CLEO.id, by=ADA, at=MONDAY)
        tx.execute(update(journal_entries).values(by="somebody else"))
    page = open_page(PAGE, ADA)

    page.button(key="audit").click().run()

    assert any("entry 1 was edited" in one.value for one in page.error)


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server of names that knows a little of the house's domain."""
    zone = Zone([("cockpit.example", "v=spf1 mx +all"), ("_dmarc.cockpit.example", DMARC)])
    with answering(tmp_path, zone) as found:
        monkeypatch.setenv("COCKPIT_DNS_SERVER", found.server)
        yield


def test_dns_is_asked_when_pressed_and_says_what_to_mend(
    known: None, open_page: OpenPage
) -> None:
    page = open_page(PAGE, ADA)
    assert not [one for one in page.error if "SPF" in one.value]

    page.button(key="ask-standing").click().run()

    assert not page.exception
    assert [one.value for one in page.error if "(SPF)" in one.value] == [
        "**Who may send (SPF).** The SPF record of cockpit.example lets anybody send as it "
        "(+all). Close it."
    ]
    assert 'cockpit.example. IN TXT ("v=spf1 mx -all")' in [one.value for one in page.code]
    assert [one.value for one in page.success if "DMARC" in one.value]


def test_it_is_for_administrators(open_page: OpenPage) -> None:
    assert "your roles do not reach this" in open_page(PAGE, ANA).warning[0].value


def test_a_worker_that_sleeps_is_told_and_the_house_is_well(open_page: OpenPage) -> None:
    page = open_page(PAGE, ADA)

    told = {metric.label: metric.value for metric in page.metric}
    assert told["Delivery worker"] == "Not running"
    assert told["The house"] == "Well"


def test_programs_that_send_are_listed_and_a_silent_one_is_told(
    house: Cockpit, open_page: OpenPage
) -> None:
    now = house.clock.now()
    with house.store.transaction() as tx:
        signs.beat(tx, Beat("here-1", now, now, "", {"c1": 90.0, "c2": 30.0}))
        signs.fell(tx, "here-2", number=2, at=now - timedelta(minutes=5))
        signs.fell(tx, "here-2", number=2, at=now - timedelta(minutes=4))

    page = open_page(PAGE, ADA)

    (table,) = [one.value for one in page.dataframe if "Program" in one.value]
    assert list(table["Program"]) == [1, 2]
    assert list(table["State"]) == ["Running", "Silent"]
    assert list(table["Messages a minute"]) == [120, 0]
    assert list(table["Times it ended unasked"]) == [0, 2]
    assert any("has not been heard of" in one.value for one in page.warning)
    told = {metric.label: metric.value for metric in page.metric}
    assert told["Delivery worker"] == "Partly running"


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
    told = [one.value for one in page.warning]
    assert any("refused one mail" in one or "1 mail" in one for one in told)


def test_a_step_that_nobody_can_tell_of_is_named_with_its_campaign(
    open_page: OpenPage, house: Cockpit
) -> None:
    write_sms(house.store)
    unheard = NextStep("t2", "email", 24, Condition.NOT_OPENED)
    set_off(house.store, ["ann@ex.test"], steps=(unheard,))

    page = open_page(PAGE, ADA)

    assert not page.exception
    told = [one.value.replace("\\", "") for one in page.warning]
    held = "Step 2 is held up: nobody tells the house any more who opened a message"
    assert len([one for one in told if held in one]) == 1


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
    (told,) = [one.value for one in wrong.error if "cannot be read" in one.value]
    assert "wrong" not in told
    assert not any("lets us in" in one.value for one in wrong.caption)


def test_each_channel_says_how_its_last_week_went(house: Cockpit, open_page: OpenPage) -> None:
    empty = open_page(PAGE, ADA)
    set_off(house.store, ["a@ex.test", "b@ex.test", "c@ex.test"])
    with house.store.transaction() as tx:
        tx.execute(update(dispatches).values(state="sent", sent_at=house.clock.now()))
        some = dispatches.c.address
        back = {"state": "bounced", "sent_at": None, "settled_at": house.clock.now()}
        tx.execute(update(dispatches).where(some == "b@ex.test").values(back))
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


def test_a_channel_nobody_answers_on_says_since_when_what_waits_and_what_to_do(
    house: Cockpit, open_page: OpenPage
) -> None:
    set_off(house.store, ["one@ex.test", "two@ex.test"])
    with house.store.transaction() as tx:
        gone = update(dispatches).where(dispatches.c.address == "one@ex.test")
        tx.execute(gone.values(state="sent", sent_at=MONDAY, settled_at=MONDAY))

    page = open_page(PAGE, ADA)

    said = [one.value.replace("\\", "") for one in page.error]
    [told] = [one for one in said if one.startswith("**E-mail.**")]
    assert f"{house.settings.smtp_host}:{house.settings.smtp_port}" in told
    assert "The last message left by this channel" in told
    assert "1 message waits" in told
    assert "COCKPIT_SMTP_HOST" in told


def test_a_channel_that_is_not_set_up_says_how_to_have_it(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_health, "channels", lambda _house: {"sms": "absent"})

    page = open_page(PAGE, ADA)

    assert any("set COCKPIT_SMS_URL" in one.value for one in page.caption)
    assert not [one for one in page.error if "Nobody answers" in one.value]


def test_where_all_is_well_nothing_is_advised(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_health, "channels", lambda _house: {"email": "ok"})
    monkeypatch.setattr(wellbeing, "examined", lambda _house: {"status": "ok", "store": "ok"})

    page = open_page(PAGE, ADA)

    assert not page.warning
    assert not page.error


def test_details_of_the_journal_are_words_and_names(
    house: Cockpit, open_page: OpenPage
) -> None:
    campaign = set_off(house.store, ["one@ex.test"])
    with house.transaction() as tx:
        moved = {"from": "sending", "to": "paused", "reason": ""}
        journal.record(tx, "campaigns.move", campaign.id, by=ANA.id, at=MONDAY, details=moved)

    page = open_page(PAGE, ADA)

    (table,) = [one.value for one in page.dataframe if "What" in one.value]
    assert table["To which"][0] == campaign.name
    assert table["Details"][0] == "from: Sending; to: Paused"
