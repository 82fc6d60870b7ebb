"""What a name, a header or a body may try, through the real channel to a real Postfix: as many
mails arrive as were handed over, each to whom it was for, with the headers it had."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from types import SimpleNamespace
from typing import Any

import pytest

from core.approvals.notices import Kind, Notice
from core.campaigns.checking import LONGEST_NAME
from core.delivery.channel import Accepted, Envelope, Line, RefusedForGood, UnusableAddress
from core.delivery.channels.smtp import SmtpChannel
from core.delivery.domains.dkim import signed
from core.delivery.notifying import Mailroom
from core.foundation.refusal import Refusal
from core.messages import rendering
from core.messages.model import Writing
from core.messages.writers import email
from core.messages.writers.skeleton import skeleton
from tests.core.delivery.kept_mail import Kept, keeping
from tests.core.delivery.postfix import RUNS_HERE
from tests.core.delivery.test_dkim import BOTH, verdicts
from tests.core.messages.hostile import HEADER_BREAKERS, corpus

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TO = "ivan@orbit.example"
ONCE = {"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"}
NAMES = ONCE | {"Auto-Submitted", "X-Auto-Response-Suppress", "DKIM-Signature"}
OPTIONAL = {"Reply-To", "X-Campaign", "List-Id", "Content-Transfer-Encoding"}
HEAD = f"From: a@cockpit.example\r\nTo: {TO}\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n"
ENDS = [
    "\r\n.\r\n",
    "\n.\r\n",
    "\r\n.\n",
    "\n.\n",
    "\r.\r",
    "\r\n\x00.\r\n",
    "\r.\r\n",
    "\n.\r",
]
SMUGGLED = (
    "MAIL FROM:<evil@ex.test>\r\nRCPT TO:<victim@ex.test>\r\nDATA\r\nSubject: in\r\n\r\nx"
)
BREAKERS = [
    *HEADER_BREAKERS,
    *corpus("header_injection"),
    *(f"Hi{end}{SMUGGLED}{end}QUIT\r\n" for end in ENDS),
    "=?utf-8?q?=0D=0ABcc:_victim@ex.test?=",
    "Hi\r\n Bcc: victim@ex.test",
    "Hi\r\n\tx\r\nBcc: victim@ex.test",
    "a\u0000\u0085\u2029\x7fb",
    "ы" * 400,
]
WORDS = Writing("{{ account.name }}", "<p>{{ account.name }}</p>", "{{ account.name }}")


def from_skeleton(**changes: Any) -> bytes:
    facts: dict[str, Any] = {"sender_name": "News", "sender_address": "news@cockpit.example"}
    filled = rendering.values_for({}, {"name": changes.pop("company", "Orbit")}, {})
    to = (changes.pop("to_name", "Ivan"), TO)
    shared = changes.pop("shared", {})
    bones = skeleton(rendering.compiled(WORDS), **facts | changes, shared=shared)
    return bones.mail(filled, to=to, message_id="d1.c1@cockpit.example", sent_at=AT, own={})


def of_campaign(value: str) -> bytes:
    """A notice to an approver, who reads the campaign's name in subject and text."""
    person: Any = SimpleNamespace(email=TO, language="en")
    clock: Any = SimpleNamespace(now=lambda: AT)
    store: Any = None
    notice = Notice("n1", Kind.APPROVED, "c1", "p1", {"name": value}, AT, 0)
    channel = SmtpChannel("127.0.0.1", 1)
    mailroom = Mailroom(
        store, clock, channel, "news@cockpit.example", "https://cockpit.example", "en"
    )
    return mailroom.written(notice, person)


PLACES: dict[str, Callable[[str], bytes]] = {
    "company, in subject and text": lambda value: from_skeleton(company=value),
    "name": lambda value: from_skeleton(to_name=value),
    "sender": lambda value: from_skeleton(sender_name=value),
    "sender's address": lambda value: from_skeleton(sender_address=value),
    "Reply-To": lambda value: from_skeleton(shared={"Reply-To": value}),
    "a header": lambda value: from_skeleton(shared={"X-Campaign": value}),
    "a header's name": lambda value: from_skeleton(shared={value: "x"}),
    "campaign": lambda value: of_campaign(value[:LONGEST_NAME]),
}


@pytest.fixture(scope="module")
def relay() -> Iterator[Kept]:
    with keeping() as kept:
        yield kept


@pytest.fixture
def line(relay: Kept) -> Iterator[Line]:
    opened = SmtpChannel(
        "127.0.0.1", relay.port, sign=lambda mail: signed(mail, BOTH, at=AT)
    ).line()
    yield opened
    opened.close()


def arrived(relay: Kept, line: Line, mails: list[bytes]) -> list[bytes]:
    """Hand mails over; those that came out on the other side, after asserting how many."""
    before = set(relay.mails)
    already = len(relay.recipients)
    for mail in mails:
        envelope = Envelope("bounce+1.2@cockpit.example", TO, mail)
        assert isinstance(line.hand_over(envelope, intend=lambda: None), Accepted)
    assert relay.has(already + len(mails))
    assert len(relay.recipients) == already + len(mails)
    assert set(relay.recipients) == {TO}
    return [mail for mail in relay.mails if mail not in before]


@pytest.mark.skipif(not RUNS_HERE, reason="needs Postfix, and root for its master")
@pytest.mark.parametrize("place", PLACES)
def test_no_value_adds_a_header_a_recipient_or_a_mail(
    place: str, relay: Kept, line: Line
) -> None:
    made, refused = [], 0
    for value in BREAKERS:
        try:
            made.append(PLACES[place](value))
        except Refusal:
            refused += 1

    found = arrived(relay, line, made)

    assert len(made) + refused == len(BREAKERS)
    for mail in found:
        assert verdicts(mail) == [True, True]
        message = message_from_bytes(mail, policy=policy.default)
        names = message.keys()
        assert names.count("DKIM-Signature") == 2
        assert all(names.count(name) <= 1 for name in names if name != "DKIM-Signature")
        assert set(names) <= NAMES | OPTIONAL
        assert [one.addr_spec for one in message["To"].addresses] == [TO]


@pytest.mark.skipif(not RUNS_HERE, reason="needs Postfix, and root for its master")
def test_no_body_smuggles_a_second_mail_in(relay: Kept, line: Line) -> None:
    raw = [
        f"{HEAD}Message-ID: <{number}@a>\r\n\r\nHello{end}{SMUGGLED}{end}".encode()
        for number, end in enumerate(ENDS)
    ]
    built = [from_skeleton(company=f"Hello{end}{SMUGGLED}{end}") for end in ENDS]
    ours = [
        email.plain(
            f"Hello{end}{SMUGGLED}{end}",
            subject=f"{number}",
            to_address=TO,
            sender_name="News",
            sender_address="news@cockpit.example",
            message_id=f"{number}@cockpit.example",
            sent_at=AT,
        )
        for number, end in enumerate([*ENDS, *map(str, corpus("smtp_smuggling"))])
    ]

    found = arrived(relay, line, [*raw, *built, *ours])

    assert [mail[-300:] for mail in found if verdicts(mail) != [True, True]] == []


@pytest.mark.parametrize(
    "address",
    [
        "a@ex.test>\r\nRCPT TO:<victim@ex.test",
        "a@ex.test\nRCPT TO:<victim@ex.test>",
        "a@ex.test> NOTIFY=NEVER",
        "a@ex.test\x00",
        "a b@ex.test",
    ],
)
def test_no_address_becomes_a_command(address: str) -> None:
    channel = SmtpChannel("127.0.0.1", 1)
    with pytest.raises(UnusableAddress):
        channel.usable(address)

    for envelope in (Envelope(address, TO, b"x"), Envelope("a@ex.test", address, b"x")):
        answer = channel.line().hand_over(envelope, intend=lambda: None)
        assert isinstance(answer, RefusedForGood)
