"""The administrator's page of the house's health."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from core.cockpit import Cockpit
from core.delivery import receipt_rows
from core.people import actions as people
from core.store.schema import journal_entries
from tests.conftest import ADA, ANA, CLEO, MONDAY
from tests.core.delivery.name_server import Zone, answering
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


def test_the_audit_names_an_edited_entry(open_page: OpenPage, house: Cockpit) -> None:
    with house.transaction() as tx:
        people.deactivate(tx, CLEO.id, by=ADA, at=MONDAY)
        tx.execute(update(journal_entries).values(by="somebody else"))
    page = open_page(PAGE, ADA)

    page.button(key="audit").click().run()

    assert "entry 1 was edited" in page.error[0].value


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
