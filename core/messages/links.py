"""What an e-mail's HTML may hold: no scripts, no forms, links only to plain addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from core.foundation.words import Value
from core.messages.fields import CONSTANTS, declared_fields
from core.messages.markup import Token, inside_comment, names, tokens
from core.messages.masking import HOLE, MARK, STATEMENT, Masked
from core.messages.model import Finding, Part, Severity

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
IMAGE_SCHEMES: Final = frozenset({"http", "https"})
LINKS: Final = frozenset({"href"})
IMAGES: Final = frozenset({"src", "background", "poster"})

_TAGS: Final = names(
    "script iframe frame frameset object embed applet base link form input button textarea "
    "select option svg math template noscript noembed noframes xmp plaintext listing portal "
    "audio video source track canvas dialog slot"
)
_ATTRIBUTES: Final = names(
    "action formaction srcdoc srcset ping manifest xlink:href data classid codebase cite "
    "longdesc usemap profile dynsrc lowsrc"
)
_META: Final = frozenset({"content-type", "x-ua-compatible"})
_STYLE: Final = re.compile(
    r"expression\s*\(|@import|behavior\s*:|-moz-binding|javascript|vbscript|\\[0-9a-f]",
    re.IGNORECASE,
)
_STYLE_URL: Final = re.compile(r"url\s*\(\s*[\"']?\s*(?!https://)", re.IGNORECASE)
_BLANKS: Final = re.compile("[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\ufeff]")
_SCHEME: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_HOST: Final = re.compile(rf"https?://[^/?#\\@\s{HOLE}]+(?=[/?#]|$)(?!/?\\)", re.IGNORECASE)


@dataclass
class MarkupReading:
    """One walk over the HTML of a template, gathering findings."""

    source: Masked
    part: Part = Part.HTML
    findings: list[Finding] = field(default_factory=list)

    def read(self) -> None:
        self._all(tokens(self.source.text), in_comment=False)

    def _all(self, found: Iterator[Token], *, in_comment: bool) -> None:
        for token in found:
            if token.kind == "open":
                self._tag(token)
            elif token.kind == "comment":
                self._all(inside_comment(token), in_comment=True)
            elif token.kind == "raw":
                self._raw(token)
            elif token.kind == "broken":
                self._refuse(token.line, "messages-broken-markup")
            elif token.kind == "text" and in_comment and STATEMENT in token.text:
                self._refuse(token.line, "messages-statement-in-comment")

    def _tag(self, token: Token) -> None:
        if token.name in _TAGS:
            self._refuse(token.line, "messages-forbidden-tag", tag=token.name)
            return
        for name, value in token.attributes:
            if name.startswith("on") or name in _ATTRIBUTES:
                self._refuse(token.line, "messages-forbidden-attribute", attribute=name[:40])
            elif name in LINKS:
                self._link(token.line, value, SCHEMES)
            elif name in IMAGES:
                self._link(token.line, value, IMAGE_SCHEMES)
            elif name == "style":
                self._style(token.line, value)
            elif name == "http-equiv" and value.strip().lower() not in _META:
                self._refuse(token.line, "messages-forbidden-attribute", attribute=name)

    def _raw(self, token: Token) -> None:
        if token.name == "style":
            self._style(token.line, token.text)
        elif "<" in token.text:
            self._refuse(token.line, "messages-broken-markup")

    def _style(self, line: int, text: str) -> None:
        if HOLE in text or STATEMENT in text:
            self._refuse(line, "messages-hole-in-style")
        elif _STYLE.search(text) or _STYLE_URL.search(text):
            self._refuse(line, "messages-forbidden-style")

    def _link(self, line: int, value: str, schemes: frozenset[str]) -> None:
        address = value.strip(" ")
        if self._is_whole(address, schemes) or address.startswith("#"):
            return
        if not address:
            self._refuse(line, "messages-empty-link", Severity.WARNING)
            return
        key = self._fault(address, schemes)
        if key:
            shown = self.source.restored(_BLANKS.sub("", address))[:80]
            self._refuse(line, key, address=shown, schemes=", ".join(sorted(schemes)))

    def _fault(self, address: str, schemes: frozenset[str]) -> str | None:
        scheme = _SCHEME.match(address)
        if scheme is None or scheme[1].lower() not in schemes:
            return "messages-forbidden-link"
        if _BLANKS.search(address) or "\\" in address:
            return "messages-blank-in-link"
        if scheme[1].lower() in IMAGE_SCHEMES and not _HOST.match(address):
            return "messages-no-host-in-link"
        marks = list(MARK.finditer(address))
        if all(self._is_encoded(int(mark[2])) for mark in marks):
            return None
        return "messages-hole-in-link"

    def _is_whole(self, address: str, schemes: frozenset[str]) -> bool:
        """Whether a hole is a whole address by itself: ours, or a link the brief names."""
        mark = MARK.fullmatch(address)
        name = "".join(_inner(self.source, int(mark[2]))) if mark else ""
        declared = declared_fields().get(name)
        return name in CONSTANTS or (
            schemes is SCHEMES and declared is not None and declared.is_link
        )

    def _is_encoded(self, number: int) -> bool:
        return _inner(self.source, number)[-2:] == ["|", "urlencode"]

    def _refuse(
        self, line: int, key: str, severity: Severity = Severity.ERROR, **values: Value
    ) -> None:
        self.findings.append(Finding(line, severity, key, values, self.part))


def _inner(source: Masked, number: int) -> list[str]:
    return source.pieces[number].words
