"""Taking Jinja2's constructs out of a source and leaving marks, so that markup can be read.

Jinja2's own lexer finds them, so what we look at is what it will render; lines stay in place.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from jinja2 import TemplateSyntaxError

from core.messages.environment import environment

HOLE, STATEMENT, END = "\ue000", "\ue002", "\ue001"  # private letters no source may hold
MARK: Final = re.compile(f"([{HOLE}{STATEMENT}])(\\d+){END}")

_OPENINGS = {"variable_begin": HOLE, "block_begin": STATEMENT}
_CLOSINGS = frozenset({"variable_end", "block_end"})
_LIVE = ("{{", "{%", "{#")
_SILENT = frozenset({"comment_begin", "comment", "comment_end", "raw_begin", "raw_end"})


MOST_PIECES = 2_500
MOST_WORDS = 100  # in one construct


class TooMany(TemplateSyntaxError):
    """More constructs than a template may have, or one that is too long."""


@dataclass
class Piece:
    """One ``{{ … }}`` or ``{% … %}``: its source, its line, its words without blanks."""

    kind: str
    line: int
    source: str = ""
    words: list[str] = field(default_factory=list)

    @property
    def statement(self) -> str:
        """“if”, “for”, “endif” …; empty for a hole."""
        return self.words[0] if self.kind == STATEMENT and self.words else ""


@dataclass
class Masked:
    """A source whose constructs became marks; `pieces` by the mark's number."""

    text: str
    pieces: list[Piece]

    @property
    def is_faithful(self) -> bool:
        """Whether all that Jinja2 would read became marks: raw text may look like it."""
        return is_inert(self.text)

    def restored(self, text: str) -> str:
        """The same text with every mark replaced by what stood there."""
        return MARK.sub(lambda mark: self.pieces[int(mark[2])].source, text)


@dataclass
class _Masking:
    """The text so far, and whether we are within a construct."""

    text: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    line: int = 1
    inside: bool = False

    def take(self, line: int, token: str, value: str) -> None:
        if token in _OPENINGS:
            self._align(line)
            self.pieces.append(Piece(_OPENINGS[token], line, value))
            self.text.append(f"{_OPENINGS[token]}{len(self.pieces) - 1}{END}")
            self.inside = True
        elif self.inside:
            self.inside = token not in _CLOSINGS
            # Blanks that trimming takes with a construct's end stay outside of it.
            self.pieces[-1].source += value if self.inside else value.rstrip()
            if self.inside and token != "whitespace":
                self._word(line, value)
        elif token not in _SILENT:
            self._align(line)
            self.text.append(value)
            self.line += value.count("\n")

    def _align(self, line: int) -> None:
        """What trimming swallowed were blanks and line ends: put the line ends back."""
        self.text.append("\n" * (line - self.line))
        self.line = max(line, self.line)

    def _word(self, line: int, value: str) -> None:
        words = self.pieces[-1].words
        words.append(value)
        if len(self.pieces) > MOST_PIECES or len(words) > MOST_WORDS:
            raise TooMany("too many", line)


def is_inert(text: str) -> bool:
    """Whether a text holds nothing that Jinja2 would take for a construct."""
    return not any(opening in text for opening in _LIVE)


def masked(source: str) -> Masked:
    """Mask a source.

    Raises Jinja2's `TemplateSyntaxError` where its lexer does, and `TooMany`.
    """
    masking = _Masking()
    lexer = environment("en", escapes=False).lexer
    for line, token, value in lexer.tokeniter(source, None):
        masking.take(line, token, value)
    if masking.inside:
        raise TemplateSyntaxError("unclosed", masking.pieces[-1].line)
    return Masked("".join(masking.text), masking.pieces)
