"""What MJML may be made of: our tags, in their places, and no block across the end of one.

The compiler itself copies what it does not know, and says nothing.
"""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from core.foundation.words import Value
from core.messages.markup import Token, names, tokens
from core.messages.masking import END, HOLE, MARK, STATEMENT, Masked, Piece
from core.messages.model import Finding, Part, Severity

VOID: Final = names("br hr img meta col area wbr")
HEAD: Final = names("mj-title mj-preview mj-style mj-attributes mj-breakpoint")
BODY: Final = names(
    "mj-wrapper mj-section mj-group mj-column mj-text mj-button mj-image mj-table mj-divider "
    "mj-spacer mj-raw mj-hero mj-navbar mj-navbar-link"
)
DEFAULTS: Final = names("mj-all mj-class")  # within mj-attributes, beside the others
TAGS: Final = names("mjml mj-head mj-body") | HEAD | BODY | DEFAULTS
# What these hold is HTML, or text; everything else holds MJML only.
ENDING: Final = names("mj-text mj-button mj-table mj-raw mj-navbar-link mj-title mj-preview")
_OPEN_TO_HOLES: Final = names("href src alt title name rel mj-class css-class")
_BLOCKS: Final = frozenset({"if", "for"})
_STATEMENTS: Final = re.compile(rf"{STATEMENT}\d+{END}")


@dataclass
class TreeReading:
    """One walk over MJML whose constructs are marks, gathering findings."""

    part: Part = Part.HTML
    findings: list[Finding] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=lambda: [0])  # of the open tags
    _blocks: list[int] = field(default_factory=list)  # within which tag each was begun
    _tags: int = 0

    def read(self, source: Masked) -> None:
        found = list(tokens(source.text))
        first = next((token for token in found if token.kind == "open"), None)
        if first is None or first.name != "mjml":
            self._refuse(first.line if first else 1, "mjml-no-root")
        for token in found:
            if token.kind == "open":
                self._tag(token)
            elif token.kind == "close":
                self._end(token)
            elif token.kind in {"text", "raw"}:
                self._text(token)
                for mark in MARK.finditer(token.text):
                    self._statement(source.pieces[int(mark[2])])

        for name in self._open:
            self._refuse(0, "mjml-unclosed", tag=name)

    def _end(self, token: Token) -> None:
        """A tag of ours ends what was begun last; HTML inside may be looser."""
        if token.name.startswith("mj") and token.name != (self._open or [""])[-1]:
            self._refuse(token.line, "mjml-unclosed", tag=token.name)
        if token.name in self._open:
            while self._close() != token.name:
                pass

    def _close(self) -> str:
        self._numbers.pop()
        return self._open.pop()

    def _tag(self, token: Token) -> None:
        name, inside = token.name, self._open[-1] if self._open else ""
        is_ours = name.startswith("mj")
        if is_ours and name not in TAGS:
            self._unknown(token)
        elif not is_ours and not self._is_ending():
            self._refuse(token.line, "mjml-html-outside", tag=name, inside=inside or "mjml")
        elif is_ours and self._is_ending():
            self._refuse(token.line, "mjml-inside-html", tag=name, inside=inside)
        for attribute, value in token.attributes if is_ours else ():
            if (HOLE in value or STATEMENT in value) and attribute not in _OPEN_TO_HOLES:
                self._refuse(token.line, "mjml-hole-in-attribute", attribute=attribute[:40])
        if name not in VOID and not token.source.endswith("/>"):
            self._tags += 1
            self._open.append(name)
            self._numbers.append(self._tags)

    def _text(self, token: Token) -> None:
        if "mj-style" in self._open and MARK.search(token.text):
            self._refuse(token.line, "messages-hole-in-style")
        if self._is_ending() or "mj-style" in self._open:
            return
        words = _STATEMENTS.sub("", token.text)
        if words.strip():
            line = token.line + words.count("\n", 0, len(words) - len(words.lstrip()))
            inside = self._open[-1] if self._open else "mjml"
            self._refuse(line, "mjml-text-outside", inside=inside)

    def _statement(self, piece: Piece) -> None:
        """A block ends inside the tag it began in, and each of its branches does."""
        here = self._numbers[-1]
        if piece.statement in _BLOCKS:
            self._blocks.append(here)
        elif self._blocks and piece.statement:
            began = self._blocks[-1]
            if piece.statement.startswith("end"):
                self._blocks.pop()
            if began != here:
                self._refuse(piece.line, "mjml-block-across")

    def _is_ending(self) -> bool:
        return any(name in ENDING for name in self._open)

    def _unknown(self, token: Token) -> None:
        if token.name == "mj-include":
            self._refuse(token.line, "mjml-no-include")
            return
        near = get_close_matches(token.name, sorted(TAGS), n=1, cutoff=0.7)
        key = "mjml-unknown-tag-nearest" if near else "mjml-unknown-tag"
        self._refuse(token.line, key, tag=token.name[:40], nearest=near[0] if near else "")

    def _refuse(self, line: int, key: str, **values: Value) -> None:
        self.findings.append(Finding(line, Severity.ERROR, key, values, self.part))
