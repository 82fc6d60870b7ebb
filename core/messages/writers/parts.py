"""Texts as the parts of a mail: quoted-printable or base64, 7-bit, no line longer than 76.

No line has two blanks in a row, a tab, or a blank at its end: that is what a relaxed signature
(RFC 6376) is taken over, and nobody has to look for them again.
"""

import binascii
from collections.abc import Sequence
from functools import lru_cache
from struct import Struct
from typing import Final

BASE64_LINE: Final = 57  # bytes on a line of base64
_LETTERS: Final = 76  # of that line
_FOREIGN: Final = bytes(range(0x80, 0x100))
_BASE64_FROM: Final = 5  # one byte in five beyond ASCII: from here on base64 is shorter

# Blanks that may not stand as they are; as controls they are encoded, and renamed afterwards.
_SECOND_BLANK, _TAB = b"\x00", b"\x01"


class Canonical(bytes):
    """A mail whose line ends and blanks are as a relaxed signature wants them."""


def parted(kind: str, boundary: str, parts: Sequence[bytes]) -> bytes:
    """Parts beside each other, or one instead of the other: ``multipart/<kind>``."""
    line = f"--{boundary}\r\n".encode()
    body = [piece for part in parts for piece in (line, part)]
    return b"".join([opening(kind, boundary), *body, f"--{boundary}--\r\n".encode()])


def opening(kind: str, boundary: str) -> bytes:
    """The header of parts, and the empty line after it."""
    return f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode()


def part(kind: str, text: str) -> bytes:
    """One text, quoted-printable where it is mostly ASCII, else base64."""
    content = crlf(text.encode("utf-8", errors="replace"))
    if is_foreign(content):
        return heading(kind, "base64") + base64_lines(content) + b"\r\n"
    # Neither encoding can begin a line with the boundary, or hold a bare dot on one.
    return heading(kind, "quoted-printable") + quoted(content) + b"\r\n"


def heading(kind: str, encoding: str) -> bytes:
    """The headers of a text, and the empty line after them."""
    return (
        f"Content-Type: text/{kind}; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n"
    ).encode("ascii")


def is_foreign(content: bytes) -> bool:
    """Whether so much of it is beyond ASCII that base64 is shorter to read and send."""
    foreign = len(content) - len(content.translate(None, _FOREIGN))
    return foreign * _BASE64_FROM > len(content)


def quoted(content: bytes) -> bytes:
    """Quoted-printable, its lines with CRLF."""
    has_blanks = b"  " in content or b"\t" in content
    if has_blanks:
        content = content.translate(None, _SECOND_BLANK + _TAB)
        content = content.replace(b"  ", b" " + _SECOND_BLANK).replace(b"\t", _TAB)
    # Where a text has no line end of its own, the library breaks its lines with a bare LF.
    lines = crlf(binascii.b2a_qp(content, istext=True))
    return lines.replace(b"=00", b"=20").replace(b"=01", b"=09") if has_blanks else lines


def crlf(text: bytes) -> bytes:
    """The text with CRLF at its line ends, whatever they were."""
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text.replace(b"\n", b"\r\n")


def base64_lines(content: bytes) -> bytes:
    """Base64, its lines with CRLF but for the last."""
    whole = binascii.b2a_base64(content, newline=False)
    full, rest = divmod(len(whole), _LETTERS)
    # Cut in one go: a slice for each line takes three times as long.
    return b"\r\n".join(_lines(full, rest).unpack(whole))


@lru_cache(maxsize=512)
def _lines(full: int, rest: int) -> Struct:
    """So many full lines, and one of the rest."""
    return Struct(f"{_LETTERS}s" * full + (f"{rest}s" if rest else ""))
