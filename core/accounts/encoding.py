"""Making any text file plain: UTF-8, one way to end a line, no characters that mean nothing."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.foundation.refusal import Refusal

CHUNK = 4 << 20
SAMPLE = 1 << 18
LONGEST_LINE = 1 << 20  # bytes; nothing that is a table has longer ones
BLANK = "\x02"  # stands for an empty line, which DuckDB would skip without a word
EDGE = "\x01"  # occurs nowhere in a plain file, so that a line is read as one column

_DROPPED = bytes([0, 1, 2, 3])
_COMMON = "оеаинтсрвлкмдпу"
_CYRILLIC = ("cp1251", "koi8-r", "cp866")
_BINARY = (b"PK\x03\x04", b"PAR1", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"MZ")
_BINARY_SHARE = 0.02
_BINARY_LEAST = 16  # a stray bell does not make a binary


class NotATable(Refusal):
    """The file cannot be a table of text."""


@dataclass(frozen=True)
class Plain:
    """A plain copy of a text file: UTF-8, lines ended by a line feed."""

    path: Path
    encoding: str  # what it was
    lines: int


def plain_copy(source: Path, target: Path) -> Plain:
    """Copy a text file as plain UTF-8. Raises `NotATable` for what is not text."""
    with source.open("rb") as file:
        sample = file.read(SAMPLE)
    _refuse_binary(source, sample)
    encoding = detect(sample)
    if encoding == "utf-8-sig":
        encoding = "utf-8-sig" if _is_utf8(source) else _fallback(sample)
    copier = _Copier(encoding, is_mac=b"\r" in sample and b"\n" not in sample)
    with source.open("rb") as file, target.open("wb") as out:
        copier.copy(file, out, source.name)
    return Plain(target, encoding.removesuffix("-sig"), copier.lines)


def detect(sample: bytes) -> str:
    """Name the encoding of a sample: UTF-8 and UTF-16 by mark and form, the rest by letters."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = sample[0:4096:2].count(0), sample[1:4096:2].count(0)
    if max(even, odd) > len(sample[:4096]) // 8:
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return _fallback(sample)
    return "utf-8-sig"


def _refuse_binary(source: Path, sample: bytes) -> None:
    if not sample.strip():
        raise NotATable("accounts-file-empty", file=source.name)
    is_wide = detect(sample).startswith("utf-16")
    odd = sum(sample.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13))
    if sample.startswith(_BINARY) or (not is_wide and odd > max(_BINARY_LEAST, _BINARY_SHARE * len(sample))):
        raise NotATable("accounts-file-binary", file=source.name)


def _is_utf8(source: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with source.open("rb") as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _fallback(sample: bytes) -> str:
    """What a text is that is not UTF-8: mostly UTF-8 with damage, Western, or Cyrillic."""
    broken = sample.decode("utf-8", errors="replace")
    good = sum(1 for letter in broken if "\u0400" <= letter <= "\u04ff")
    if good > 4 * broken.count("\ufffd"):  # noqa: PLR2004 - far more sound letters than damage
        return "utf-8-sig"
    high = len(re.findall(rb"[\x80-\xff]", sample))
    alone = len(re.findall(rb"(?<=[A-Za-z])[\x80-\xff](?=[A-Za-z])", sample))
    if alone * 2 > high:
        return "cp1252"
    return max(_CYRILLIC, key=lambda name: _likeness(sample.decode(name, errors="replace")))


def _likeness(text: str) -> int:
    """How much a text looks like Russian: common small letters."""
    counts = Counter(text)
    return sum(counts[letter] for letter in _COMMON)


class _Copier:
    """Streams a file into a plain one, chunk by chunk."""

    def __init__(self, encoding: str, *, is_mac: bool) -> None:
        self.decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self.is_mac = is_mac
        self.lines = 0
        self._since_break = 0
        self._last = b"\n"
        self._held = ""

    def copy(self, file: BinaryIO, out: BinaryIO, name: str) -> None:
        while chunk := file.read(CHUNK):
            self._write(self.decoder.decode(chunk), out, name)
        self._write(self.decoder.decode(b"", final=True), out, name, is_last=True)
        if self._last != b"\n":
            out.write(b"\n")
            self.lines += 1

    def _write(self, text: str, out: BinaryIO, name: str, *, is_last: bool = False) -> None:
        text = self._held + text
        self._held = ""
        if text.endswith("\r") and not is_last:  # its line feed may come with the next chunk
            self._held, text = "\r", text[:-1]
        if not text:
            return
        plain = self._regular(text)
        self._check_length(plain, name)
        self.lines += plain.count(b"\n")
        starts_blank = self._last == b"\n" and plain.startswith(b"\n")
        out.write((BLANK.encode() if starts_blank else b"") + _with_blanks(plain))
        self._last = plain[-1:] or self._last

    def _regular(self, text: str) -> bytes:
        if "\r" in text:
            lone = "\n" if self.is_mac else " "
            text = text.replace("\r\n", "\n").replace("\r", lone)
        return text.encode("utf-8", errors="replace").translate(None, _DROPPED)

    def _check_length(self, plain: bytes, name: str) -> None:
        first, last = plain.find(b"\n"), plain.rfind(b"\n")
        run = self._since_break + (first if first >= 0 else len(plain))
        self._since_break = len(plain) - last - 1 if last >= 0 else run
        longest = max(run, self._since_break, _longest_inside(plain))
        if longest > LONGEST_LINE:
            raise NotATable("accounts-line-too-long", file=name, line=self.lines + 1)


def _longest_inside(plain: bytes) -> int:
    """The longest line of a chunk that may hold a long one; a cheap look at most chunks."""
    step = LONGEST_LINE // 2
    if all(plain.find(b"\n", at, at + step) >= 0 for at in range(0, len(plain), step)):
        return 0
    return max(len(line) for line in plain.split(b"\n"))


def _with_blanks(plain: bytes) -> bytes:
    mark = b"\n" + BLANK.encode() + b"\n"
    while b"\n\n" in plain:
        plain = plain.replace(b"\n\n", mark)
    return plain
