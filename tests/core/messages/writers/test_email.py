"""Mails as another program reads them: one of each header, nobody added, no line too long."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from core.messages.headers import UnsafeAddress, UnsafeHeader, ascii_address
from core.messages.model import Rendered
from core.messages.neutral import single_line
from core.messages.writers import email
from tests.core.messages.hostile import HEADER_BREAKERS, corpus

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ONCE = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]
ALWAYS = {*ONCE, "Auto-Submitted", "X-Auto-Response-Suppress"}


def built(
    rendered: Rendered | None = None,
    *,
    to_name: str = "Иван Петров",
    sender_name: str = "Ростелеком",
    to_address: str = "ivan@orbit.example",
    message_id: str = "d1.c1@cockpit.example",
    extra: Mapping[str, str] | None = None,
) -> bytes:
    return email.build(
        rendered or Rendered("Привет", "<p>Привет</p>\n", "Привет\n"),
        to_name=to_name,
        to_address=to_address,
        sender_name=sender_name,
        sender_address="news@cockpit.example",
        message_id=message_id,
        sent_at=AT,
        extra=extra,
    )


def parsed(mail: bytes) -> EmailMessage:
    """The mail as another reads it, after asserting what holds for every mail."""
    head, _, _ = mail.partition(b"\r\n\r\n")
    assert mail.isascii()
    assert b"\n" not in mail.replace(b"\r\n", b"")
    assert b"\r" not in mail.replace(b"\r\n", b"")
    assert max(map(len, mail.split(b"\r\n"))) <= 998
    assert max(map(len, head.split(b"\r\n"))) <= 78
    message = message_from_bytes(mail, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    for name in ONCE:
        assert len(message.get_all(name, [])) == 1, name
    assert set(message.keys()) == ALWAYS
    assert [one.addr_spec for one in message["To"].addresses] == ["ivan@orbit.example"]
    assert [one.addr_spec for one in message["From"].addresses] == ["news@cockpit.example"]
    return message


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_a_mail_reads_back_as_it_was_meant() -> None:
    message = parsed(built())

    assert message["Subject"] == "Привет"
    assert message["To"].addresses[0].display_name == "Иван Петров"
    assert message["Date"].datetime == AT
    assert message["Message-ID"] == "<d1.c1@cockpit.example>"
    assert message.get_content_type() == "multipart/alternative"
    assert [one.get_content_type() for one in message.iter_parts()] == [
        "text/plain",
        "text/html",
    ]
    assert part(message, "html").splitlines() == ["<p>Привет</p>"]


@pytest.mark.parametrize(
    "text", [*HEADER_BREAKERS, *corpus("header_injection")], ids=lambda text: repr(text)[:40]
)
@pytest.mark.parametrize("place", ["subject", "to_name", "sender_name"])
def test_no_text_leaves_its_header(place: str, text: str) -> None:
    if place == "subject":
        mail = built(Rendered(text, "<p></p>", ""))
    elif place == "to_name":
        mail = built(to_name=text)
    else:
        mail = built(sender_name=text)

    message = parsed(mail)

    assert "\n" not in message["Subject"]


def test_a_subject_that_looks_encoded_arrives_as_typed() -> None:
    text = "=?utf-8?q?a=0D=0ABcc:_evil@ex.test?="

    assert parsed(built(Rendered(text, "", "")))["Subject"] == text


@pytest.mark.parametrize(
    "body",
    [
        "text\r\n.\r\nMAIL FROM:<evil@ex.test>\r\nRCPT TO:<v@ex.test>\r\nDATA\r\n\r\nhi",
        "text\n.\nMAIL FROM:<evil@ex.test>",
        "text\r.\rMAIL FROM:<evil@ex.test>",
        ".\r\n..\r\n.",
        *corpus("smtp_smuggling"),
    ],
    ids=lambda body: repr(body)[:30],
)
@pytest.mark.parametrize("russian", ["", "привет " * 50], ids=["ascii", "russian"])
def test_no_body_ends_the_message_for_the_server(body: str, russian: str) -> None:
    """No line is a bare dot even before dot-stuffing, and line ends are CRLF throughout."""
    mail = built(Rendered("Hi", body + russian, body + russian))

    message = parsed(mail)

    assert b"\r\n.\r\n" not in mail
    assert part(message, "plain").split() == (body + russian).split()


@pytest.mark.parametrize(
    "line", ["a" * 3_000, "ы" * 3_000, *corpus("smtp_line_length")], ids=len
)
def test_a_line_of_any_length_arrives_whole(line: str) -> None:
    message = parsed(built(Rendered("Hi", line, line)))

    assert part(message, "html").strip() == line


def test_text_that_looks_like_a_boundary_stays_text() -> None:
    plain = built().decode()
    boundary = plain.partition('boundary="')[2].partition('"')[0]

    message = parsed(built(Rendered("Hi", f"--{boundary}--\r\n", f"--{boundary}\r\n\r\nx")))

    assert len(list(message.iter_parts())) == 2


def test_the_same_message_is_the_same_bytes() -> None:
    assert built() == built()


def test_further_headers_are_written_as_given() -> None:
    extra = {
        "List-Unsubscribe": "<https://cockpit.example/u/"
        + "x" * 60
        + ">, <mailto:u@x.example>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }

    message = message_from_bytes(built(extra=extra), policy=policy.default)

    assert {name: message[name] for name in extra} == extra


@pytest.mark.parametrize(
    "extra",
    [
        {"Bcc": "evil@ex.test"},
        {"subject": "again"},
        {"Content-Type": "text/html"},
        {"X-A": "b\r\nBcc: evil@ex.test"},
        {"X-A": "b\nBcc: evil@ex.test"},
        {"X-A\r\nBcc": "evil@ex.test"},
        {"X A": "b"},
        {"": "b"},
        {"X-A": "x" * 1_200},
    ],
    ids=repr,
)
def test_a_further_header_that_is_not_one_is_refused(extra: dict[str, str]) -> None:
    with pytest.raises(UnsafeHeader):
        built(extra=extra)


@pytest.mark.parametrize("identity", ["a", "a@b\r\nBcc: c@d", "a b@c", "<a@b", "a@b>", ""])
def test_a_message_id_that_is_none_is_refused(identity: str) -> None:
    with pytest.raises(UnsafeHeader):
        built(message_id=identity)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ivan",
        "ivan@",
        "@orbit.example",
        "a@b@c.example",
        "ivan@orbit.example\r\nBcc: x@y.example",
        "ivan@orbit.example>, <x@y.example",
        "ivan@orbit.example, x@y.example",
        "Ivan <ivan@orbit.example>",
        '"a b"@orbit.example',
        "ivan @orbit.example",
        "иван@orbit.example",
        "a" * 300 + "@orbit.example",
        "a..b@orbit.example",
        "ivan@[127.0.0.1]",
        "ivan@orbit_.example",
    ],
)
def test_an_address_that_is_not_one_address_is_refused(address: str) -> None:
    with pytest.raises(UnsafeAddress):
        built(to_address=address)


def test_a_cyrillic_domain_is_written_in_ascii() -> None:
    assert ascii_address("ivan@почта.рф") == "ivan@xn--80a1acny.xn--p1ai"


NAMES = [
    "offer.pdf",
    "Коммерческое предложение на волоконно-оптическую линию для вашей компании 2026.pdf",
    'a";\r\n filename="evil.exe.pdf',
    "=?utf-8?b?ZXZpbA==?=.pdf",
    "it's 100% (sure).pdf",
    "x" * 110 + ".pdf",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_arrives_as_it_was_under_the_name_it_had(name: str) -> None:
    content = bytes(range(256)) * 500

    mail = email.build(
        Rendered("Привет", "<p>Привет</p>\n", "Привет\n"),
        to_name="Иван",
        to_address="ivan@orbit.example",
        sender_name="Ростелеком",
        sender_address="news@cockpit.example",
        message_id="d1.c1@cockpit.example",
        sent_at=AT,
        enclosures=[email.enclosed(name, "application/pdf", content)] * 2,
    )
    message = parsed(mail)
    files = list(message.iter_attachments())

    assert message.get_content_type() == "multipart/mixed"
    assert part(message, "plain").strip() == "Привет"
    assert part(message, "html").strip() == "<p>Привет</p>"
    assert [file.get_content_type() for file in files] == ["application/pdf"] * 2
    assert [file.get_content() for file in files] == [content] * 2
    assert {file.get_filename() for file in files} == {single_line(name)}
    assert all(not file.defects for file in files)
