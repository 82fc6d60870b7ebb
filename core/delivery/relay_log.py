"""The log of a relay on this machine: which Message-IDs it took. Postfix's own, or syslog's.

Its `cleanup` names the Message-ID of a message while that still comes in, so this alone says
nothing; once `qmgr` has it, or somebody tells a status, the relay has answered for it. Lines
count by how they begin: what a client said may stand further on, spelled like any of them.
"""

import gzip
import os
import re
import socket
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

MOST_FILES = 8  # the log and those it was rotated into, the latest
LONGEST_WORDS = 200
KNOCK_SECONDS = 2.0
_WRITTEN_AT = (
    r"(?:<\d+>)?(?:[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?[\d:.]+|\d{4}-\d\d-\d\d[T ][\d:.,+Z-]+) "
)
_LINE = re.compile(
    _WRITTEN_AT + r"(\S+) postfix[\w./-]*/(?:[\w-]+/)*(\w+)\[\d+\]: ([0-9A-Za-z]{5,}): (.*)"
)
_GAP = re.compile(
    _WRITTEN_AT
    + r"\S+ (?:systemd-journald?|journal|rsyslogd|syslogd|syslog-ng|imuxsock|imjournal)\b.*"
    r"(?:[Ss]uppressed \d+ messages|lost \d+ messages|rate-limit)"
)
_MAY_MATTER = (b"postfix", b"uppressed", b"lost", b"rate-limit")
_NAMED = re.compile(r"message-id=<([^<>]+)>")
_STATUS = re.compile(r"to=<.*?\b(status=\w+ \(.*)")
_PACKED = (b"\x1f", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd", b'\x04"M\x18', b"PK\x03\x04", b"]\0\0")
_PACKED_NAMES = (".xz", ".lzma", ".bz2", ".zst", ".lz4", ".lz", ".lzo", ".br", ".Z", ".zip")

Place = tuple[int, int]  # a file, and how far it is written
Number = tuple[str, str]  # a host, and its relay's own number of a message


@dataclass(frozen=True)
class Said:
    """What the log says of a message: only that it came in, or that it was taken."""

    is_taken: bool
    words: str = ""


@dataclass(frozen=True)
class Read:
    """What the log says by Message-ID, and whether it says that lines are missing from it."""

    said: dict[str, Said]
    has_gaps: bool = False

    def is_taken(self, name: str) -> bool:
        return name in self.said and self.said[name].is_taken


@dataclass(frozen=True)
class RelayLog:
    """Where the log is, and where the relay listens, so that it can be made to write a line."""

    path: Path
    host: str
    port: int

    @property
    def is_readable(self) -> bool:
        """Whether this program may read it, and all that it was rotated into."""
        try:
            return all(os.access(file, os.R_OK) for file in self._files())
        except OSError:
            return False

    def mark(self) -> Place:
        """Which file it is, and its size in bytes. Raises `OSError`."""
        found = self.path.stat()
        return found.st_ino, found.st_size

    def knock(self) -> None:
        """Come and go: the relay writes that down, if it writes at all."""
        with suppress(OSError):
            socket.create_connection((self.host, self.port), KNOCK_SECONDS).close()

    def read(self, wanted: Collection[str], *, since: float = 0.0) -> Read:
        """What is said of these Message-IDs, of those it names, in this log and in what it was
        rotated into; files that nobody wrote on `since` (seconds, Unix time) are left out.

        Raises `OSError` where any of it cannot be read, or was rotated meanwhile: what is
        missing could be in there.
        """
        names, before = frozenset(wanted), self._listed()
        found: dict[str, Said] = {}
        coming: dict[Number, str] = {}
        has_gaps = False
        for file in self._files():
            if file != self.path and file.stat().st_mtime < since:
                continue
            for line in _lines(file):
                has_gaps = has_gaps or _GAP.match(line) is not None
                _follow(line, names, coming, found)
        if self._listed() != before:
            raise OSError(f"{self.path} was rotated while it was read")
        return Read(found, has_gaps)

    def _listed(self) -> list[tuple[Path, int]]:
        return [(file, file.stat().st_ino) for file in self._files()]

    def _files(self) -> list[Path]:
        """The oldest first."""
        rotated = [
            one
            for one in self.path.parent.glob(f"{self.path.name}[.-]*")
            if one.suffix not in (".lock", ".tmp")
        ]
        latest = sorted(rotated, key=lambda one: one.stat().st_mtime)[1 - MOST_FILES :]
        return [*latest, self.path]


def _lines(file: Path) -> Iterator[str]:
    """Whole lines that may concern a message; half a line at the end is not there yet."""
    with _opened(file) as lines:
        try:
            for line in lines:
                if line.endswith(b"\n") and any(word in line for word in _MAY_MATTER):
                    yield line.decode("utf-8", "replace").rstrip("\r\n")
        except (EOFError, zlib.error) as fault:
            raise OSError(f"{file} is damaged") from fault


def _opened(file: Path) -> IO[bytes]:
    """Raises `OSError` where it is packed in a way that is not known here."""
    if file.suffix == ".gz":
        return cast(IO[bytes], gzip.open(file))
    opened = file.open("rb")
    if file.suffix in _PACKED_NAMES or opened.peek(8).startswith(_PACKED):
        opened.close()
        raise OSError(f"{file} is packed, and not by gzip")
    return opened


def _follow(
    line: str, wanted: frozenset[str], coming: dict[Number, str], found: dict[str, Said]
) -> None:
    match = _LINE.match(line)
    if match is None:
        return
    host, program, called, said = match.groups()
    number = host, called
    if program == "cleanup" and (named := _NAMED.match(said)):
        coming.pop(number, None)
        if (name := named.group(1)) in wanted:
            coming[number] = name
            found.setdefault(name, Said(is_taken=False))
    elif number in coming and (words := _proof(program, said)):
        found[coming[number]] = Said(is_taken=True, words=f"{called}: {words}"[:LONGEST_WORDS])
    if said == "removed":  # the number may come back, for another message
        coming.pop(number, None)


def _proof(program: str, said: str) -> str:
    """Words that show the relay took the message; empty: they show nothing."""
    if program not in ("cleanup", "smtpd") and (status := _STATUS.match(said)):
        return status.group(1)
    is_queued = program in ("qmgr", "nqmgr", "oqmgr") and said.startswith("from=<")
    return said.partition(", ")[2] if is_queued else ""
