"""The SMTP channel: phases, TLS, pipelining, and a message that cannot end early."""

import os
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.delivery import records, worker
from core.delivery.channel import (
    Accepted,
    Answer,
    Envelope,
    Fault,
    RefusedForGood,
    RefusedForNow,
    Unknown,
    Unreachable,
)
from core.delivery.channels.replies import Reply, refusal
from core.delivery.channels.smtp import SmtpChannel
from core.foundation.clock import SystemClock
from core.store.store import Store
from tests.core.delivery.servers import (
    Scripted,
    channel_to,
    free_port,
    served,
    set_off,
    soon,
    workshop,
)

SINK = Path("/usr/sbin/smtp-sink")
MAIL = b"Message-ID: <m1.c1@ex.test>\r\nSubject: x\r\n\r\nHello\r\n"


def handed_over(
    channel: SmtpChannel, *contents: bytes, address: str = "a@ex.test"
) -> tuple[list[Answer], int]:
    """What was answered, and how many times a message was about to leave."""
    line, intents = channel.line(), []
    answers = [
        line.hand_over(
            Envelope("news@ex.test", address, content), intend=lambda: intents.append(1)
        )
        for content in contents
    ]
    line.close()
    return answers, len(intents)


def test_dots_and_line_ends_cannot_end_a_message_early() -> None:
    server = Scripted()
    smuggled = b"Subject: x\r\n\r\n.\r\n..two\nMAIL FROM:<evil@ex.test>\n.\nDATA\r.\rend"

    with served(server) as port:
        answers, _ = handed_over(channel_to(port), smuggled)

    assert [type(answer) for answer in answers] == [Accepted]
    [(_, _, content)] = server.taken
    lines = content.replace(b"\r\n", b"")
    assert b"\n" not in lines
    assert b"\r" not in lines
    assert content == (
        b"Subject: x\r\n\r\n.\r\n..two\r\nMAIL FROM:<evil@ex.test>\r\n.\r\nDATA\r\n.\r\nend\r\n"
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("550 5.1.1 no such user", RefusedForGood("550 5.1.1 no such user", Fault.ADDRESS)),
        ("550 unknown mailbox", RefusedForGood("550 unknown mailbox", Fault.ADDRESS)),
        ("554 5.7.1 spam", RefusedForGood("554 5.7.1 spam", Fault.SENDER)),
        ("550 blocked by policy", RefusedForGood("550 blocked by policy", Fault.SENDER)),
        ("552 5.2.2 full", RefusedForNow("552 5.2.2 full")),
        ("550 5.4.4 no route", RefusedForNow("550 5.4.4 no route")),
        ("451 4.7.1 greylisted", RefusedForNow("451 4.7.1 greylisted")),
    ],
)
def test_a_refused_recipient_is_heard_for_what_it_is(said: str, answer: Answer) -> None:
    with served(Scripted(at_recipient=lambda _address: said)) as port:
        answers, intents = handed_over(channel_to(port), MAIL, MAIL)

    assert answers == [answer, answer]
    assert intents == 0


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("554 5.6.0 content refused", RefusedForGood),
        ("452 4.3.1 later", RefusedForNow),
        ("250 2.0.0 taken", Accepted),
        ("drop", Unknown),
    ],
)
def test_the_answer_to_the_message_decides(said: str, kind: type[Answer]) -> None:
    with served(Scripted(at_end=lambda _address: said)) as port:
        answers, intents = handed_over(channel_to(port), MAIL)

    assert [type(answer) for answer in answers] == [kind]
    assert intents == 1


def test_content_that_is_refused_does_not_condemn_the_address() -> None:
    reply = Reply.of((550, b"I do not like it"))

    assert refusal(reply, at_recipient=False) == RefusedForGood(reply.text, Fault.SENDER)


def test_nobody_there_is_not_the_messages_fault() -> None:
    answers, intents = handed_over(channel_to(free_port()), MAIL)

    assert [type(answer) for answer in answers] == [Unreachable]
    assert intents == 0


def test_a_kept_connection_that_was_closed_is_opened_again() -> None:
    server = Scripted()
    port = free_port()
    line = channel_to(port).line()
    envelope = Envelope("news@ex.test", "a@ex.test", MAIL)

    with served(server, port):
        line.hand_over(envelope, intend=lambda: None)
    with served(server, port):
        answer = line.hand_over(envelope, intend=lambda: None)
        line.close()

    assert isinstance(answer, Accepted)
    assert len(server.taken) == 2


def test_a_reply_is_kept_without_its_control_signs() -> None:
    reply = Reply.of((550, b"no\x1b[31m\r\nsuch\xff" + b"x" * 2_000))

    assert reply.text.isprintable()
    assert len(reply.text) == 500


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "server.pem"
    subprocess.run(
        (
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-keyout", path, "-out", tmp_path / "ca.pem", "-subj", "/CN=127.0.0.1"),
            *("-addext", "subjectAltName=IP:127.0.0.1"),
        ),
        check=True,
        capture_output=True,
    )
    path.write_bytes(path.read_bytes() + (tmp_path / "ca.pem").read_bytes())
    return path


def test_starttls_is_used_and_a_stranger_is_not_trusted(certificate: Path) -> None:
    server = Scripted()
    theirs = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    theirs.load_cert_chain(certificate)
    known = ssl.create_default_context(cafile=str(certificate.with_name("ca.pem")))

    with served(server, tls_context=theirs, require_starttls=True) as port:
        trusting, _ = handed_over(channel_to(port, tls="starttls", context=known), MAIL)
        wary, intents = handed_over(channel_to(port, tls="starttls"), MAIL)

    assert [type(answer) for answer in trusting] == [Accepted]
    assert [type(answer) for answer in wary] == [Unreachable]
    assert intents == 0


def test_starttls_that_is_not_offered_sends_nothing() -> None:
    server = Scripted()

    with served(server) as port:
        answers, _ = handed_over(channel_to(port, tls="starttls"), MAIL)

    assert [type(answer) for answer in answers] == [Unreachable]
    assert server.taken == []


def test_a_wrong_password_keeps_everything() -> None:
    with served(Scripted()) as port:
        channel = channel_to(port, user="cockpit", password="wrong")
        answers, intents = handed_over(channel, MAIL)

    assert [type(answer) for answer in answers] == [Unreachable]
    assert intents == 0
    assert "wrong" not in repr(channel)


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """Postfix's test server, which pipelines; it writes each mail into a file."""
    port, folder = free_port(), tmp_path / "sunk"
    folder.mkdir()
    folder.chmod(0o777)
    user = ["-u", "root"] if os.geteuid() == 0 else []
    program = [str(SINK), *user, "-d", f"{folder}/%M.", f"127.0.0.1:{port}", "100"]
    running = subprocess.Popen(program, cwd=folder)
    yield port, folder
    running.terminate()
    running.wait()


@pytest.mark.skipif(not SINK.exists(), reason="needs postfix's smtp-sink")
def test_a_real_server_gets_every_message_once(
    store: Store, tmp_path: Path, sink: tuple[int, Path]
) -> None:
    port, folder = sink
    campaign = set_off(store, [f"k{number}@ex.test" for number in range(200)])
    assert soon(lambda: _listens(port))

    shop = workshop(store, tmp_path / "delivery", port, SystemClock())
    worker.deliver(shop, once=True, stop=threading.Event())

    mails = [path.read_text() for path in folder.iterdir()]
    names = [line for mail in mails for line in mail.splitlines() if "Message-ID:" in line]
    assert len(names) == len(set(names)) == 200
    with store.reading() as tx:
        assert records.counts_by_state(tx, campaign.id).by_state == {"sent": 200}


def _listens(port: int) -> bool:
    answers, _ = handed_over(channel_to(port), MAIL.replace(b"Message-ID", b"X-Probe"))
    return isinstance(answers[0], Accepted)
