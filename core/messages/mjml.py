"""From MJML to HTML, and styles into their tags: Jinja2's constructs pass through as marks.

Neither library sees a field or a condition. MJML gets a word in place of each, which it copies
like any other; the inliner gets a comment where a word would be moved out of a table. Nothing
is loaded, from nowhere: no includes, no fonts, no linked styles.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from css_inline import CSSInliner, InlineError
from jinja2 import TemplateSyntaxError
from mjml import mjml2html

from core.foundation.words import Value
from core.messages.links import MarkupReading
from core.messages.markup import Token, tokens
from core.messages.masking import END, MARK, Masked, is_inert, masked
from core.messages.mjmltree import VOID, TreeReading
from core.messages.model import Finding, Markup, Part, Severity, Writing, errors, refused

LONGEST_SOURCE = 300_000  # characters
DEEPEST_TAGS = 200  # both libraries recurse; ten times as deep and the process would be gone
MOST_TAGS = 10_000
MOST_RULES = 600  # of styles, by selector; each is looked for in every tag
KEPT = 64  # writings

_PLACE: Final = re.compile(r" in root template at position (\d+):(\d+)")
_LOADED: Final = frozenset({"link", "base", "mj-include", "script"})
# Outlook reads the settings without this wrapper, and an e-mail holds none.
_WRAPPER: Final = re.compile(r"</?noscript>\n?")
_PREVIEW: Final = '<div style="display:none;font-size:1px;'
_ROOT: Final = re.compile(r"\A\s*<mjml(?=[\s>])(?![^>]*\slang\s*=)")
_MEDIA: Final = re.compile(r"<style(?=[^<>]*\smedia\s*=)", re.IGNORECASE)
_IGNORED: Final = ' data-css-inline="ignore"'
_AT_MEDIA: Final = re.compile(
    r"@media[^{}]*+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}", re.IGNORECASE
)
_DECLARATION: Final = re.compile(r"(?<=[;{])(\s*[a-zA-Z-]++\s*:[^;{}!]*[^;{}!\s])(?=\s*[;}])")
_STYLES: Final = frozenset({"style", "mj-style"})
_EMPTY: Final = re.compile(r"<style[^<>]*></style>\n?", re.IGNORECASE)
_IMPLIED: Final = frozenset({"html", "head", "body", "tbody", "colgroup"})


@dataclass(frozen=True)
class _Words:
    """Marks as words of letters and digits that stand in no source by chance."""

    mask: Masked
    stem: str

    @classmethod
    def of(cls, mask: Masked) -> "_Words":
        return cls(mask, f"zx{hashlib.sha256(mask.text.encode()).hexdigest()[:12]}n")

    def word(self, number: int | str) -> str:
        return f"{self.stem}{number}z"

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"<!--{self.stem}(\d+)z-->|{self.stem}(\d+)z")

    def hidden(self) -> str:
        return MARK.sub(lambda mark: self.word(mark[2]), self.mask.text)

    def numbers(self, text: str) -> list[int]:
        return [int(found[1] or found[2]) for found in self.pattern.finditer(text)]

    def shown(self, text: str) -> str:
        return self.pattern.sub(
            lambda found: self.mask.pieces[int(found[1] or found[2])].source, text
        )


def source_html(writing: Writing) -> Writing:
    """The writing with HTML that mail programs read: compiled from MJML, styles in their tags.

    Its snippets are in it already. Raises `BadTemplate` with what has to be mended first.
    """
    findings, html = _made(writing.html, writing.markup, writing.language)
    if html is None:
        raise refused(findings)
    return replace(writing, html=html, markup=Markup.HTML)


@lru_cache(maxsize=KEPT)
def _made(source: str, markup: Markup, language: str) -> tuple[tuple[Finding, ...], str | None]:
    """What is wrong, or the HTML."""
    if not source.strip():
        return (), source
    try:
        mask = masked(source)
    except (TemplateSyntaxError, ValueError, RecursionError):
        # The first wall says better what is wrong with the source as a whole.
        key = "mjml-unreadable"
        return ((_error(0, key),), None) if markup is Markup.MJML else ((), source)
    found = _too_large(mask)
    if markup is Markup.MJML:
        found = found or _wrong(mask)
        return (tuple(found), None) if found else _from_mjml(mask, language)
    # HTML that is too much for the inliner may go out as it was written.
    return (), source if found else _inlined(_Words.of(mask), mask.text, source)


def _from_mjml(mask: Masked, language: str) -> tuple[tuple[Finding, ...], str | None]:
    words = _Words.of(mask)
    text = words.hidden()
    try:
        made = mjml2html(_ROOT.sub(f'<mjml lang="{language}"', text, count=1), fonts={})
    except ValueError as fault:
        return (_fault(text, str(fault)),), None
    lost = _lost(words, made) or (None if is_inert(made) else _error(0, "mjml-braces"))
    if lost:
        return (lost,), None
    made = _WRAPPER.sub("", made)
    made = made.replace(_PREVIEW, _PREVIEW.replace("<div ", '<div class="preheader" '), 1)
    return (), _inlined(words, made, words.shown(made))


def _inlined(words: _Words, text: str, source: str) -> str:
    """The HTML with its styles in its tags; as it was, where the reader would repair it."""
    safe = _without_tables(words, text)
    if safe is None:
        return source
    try:
        made = _inliner().inline(_MEDIA.sub(f"<style{_IGNORED}", safe)).replace(_IGNORED, "")
    except (InlineError, ValueError):
        return source
    made = made.replace("\u200b", "&#8203;").replace("\ufeff", "&#65279;")
    same = _as_written(words, safe, made)
    # An entity that was read may have become a brace: text would come to life.
    is_good = same is not None and is_inert(same) and words.mask.is_faithful
    return words.shown(_EMPTY.sub("", same)) if same is not None and is_good else source


def _inliner() -> CSSInliner:
    return CSSInliner(
        keep_style_tags=True,
        remove_inlined_selectors=True,
        keep_at_rules=True,
        load_remote_stylesheets=False,
    )


def _without_tables(words: _Words, text: str) -> str | None:
    """Marks in the text as comments, which may stand between the rows of a table."""
    pieces: list[str] = []
    for token in tokens(_marked(words, text)):
        if token.kind == "broken" or token.name in _LOADED:
            return None
        frame = "<!--{}-->" if token.kind == "text" else "{}"
        is_style = token.kind == "raw" and token.name == "style"
        source = _AT_MEDIA.sub(_insistent, token.source) if is_style else token.source
        pieces.append(_worded(words, source, frame))
    return "".join(pieces)


def _insistent(media: re.Match[str]) -> str:
    """Rules for some screens only, made stronger than the styles in the tags will be."""
    return _DECLARATION.sub(r"\1 !important", media.group())


def _worded(words: _Words, text: str, frame: str) -> str:
    return MARK.sub(lambda mark: frame.format(words.word(mark[2])), text)


def _marked(words: _Words, text: str) -> str:
    """Words turned into marks again, so that markup is read as the first wall reads it."""
    kinds = [piece.kind for piece in words.mask.pieces]
    return words.pattern.sub(
        lambda found: f"{kinds[int(found[1] or found[2])]}{found[1] or found[2]}{END}", text
    )


def _as_written(words: _Words, before: str, after: str) -> str | None:
    """What the inliner made, without the tags it added where they are implied.

    None where tags, links or constructs are not all what they were, in their order.
    """
    expected = list(_steps(words, tokens(before)))
    expected.reverse()
    pieces: list[str] = []
    for token in tokens(after):
        steps = list(_steps(words, [token]))
        if token.name in _IMPLIED and steps != expected[-1:]:
            continue
        for step in steps:
            if not expected or step != expected.pop():
                return None
        pieces.append(token.source)
    return None if expected else "".join(pieces)


def _steps(words: _Words, found: Iterable[Token]) -> Iterator[str]:
    """What may not change: tags, where they lead, and constructs."""
    for token in found:
        if token.kind in {"open", "close"}:
            leads = [value for name, value in token.attributes if name in {"href", "src"}]
            yield " ".join([token.kind, token.name, *leads])
        else:
            yield from map(str, words.numbers(token.source))


def _too_large(mask: Masked) -> list[Finding]:
    depth = tags = rules = 0
    styling = False
    if len(mask.text) > LONGEST_SOURCE:
        values = {"length": len(mask.text), "most": LONGEST_SOURCE}
        return [_error(0, "messages-too-long", **values)]
    for token in tokens(mask.text):
        void = token.name in VOID or token.source.endswith("/>")
        depth += (token.kind == "open" and not void) - (token.kind == "close")
        tags += token.kind == "open"
        if token.name in _STYLES:
            styling = token.kind != "close"
        rules += (token.source.count("{") + token.source.count(",")) if styling else 0
        if depth > DEEPEST_TAGS:
            return [_error(token.line, "messages-too-deep")]
    if tags > MOST_TAGS or rules > MOST_RULES:
        return [_error(0, "mjml-too-much", tags=MOST_TAGS, rules=MOST_RULES)]
    return []


def _wrong(mask: Masked) -> list[Finding]:
    """What the source itself shows, before anything reads it as MJML."""
    markup = MarkupReading(mask)
    markup.read()
    tree = TreeReading()
    tree.read(mask)
    return errors(sorted([*markup.findings, *tree.findings], key=lambda one: one.line))


def _fault(text: str, message: str) -> Finding:
    """What the compiler stumbled over, with the line: it counts bytes."""
    place = _PLACE.search(message)
    if place is None:
        return _error(0, "mjml-broken", reason=message)
    before = text.encode()[: int(place[1])]
    return _error(before.count(b"\n") + 1, "mjml-broken", reason=message[: place.start()])


def _lost(words: _Words, made: str) -> Finding | None:
    """The first construct that did not come through as it stood, if any."""
    pieces = words.mask.pieces
    numbers = words.numbers(made)
    statements = [number for number in numbers if pieces[number].statement]
    expected = [number for number, piece in enumerate(pieces) if piece.statement]
    wrong = set(range(len(pieces))) - set(numbers)
    if statements != expected:
        wrong |= set(expected[:1])
    return _error(pieces[min(wrong)].line, "mjml-lost") if wrong else None


def _error(line: int, key: str, **values: Value) -> Finding:
    return Finding(line, Severity.ERROR, key, values, Part.HTML)
