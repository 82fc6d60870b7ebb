"""What is said to an SMTP server and heard from it, in one breath where it lets us."""

import re
import smtplib
import socket

from core.delivery.channel import Envelope
from core.delivery.channels.replies import CLOSING, Reply

MESSAGE_EXPECTED = 354
_PATH = re.compile(r"[!-;=?-~]*")  # what may stand between the brackets: no blank, no bracket


class Broken(Exception):
    """The conversation ended before the message was handed over."""


class Stale(Broken):
    """A kept connection turned out to be closed; a new one may do."""


def wire_of(smtp: smtplib.SMTP) -> socket.socket:
    """The open socket. Raises `OSError` where there is none any more."""
    if smtp.sock is None:
        raise OSError("the connection is closed")
    return smtp.sock


def is_addressed(envelope: Envelope) -> bool:
    return bool(_PATH.fullmatch(envelope.sender) and _PATH.fullmatch(envelope.address))


def parties(envelope: Envelope) -> tuple[str, str]:
    return envelope.sender, envelope.address


def commands_of(envelope: Envelope) -> list[str]:
    return [f"MAIL FROM:<{envelope.sender}>", f"RCPT TO:<{envelope.address}>", "DATA"]


def written(commands: list[str]) -> bytes:
    return "".join(f"{command}\r\n" for command in commands).encode("ascii")


def put(smtp: smtplib.SMTP, content: bytes, patience: float) -> tuple[int, Exception | None]:
    """Write; how many bytes left this machine, and what kept the rest."""
    left = 0
    try:
        wire = wire_of(smtp)
        wire.settimeout(patience)
        rest = memoryview(content)
        while left < len(content):
            left += wire.send(rest[left:])
    except OSError as fault:
        return left, fault
    return left, None


def conversation(
    smtp: smtplib.SMTP, commands: list[str], patience: float, *, was_said: bool
) -> list[Reply]:
    """Each command's reply: in one write where pipelining is offered, else one by one; only
    heard where they were said before.

    After a refusal the rest is not said, and answered as the refusal was. Raises `Stale`.
    """
    try:
        wire_of(smtp).settimeout(patience)
        if was_said:
            replies = _heard(smtp, len(commands))
        elif smtp.has_extn("pipelining"):
            wire_of(smtp).sendall(written(commands))
            replies = _heard(smtp, len(commands))
        else:
            replies = _in_turn(smtp, commands)
    except (smtplib.SMTPException, OSError) as fault:
        raise Stale(words_of(fault)) from fault
    if closing := next((reply for reply in replies if reply.code == CLOSING), None):
        raise Stale(closing.text)
    return replies


def _in_turn(smtp: smtplib.SMTP, commands: list[str]) -> list[Reply]:
    replies: list[Reply] = []
    for command in commands:
        if replies and replies[-1].is_refusal:
            replies.append(replies[-1])
        else:
            replies.append(Reply.of(smtp.docmd(command)))
    return replies


def _heard(smtp: smtplib.SMTP, count: int) -> list[Reply]:
    replies = [Reply.of(smtp.getreply()) for _ in range(count)]
    if replies[-1].code == MESSAGE_EXPECTED and any(reply.is_refusal for reply in replies):
        # A refused recipient, and a server that waits for the message all the same: it gets
        # an empty one, for nobody, and says no.
        smtp.send(".\r\n")
        smtp.getreply()
    return replies


def stuffed(content: bytes) -> bytes:
    """A message that is `travelling`, its leading dots doubled, with its final dot."""
    first = b"." if content.startswith(b".") else b""
    return b"".join((first, content.replace(b"\r\n.", b"\r\n.."), b".\r\n"))


def words_of(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return Reply.of((fault.smtp_code, fault.smtp_error)).text
    return str(fault) or type(fault).__name__
