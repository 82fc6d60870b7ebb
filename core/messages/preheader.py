"""The pre-header: the line a mailbox shows beside the subject, kept in the source itself."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

# Hidden where the message is open; the blanks after it keep the body out of the mailbox's line.
_STYLE: Final = (
    "display:none;max-height:0;overflow:hidden;opacity:0;color:transparent;mso-hide:all"
)
_PADDING: Final = "&#847;&zwnj;&nbsp;" * 40
_BLOCK: Final = ('<div class="preheader"', "</div>")
_BODY: Final = re.compile(r"<body\b[^<>]*>\n?", re.IGNORECASE)
_MJML: Final = re.compile(r"\s*<mjml\b", re.IGNORECASE)
_PREVIEW: Final = ("<mj-preview", "</mj-preview>")
_HEAD: Final = re.compile(r"<mj-head>\n?", re.IGNORECASE)
_ROOT: Final = re.compile(r"<mjml\b[^<>]*>\n?", re.IGNORECASE)


@dataclass(frozen=True)
class _Found:
    """Where the pre-header stands with its tags and its line's end, and what it says."""

    start: int
    end: int
    line: str


def preheader_of(source: str) -> str:
    """The pre-header as people write it, holes and all; empty without one."""
    found = _find(source, _PREVIEW if _MJML.match(source) else _BLOCK)
    return _outside_holes(found.line, unescape).strip() if found else ""


def with_preheader(source: str, line: str) -> str:
    """The HTML or MJML with this pre-header; an empty line takes it out."""
    words = " ".join(line.split())
    shown = _outside_holes(words, lambda text: escape(text, quote=False))
    if _MJML.match(source):
        return _with_preview(source, shown)
    found = _find(source, _BLOCK)
    without = source[: found.start] + source[found.end :] if found else source
    if not words:
        return without
    block = f'<div class="preheader" style="{_STYLE}">{shown}{_PADDING}</div>\n'
    return _after(_BODY.search(without), without, block)


def _with_preview(source: str, shown: str) -> str:
    line = f"    <mj-preview>{shown}</mj-preview>\n"
    if found := _find(source, _PREVIEW):
        return source[: found.start] + line + source[found.end :]
    if not shown:
        return source
    if head := _HEAD.search(source):
        return _after(head, source, line)
    return _after(_ROOT.search(source), source, f"  <mj-head>\n{line}  </mj-head>\n")


def _find(source: str, tags: tuple[str, str]) -> _Found | None:
    """The first one; searched plainly: a pattern takes minutes over what is never closed."""
    begins, ends = tags
    start = source.find(begins)
    opened = source.find(">", start) + 1
    end = source.find(ends, opened)
    if -1 in {start, end} or not opened:
        return None
    line, blanks, rest = source[opened:end].partition("&#847;")
    if "<" in rest:
        line += blanks + rest
    before = source[:start]
    start -= len(before) - len(before.rstrip(" \t"))
    end += len(ends)
    return _Found(start, end + source.startswith("\n", end), line)


def _after(found: re.Match[str] | None, source: str, block: str) -> str:
    place = found.end() if found else 0
    return source[:place] + block + source[place:]


def _outside_holes(text: str, change: Callable[[str], str]) -> str:
    pieces = re.split(r"(\{\{.*?\}\}|\{%.*?%\})", text)
    return "".join(
        piece if number % 2 else change(piece) for number, piece in enumerate(pieces)
    )
