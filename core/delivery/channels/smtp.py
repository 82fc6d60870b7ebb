"""E-mail over SMTP: kept connections, and a careful ear for what exactly was refused.

Where a failure happens decides what it means. Up to the answer to `DATA` nothing was handed
over. From the last byte of the message to its answer, silence means that nobody knows.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from time import monotonic

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
from core.delivery.channels.conversation import (
    MESSAGE_EXPECTED,
    Broken,
    Stale,
    commands_of,
    conversation,
    is_addressed,
    parties,
    put,
    stuffed,
    wire_of,
    words_of,
    written,
)
from core.delivery.channels.replies import CLOSING, Reply, is_about_sender, refusal
from core.delivery.line_ends import travelling

GOOD, NOT_GOOD = 200, 300
NAMED_FOR = 5.0  # seconds; whoever waits longer for what was named may have given up
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


class SmtpLine:
    """One connection, opened when it is needed and kept while it holds."""

    def __init__(self, channel: SmtpChannel) -> None:
        self._channel = channel
        self._smtp: smtplib.SMTP | None = None
        self._expected: Envelope | None = None
        self._named: tuple[str, str] | None = None  # whom the server was told of already
        self._named_at = 0.0  # by a clock of its own, in seconds

    def expect(self, envelope: Envelope) -> None:
        """The message after the next: named in one breath with the next one's end, where
        pipelining is offered (RFC 2920, 3.1). Its content waits for its own turn."""
        self._expected = envelope if is_addressed(envelope) else None

    def let_go(self) -> None:
        """End the connection, if the server waits for a message that does not come for now."""
        self._expected = None
        if self._named is not None:
            self._drop()

    def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
        """Try once, on the kept connection or on a new one."""
        following, self._expected = self._expected, None
        if not is_addressed(envelope):
            # Nobody is asked: what else stands in it would be a command of its own.
            return RefusedForGood("no address", Fault.SENDER)
        try:
            smtp, refused = self._reception(envelope)
        except Broken as broken:
            self._drop()
            return Unreachable(str(broken))
        if refused is not None:
            return refused
        message = stuffed(self._channel.sign(envelope.content))
        intend()
        return self._verdict(smtp, message, following)

    def close(self) -> None:
        """Leave politely, if anybody still listens."""
        if self._smtp is not None and self._named is None:
            try:
                wire_of(self._smtp).settimeout(1)
                self._smtp.quit()
            except (smtplib.SMTPException, OSError):
                pass
        self._drop()

    def _reception(self, envelope: Envelope) -> tuple[smtplib.SMTP, Answer | None]:
        """Come as far as the other side's “go ahead”, or its refusal. Raises `Broken`."""
        is_late = monotonic() - self._named_at > NAMED_FOR
        if self._named is not None and (is_late or self._named != parties(envelope)):
            self._drop()  # the server waits for what will not come, or may wait no longer
        is_kept = self._smtp is not None
        try:
            smtp = self._open()
            return smtp, self._announce(smtp, envelope)
        except Stale:
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
                raise Broken(words_of(fault)) from fault
        return self._smtp

    def _announce(self, smtp: smtplib.SMTP, envelope: Envelope) -> Answer | None:
        """Name sender and recipient, where that was not done, ask to send. Raises `Broken`."""
        was_named, self._named = self._named is not None, None
        commands, patience = commands_of(envelope), self._channel.patience.command
        mail, recipient, data = conversation(smtp, commands, patience, was_said=was_named)
        if not mail.is_good:
            self._reset(smtp)
            if is_about_sender(mail):
                return SenderRefused(mail.text)
            raise Broken(mail.text)
        if not recipient.is_good:
            self._reset(smtp)
            return refusal(recipient, at_recipient=True)
        if data.code != MESSAGE_EXPECTED:
            self._reset(smtp)
            return refusal(data, at_recipient=False)
        return None

    def _verdict(
        self, smtp: smtplib.SMTP, message: bytes, following: Envelope | None
    ) -> Answer:
        """Hand over, and name the following; from here on silence is doubt."""
        group = message
        if following is not None and smtp.has_extn("pipelining"):
            self._named, self._named_at = parties(following), monotonic()
            group += written(commands_of(following))
        left, fault = put(smtp, group, self._channel.patience.verdict)
        if left < len(message):
            # The end of the message never left this machine, so nobody can have accepted it.
            self._drop()
            return Unreachable(words_of(fault or OSError("nothing left")))
        try:
            reply = Reply.of(smtp.getreply())
        except (smtplib.SMTPException, OSError) as silence:
            self._drop()
            return Unknown(words_of(silence))
        if reply.code == CLOSING or fault is not None:
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
        self._smtp = self._named = None


@cache
def _authorities() -> ssl.SSLContext:
    return ssl.create_default_context()


def _connected(channel: SmtpChannel) -> smtplib.SMTP:
    patience = channel.patience
    # Our own name, said without asking a name server: the default may take seconds.
    name = socket.gethostname() or "localhost"
    # Reading the authorities takes as long as a hundred messages: once, and where it matters.
    context = None if channel.tls == NO_TLS else channel.context or _authorities()
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
    wire_of(smtp).setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return smtp
