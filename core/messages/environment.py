"""The second wall: a Jinja2 that reaches declared values and our filters, and nothing else."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

from babel.core import Locale
from babel.dates import format_date
from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from core.foundation import words
from core.messages.written_once import WrittenOnce

LOOP_FIELDS = frozenset({"index", "first", "last", "length"})
KEPT = 512  # values that were written lately: a mail says the same one several times
DATE_STYLES = ("short", "medium", "long", "full")


class Nothing(str):
    """An empty value: prints as nothing, is false, is neither less nor more than anything."""

    __slots__ = ()

    def __lt__(self, _other: object) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__


NOTHING = Nothing()


class _Walled(ImmutableSandboxedEnvironment):
    """No attribute of any object is ever read, and nothing is ever called."""

    code_generator_class = WrittenOnce

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP_FIELDS:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.undefined(obj=obj, name=str(argument))

    def call(self, *_arguments: Any, **_named: Any) -> Any:
        raise SecurityError("a template calls nothing")


@cache
def environment(language: str, *, escapes: bool) -> _Walled:
    """The environment for HTML (`escapes`) or for text, writing numbers as a language does."""
    walled = _Walled(
        autoescape=escapes,
        undefined=StrictUndefined,
        finalize=_writer(language),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=0,
    )
    walled.globals = {}
    walled.tests = {}
    walled.filters = dict(_filters(language))
    return walled


def _writer(language: str) -> Callable[[Any], Any]:
    """How a value is written when the template asks for no filter."""

    def written(value: Any) -> Any:
        if isinstance(value, str):
            return value
        if value is None:
            return ""
        if isinstance(value, bool):
            return words.say(language, "messages-yes" if value else "messages-no")
        return _plain(language, value)

    return written


def _plain(language: str, value: Any) -> str:
    if isinstance(value, date):
        return _date(language, value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, int | float | Decimal):
        return words.number(language, value, digits=0 if value == int(value) else 2)
    return str(value)


def _filters(language: str) -> dict[str, Callable[..., Any]]:
    def money(value: Any) -> Any:
        return _price(language, value) if _is_number(value) else value

    def number(value: Any, digits: int = 0) -> Any:
        return words.number(language, value, digits=digits) if _is_number(value) else value

    def day(value: Any, style: str = "medium") -> Any:
        return _date(language, value, style) if isinstance(value, date) else value

    def plural(value: Any, *forms: str) -> str:
        return _plural(language, value, forms)

    text: dict[str, Callable[..., Any]] = {
        name: _on_text(getattr(str, name)) for name in ("upper", "lower", "capitalize")
    }
    text |= {"trim": _on_text(str.strip), "title": _on_text(_titled)}
    formats = {"money": money, "number": number, "date": day, "plural": plural}
    rest = {"urlencode": _urlencode, "truncate": _truncate, "join": _join}
    return text | formats | rest | {"fallback": _fallback, "default": _fallback}


@lru_cache(maxsize=KEPT, typed=True)
def _price(language: str, value: float | Decimal) -> str:
    return words.price(language, value)


def _on_text(change: Callable[[str], str]) -> Callable[[Any], Any]:
    def changed(value: Any) -> Any:
        # A value is never markup: changing its case must not lose its escaping.
        return change(str(value)) if isinstance(value, str) else value

    return changed


def _titled(value: str) -> str:
    return " ".join(word[:1].upper() + word[1:].lower() for word in value.split(" "))


def _fallback(value: Any, instead: str) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()) or value == []:
        return instead
    return value


def _truncate(value: Any, length: int) -> Any:
    if not isinstance(value, str) or len(value) <= length:
        return value
    return str(value)[: max(length - 1, 0)].rstrip() + "…"


def _join(value: Any, between: str = ", ") -> Any:
    return between.join(map(str, value)) if isinstance(value, list) else value


def _urlencode(value: Any) -> str:
    return _quoted("" if value is None else str(value))


@lru_cache(maxsize=KEPT)
def _quoted(value: str) -> str:
    return quote(value, safe="")


def _plural(language: str, value: Any, forms: tuple[str, ...]) -> str:
    """The form that goes with a number: one, few, many in Russian; one, other in English."""
    if not _is_number(value):
        return forms[-1]
    order = ("one", "few", "many") if language == "ru" else ("one",)
    kind = Locale.parse(language).plural_form(value)
    place = order.index(kind) if kind in order else len(forms) - 1
    return forms[min(place, len(forms) - 1)]


def _date(language: str, value: date, style: str = "medium") -> str:
    return _day(language, value.date() if isinstance(value, datetime) else value, style)


@lru_cache(maxsize=KEPT)
def _day(language: str, day: date, style: str) -> str:
    return format_date(day, format=style, locale=language)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


__all__ = ["NOTHING", "Markup", "Nothing", "environment"]
