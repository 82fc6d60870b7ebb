"""Opening a mail that anybody may have written: within limits, never with a surprise."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from html import unescape

LARGEST_MAIL = 5_000_000  # bytes
MOST_BOUNDARIES, MOST_PARTS = 30, 300
LONGEST_TEXT = 60_000  # characters of one part that are read

# A report, or the mail that is returned with it, is read as text: nothing nests for us, and the
# library neither undoes its encoding nor knows RFC 6533's kinds.
_OPAQUE = re.compile(
    rb"^(content-type:[ \t]*(?:\r?\n[ \t]+)?)message/"
    rb"(delivery-status|global-delivery-status|feedback-report|rfc822-headers|rfc822"
    rb"|global-headers|global|disposition-notification)(?![\w.+-])",
    re.IGNORECASE | re.MULTILINE,
)
_BOUNDARY = re.compile(rb"boundary[ \t]{0,9}=[ \t]{0,9}\"?([^\"\s;]{1,80})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,500}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li)\b[^<>]{0,200}>", re.IGNORECASE)


class Unopened(Exception):
    """This is no mail that is safe to read; the word says why: size, parts, nesting, broken."""


@dataclass(frozen=True)
class Part:
    """One part that is text: its kind (``x-delivery-status`` …) and its decoded words."""

    kind: str
    text: str


@dataclass(frozen=True)
class Mail:
    """A mail opened: its own headers, and its parts as text."""

    message: Message
    parts: tuple[Part, ...]

    def header(self, name: str) -> str:
        """A header in readable letters on one line; empty where there is none."""
        return readable(self.message.get(name, ""))

    def of(self, *kinds: str) -> Iterator[str]:
        """The texts of the parts of a kind."""
        return (part.text for part in self.parts if part.kind in kinds)


def opened(raw: bytes) -> Mail:
    """Read a mail. Raises `Unopened`, and nothing else whatever it is given."""
    if len(raw) > LARGEST_MAIL:
        raise Unopened("size")
    _count(raw)
    try:
        message = email.message_from_bytes(_OPAQUE.sub(rb"\1text/x-\2", raw))
        return Mail(message, tuple(_parts(message)))
    except RecursionError as fault:
        raise Unopened("nesting") from fault
    except (MessageError, ValueError, LookupError, TypeError, AttributeError) as fault:
        raise Unopened("broken") from fault


def readable(value: object) -> str:
    """A header's value with its encoded words spelled out; what cannot be read stays."""
    raw = str(value)[:2_000]
    try:
        pieces = [
            piece.decode(charset or "ascii", "replace") if isinstance(piece, bytes) else piece
            for piece, charset in decode_header(raw)
        ]
    except (MessageError, ValueError, LookupError):
        pieces = [raw]
    return " ".join("".join(pieces).split())


def _count(raw: bytes) -> None:
    """Refuse what would take for ever to take apart. Raises `Unopened`."""
    boundaries = set()
    for found in _BOUNDARY.finditer(raw):
        boundaries.add(found[1])
        if len(boundaries) > MOST_BOUNDARIES:
            raise Unopened("nesting")
    if sum(raw.count(b"--" + boundary) for boundary in boundaries) > MOST_PARTS:
        raise Unopened("parts")


def _parts(message: Message) -> Iterator[Part]:
    for part in message.walk():
        # Of a mail in parts that never says where they end, the whole is one text.
        if part.get_content_maintype() in ("text", "multipart") and not part.is_multipart():
            is_text = part.get_content_maintype() == "text"
            yield Part(part.get_content_subtype() if is_text else "plain", _text(part))


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    text = decoded(content, str(part.get_content_charset("utf-8")))
    text = text.replace("\r\n", "\n").replace("\r", "\n")[:LONGEST_TEXT]
    return _plain(text) if part.get_content_subtype() == "html" else text


def decoded(content: bytes, charset: str) -> str:
    """Bytes as letters: as they say they are, else as UTF-8, else one letter a byte."""
    for name in (charset, "utf-8"):
        try:
            return content.decode(name)
        except (LookupError, UnicodeError):
            continue
    return content.decode("latin-1")


def _plain(html: str) -> str:
    bare = _without(_without(html, "style"), "script")
    return unescape(_TAG.sub("", _BREAK.sub("\n", bare)))


def _without(html: str, tag: str) -> str:
    """HTML without what stands in a tag; of one that never ends, without the rest."""
    kept, at, small = [], 0, html.lower()
    while (start := small.find(f"<{tag}", at)) >= 0:
        kept.append(html[at:start])
        end = small.find(f"</{tag}", start)
        at = len(html) if end < 0 else end
    return "".join([*kept, html[at:]])
