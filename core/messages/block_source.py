"""Blocks as MJML and back. A source that says more than blocks can is kept as source.

Each block has one shape, and it is written and read by that shape. What was read counts only
if writing it again gives the very source: so nothing a hand wrote is ever lost to blocks.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from html import escape
from typing import Any, Final

from core.messages.block_shapes import HEAD, OWNED, REPEATED, SHAPES, TAIL
from core.messages.blocks import Block, Column, Letter, Row

_LONG_HOLE: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_HOLE: Final = re.compile(r"\{\{[^\n]*?\}\}|\{%[^\n]*?%\}")
_MARK: Final = re.compile("\ue000(\\d+)\ue001")
_STRANGE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\ue003]"
)
_BOLD: Final = re.compile(r"\*\*(?=[^\s*])([^*\n]*[^\s*])\*\*")
_LINK: Final = re.compile(r"\[([^\[\]\n{}]+)\]\((https?://[^\s()<>\"'{}]+|\ue000\d+\ue001)\)")
_BOLD_TAG: Final = re.compile(r"<strong>(.*?)</strong>")
_LINK_TAG: Final = re.compile(r'<a href="([^"]*)">(.*?)</a>')
_SLOT: Final = re.compile(r"\[\[(\w+)(?::(\w+))?\]\]")

Facts = Mapping[str, Any]


def tidied(text: str) -> str:
    """The text as a block keeps it: no controls, and no line ends within ``{{ … }}``."""
    even = _STRANGE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LONG_HOLE.sub(lambda hole: " ".join(hole.group().split("\n")), even)


def written(letter: Letter) -> str:
    """The MJML source of a letter."""
    body = "".join(_filled(SHAPES[type(block)], vars(block)) for block in letter.blocks)
    return _filled(HEAD, {"preheader": letter.preheader}) + body + TAIL


@lru_cache(maxsize=64)
def read(source: str) -> Letter | None:
    """The letter whose source this is, however it is indented; none if it is anything else."""
    reading = _Reading(_even(source))
    letter = reading.letter()
    return letter if letter and _even(written(letter)) == _even(source) else None


class _Reading:
    """One source, its holes taken out, so that what they say is not taken for markup."""

    def __init__(self, source: str) -> None:
        self._holes: list[str] = []
        self._text = _HOLE.sub(self._mark, source)

    def letter(self) -> Letter | None:
        head = _pattern(HEAD).match(self._text)
        if head is None:
            return None
        blocks: list[Block] = []
        place = head.end()
        while not self._text.startswith(_even(TAIL), place):
            for kind, shape in SHAPES.items():
                if found := _pattern(shape).match(self._text, place):
                    blocks.append(kind(**self._facts(found)))
                    place = found.end()
                    break
            else:
                return None
        return Letter(self._facts(head)["preheader"], tuple(blocks))

    def _facts(self, found: re.Match[str]) -> dict[str, Any]:
        return {name: self._value(name, text) for name, text in found.groupdict().items()}

    def _value(self, name: str, text: str) -> Any:
        if name in REPEATED:
            inner = _pattern(REPEATED[name]).finditer(text)
            facts = [self._facts(one) for one in inner]
            if name == "rows":
                return tuple(Row(**one) for one in facts)
            return tuple(Column(one["title"], one["text"]) for one in facts)
        marked = _LINK_TAG.sub(r"[\2](\1)", text.replace("<br/>", "\n"))
        marked = _BOLD_TAG.sub(r"**\1**", marked)
        return self._restored(_unescaped(marked))

    def _mark(self, hole: re.Match[str]) -> str:
        self._holes.append(hole.group())
        return f"\ue000{len(self._holes) - 1}\ue001"

    def _restored(self, text: str) -> str:
        return _MARK.sub(lambda mark: self._holes[int(mark[1])], text)


def _filled(shape: str, facts: Facts) -> str:
    return _SLOT.sub(lambda slot: _put(slot[1], slot[2] or "", facts), shape)


def _put(name: str, manner: str, facts: Facts) -> str:
    value = facts[name]
    if manner != "many":
        return _text(value, is_rich=manner == "rich")
    if not value and name == "rows":
        return OWNED
    share = f"{100 / max(len(value), 1):.2f}%"
    inner = (_filled(REPEATED[name], {**vars(one), "share": share}) for one in value)
    return "".join(inner).removesuffix("\n")


def _text(value: str, *, is_rich: bool) -> str:
    """Text as it stands in the source: escaped but for its holes."""
    holes: list[str] = []

    def mark(hole: re.Match[str]) -> str:
        holes.append(hole.group())
        return f"\ue000{len(holes) - 1}\ue001"

    text = escape(_HOLE.sub(mark, tidied(value)), quote=False).replace('"', "&quot;")
    if is_rich:
        text = _BOLD.sub(r"<strong>\1</strong>", _LINK.sub(r'<a href="\2">\1</a>', text))
    text = text.replace("\n", "<br/>")
    return _MARK.sub(lambda found: holes[int(found[1])], text)


def _unescaped(text: str) -> str:
    """What `escape` did, undone; other entities are left as they are written."""
    for written_as, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(written_as, letter)
    return text


def _even(source: str) -> str:
    """A source without its indentation and its empty lines."""
    lines = (line.strip() for line in source.splitlines())
    return "".join(f"{line}\n" for line in lines if line)


@cache
def _pattern(shape: str) -> re.Pattern[str]:
    """What a shape looks like in a source that is `_even`, its holes marked."""
    return re.compile(_expression(shape))


def _expression(shape: str, *, names: bool = True) -> str:
    pieces = _SLOT.split(_even(_HOLE.sub("\ue003", shape)))
    pattern = re.escape(pieces[0])
    for name, manner, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        inside = ".*?"
        if manner == "many":
            choices = [_expression(REPEATED[name], names=False), _expression(f"{OWNED}\n")]
            inside = f"(?:{choices[0]})+" + (f"|{choices[1]}" if name == "rows" else "")
            after = after.removeprefix("\n")
        pattern += f"(?P<{name}>{inside})" if names else f"(?:{inside})"
        pattern += re.escape(after)
    return pattern.replace("\ue003", "\ue000\\d+\ue001")
