"""Building one e-mail: our own headers, text and HTML side by side, ASCII to the last byte."""

import binascii
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

_MESSAGE_ID: Final = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+>")
_FOREIGN: Final = bytes(range(0x80, 0x100))
_OURS: Final = names(
    "from to cc bcc sender subject date message-id mime-version return-path received "
    "resent-to resent-cc resent-bcc resent-from auto-submitted x-auto-response-suppress"
)
_FIXED: Final = (
    b"MIME-Version: 1.0\r\n"
    b"Auto-Submitted: auto-generated\r\n"
    b"X-Auto-Response-Suppress: OOF, AutoReply\r\n"
)
_BASE64_FROM = (
    5  # one byte in five beyond ASCII: from here on base64 is shorter to read and send
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
) -> bytes:
    """The whole mail with CRLF line ends, ready for SMTP's dot-stuffing; 7-bit, lines ≤ 998.

    `extra` holds further headers (List-Unsubscribe, Feedback-ID, Reply-To …), never one of
    those written here; `enclosures` are files, each made by `enclosed`. Raises `UnsafeHeader`
    and `UnsafeAddress`.
    """
    identity = bracketed(message_id)
    boundary = "=_" + hashlib.sha256(identity.encode()).hexdigest()[:32]
    head = [
        _from(sender_name, sender_address),
        mailbox_header("To", to_name, to_address),
        text_header("Subject", rendered.subject),
        header("Date", format_datetime(sent_at)),
        header("Message-ID", identity),
        *(_extra(name, value) for name, value in (extra or {}).items()),
        _FIXED,
    ]
    words = _parted(
        "alternative",
        boundary,
        [_part("plain", rendered.text), _part("html", rendered.html)],
    )
    if enclosures:
        # No boundary begins like the other: some readers compare no further than the shorter.
        words = _parted("mixed", f"=_mixed_{boundary[2:34]}", [words, *enclosures])
    return b"".join([*head, words])


def plain(
    text: str,
    *,
    subject: str,
    to_address: str,
    sender_name: str,
    sender_address: str,
    sent_at: datetime,
) -> bytes:
    """A mail of words alone, as the house writes to its own people; CRLF, 7-bit.

    Raises `UnsafeAddress` and `UnsafeHeader`.
    """
    head = [
        _from(sender_name, sender_address),
        mailbox_header("To", "", to_address),
        text_header("Subject", subject),
        header("Date", format_datetime(sent_at)),
        _FIXED,
    ]
    return b"".join([*head, _part("plain", text)])


def enclosed(name: str, kind: str, content: bytes) -> bytes:
    """A file as a part of a mail, encoded once for all the mails it goes with."""
    return b"".join(
        [
            f"Content-Type: {kind}\r\n".encode("ascii"),
            disposition("attachment", name),
            b"Content-Transfer-Encoding: base64\r\n\r\n",
            _base64(content),
            b"\r\n",
        ]
    )


def bracketed(message_id: str) -> str:
    """A Message-ID in its angle brackets. Raises `UnsafeHeader` for what is none."""
    identity = message_id if message_id.startswith("<") else f"<{message_id}>"
    if not _MESSAGE_ID.fullmatch(identity):
        raise UnsafeHeader("messages-unsafe-header", name="Message-ID")
    return identity


def _extra(name: str, value: str) -> bytes:
    if name.lower() in _OURS or name.lower().startswith("content-"):
        raise UnsafeHeader("messages-unsafe-header", name=name)
    return header(name, value)


@lru_cache(maxsize=256)
def _from(name: str, address: str) -> bytes:
    return mailbox_header("From", name, ascii_address(address))


def _parted(kind: str, boundary: str, parts: Sequence[bytes]) -> bytes:
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode()
    line = f"--{boundary}\r\n".encode()
    body = [piece for part in parts for piece in (line, part)]
    return b"".join([head, *body, f"--{boundary}--\r\n".encode()])


def _part(kind: str, text: str) -> bytes:
    """One part, quoted-printable where it is mostly ASCII, else base64; every line ≤ 76."""
    content = _crlf(text.encode("utf-8", errors="replace"))
    foreign = len(content) - len(content.translate(None, _FOREIGN))
    if foreign * _BASE64_FROM > len(content):
        encoding, encoded = b"base64", _base64(content)
    else:
        # Neither encoding can begin a line with the boundary, or hold a bare dot on one.
        encoding, encoded = b"quoted-printable", _quoted(content)
    return (
        f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: ".encode()
        + encoding
        + b"\r\n\r\n"
        + encoded
        + b"\r\n"
    )


def _quoted(content: bytes) -> bytes:
    # Where a text has no line end of its own, the library breaks its lines with a bare LF.
    return _crlf(binascii.b2a_qp(content, istext=True))


def _crlf(text: bytes) -> bytes:
    ends = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return ends.replace(b"\n", b"\r\n")


def _base64(content: bytes) -> bytes:
    whole = binascii.b2a_base64(content, newline=False)
    return b"\r\n".join(whole[at : at + 76] for at in range(0, len(whole), 76))
