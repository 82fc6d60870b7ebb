"""The pre-header: the line a mailbox shows beside the subject, kept inside the HTML itself."""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Final

# Hidden where the message is open; the blanks after it keep the body out of the mailbox's line.
_STYLE: Final = (
    "display:none;max-height:0;overflow:hidden;opacity:0;color:transparent;mso-hide:all"
)
_PADDING: Final = "&#847;&zwnj;&nbsp;" * 40
_BLOCK: Final = re.compile(
    r'[ \t]*<div class="preheader"[^>]*>(?P<line>.*?)(?:&#847;[^<]*)?</div>\n?', re.DOTALL
)
_BODY: Final = re.compile(r"<body\b[^>]*>\n?", re.IGNORECASE)


def preheader_of(html: str) -> str:
    """The pre-header as people write it, holes and all; empty without one."""
    found = _BLOCK.search(html)
    return _outside_holes(found["line"], unescape).strip() if found else ""


def with_preheader(html: str, line: str) -> str:
    """The HTML with this pre-header; an empty line takes it out."""
    without = _BLOCK.sub("", html, count=1)
    words = " ".join(line.split())
    if not words:
        return without
    shown = _outside_holes(words, lambda text: escape(text, quote=False))
    block = f'<div class="preheader" style="{_STYLE}">{shown}{_PADDING}</div>\n'
    body = _BODY.search(without)
    place = body.end() if body else 0
    return without[:place] + block + without[place:]


def _outside_holes(text: str, change: Callable[[str], str]) -> str:
    pieces = re.split(r"(\{\{.*?\}\}|\{%.*?%\})", text)
    return "".join(
        piece if number % 2 else change(piece) for number, piece in enumerate(pieces)
    )
