"""Notices over a real relay: in the person's language, with the link, and nothing personal."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from core.approvals import editing, notices, second_notices
from core.approvals.edits import Wanted
from core.delivery.notifying import MOST_ATTEMPTS, Mailroom
from core.people import records as people
from core.people.model import Role
from core.store import schema
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ADA, ANA, BEN, MONDAY, FixedClock, person
from tests.core.delivery.servers import Scripted, channel_to, free_port, served
from tests.plan import approve, small_base, submitted


def mailroom(store: Store, clock: FixedClock, port: int) -> Mailroom:
    return Mailroom(
        store=store,
        clock=clock,
        channel=channel_to(port),
        sender="news@house.test",
        address="https://cockpit.example/",
        language="ru",
    )


@pytest.fixture
def waiting(store: Store, warehouse: Warehouse) -> Store:
    with store.transaction() as tx:
        people.add(tx, ANA, by="test", at=MONDAY)
        people.add(tx, replace(BEN, language="en"), by="test", at=MONDAY)
        submitted(tx, small_base(warehouse), name="Весна, Bcc: evil@x.test")
    return store


def test_the_approver_and_then_the_author_get_a_mail_with_the_link(
    waiting: Store, clock: FixedClock
) -> None:
    relay = Scripted()
    with served(relay) as port:
        sending = mailroom(waiting, clock, port)
        assert sending.send_due() == 1
        assert sending.send_due() == 0
        with waiting.transaction() as tx:
            approve(tx)
        assert sending.send_due() == 1

    (_, to_ben, first), (_, to_ana, second) = relay.taken
    assert (to_ben, to_ana) == (BEN.email, ANA.email)
    asked, told = (message_from_bytes(one, policy=default) for one in (first, second))
    assert asked["Subject"] == "“Весна, Bcc: evil@x.test” waits for your decision"
    assert asked["Bcc"] is None
    assert "https://cockpit.example/approvals?campaign=c1" in asked.get_content()
    assert "согласована" in told["Subject"]
    assert "https://cockpit.example/campaigns?campaign=c1" in told.get_content()
    for mail in (asked, told):
        assert "@a00" not in mail.get_content()  # no address of a contact


def test_a_relay_that_is_away_is_tried_again_later_and_not_for_ever(
    waiting: Store, clock: FixedClock
) -> None:
    sending = mailroom(waiting, clock, free_port())
    for number in range(MOST_ATTEMPTS):
        with waiting.reading() as tx:
            (notice,) = notices.due(tx, at=clock.now())
        assert notice.attempts == number
        assert sending.send_due() == 0
        assert sending.send_due() == 0  # not yet due again
        clock.time += timedelta(minutes=2**number)

    with waiting.reading() as tx:
        assert notices.due(tx, at=clock.now() + timedelta(days=1)) == []


def test_a_mailbox_that_is_refused_for_good_is_left_alone(
    waiting: Store, clock: FixedClock
) -> None:
    relay = Scripted(at_recipient=lambda _address: "550 5.1.1 no such mailbox")
    with served(relay) as port:
        assert mailroom(waiting, clock, port).send_due() == 0

    with waiting.reading() as tx:
        assert notices.due(tx, at=clock.now() + timedelta(days=1)) == []


def test_what_was_decided_meanwhile_is_not_asked_for(waiting: Store, clock: FixedClock) -> None:
    relay = Scripted()
    with waiting.transaction() as tx:
        approve(tx)
    with served(relay) as port:
        mailroom(waiting, clock, port).send_due()

    assert [address for _, address, _ in relay.taken] == [ANA.email]


def test_a_campaigns_name_stays_within_the_subject(
    store: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    crafted = "x =?utf-8?q?=0D=0AReply-To:_a=40b.c=0D=0A=0D=0Afake?="
    with store.transaction() as tx:
        people.add(tx, ANA, by="test", at=MONDAY)
        people.add(tx, replace(BEN, language="en"), by="test", at=MONDAY)
        submitted(tx, small_base(warehouse), name=crafted)
    relay = Scripted()
    with served(relay) as port:
        mailroom(store, clock, port).send_due()

    ((_, _, content),) = relay.taken
    mail = message_from_bytes(content, policy=default)
    assert mail["Reply-To"] is None
    assert mail["Subject"] == f"“{crafted}” waits for your decision"
    assert "/approvals?campaign=c1" in mail.get_content()


def test_a_sender_beyond_ascii_is_written_as_it_goes_on_the_wire(
    waiting: Store, clock: FixedClock
) -> None:
    relay = Scripted()
    with served(relay) as port:
        sending = replace(mailroom(waiting, clock, port), sender="news@почта.рф")
        assert sending.send_due() == 1

    ((_, _, content),) = relay.taken
    assert b"<news@xn--80a1acny.xn--p1ai>\r\n" in content


def test_a_notice_that_cannot_be_made_is_settled_and_says_why(
    store: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    with store.transaction() as tx:
        people.add(tx, ANA, by="test", at=MONDAY)
        people.add(tx, replace(BEN, email="ben\r\nBcc: evil@x.test"), by="test", at=MONDAY)
        submitted(tx, small_base(warehouse))
    relay = Scripted()
    with served(relay) as port:
        assert mailroom(store, clock, port).send_due() == 0

    assert relay.taken == []
    with store.reading() as tx:
        (row,) = tx.execute(select(schema.notices)).all()
    assert (row.sent_at, row.not_before) == (None, None)
    assert row.answer


def test_the_other_administrator_gets_a_mail_with_the_page_where_it_is_confirmed(
    store: Store, clock: FixedClock
) -> None:
    una = person("una", Role.ADMINISTRATOR)
    with store.transaction() as tx:
        for one in (ADA, replace(una, language="en"), BEN):
            people.add(tx, one, by="test", at=MONDAY)
        wanted = Wanted.granting(BEN.id, frozenset({Role.LEGAL}))
        editing.make(tx, wanted, edit_id="e1", by=ADA, at=MONDAY)
        second_notices.notice(tx, at=MONDAY)
    relay = Scripted()
    with served(relay) as port:
        assert mailroom(store, clock, port).send_due() == 1

    ((_, to_una, content),) = relay.taken
    mail = message_from_bytes(content, policy=default)
    assert to_una == una.email
    assert mail["Subject"] == f"A change waits for a second administrator: {BEN.name}"
    assert "https://cockpit.example/people\r\n" in mail.get_content()
