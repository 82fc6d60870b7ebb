"""How an e-mail's HTML looks to everybody: images with words, letters that stand out (WCAG)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from jinja2 import TemplateSyntaxError

from core.foundation.words import Value
from core.messages.markup import Token, names, tokens
from core.messages.masking import MARK, masked
from core.messages.model import Finding, Part, Severity

ENOUGH, ENOUGH_LARGE = 4.5, 3.0  # WCAG 2.2, level AA
LARGE, LARGE_BOLD = 24.0, 18.66  # pixels
BOLD = 700
DARKEST = 0.04045  # below, sRGB is a line

_VOID: Final = names("img br hr meta link input col area base wbr source")
_DECLARED: Final = re.compile(r"(?:^|;)\s*([a-z-]+)\s*:\s*([^;]+)", re.IGNORECASE)
_COLOR: Final = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b|rgb\(\s*(\d+)\D+(\d+)\D+(\d+)\s*\)")
_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?)px")
_NAMED: Final = {
    "black": (0, 0, 0),
    "white": (255, 255, 255),
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "silver": (192, 192, 192),
    "orange": (255, 165, 0),
    "navy": (0, 0, 128),
}

Color = tuple[int, int, int]


@dataclass(frozen=True)
class _Style:
    """What an element's letters are drawn with and on."""

    tag: str = ""
    color: Color = (0, 0, 0)
    ground: Color = (255, 255, 255)
    size: float = 16.0
    is_bold: bool = False
    is_hidden: bool = False
    has_picture: bool = False  # under the letters: nothing can be said of contrast

    @property
    def enough(self) -> float:
        large = LARGE_BOLD if self.is_bold else LARGE
        return ENOUGH_LARGE if self.size >= large else ENOUGH


@dataclass
class _Looking:
    stack: list[_Style] = field(default_factory=lambda: [_Style()])
    findings: list[Finding] = field(default_factory=list)
    seen: set[tuple[Color, Color]] = field(default_factory=set)

    def look(self, found: Iterator[Token]) -> None:
        for token in found:
            if token.kind == "open":
                self._open(token)
            elif token.kind == "close":
                self._close(token.name)
            elif token.kind == "text" and token.text.replace("&nbsp;", "").strip():
                self._text(token)

    def _open(self, token: Token) -> None:
        attributes = dict(token.attributes)
        if token.name == "img" and "alt" not in attributes:
            self._warn(token.line, "checks-no-alt", address=_shown(attributes.get("src", "")))
        if token.name not in _VOID:
            self.stack.append(_styled(self.stack[-1], token.name, attributes))

    def _close(self, name: str) -> None:
        for place in range(len(self.stack) - 1, 0, -1):
            if self.stack[place].tag == name:
                del self.stack[place:]
                return

    def _text(self, token: Token) -> None:
        style = self.stack[-1]
        pair = (style.color, style.ground)
        if style.is_hidden or style.has_picture or pair in self.seen:
            return
        ratio = contrast(*pair)
        if ratio < style.enough:
            self.seen.add(pair)
            self._warn(
                token.line + token.text[: _start(token.text)].count("\n"),
                "checks-contrast",
                color=_hex(style.color),
                ground=_hex(style.ground),
                ratio=round(ratio, 1),
                enough=style.enough,
            )

    def _warn(self, line: int, key: str, **values: Value) -> None:
        self.findings.append(Finding(line, Severity.WARNING, key, values, Part.HTML))


def looked_at(html: str) -> list[Finding]:
    """Images without words and letters too pale, each pair of colors once."""
    try:
        mask = masked(html)
    except TemplateSyntaxError:
        return []
    looking = _Looking()
    looking.look(tokens(mask.text))
    return looking.findings


def contrast(one: Color, other: Color) -> float:
    """WCAG's contrast ratio of two sRGB colors, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = map(_linear, color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    """A part of an sRGB color, 0 to 255, as light, 0 to 1."""
    share = part / 255
    return share / 12.92 if share <= DARKEST else ((share + 0.055) / 1.055) ** 2.4


def _styled(outer: _Style, tag: str, attributes: dict[str, str]) -> _Style:
    style = attributes.get("style", "")
    declared = {name.lower(): value.strip().lower() for name, value in _DECLARED.findall(style)}
    ground = declared.get("background-color") or declared.get("background")
    color = _color(declared.get("color") or attributes.get("color", ""))
    if tag == "a" and color is None:
        color = outer.color
    painted = _color(ground or attributes.get("bgcolor", ""))
    size = _SIZE.search(declared.get("font-size", ""))
    weight = declared.get("font-weight", "")
    is_heavy = weight == "bold" or (weight.isdecimal() and int(weight) >= BOLD)
    has_picture = "url(" in (ground or "") or "background" in attributes
    return _Style(
        tag=tag,
        color=color or outer.color,
        ground=painted or outer.ground,
        size=float(size[1]) if size else outer.size,
        is_bold=is_heavy or tag in {"b", "strong", "h1", "h2"} or outer.is_bold,
        is_hidden=_is_hidden(declared) or tag in {"head", "title", "style"} or outer.is_hidden,
        has_picture=has_picture or (outer.has_picture and painted is None),
    )


def _is_hidden(declared: dict[str, str]) -> bool:
    """Pre-headers are hidden on purpose, each program's way."""
    return (
        declared.get("display") == "none"
        or declared.get("visibility") == "hidden"
        or declared.get("opacity") == "0"
        or declared.get("font-size") in {"0", "0px", "1px"}
        or declared.get("max-height") in {"0", "0px"}
    )


def _color(written: str) -> Color | None:
    word = written.strip().lower()
    if word in _NAMED:
        return _NAMED[word]
    found = _COLOR.search(word)
    if found is None:
        return None
    if found[1] is None:
        return (min(int(found[2]), 255), min(int(found[3]), 255), min(int(found[4]), 255))
    digits = found[1] if len(found[1]) > len("rgb") else "".join(one * 2 for one in found[1])
    return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))


def _start(text: str) -> int:
    return len(text) - len(text.lstrip())


def _hex(color: Color) -> str:
    return "#" + "".join(f"{part:02x}" for part in color)


def _shown(address: str) -> str:
    return MARK.sub("…", address)[:80]
