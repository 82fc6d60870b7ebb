"""Signatures as another's verifier reads them: whole, and broken by any change."""

import re
import stat
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dkim as another
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from hypothesis import given, settings
from hypothesis import strategies as some

from core.delivery.channel import Accepted, Envelope
from core.delivery.domains import keys as dkim_keys
from core.delivery.domains.dkim import SIGNED, SigningKey, signed
from core.delivery.domains.keys import Algorithm, NoSigningKey, Place, Seal, UnusableKey
from core.messages.model import Rendered
from core.messages.writers import email
from tests.core.delivery.servers import Scripted, channel_to, served
from tests.core.messages.hostile import HEADER_BREAKERS

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RSA = SigningKey("cockpit.example", "r1", generate_private_key(65537, 2048))
ED25519 = SigningKey("cockpit.example", "e1", Ed25519PrivateKey.generate())
BOTH = (RSA, ED25519)
EXTRA = {
    "Reply-To": "ask@cockpit.example",
    "List-Unsubscribe": f"<https://cockpit.example/u/{'x' * 60}>, <mailto:u@cockpit.example>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Id": "<c1.cockpit.example>",
    "Feedback-ID": "c1:campaign:cockpit",
}


def verdicts(mail: bytes, keys: Sequence[SigningKey] = BOTH) -> list[bool]:
    """What dkimpy says of each signature a mail should have, by our records in DNS."""
    records = {f"{dkim_keys.record_name(key)}.": dkim_keys.record(key) for key in keys}

    def dns(name: bytes | str, timeout: float = 5) -> bytes | None:
        asked = name.decode() if isinstance(name, bytes) else name
        return records[asked].encode() if asked in records else None

    return [_holds(mail, number, dns) for number in range(len(keys))]


def _holds(mail: bytes, number: int, dns: Any) -> bool:
    try:
        return bool(another.DKIM(mail).verify(idx=number, dnsfunc=dns))
    except another.DKIMException:
        return False


def built(subject: str = "Тарифы", name: str = "Иван Петров", body: str = "<p>a</p>") -> bytes:
    return email.build(
        Rendered(subject, body, body),
        to_name=name,
        to_address="ivan@orbit.example",
        sender_name="Ростелеком",
        sender_address="news@cockpit.example",
        message_id="d1.c1@cockpit.example",
        sent_at=AT,
        extra=EXTRA,
    )


@pytest.mark.parametrize("keys", [(RSA,), (ED25519,), BOTH], ids=["rsa", "ed25519", "both"])
def test_another_verifier_believes_each_signature(keys: tuple[SigningKey, ...]) -> None:
    mail = signed(built(), keys, at=AT)

    assert mail.count(b"DKIM-Signature:") == len(keys)
    assert max(map(len, mail.partition(b"\r\nFrom:")[0].split(b"\r\n"))) <= 78
    assert verdicts(mail, keys) == [True] * len(keys)


def test_without_a_key_a_mail_stays_as_it_is() -> None:
    assert signed(built(), (), at=AT) == built()


hostile = some.text(max_size=60) | some.sampled_from(HEADER_BREAKERS)
lines = some.sampled_from(["", " ", "\t \t", ".", "..", "a  b ", "\x0b", "From x", "ы\u2028"])
ends = some.sampled_from(["\r\n", "\n", "\r", "\n\r", ""])
bodies = some.lists(some.tuples(lines | some.text(max_size=20), ends)).map(
    lambda pieces: "".join(line + end for line, end in pieces)
)


@settings(deadline=None)
@given(hostile, hostile, bodies)
def test_whatever_a_mail_says_another_verifier_believes_it(
    subject: str, name: str, body: str
) -> None:
    assert verdicts(signed(built(subject, name, body), BOTH, at=AT)) == [True, True]


@settings(deadline=None)
@given(hostile, bodies)
def test_a_mail_of_words_alone_is_believed_too(subject: str, body: str) -> None:
    mail = email.plain(
        body,
        subject=subject,
        to_address="ivan@orbit.example",
        sender_name="",
        sender_address="news@cockpit.example",
        message_id="n1.notice@cockpit.example",
        sent_at=AT,
    )

    assert verdicts(signed(mail, BOTH, at=AT)) == [True, True]


values = some.text(
    some.characters(min_codepoint=33, max_codepoint=126) | some.sampled_from(" \t"), max_size=50
)
folds = some.sampled_from(["", "\r\n ", "\r\n\t", "  ", " \r\n  "])
raw_bodies = some.lists(
    some.sampled_from([b"\r\n", b"\n", b"\r", b" ", b"\t", b".", b"a", b"=", b"\xff"])
).map(b"".join)


@settings(deadline=None)
@given(some.lists(some.tuples(values, folds, values), max_size=3), raw_bodies)
def test_a_raw_mail_is_signed_as_it_travels(
    subjects: list[tuple[str, str, str]], body: bytes
) -> None:
    head = "".join(f"Subject: {a}x{fold}{b}y\r\n" for a, fold, b in subjects)
    mail = f"From: a@cockpit.example\r\n{head}\r\n".encode() + body

    sent = signed(mail, BOTH, at=AT)

    assert re.search(rb"\r(?!\n)|(?<!\r)\n", sent) is None
    assert verdicts(sent) == [True, True]


def names(mail: bytes) -> list[str]:
    head = mail.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ")
    return [line.partition(b":")[0].decode() for line in head.split(b"\r\n")]


def test_every_header_a_campaign_mail_has_is_signed() -> None:
    assert {one.lower().encode() for one in names(built())} <= set(SIGNED)


@pytest.mark.parametrize("name", sorted({*names(built())}))
def test_a_signed_header_that_is_changed_taken_or_added_breaks_both(name: str) -> None:
    mail = signed(built(), BOTH, at=AT)
    line = re.search(rf"(?m)^{name}:(.|\r\n )*\r\n".encode(), mail)
    assert line is not None
    value = line[0].rstrip() + b"z\r\n"

    assert verdicts(mail) == [True, True]
    assert verdicts(mail.replace(line[0], value)) == [False, False]
    assert verdicts(mail.replace(line[0], b"")) == [False, False]
    assert verdicts(line[0] + mail) == [False, False]
    assert verdicts(mail.replace(line[0], line[0] + line[0])) == [False, False]


@pytest.mark.parametrize(
    "name", ["From", "Subject", "To", "Cc", "Reply-To", "List-Unsubscribe"]
)
def test_no_header_can_be_put_beside_what_was_signed(name: str) -> None:
    mail = signed(built(), BOTH, at=AT)

    assert verdicts(f"{name}: evil@evil.example\r\n".encode() + mail) == [False, False]


@settings(deadline=None)
@given(some.data())
def test_any_change_of_the_body_breaks_both(choosing: Any) -> None:
    mail = signed(built(body="<p>Привет  мир.</p>\n.\n"), BOTH, at=AT)
    start = mail.index(b"\r\n\r\n") + 4
    at = choosing.draw(some.integers(start, len(mail) - 3))
    letter = choosing.draw(some.sampled_from(b"aZ09=.-"))
    changed = mail[:at] + bytes([letter]) + mail[at + 1 :]
    blanks = b" \t\r\n"

    if mail[at] in blanks or letter == mail[at]:
        changed = mail[:at] + b"x" + mail[at:]

    assert verdicts(changed) == [False, False]


def test_a_relay_may_fold_anew_and_trim_blanks() -> None:
    mail = signed(built(), BOTH, at=AT)
    head, _, body = mail.partition(b"\r\n\r\n")

    touched = head.replace(b"\r\n ", b"\r\n\t ") + b"\r\n\r\n" + body + b"\r\n \r\n"

    assert verdicts(touched) == [True, True]


def test_what_arrives_over_smtp_still_verifies() -> None:
    server = Scripted()
    mail = built(body=".\r\n..\n.a\r" + "." * 90) + b".\r\n..x\n\r.\r\n "

    with served(server) as port:
        channel = channel_to(port, sign=lambda content: signed(content, BOTH, at=AT))
        line = channel.line()
        answer = line.hand_over(
            Envelope("news@cockpit.example", "a@ex.test", mail), intend=lambda: None
        )
        line.close()

    assert isinstance(answer, Accepted)
    [(_, _, arrived)] = server.taken
    assert arrived == signed(mail, BOTH, at=AT)
    assert verdicts(arrived) == [True, True]


def place(folder: Path) -> Place:
    return Place("cockpit.example", folder, {Algorithm.RSA: "r", Algorithm.ED25519: "e"})


def test_keys_are_made_once_and_kept_from_others(tmp_path: Path) -> None:
    there = place(tmp_path / "dkim")

    made = dkim_keys.make(there, list(Algorithm))
    again = dkim_keys.make(there, list(Algorithm))

    assert [one.algorithm for one in made] == ["rsa-sha256", "ed25519-sha256"]
    assert [*map(dkim_keys.record, again)] == [*map(dkim_keys.record, made)]
    modes = {stat.S_IMODE(path.stat().st_mode) for path in there.folder.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(there.folder.stat().st_mode) == 0o700
    assert verdicts(Seal(there, lambda: AT)(built()), made) == [True, True]


def test_a_line_for_dns_says_the_record_in_strings_it_takes(tmp_path: Path) -> None:
    [key] = dkim_keys.make(place(tmp_path), [Algorithm.RSA])

    line = dkim_keys.zone_line(key)

    strings = re.findall(r'"([^"]*)"', line)
    assert line.startswith("r._domainkey.cockpit.example. IN TXT (")
    assert "".join(strings) == dkim_keys.record(key)
    assert max(map(len, strings)) <= 255


def test_a_house_that_signs_sends_nothing_without_a_key(tmp_path: Path) -> None:
    with pytest.raises(NoSigningKey):
        Seal(place(tmp_path), lambda: AT)(built())


WRONG = {
    "dkim-unreadable-key": lambda path: path.write_bytes(b"no key"),
    "dkim-other-key": lambda path: path.write_bytes(pem(Ed25519PrivateKey.generate())),
    "dkim-weak-key": lambda path: path.write_bytes(pem(generate_private_key(65537, 1024))),
    "dkim-key-for-all": lambda path: path.chmod(0o640),
}


def pem(key: Any) -> bytes:
    return bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


@pytest.mark.parametrize("said", WRONG)
def test_a_key_that_will_not_do_is_refused_with_what_is_wrong(
    said: str, tmp_path: Path
) -> None:
    there = place(tmp_path)
    dkim_keys.make(there, [Algorithm.RSA])
    WRONG[said](there.path(Algorithm.RSA))

    with pytest.raises(UnusableKey) as refused:
        there.all_told()

    assert refused.value.key == said
    assert refused.value.sentence("ru") != refused.value.sentence("en")
