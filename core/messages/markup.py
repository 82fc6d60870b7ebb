"""Reading an e-mail's HTML strictly: what is not plainly well-formed is refused, not guessed.

Mail programs repair broken markup each in their own way; a checker that repairs it in yet
another would check something nobody sees. The tokens are found by possessive patterns, in
linear time, over a source whose Jinja2 constructs are marks (`masking`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from core.messages.masking import HOLE, STATEMENT

_NAME: Final = r"[a-zA-Z_@:][a-zA-Z0-9_.:-]*+"
_BARE: Final = rf"[^\s\"'=<>`{HOLE}{STATEMENT}]++"
_VALUE: Final = rf"(?:\"[^\"{STATEMENT}]*+\"|'[^'{STATEMENT}]*+'|{_BARE})"
_TOKEN: Final = re.compile(
    rf"""(?P<comment><!--(?!-?>)(?P<inside>.*?)-->)
    |(?P<doctype><!doctype\b[^<>{HOLE}{STATEMENT}]*+>)
    |(?P<conditional><!\[(?:if\b[^\]<>{HOLE}{STATEMENT}]*+|endif)\]>)
    |</(?P<close>[a-zA-Z][a-zA-Z0-9:-]*+)\s*+>
    |<(?P<open>[a-zA-Z][a-zA-Z0-9:-]*+)(?P<attributes>(?:\s++{_NAME}(?:\s*+=\s*+{_VALUE})?+)*+)\s*+/?+>
    |(?P<broken><(?=[a-zA-Z/!?{HOLE}{STATEMENT}]))""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE | re.ASCII,
)
_ATTRIBUTE: Final = re.compile(
    rf"\s++(?P<name>{_NAME})(?:\s*+=\s*+(?P<value>{_VALUE}))?+", re.ASCII
)
_RAW: Final = ("style", "title")  # what they hold is text to a mail program, up to their end
_CONDITION: Final = re.compile(r"\A\[if[^\]]*\]>|<!\[endif\]\Z|<!\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """A piece of markup: ``kind`` is open, close, comment, text, raw or broken."""

    kind: str
    line: int
    name: str = ""  # of a tag, in lower case; of a raw text, its tag's
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    source: str = ""  # as it is written


def names(words: str) -> frozenset[str]:
    """A set of names, written as a sentence of them."""
    return frozenset(words.split())


def tokens(source: str, line: int = 1) -> Iterator[Token]:
    """Markup in order, ending at the first thing that is broken."""
    place = 0
    while found := _TOKEN.search(source, place):
        if found.start() > place:
            yield _text(line, source[place : found.start()])
        line += source.count("\n", place, found.start())
        yield _token(found, line)
        if found["broken"]:
            return
        line += found.group().count("\n")
        place = found.end()
        name = (found["open"] or "").lower()
        if name in _RAW:
            end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(source, place)
            raw = source[place : end.start()] if end else ""
            if end is None:
                yield Token("broken", line)
                return
            yield Token("raw", line, name, raw, source=raw)
            line += raw.count("\n")
            place += len(raw)
    if place < len(source):
        yield _text(line, source[place:])


def inside_comment(token: Token) -> Iterator[Token]:
    """What a comment holds, read as markup: Outlook shows what stands in conditional ones."""
    yield from tokens(_CONDITION.sub("", token.text), token.line)


def _text(line: int, text: str) -> Token:
    return Token("text", line, text=text, source=text)


def _token(found: re.Match[str], line: int) -> Token:
    source = found.group()
    if found["open"]:
        attributes = tuple(_attributes(found["attributes"]))
        return Token("open", line, found["open"].lower(), "", attributes, source)
    if found["close"]:
        return Token("close", line, found["close"].lower(), source=source)
    if found["comment"]:
        return Token("comment", line, text=found["inside"], source=source)
    return Token("broken" if found["broken"] else "declaration", line, source=source)


def _attributes(source: str) -> Iterator[tuple[str, str]]:
    for found in _ATTRIBUTE.finditer(source):
        value = found["value"] or ""
        if value[:1] in {'"', "'"}:
            value = value[1:-1]
        yield found["name"].lower(), unescape(value)
