"""Making any text file plain: UTF-8, one way to end a line, no characters that mean nothing."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from core.foundation.refusal import Refusal

CHUNK = 4 << 20
SAMPLE = 1 << 18
LONGEST_LINE = 1 << 20  # bytes; nothing that is a table has longer ones
BLANK = "\x02"  # stands for an empty line, which DuckDB would skip without a word
ASIDE = "\x03"  # stands for a line with quotes, which is read with care
EDGE = "\x01"  # occurs nowhere in a plain file, so that a line is read as one column

_DROPPED = bytes([0, 1, 2, 3])
_COMMON = "оеаинтсрвлкмдпу"
_CYRILLIC = ("cp1251", "koi8-r", "cp866")
_BINARY = (b"PK\x03\x04", b"PAR1", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"MZ")
_BINARY_SHARE = 0.02
_BINARY_LEAST = 16  # a stray bell does not make a binary
_SOUND = 4  # letters for each broken one: damage, and not another encoding


class NotATable(Refusal):
    """The file cannot be a table of text."""


@dataclass(frozen=True)
class Plain:
    """A plain copy of a text file: UTF-8, lines ended by a line feed."""

    path: Path
    encoding: str  # what it was
    lines: int
    quoted: int  # of them, with a quotation mark


def plain_copy(source: Path, target: Path) -> Plain:
    """Copy a text file as plain UTF-8. Raises `NotATable` for what is not text."""
    with source.open("rb") as file:
        sample = file.read(SAMPLE)
    _refuse_binary(source, sample)
    encoding = detect(sample)
    try:
        copied = _copied(source, target, encoding, sample)
    except UnicodeDecodeError:  # the sample was UTF-8, the rest is not
        encoding = _fallback(sample)
        copied = _copied(source, target, encoding, sample, errors="replace")
    return Plain(target, encoding.removesuffix("-sig"), copied.lines, copied.quoted)


def plain_as_it_is(source: Path) -> Plain | None:
    """The file itself, where it seems to be plain already.

    What would be dear to look for is left to whoever reads it: letters that are not UTF-8 and
    blank lines. Where those turn up, a `plain_copy` is called for.
    """
    with source.open("rb") as file:
        sample = file.read(SAMPLE)
    _refuse_binary(source, sample)
    if detect(sample) != "utf-8-sig" or sample.startswith(codecs.BOM_UTF8):
        return None
    copier = _Copier(_recoded("utf-8"), is_mac=False)
    chunk = b""
    with source.open("rb") as file:
        while following := file.read(CHUNK):
            chunk = following
            if b"\r" in chunk or any(code in chunk for code in _DROPPED):
                return None
            copier.count(chunk, source.name)
    is_ended = chunk.endswith(b"\n")
    return Plain(source, "utf-8", copier.lines, copier.quoted) if is_ended else None


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
    too_odd = odd > max(_BINARY_LEAST, _BINARY_SHARE * len(sample))
    if sample.startswith(_BINARY) or (not is_wide and too_odd):
        raise NotATable("accounts-file-binary", file=source.name)


def _fallback(sample: bytes) -> str:
    """What a text is that is not UTF-8: mostly UTF-8 with damage, Western, or Cyrillic."""
    broken = sample.decode("utf-8", errors="replace")
    good = sum(1 for letter in broken if "\u0400" <= letter <= "\u04ff")
    if good > _SOUND * broken.count("\ufffd"):
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


def _copied(
    source: Path, target: Path, encoding: str, sample: bytes, *, errors: str = ""
) -> "_Copier":
    # Damage in the sample itself has been weighed; damage later changes what the file is.
    is_strict = encoding == "utf-8-sig" and not errors and _is_utf8(sample)
    decode = _utf8(strict=is_strict) if encoding == "utf-8-sig" else _recoded(encoding)
    copier = _Copier(decode, is_mac=b"\r" in sample and b"\n" not in sample)
    with source.open("rb") as file, target.open("wb") as out:
        copier.copy(file, out, source.name)
    return copier


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


class Decode(Protocol):
    """Turns chunks of a file into UTF-8, letters that chunks cut in two included."""

    def __call__(self, chunk: bytes, *, is_last: bool) -> bytes: ...


def _utf8(*, strict: bool) -> Decode:
    """Checks UTF-8 and hands its bytes on; without strictness, damage is marked."""
    if not strict:
        return _recoded("utf-8-sig")
    state = {"rest": b"", "first": b"\xef\xbb\xbf"}

    def decode(chunk: bytes, *, is_last: bool) -> bytes:
        chunk = state["rest"] + chunk
        if state["first"]:
            chunk, state["first"] = chunk.removeprefix(state["first"]), b""
        end = len(chunk) if is_last else _whole_letters(chunk)
        state["rest"] = chunk[end:]
        chunk = chunk[:end]
        if not chunk.isascii():
            chunk.decode("utf-8")
        return chunk

    return decode


def _whole_letters(chunk: bytes) -> int:
    """Where the last letter that may be cut in two begins."""
    for back in range(1, min(4, len(chunk)) + 1):
        code = chunk[-back]
        if code >= 0xC0:  # noqa: PLR2004 - the first byte of a letter
            return len(chunk) - back
        if code < 0x80:  # noqa: PLR2004 - a letter of its own
            break
    return len(chunk)


def _recoded(encoding: str) -> Decode:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")

    def decode(chunk: bytes, *, is_last: bool) -> bytes:
        return decoder.decode(chunk, is_last).encode("utf-8", errors="replace")

    return decode


class _Copier:
    """Streams a file into a plain one, chunk by chunk."""

    def __init__(self, decode: Decode, *, is_mac: bool) -> None:
        self.decode = decode
        self.lone = b"\n" if is_mac else b" "
        self.lines = 0
        self.quoted = 0
        self._since_break = 0
        self._last = b"\n"
        self._held = b""

    def copy(self, file: BinaryIO, out: BinaryIO, name: str) -> None:
        while chunk := file.read(CHUNK):
            self._write(self.decode(chunk, is_last=False), out, name)
        self._write(self.decode(b"", is_last=True), out, name, is_last=True)
        if self._last != b"\n":
            out.write(b"\n")
            self.lines += 1

    def _write(self, chunk: bytes, out: BinaryIO, name: str, *, is_last: bool = False) -> None:
        chunk, self._held = self._held + chunk, b""
        if chunk.endswith(b"\r") and not is_last:  # its line feed may come with the next chunk
            chunk, self._held = chunk[:-1], b"\r"
        if b"\r" in chunk:
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", self.lone)
        if any(code in chunk for code in _DROPPED):
            chunk = chunk.translate(None, _DROPPED)
        if not chunk:
            return
        self.count(chunk, name)
        starts_blank = self._last == b"\n" and chunk.startswith(b"\n")
        out.write((BLANK.encode() if starts_blank else b"") + _with_blanks(chunk))
        self._last = chunk[-1:]

    def count(self, chunk: bytes, name: str) -> None:
        """Count lines and quotation marks."""
        self._check_length(chunk, name)
        self.lines += chunk.count(b"\n")
        self.quoted += chunk.count(b'"')

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
