"""Writing mail headers ourselves: no value can end its line, start another, or name a person.

The standard library's writer once turned a crafted name in the subject into a real Bcc header
(CVE-2024-6923); this one writes ASCII, encodes whatever is not plain, and folds.
"""

import base64
import re
from typing import Final
from urllib.parse import quote

from email_validator import EmailNotValidError, validate_email

from core.foundation.refusal import Refusal
from core.messages.neutral import single_line

FOLD_AT = 78  # octets of a line, without its end
LONGEST_LINE = 998  # RFC 5322
LONGEST_NAME = 200  # characters of a display name
LONGEST_ATOM = 60
LONGEST_ADDRESS = 254

_FIELD_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ATOMS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_ADDRESS: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
)
_PLAIN_NAME: Final = re.compile(r"(?!.*=\?)[A-Za-z0-9!#$&+^_`{}~@=,. -]{1,60}")
_NAME_PIECE: Final = 54  # letters of a percent-encoded name on one line
_WORD_FRAME: Final = len("=?utf-8?b??=")
_LONGEST_LETTER: Final = 4  # bytes of UTF-8
_CONTINUES, _CONTINUATION = 0b1100_0000, 0b1000_0000  # how a byte that begins no letter begins
_WORD_BYTES: Final = 45  # of text in one encoded word: 60 letters of base64, 72 with its frame


class UnsafeHeader(Refusal):
    """A header that would not stay the one header it is."""


class UnsafeAddress(Refusal):
    """An address that cannot stand in a header as it is."""


def header(name: str, value: str) -> bytes:
    """One unstructured or ready-made header, folded, with its line end.

    Raises `UnsafeHeader` for controls and line ends in either; what is not plain ASCII, or
    looks like an encoded word, is encoded (RFC 2047).
    """
    if not _FIELD_NAME.fullmatch(name):
        raise UnsafeHeader("messages-unsafe-header", name=name[:60])
    if _UNSAFE.search(value):
        raise UnsafeHeader("messages-unsafe-header", name=name)
    words = [value] if _needs_encoding(value) else value.split(" ")
    if _needs_encoding(value):
        words = _encoded(value, first=FOLD_AT - len(name) - 2)
    return _folded(name, words)


def text_header(name: str, value: str) -> bytes:
    """A header for people to read – a subject: whatever it holds becomes one inert line."""
    return header(name, single_line(value))


def mailbox_header(name: str, person: str, address: str) -> bytes:
    """From, To, Reply-To: one person at one address. Raises `UnsafeAddress`."""
    safe = ascii_address(address)
    shown = single_line(person)[:LONGEST_NAME]
    if not shown:
        return _folded(name, [safe])
    words = shown.split(" ")
    plain = _ATOMS.fullmatch(shown) and "=?" not in shown
    if not plain or max(map(len, words)) > LONGEST_ATOM:
        # Encoded rather than quoted: nothing in base64 can close a quote or open an address.
        words = _encoded(shown, first=FOLD_AT - len(name) - 2)
    return _folded(name, [*words, f"<{safe}>"])


def disposition(kind: str, name: str) -> bytes:
    """Content-Disposition with a file's name: quoted where it is plain, else as RFC 2231 says.

    A long name goes over several lines, each a parameter of its own; no byte of it can end one.
    """
    shown = single_line(name)
    if _PLAIN_NAME.fullmatch(shown):
        return f'Content-Disposition: {kind};\r\n filename="{shown}"\r\n'.encode("ascii")
    pieces = _quoted_pieces(shown)
    if len(pieces) == 1:
        return f"Content-Disposition: {kind};\r\n filename*=UTF-8''{pieces[0]}\r\n".encode()
    lines = [f" filename*{number}*={piece}" for number, piece in enumerate(pieces)]
    lines[0] = lines[0].replace("=", "=UTF-8''", 1)
    return (f"Content-Disposition: {kind};\r\n" + ";\r\n".join(lines) + "\r\n").encode("ascii")


def ascii_address(address: str) -> str:
    """The address as it may stand in a header and an envelope, its domain in ASCII.

    Raises `UnsafeAddress`.
    """
    if len(address) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(address):
        return address
    try:
        checked = validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        checked = None
    safe = checked.ascii_email if checked else None
    if safe is None or not _ADDRESS.fullmatch(safe):
        raise UnsafeAddress("messages-unsafe-address", address=single_line(address)[:100])
    return safe


def _needs_encoding(value: str) -> bool:
    return not value.isascii() or "=?" in value


def _encoded(value: str, *, first: int) -> list[str]:
    """RFC 2047 encoded words; the first fits into `first` letters, none splits a letter."""
    raw, words, at = value.encode(), [], 0
    room = max((first - _WORD_FRAME) // 4 * 3, _LONGEST_LETTER)
    while at < len(raw):
        end = at + room
        while end < len(raw) and raw[end] & _CONTINUES == _CONTINUATION:
            end -= 1
        words.append(_word(raw[at:end]))
        at, room = end, _WORD_BYTES
    return words or [_word(b"")]


def _word(chunk: bytes) -> str:
    return f"=?utf-8?b?{base64.b64encode(chunk).decode()}?="


def _quoted_pieces(value: str) -> list[str]:
    """The name percent-encoded, in pieces that fit into a line; none splits a letter."""
    pieces = [""]
    for letter in value:
        encoded = quote(letter, safe="")
        if len(pieces[-1]) + len(encoded) > _NAME_PIECE:
            pieces.append("")
        pieces[-1] += encoded
    return pieces


def _folded(name: str, words: list[str]) -> bytes:
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > FOLD_AT and word and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    if any(len(line) > LONGEST_LINE for line in lines):
        raise UnsafeHeader("messages-unsafe-header", name=name)
    return "\r\n".join(lines).encode("ascii") + b"\r\n"
