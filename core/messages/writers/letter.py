"""A letter on paper: the filled message under its letterhead, its address in the window.

The page is made whole, here; another process makes the PDF of it, with limits, and loads
nothing. Its fonts are those of Debian's `fonts-dejavu-core`.
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from html import escape
from string import Template as Sheet
from typing import Final

from babel.dates import format_date

from core.foundation.refusal import Refusal
from core.foundation.settings import HOUSE
from core.foundation.words import say
from core.messages.limits import Bench
from core.messages.model import Rendered
from core.messages.neutral import single_line

FRAME: Final = HOUSE / "data" / "samples" / "messages" / "letter_frame.html"
MOST_LINES = 6  # in an envelope's window
SECONDS = 30.0  # of waiting for one letter

# None of these looks beyond the next tag of its name: over many that are never closed, one that
# did would take minutes.
_BODY: Final = re.compile(r"<body\b[^<>]*>", re.IGNORECASE)
_BODY_END: Final = re.compile(r"</body\s*>", re.IGNORECASE)
_STYLE: Final = re.compile(
    r"<style\b[^<>]*>((?:(?!<style\b).)*?)</style\s*>", re.IGNORECASE | re.DOTALL
)
_HEAD: Final = re.compile(
    r"<head\b(?:(?!<head\b).)*?</head\s*>|<!doctype[^<>]*>|</?html[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)


class NoPress(Refusal):
    """This machine cannot make letters."""


class BadLetter(Refusal):
    """No letter came of it."""


class Window(StrEnum):
    """Where the envelope lets the address through, once an A4 page is folded in three."""

    DIN = "din"  # DIN 5008 B, DL and C6/5: on the left
    RUSSIAN = "russian"  # E65 and C5 by ГОСТ Р 51506: on the right


@dataclass(frozen=True)
class Envelope:
    """What stands around the message: from whom, to whom, when; an address in its lines."""

    sender: str
    sender_lines: Sequence[str]
    to_lines: Sequence[str]
    dated: date
    number: str = ""  # ours, so that an answer can name it
    language: str = "ru"
    window: Window = Window.RUSSIAN


@dataclass(frozen=True)
class Letter:
    """A letter ready to print; `refused` is what its page asked for and did not get."""

    pdf: bytes
    pages: int
    refused: tuple[str, ...]


def printed(rendered: Rendered, envelope: Envelope) -> Letter:
    """The PDF. Raises `NoPress`, `BadLetter`, and `TookTooLong`."""
    return typeset(page(rendered, envelope), made_at=envelope.dated.isoformat())


def typeset(whole: str, *, made_at: str) -> Letter:
    """A page that brings along all it needs, as PDF. Raises as `printed` does."""
    answer = _typesetter().asked({"page": whole, "made_at": made_at})
    if key := answer.get("refusal"):
        kind = NoPress if key == "writers-no-press" else BadLetter
        raise kind(key, **answer["values"])
    return Letter(base64.b64decode(answer["pdf"]), answer["pages"], tuple(answer["refused"]))


def page(rendered: Rendered, envelope: Envelope) -> str:
    """The whole page of HTML; every value around the message is one escaped line."""
    language = envelope.language
    sender_lines = [single_line(line) for line in envelope.sender_lines]
    facts = {
        "language": language,
        "title": _text(rendered.subject),
        "subject": _text(rendered.subject),
        "sender": _text(envelope.sender),
        "sender_lines": _lines(sender_lines),
        "return_line": _text(" · ".join([envelope.sender, *sender_lines[:1]])),
        "to_lines": _lines(envelope.to_lines[:MOST_LINES]),
        "dated": _text(format_date(envelope.dated, format="long", locale=language)),
        "number": _text(envelope.number),
        "window": envelope.window.value,
        "page_word": say(language, "writers-letter-page"),
        "style": "\n".join(_STYLE.findall(rendered.html)),
        "body": _inside(rendered.html),
    }
    return _frame().substitute(facts)


def _inside(html: str) -> str:
    """What the message says, without the page it was written as."""
    begun, ends = _BODY.search(html), list(_BODY_END.finditer(html))
    if begun and ends and begun.end() <= ends[-1].start():
        return _STYLE.sub("", html[begun.end() : ends[-1].start()])
    return _STYLE.sub("", _HEAD.sub("", html))


def _text(value: str) -> str:
    return escape(single_line(value))


def _lines(values: Sequence[str]) -> str:
    return "".join(f"<div>{_text(line)}</div>" for line in values if line.strip())


@cache
def _frame() -> Sheet:
    return Sheet(FRAME.read_text(encoding="utf-8"))


@cache
def _typesetter() -> Bench:
    return Bench(seconds=SECONDS, module="core.messages.typesetter")
