"""E-mail over SMTP: kept connections, and a careful ear for what exactly was refused.

Where a failure happens decides what it means. Up to the answer to `DATA` nothing was handed
over. From the last byte of the message to its answer, silence means that nobody knows.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field

from core.consent.model import EMAIL, address_key, is_usable, sendable
from core.delivery.channel import (
    Accepted,
    Answer,
    Envelope,
    Fault,
    RefusedForGood,
    SenderRefused,
    Unknown,
    Unreachable,
    UnusableAddress,
)
from core.delivery.channels.replies import CLOSING, Reply, is_about_sender, refusal
from core.delivery.line_ends import travelling

MESSAGE_EXPECTED, GOOD, NOT_GOOD = 354, 200, 300
_PATH = re.compile(r"[!-;=?-~]*")  # what may stand between the brackets: no blank, no bracket
NO_TLS, STARTTLS, TLS = "none", "starttls", "tls"


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds. RFC 5321 grants the last answer ten minutes."""

    connecting: float = 20.0
    command: float = 60.0
    verdict: float = 600.0


@dataclass(frozen=True)
class SmtpChannel:
    """A relay, and how to come in."""

    host: str
    port: int
    tls: str = NO_TLS
    user: str = ""
    password: str = field(default="", repr=False)
    patience: Patience = Patience()
    context: ssl.SSLContext | None = None  # whom to trust; none: the machine's authorities
    sign: Callable[[bytes], bytes] = travelling  # what a mail becomes as it leaves
    name: str = EMAIL

    def line(self) -> "SmtpLine":
        return SmtpLine(self)

    def usable(self, address: str) -> str:
        """The address in ASCII, its domain as A-labels. Raises `UnusableAddress`."""
        wire = sendable(EMAIL, address)
        if not wire.isascii() or not is_usable(EMAIL, address_key(EMAIL, address)):
            raise UnusableAddress("delivery-unusable-address", address=address)
        return wire


class _Broken(Exception):
    """The conversation ended before the message was handed over."""


class _Stale(_Broken):
    """A kept connection turned out to be closed; a new one may do."""


class SmtpLine:
    """One connection, opened when it is needed and kept while it holds."""

    def __init__(self, channel: SmtpChannel) -> None:
        self._channel = channel
        self._smtp: smtplib.SMTP | None = None

    def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
        """Try once, on the kept connection or on a new one."""
        if not (_PATH.fullmatch(envelope.sender) and _PATH.fullmatch(envelope.address)):
            # Nobody is asked: what else stands in it would be a command of its own.
            return RefusedForGood("no address", Fault.SENDER)
        try:
            smtp, refused = self._reception(envelope)
        except _Broken as broken:
            self._drop()
            return Unreachable(str(broken))
        if refused is not None:
            return refused
        message = _stuffed(self._channel.sign(envelope.content))
        intend()
        return self._verdict(smtp, message)

    def close(self) -> None:
        """Leave politely, if anybody still listens."""
        if self._smtp is not None:
            try:
                _wire(self._smtp).settimeout(1)
                self._smtp.quit()
            except (smtplib.SMTPException, OSError):
                pass
        self._drop()

    def _reception(self, envelope: Envelope) -> tuple[smtplib.SMTP, Answer | None]:
        """Come as far as the other side's “go ahead”, or its refusal. Raises `_Broken`."""
        is_kept = self._smtp is not None
        try:
            smtp = self._open()
            return smtp, self._announce(smtp, envelope)
        except _Stale:
            if not is_kept:
                raise
            self._drop()
            smtp = self._open()
            return smtp, self._announce(smtp, envelope)

    def _open(self) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = _connected(self._channel)
            except (smtplib.SMTPException, OSError, ValueError) as fault:
                raise _Broken(_words(fault)) from fault
        return self._smtp

    def _announce(self, smtp: smtplib.SMTP, envelope: Envelope) -> Answer | None:
        """Name sender and recipient, ask to send. Raises `_Broken`."""
        commands = [
            f"MAIL FROM:<{envelope.sender}>",
            f"RCPT TO:<{envelope.address}>",
            "DATA",
        ]
        mail, recipient, data = _conversation(smtp, commands, self._channel.patience.command)
        if not mail.is_good:
            self._reset(smtp)
            if is_about_sender(mail):
                return SenderRefused(mail.text)
            raise _Broken(mail.text)
        if not recipient.is_good:
            self._reset(smtp)
            return refusal(recipient, at_recipient=True)
        if data.code != MESSAGE_EXPECTED:
            self._reset(smtp)
            return refusal(data, at_recipient=False)
        return None

    def _verdict(self, smtp: smtplib.SMTP, message: bytes) -> Answer:
        """Hand over; from here on silence is doubt."""
        try:
            _wire(smtp).settimeout(self._channel.patience.verdict)
            _wire(smtp).sendall(message)
        except OSError as fault:
            # The end of the message never left this machine, so nobody can have accepted it.
            self._drop()
            return Unreachable(_words(fault))
        try:
            reply = Reply.of(smtp.getreply())
        except (smtplib.SMTPException, OSError) as fault:
            self._drop()
            return Unknown(_words(fault))
        if reply.code == CLOSING:
            self._drop()
        if GOOD <= reply.code < NOT_GOOD:
            return Accepted(reply.text)
        return refusal(reply, at_recipient=False) if reply.is_refusal else Unknown(reply.text)

    def _reset(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None


def _connected(channel: SmtpChannel) -> smtplib.SMTP:
    patience = channel.patience
    # Our own name, said without asking a name server: the default may take seconds.
    name = socket.gethostname() or "localhost"
    context = channel.context or ssl.create_default_context()
    smtp: smtplib.SMTP
    if channel.tls == TLS:
        smtp = smtplib.SMTP_SSL(
            channel.host, channel.port, name, timeout=patience.connecting, context=context
        )
    else:
        smtp = smtplib.SMTP(channel.host, channel.port, name, timeout=patience.connecting)
    try:
        if channel.tls == STARTTLS:
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
        if channel.user:
            smtp.login(channel.user, channel.password)
    except BaseException:
        smtp.close()
        raise
    _wire(smtp).setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return smtp


def _wire(smtp: smtplib.SMTP) -> socket.socket:
    """The open socket. Raises `OSError` where there is none any more."""
    if smtp.sock is None:
        raise OSError("the connection is closed")
    return smtp.sock


def _conversation(smtp: smtplib.SMTP, commands: list[str], patience: float) -> list[Reply]:
    """Each command's reply: in one write where pipelining is offered, else one by one.

    After a refusal the rest is not said, and answered as the refusal was. Raises `_Stale`.
    """
    try:
        _wire(smtp).settimeout(patience)
        replies = (_at_once if smtp.has_extn("pipelining") else _in_turn)(smtp, commands)
    except (smtplib.SMTPException, OSError) as fault:
        raise _Stale(_words(fault)) from fault
    if closing := next((reply for reply in replies if reply.code == CLOSING), None):
        raise _Stale(closing.text)
    return replies


def _in_turn(smtp: smtplib.SMTP, commands: list[str]) -> list[Reply]:
    replies: list[Reply] = []
    for command in commands:
        if replies and replies[-1].is_refusal:
            replies.append(replies[-1])
        else:
            replies.append(Reply.of(smtp.docmd(command)))
    return replies


def _at_once(smtp: smtplib.SMTP, commands: list[str]) -> list[Reply]:
    smtp.send("".join(f"{command}\r\n" for command in commands))
    replies = [Reply.of(smtp.getreply()) for _ in commands]
    if replies[-1].code == MESSAGE_EXPECTED and any(reply.is_refusal for reply in replies):
        # A refused recipient, and a server that waits for the message all the same: it gets
        # an empty one, for nobody, and says no.
        smtp.send(".\r\n")
        smtp.getreply()
    return replies


def _stuffed(content: bytes) -> bytes:
    """The message as it travels: CRLF only, leading dots doubled, and its final dot."""
    stuffed = travelling(content).replace(b"\r\n.", b"\r\n..")
    return (b"." if stuffed.startswith(b".") else b"") + stuffed + b".\r\n"


def _words(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return Reply.of((fault.smtp_code, fault.smtp_error)).text
    return str(fault) or type(fault).__name__
