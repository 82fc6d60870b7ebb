"""A mail of a skeleton says what a mail built from nothing says: each header, each part."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.messages import rendering
from core.messages.headers import UnsafeAddress, UnsafeHeader
from core.messages.model import Writing
from core.messages.writers import email
from core.messages.writers.pieces import Base64, Quoted, encoder
from core.messages.writers.skeleton import Skeleton, skeleton
from tests.core.messages.hostile import HEADER_BREAKERS, STRANGE_TEXTS

AT = datetime(2026, 3, 2, 9, 0, 1, 5, tzinfo=UTC)
SHARED = {"Reply-To": "ask@cockpit.example", "List-Id": "<c1.cockpit.example>"}
OWN = {"List-Unsubscribe": "<https://cockpit.example/u/1>, <mailto:u@cockpit.example>"}
ENGLISH = Writing(
    "Hello {{ contact.first_name }}",
    "<html>\n  <body>\n\t<p>{{ contact.first_name }}  from {{ account.name }} \n.\n"
    "{% for one in account.products %}<b>{{ one }}</b>\n.{% endfor %}"
    f"{'<td style=padding>wide</td>' * 20}{{{{ account.name }}}}</body></html>",
    "{{ contact.first_name }}\n.\n\n\n\nend",
)
RUSSIAN = Writing(
    "Здравствуйте, {{ contact.first_name }}",
    "<p>Здравствуйте, {{ contact.first_name }}!</p>\n"
    "{% for one in account.products %}Услуга: {{ one }}; {% endfor %}"
    f"{'Много русских слов подряд. ' * 30}{{{{ account.name }}}}</p>я",
    "Здравствуйте",
)
FILES = [email.enclosed("Цены.pdf", "application/pdf", bytes(range(256)) * 9)]


def values(name: str = "Ivan", company: str = "Orbit", *products: str) -> dict[str, Any]:
    account = {"name": company, "products": list(products)}
    return rendering.values_for({"first_name": name}, account, {})


def bones(writing: Writing, *, files: list[bytes] | None = None, **changes: Any) -> Skeleton:
    facts: dict[str, Any] = {
        "sender_name": "Ростелеком",
        "sender_address": "news@cockpit.example",
        "shared": SHARED,
        "enclosures": files or [],
    }
    return skeleton(rendering.compiled(writing), **facts | changes)


def by_skeleton(writing: Writing, filled: dict[str, Any], name: str, **how: Any) -> bytes:
    return bones(writing, **how).mail(
        filled,
        to=(name, "ivan@orbit.example"),
        message_id="d1.c1@cockpit.example",
        sent_at=AT,
        own=OWN,
    )


def from_nothing(
    writing: Writing, filled: dict[str, Any], name: str, files: list[bytes] | None = None
) -> bytes:
    return email.build(
        rendering.compiled(writing).render(filled),
        to_name=name,
        to_address="ivan@orbit.example",
        sender_name="Ростелеком",
        sender_address="news@cockpit.example",
        message_id="d1.c1@cockpit.example",
        sent_at=AT,
        extra=OWN | SHARED,
        enclosures=files or [],
    )


def said(mail: bytes) -> tuple[dict[str, str], list[tuple[str, object]]]:
    """Headers and parts as another reads them, after asserting what holds for every mail."""
    assert mail.isascii()
    assert re.search(rb"\r(?!\n)|(?<!\r)\n", mail) is None
    assert re.search(rb"[ \t]\r\n|[ \t][ \t]|\r\n\.\r\n", mail) is None
    head, _, body = mail.partition(b"\r\n\r\n")
    assert max(map(len, head.split(b"\r\n"))) <= 78
    assert max(map(len, body.split(b"\r\n"))) <= 78
    message = message_from_bytes(mail, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    headers = {name: str(value) for name, value in message.items() if name != "Content-Type"}
    assert len(headers) == len(message.keys()) - 1
    parts = [
        (one.get_content_type(), one.get_content())
        for one in message.walk()
        if not one.is_multipart()
    ]
    return headers, parts


hostile = some.text(max_size=60) | some.sampled_from([*HEADER_BREAKERS, *STRANGE_TEXTS])


@pytest.mark.parametrize("writing", [ENGLISH, RUSSIAN], ids=["english", "russian"])
@pytest.mark.parametrize("files", [[], FILES], ids=["bare", "with a file"])
@settings(deadline=None, max_examples=40)
@given(hostile, hostile, some.lists(hostile, max_size=3))
def test_a_mail_says_the_same_with_or_without_a_skeleton(
    writing: Writing, files: list[bytes], name: str, company: str, products: list[str]
) -> None:
    filled = values(name, company, *products)

    assert said(by_skeleton(writing, filled, name, files=files)) == said(
        from_nothing(writing, filled, name, files)
    )


@pytest.mark.parametrize(
    ("writing", "kind"), [(ENGLISH, Quoted), (RUSSIAN, Base64)], ids=["english", "russian"]
)
def test_what_is_the_same_in_every_mail_is_encoded_once(
    writing: Writing, kind: type[Quoted | Base64]
) -> None:
    made = bones(writing)

    assert isinstance(made.encoder, kind)
    longest = max(made.compiled.constants, key=len)
    assert longest in made.encoder.kept
    assert longest in "".join(made.compiled.pieces(values()).html)


words = some.lists(some.text(some.sampled_from("aы €=. \t\n\U0001f600"), max_size=90))


@settings(deadline=None)
@given(words, some.lists(some.integers(0, 30)), some.sampled_from(["ы" * 500, "a" * 5_000]))
def test_pieces_in_any_order_decode_to_what_they_say(
    same: list[str], order: list[int], filler: str
) -> None:
    coder = encoder([*same, filler])
    said = [[*same, filler][at % (len(same) + 1)] if at % 3 else f"{at}ы" for at in order]

    encoded = coder.encoded(said)

    head = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {coder.name}"
    message = message_from_bytes(head.encode() + b"\n\n" + encoded)
    content = message.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert content.decode().replace("\r\n", "\n") == "".join(said)
    assert all(len(line) <= 76 for line in encoded.split(b"\r\n"))


@pytest.mark.parametrize("breaker", ["a\r\nBcc: x@y.example", "a\nb", "a\x85b", "a\u2028b"])
def test_no_header_of_a_skeleton_can_hold_another(breaker: str) -> None:
    with pytest.raises(UnsafeHeader):
        bones(ENGLISH, shared={"Feedback-ID": breaker})
    with pytest.raises(UnsafeAddress):
        bones(ENGLISH, shared={"Reply-To": breaker})
    with pytest.raises(UnsafeHeader):
        bones(ENGLISH).mail(
            values(),
            to=("", "a@orbit.example"),
            message_id="a@b",
            sent_at=AT,
            own={"List-Unsubscribe": breaker},
        )
    with pytest.raises(UnsafeAddress):
        bones(ENGLISH, sender_address=breaker)
