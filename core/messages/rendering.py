"""From a template and one contact's values to the message that contact would get."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from itertools import islice
from types import CodeType
from typing import Any, Final

from jinja2 import Template as Sheet
from jinja2 import TemplateError, meta
from jinja2.runtime import Context

from core.foundation.refusal import Refusal
from core.messages.environment import NOTHING, environment
from core.messages.fields import LONGEST_LIST, declared_fields, led_to, values_for
from core.messages.model import Rendered, Writing
from core.messages.neutral import inert, single_line
from core.messages.quoted import names

LONGEST_MESSAGE = 1_000_000  # characters of one rendered part
AT_ONCE = 64  # pieces, between two looks at how long it is by now
KEPT_COMPILED = 64  # writings

_CYRILLIC: Final = re.compile("[а-яё]", re.IGNORECASE)

_GAPS: Final = re.compile(r"\n{3,}")


class Unrenderable(Refusal):
    """The template cannot be filled for this contact."""


class MessageTooLong(Refusal):
    """What came out is longer than any message should be."""


@dataclass(frozen=True)
class Pieces:
    """A message filled for one contact, its HTML in the pieces the template says."""

    subject: str
    html: list[str]
    text: str
    link: str


@dataclass(frozen=True)
class Compiled:
    """A template ready to be filled many times; safe to share between threads."""

    subject: Sheet
    html: Sheet
    text: Sheet
    link: Sheet
    quoted: tuple[tuple[str, str], ...]  # level and key of each field
    asked: frozenset[str]  # every name it says: fields, addresses of ours
    has_link: bool = True

    def render(self, values: Mapping[str, Any]) -> Rendered:
        """Fill it with what `values_for` gave. Raises `Unrenderable` and `MessageTooLong`.

        No value is ever read as a template, and none reaches the HTML unescaped.
        """
        pieces = self.pieces(values)
        html = str("".join(pieces.html))  # an escaped piece is Markup; what leaves is plain
        return Rendered(pieces.subject, html, pieces.text, pieces.link)

    def pieces(self, values: Mapping[str, Any]) -> Pieces:
        """The same, its HTML as it comes. Raises `Unrenderable` and `MessageTooLong`."""
        filled = {name: value for name, value in values.items() if name in self.asked}
        filled = _prepared(filled, self.quoted)
        try:
            # Nothing is ever set in a template, so that those of plain text may share one.
            plain = self.subject.new_context(filled, shared=True)
            return Pieces(
                subject=single_line(_joined(self.subject, plain)),
                html=_limited(self.html, self.html.new_context(filled, shared=True)),
                text=_tidy(_joined(self.text, plain)),
                link=single_line(_joined(self.link, plain)) if self.has_link else "",
            )
        except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
            raise Unrenderable("messages-unrenderable") from error

    @cached_property
    def constants(self) -> tuple[str, ...]:
        """The pieces of its HTML in which nothing is filled."""
        return tuple(_constants(self.html.root_render_func.__code__))


@lru_cache(maxsize=KEPT_COMPILED)
def compiled(writing: Writing) -> Compiled:
    """A writing's sheets, compiled once per process.

    Raises `Unrenderable` for one that never passed `linting.check_writing`.
    """
    language = language_of(writing.subject, writing.html, writing.text)
    plain, escaping = environment(language, escapes=False), environment(language, escapes=True)
    try:
        return Compiled(
            subject=plain.from_string(writing.subject),
            html=escaping.from_string(writing.html),
            text=plain.from_string(writing.text),
            link=plain.from_string(writing.link),
            quoted=tuple(_places(writing)),
            asked=_asked(writing),
            has_link=bool(writing.link),
        )
    except (TemplateError, RecursionError, MemoryError, ValueError, SyntaxError) as error:
        raise Unrenderable("messages-unrenderable") from error


def language_of(*sources: str) -> str:
    """The language a template is written in: it decides how numbers and dates are."""
    return "ru" if any(_CYRILLIC.search(source) for source in sources) else "en"


def _joined(sheet: Sheet, context: Context) -> str:
    return str("".join(_limited(sheet, context)))


def _limited(sheet: Sheet, context: Context) -> list[str]:
    pieces: list[str] = []
    length = 0
    coming = sheet.root_render_func(context)
    while some := list(islice(coming, AT_ONCE)):
        pieces += some
        length += sum(map(len, some))
        if length > LONGEST_MESSAGE:
            raise MessageTooLong("messages-rendered-too-long", most=LONGEST_MESSAGE)
    return pieces


def _constants(code: CodeType) -> Iterator[str]:
    for one in code.co_consts:
        if isinstance(one, str):
            yield one
        elif isinstance(one, CodeType):
            yield from _constants(one)


def _tidy(text: str) -> str:
    """Text without the gaps that conditions leave where they said nothing."""
    return _GAPS.sub("\n\n", text) if "\n\n\n" in text else text


def _asked(writing: Writing) -> frozenset[str]:
    """The names a writing says: of fields, of whole levels, and of our own addresses."""
    plain = environment("en", escapes=False)
    sources = (writing.subject, writing.html, writing.text, writing.link)
    said = (meta.find_undeclared_variables(plain.parse(source)) for source in sources)
    return frozenset(names(writing)).union(*said)


def _places(writing: Writing) -> Iterator[tuple[str, str]]:
    for name in names(writing):
        level, _, key = name.partition(".")
        yield level, key


def _prepared(values: Mapping[str, Any], quoted: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Values made inert: plain types only, absent ones as `NOTHING`, links only plain ones.

    Of the declared fields those that are quoted; no template reaches another.
    """
    prepared: dict[str, Any] = {
        name: {} if type(value) is dict else _inert(value) for name, value in values.items()
    }
    for level, key in quoted:
        known = values.get(level)
        if type(known) is dict and key in known and not key.startswith("_"):
            prepared[level][key] = _inert(known[key])
    for level, key in _links():
        inside = prepared.get(level)
        # As it came: what has to be mended first is no address.
        if inside and key in inside and not led_to(values[level][key]):
            inside[key] = NOTHING
    return prepared


@cache
def _links() -> tuple[tuple[str, str], ...]:
    """The level and the key of each field that is a link."""
    return tuple((one.level, one.key) for one in declared_fields().values() if one.is_link)


def _inert(value: Any) -> Any:
    if type(value) is str:
        return inert(value)
    if value is None:
        return NOTHING
    if isinstance(value, list | tuple):
        return [inert(str(item)) for item in value[:LONGEST_LIST] if item is not None]
    if isinstance(value, bool | int | date):
        return value
    if isinstance(value, float | Decimal):
        return value if math.isfinite(value) else NOTHING
    return inert(str(value))


__all__ = [
    "Compiled",
    "MessageTooLong",
    "Unrenderable",
    "compiled",
    "language_of",
    "values_for",
]
