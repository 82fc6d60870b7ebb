"""Making the text part out of the HTML one, holes and all: a start for whoever writes."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from jinja2 import TemplateSyntaxError

from core.messages.markup import Token, names, tokens
from core.messages.masking import masked
from core.messages.preheader import with_preheader

_SILENT: Final = frozenset({"head", "style", "title", "script"})
_BREAKS: Final = frozenset({"br"})
_BLOCKS: Final = names(
    "p div table tr h1 h2 h3 h4 h5 h6 ul ol li blockquote center section article header footer "
    "hr"
)
_BLANKS: Final = re.compile(r"[ \t\r\n\u00a0]+")
_EDGES: Final = re.compile(r" *\n *")
_GAPS: Final = re.compile(r"\n{3,}")
_PADDING: Final = re.compile("[\u034f\u200b-\u200d\u2007\ufeff\u00ad]+")


@dataclass
class _Writer:
    """Gathers text; knows inside which tags it is, and where the open link leads."""

    pieces: list[str] = field(default_factory=list)
    silent: int = 0
    link: str = ""
    label_from: int = 0

    def open(self, token: Token) -> None:
        attributes = dict(token.attributes)
        if token.name in _SILENT:
            self.silent += 1
        elif token.name in _BREAKS:
            self.pieces.append("\n")
        elif token.name in _BLOCKS:
            self.pieces.append("\n\n")
            if token.name == "li":
                self.pieces.append("• ")
        elif token.name == "a":
            self.link, self.label_from = attributes.get("href", ""), len(self.pieces)
        elif token.name == "img" and attributes.get("alt"):
            self.pieces.append(attributes["alt"])

    def close(self, token: Token) -> None:
        if token.name in _SILENT:
            self.silent = max(self.silent - 1, 0)
        elif token.name in _BLOCKS:
            self.pieces.append("\n\n")
        elif token.name in {"td", "th"}:
            self.pieces.append(" ")
        elif token.name == "a" and self.link:
            label = "".join(self.pieces[self.label_from :]).strip()
            address = self.link.removeprefix("mailto:").removeprefix("tel:")
            if address and address != label and not address.startswith("#"):
                self.pieces.append(f": {address}")
            self.link = ""


def text_from(html: str) -> str:
    """The text of an HTML template, its constructs kept; empty where it is broken or raw."""
    try:
        mask = masked(with_preheader(html, ""))
    except TemplateSyntaxError:
        return ""
    if not mask.is_faithful:
        return ""
    writer = _Writer()
    for token in tokens(mask.text):
        if token.kind == "open":
            writer.open(token)
        elif token.kind == "close":
            writer.close(token)
        elif token.kind == "text" and not writer.silent:
            writer.pieces.append(_BLANKS.sub(" ", unescape(token.text)))
    text = _PADDING.sub("", "".join(writer.pieces))
    restored = mask.restored(_GAPS.sub("\n\n", _EDGES.sub("\n", text)).strip())
    return _GAPS.sub("\n\n", re.sub(r" {2,}", " ", restored)) + "\n" if restored else ""
