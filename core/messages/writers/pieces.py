"""HTML in the pieces its template says: those that are the same in every mail are encoded once.

In quoted-printable a piece ends with a soft line break, so that the next begins a line; in
base64 it is kept three times over, for the zero, one or two bytes that were left before it.
"""

from binascii import b2a_base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from core.messages.writers.parts import BASE64_LINE, base64_lines, crlf, is_foreign, quoted

KEPT = 512  # values that were encoded lately: a mail says the same one several times
SHORTEST_KEPT = 2  # bytes: what may be missing in a group of base64
_SOFT = b"=\r\n"
_GROUP = 3  # bytes that base64 takes together


class Encoder(Protocol):
    """Turns a text in pieces into the content of a part, without its last line end."""

    @property
    def name(self) -> str:
        """As Content-Transfer-Encoding says it."""
        ...

    def encoded(self, pieces: Iterable[str]) -> bytes: ...


def encoder(same: Iterable[str]) -> Encoder:
    """The encoder of a text of which these pieces are the same in every mail."""
    whole = {piece: crlf(_bytes(piece)) for piece in same}
    kept = {piece: content for piece, content in whole.items() if len(content) >= SHORTEST_KEPT}
    if is_foreign(b"".join(kept.values())):
        return Base64({piece: _in_phases(content) for piece, content in kept.items()})
    return Quoted({piece: _softly(content) for piece, content in kept.items()})


@dataclass(frozen=True)
class Quoted:
    """Quoted-printable."""

    kept: Mapping[str, bytes]
    name: str = "quoted-printable"

    def encoded(self, pieces: Iterable[str]) -> bytes:
        kept = self.kept
        lines = [kept.get(piece) or _filled(piece) for piece in pieces]
        return b"".join(lines).removesuffix(_SOFT)


@dataclass(frozen=True)
class Phase:
    """A piece after so many bytes were left over: what completes their group, its own lines,
    and what is left of it."""

    first: bytes
    lines: bytes
    rest: bytes


@dataclass(frozen=True)
class Base64:
    """Base64, each piece on lines of its own."""

    kept: Mapping[str, tuple[Phase, Phase, Phase]]
    name: str = "base64"

    def encoded(self, pieces: Iterable[str]) -> bytes:
        kept, rest = self.kept, b""
        lines: list[bytes] = []
        for piece in pieces:
            phases = kept.get(piece)
            if phases is None:
                rest = _between(rest + crlf(_bytes(piece)), lines)
                continue
            phase = phases[len(rest)]
            lines += [_ended(rest + phase.first), phase.lines]
            rest = phase.rest
        return b"".join([*lines, _ended(rest)]).removesuffix(b"\r\n")


def _between(content: bytes, lines: list[bytes]) -> bytes:
    """Put the whole groups of a content on lines of their own; what is left of it."""
    whole = len(content) - len(content) % _GROUP
    lines.append(_ended(content[:whole]))
    return content[whole:]


def _in_phases(content: bytes) -> tuple[Phase, Phase, Phase]:
    return _phase(content, 0), _phase(content, 2), _phase(content, 1)


def _phase(content: bytes, first: int) -> Phase:
    """Its first bytes complete the group before; its lines are full but for the last."""
    last = len(content) - (len(content) - first) % _GROUP
    return Phase(content[:first], _ended(content[first:last]), content[last:])


def _ended(content: bytes) -> bytes:
    if len(content) <= BASE64_LINE:
        return b2a_base64(content, newline=False) + b"\r\n" if content else b""
    return base64_lines(content) + b"\r\n"


@lru_cache(maxsize=KEPT)
def _filled(piece: str) -> bytes:
    return _softly(crlf(_bytes(piece)))


def _softly(content: bytes) -> bytes:
    lines = quoted(content)
    return lines + _SOFT if lines and not lines.endswith(b"\r\n") else lines


def _bytes(piece: str) -> bytes:
    return piece.encode("utf-8", errors="replace")
