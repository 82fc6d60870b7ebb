"""Where a message's links lead: hosts that are on the list, and ours with their marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from jinja2 import TemplateSyntaxError

from core.messages.manners import Links
from core.messages.markup import Token, inside_comment, tokens
from core.messages.masking import HOLE, MARK, Masked, masked
from core.messages.model import Finding, Part, Severity, Writing

_IN_TEXT: Final = re.compile(r"https?://[^\s<>\"')\]]+")
_ENDS: Final = ".,;:!?"


@dataclass(frozen=True)
class Link:
    """An address as written, a mark for each hole in it, and the fields those are filled with.

    `is_image`: nobody follows it.
    """

    address: str
    part: Part
    line: int
    is_image: bool = False
    fields: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """Of an http address, in lower case; else empty."""
        try:
            found = urlsplit(self.address)
            return (found.hostname or "") if found.scheme in {"http", "https"} else ""
        except ValueError:
            return ""

    @property
    def marks(self) -> frozenset[str]:
        """The names in the address's query."""
        query = urlsplit(self.address).query
        return frozenset(name for name, _ in parse_qsl(query, keep_blank_values=True))


def links_of(writing: Writing) -> list[Link]:
    """Every address of a writing; none of a part that is too broken to read."""
    found: list[Link] = []
    for part in (Part.HTML, Part.TEXT, Part.LINK):
        source = str(getattr(writing, part))
        if not source.strip():
            continue
        try:
            mask = masked(source)
        except TemplateSyntaxError:
            continue
        found += _in_html(mask) if part is Part.HTML else _in_text(mask, part)
    return found


def whereabouts(writing: Writing, house: Links, *, asks_marks: bool = True) -> list[Finding]:
    """Links to hosts nobody listed, and links to our own without their marks."""
    findings: dict[tuple[str, str, Part], Finding] = {}
    for link in links_of(writing):
        host = link.host
        if not host or HOLE in host:
            continue
        if not house.is_known(host):
            _note(findings, link, "checks-unknown-host", host=host)
        elif asks_marks and not link.is_image and house.is_own(host):
            missing = [mark for mark in house.marks if mark not in link.marks]
            if missing:
                shown = MARK.sub("…", link.address)[:80]
                _note(findings, link, "checks-no-mark", host=shown, marks=", ".join(missing))
    return list(findings.values())


def _note(
    findings: dict[tuple[str, str, Part], Finding], link: Link, key: str, **values: str
) -> None:
    found = Finding(link.line, Severity.WARNING, key, values, link.part)
    findings.setdefault((key, values["host"], link.part), found)


def _in_html(mask: Masked) -> Iterator[Link]:
    yield from _of_tokens(mask, tokens(mask.text))


def _of_tokens(mask: Masked, found: Iterator[Token]) -> Iterator[Link]:
    for token in found:
        if token.kind == "comment":
            yield from _of_tokens(mask, inside_comment(token))
        elif token.kind == "open":
            for name, value in token.attributes:
                if name in {"href", "src", "background"}:
                    address, is_image = value.strip(), name != "href"
                    filled = _fields(mask, address)
                    yield Link(address, Part.HTML, token.line, is_image, filled)


def _in_text(mask: Masked, part: Part) -> Iterator[Link]:
    for found in _IN_TEXT.finditer(mask.text):
        line = mask.text.count("\n", 0, found.start()) + 1
        address = found.group().rstrip(_ENDS)
        yield Link(address, part, line, fields=_fields(mask, address))


def _fields(mask: Masked, address: str) -> tuple[str, ...]:
    """“contact.email” for ``{{ contact.email | urlencode }}``."""
    pieces = (mask.pieces[int(mark[2])] for mark in MARK.finditer(address))
    return tuple("".join(piece.words[:3]) for piece in pieces)
