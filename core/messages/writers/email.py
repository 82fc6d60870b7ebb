"""Building one e-mail: our own headers, text and HTML side by side, ASCII to the last byte."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from typing import Final

from core.messages.headers import (
    UnsafeHeader,
    ascii_address,
    disposition,
    header,
    mailbox_header,
    text_header,
)
from core.messages.markup import names
from core.messages.model import Rendered
from core.messages.writers.parts import Canonical, base64_lines, part, parted

_MESSAGE_ID: Final = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+>")
_OURS: Final = names(
    "from to cc bcc sender subject date message-id mime-version return-path received "
    "resent-to resent-cc resent-bcc resent-from auto-submitted x-auto-response-suppress"
)
FIXED: Final = (
    b"MIME-Version: 1.0\r\n"
    b"Auto-Submitted: auto-generated\r\n"
    b"X-Auto-Response-Suppress: OOF, AutoReply\r\n"
)


def build(  # noqa: PLR0913 -- an envelope has as many lines
    rendered: Rendered,
    *,
    to_name: str,
    to_address: str,
    sender_name: str,
    sender_address: str,
    message_id: str,
    sent_at: datetime,
    extra: Mapping[str, str] | None = None,
    enclosures: Sequence[bytes] = (),
) -> Canonical:
    """The whole mail with CRLF line ends, ready for SMTP's dot-stuffing; 7-bit, lines ≤ 998.

    `extra` holds further headers (List-Unsubscribe, Feedback-ID, Reply-To …), never one of
    those written here; `enclosures` are files, each made by `enclosed`. Raises `UnsafeHeader`
    and `UnsafeAddress`.
    """
    identity = bracketed(message_id)
    boundary = "=_" + hashlib.sha256(identity.encode()).hexdigest()[:32]
    head = [
        sender(sender_name, sender_address),
        mailbox_header("To", to_name, to_address),
        text_header("Subject", rendered.subject),
        header("Date", format_datetime(sent_at)),
        header("Message-ID", identity),
        *(further(name, value) for name, value in (extra or {}).items()),
        FIXED,
    ]
    words = parted(
        "alternative",
        boundary,
        [part("plain", rendered.text), part("html", rendered.html)],
    )
    if enclosures:
        # No boundary begins like the other: some readers compare no further than the shorter.
        words = parted("mixed", f"=_mixed_{boundary[2:34]}", [words, *enclosures])
    return Canonical(b"".join([*head, words]))


def plain(  # noqa: PLR0913 -- an envelope has as many lines
    text: str,
    *,
    subject: str,
    to_address: str,
    sender_name: str,
    sender_address: str,
    message_id: str,
    sent_at: datetime,
) -> Canonical:
    """A mail of words alone, as the house writes to its own people; CRLF, 7-bit.

    Raises `UnsafeAddress` and `UnsafeHeader`.
    """
    head = [
        sender(sender_name, sender_address),
        mailbox_header("To", "", to_address),
        text_header("Subject", subject),
        header("Date", format_datetime(sent_at)),
        header("Message-ID", bracketed(message_id)),
        FIXED,
    ]
    return Canonical(b"".join([*head, part("plain", text)]))


def enclosed(name: str, kind: str, content: bytes) -> bytes:
    """A file as a part of a mail, encoded once for all the mails it goes with."""
    return b"".join(
        [
            f"Content-Type: {kind}\r\n".encode("ascii"),
            disposition("attachment", name),
            b"Content-Transfer-Encoding: base64\r\n\r\n",
            base64_lines(content),
            b"\r\n",
        ]
    )


def bracketed(message_id: str) -> str:
    """A Message-ID in its angle brackets. Raises `UnsafeHeader` for what is none."""
    identity = message_id if message_id.startswith("<") else f"<{message_id}>"
    if not _MESSAGE_ID.fullmatch(identity):
        raise UnsafeHeader("messages-unsafe-header", name="Message-ID")
    return identity


def further(name: str, value: str) -> bytes:
    """A header beside those written here. Raises `UnsafeHeader` and `UnsafeAddress`."""
    if name.lower() == "reply-to":
        return mailbox_header(name, "", value)
    if name.lower() in _OURS or name.lower().startswith("content-"):
        raise UnsafeHeader("messages-unsafe-header", name=name)
    return header(name, value)


@lru_cache(maxsize=256)
def sender(name: str, address: str) -> bytes:
    """The From of a mail. Raises `UnsafeAddress`."""
    return mailbox_header("From", name, ascii_address(address))
