"""The log of a relay on this machine: which Message-IDs it took. Postfix's own, or syslog's.

Its `cleanup` names the Message-ID of a message while that still comes in, so this alone says
nothing; once `qmgr` has it, or somebody tells a status, the relay has answered for it.
"""

import gzip
import os
import re
import socket
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

MOST_FILES = 8  # the log and those it was rotated into, the latest
LONGEST_WORDS = 200
KNOCK_SECONDS = 2.0
_LINE = re.compile(r"postfix[\w./-]*/(?:[\w-]+/)*(\w+)\[\d+\]: ([0-9A-Za-z]{5,}): (.*)")
_NAMED = re.compile(r"message-id=<([^<>]+)>")
_STATUS = re.compile(r"\bstatus=\w+ \(.*")


@dataclass(frozen=True)
class Said:
    """What the log says of a message: only that it came in, or that it was taken."""

    is_taken: bool
    words: str = ""


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

    def mark(self) -> tuple[int, int]:
        """Something that changes when a line is added. Raises `OSError`."""
        found = self.path.stat()
        return found.st_ino, found.st_size

    def knock(self) -> None:
        """Come and go: the relay writes that down, if it writes at all."""
        with suppress(OSError):
            socket.create_connection((self.host, self.port), KNOCK_SECONDS).close()

    def read(self, wanted: Collection[str]) -> dict[str, Said]:
        """What is said of these Message-IDs, of those it names, in this log and in what it was
        rotated into.

        Raises `OSError` where any of it cannot be read: what is missing could be in there.
        """
        names = frozenset(wanted)
        found: dict[str, Said] = {}
        coming: dict[str, str] = {}  # by the relay's own number
        for file in self._files():
            for line in _lines(file):
                _follow(line, names, coming, found)
        return found

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
        for line in lines:
            if line.endswith(b"\n") and b"postfix" in line:
                yield line.decode("utf-8", "replace").rstrip("\r\n")


def _opened(file: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(file)) if file.suffix == ".gz" else file.open("rb")


def _follow(
    line: str, wanted: frozenset[str], coming: dict[str, str], found: dict[str, Said]
) -> None:
    match = _LINE.search(line)
    if match is None:
        return
    program, number, said = match.groups()
    if program == "cleanup" and (named := _NAMED.match(said)):
        coming.pop(number, None)
        if (name := named.group(1)) in wanted:
            coming[number] = name
            found.setdefault(name, Said(is_taken=False))
    elif number in coming and (words := _proof(program, said)):
        found[coming[number]] = Said(is_taken=True, words=f"{number}: {words}"[:LONGEST_WORDS])
    if said == "removed":  # the number may come back, for another message
        coming.pop(number, None)


def _proof(program: str, said: str) -> str:
    """Words that show the relay took the message; empty: they show nothing."""
    if status := _STATUS.search(said):
        return status.group()
    is_queued = program in ("qmgr", "nqmgr", "oqmgr") and said.startswith("from=<")
    return said.partition(", ")[2] if is_queued else ""
