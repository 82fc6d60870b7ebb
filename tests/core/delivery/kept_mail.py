"""A real Postfix that keeps every mail it is given, as it arrived, in a maildir.

It takes a bare LF for a line end, as servers did before smuggling was known.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.core.delivery.postfix import EVERYBODY, Postfix, running
from tests.core.delivery.servers import free_port, soon

_OF_OLD = {"smtpd_forbid_bare_newline": "no", "smtputf8_enable": "no"}


@dataclass(frozen=True)
class Kept:
    """Where it listens, and what it was given."""

    relay: Postfix

    @property
    def port(self) -> int:
        return self.relay.port

    @property
    def mails(self) -> list[bytes]:
        """Every mail that arrived, as it travelled, without what Postfix put on top."""
        return [_as_it_came(path.read_bytes()) for path in self._new.glob("*")]

    @property
    def recipients(self) -> list[str]:
        """The envelope's recipient of each mail that arrived."""
        heads = [path.read_bytes().partition(b"\n\n")[0] for path in self._new.glob("*")]
        marks = [line for head in heads for line in head.split(b"\n")[:6]]
        return [line[14:].decode() for line in marks if line.startswith(b"Delivered-To: ")]

    def has(self, mails: int) -> bool:
        """Whether so many have arrived within some seconds, and nothing waits any more."""
        return soon(lambda: self._count() >= mails and not self.relay.waiting(), within=30)

    @property
    def _new(self) -> Path:
        return self.relay.kept / "new"

    def _count(self) -> int:
        return sum(1 for _ in self._new.glob("*"))


@contextmanager
def keeping() -> Iterator[Kept]:
    """One that keeps what is for anybody."""
    with running(free_port(), keeps=EVERYBODY, more=_OF_OLD) as relay:
        yield Kept(relay)


def _as_it_came(stored: bytes) -> bytes:
    lines = stored.split(b"\n")
    ours = next(at for at, line in enumerate(lines) if _is_ours(line))
    return b"\r\n".join(lines[ours:])


def _is_ours(line: bytes) -> bool:
    added = (b"Return-Path:", b"X-Original-To:", b"Delivered-To:", b"Received:", b"\t", b" ")
    return not line.startswith(added)
