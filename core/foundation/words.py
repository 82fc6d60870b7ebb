"""Every string a person reads, in each language the house speaks.

The catalogue is Fluent (projectfluent.org) under ``data/words/<language>/<room>.ftl``: it knows
the plurals of Russian, and a translator can read it. Numbers, money and dates are Babel's.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from threading import Lock
from zoneinfo import ZoneInfo, available_timezones

from babel.core import Locale
from babel.dates import format_date, format_datetime, format_interval, get_timezone_location
from babel.numbers import (
    format_compact_decimal,
    format_decimal,
    format_percent,
    get_currency_symbol,
    get_group_symbol,
)
from fluent.runtime import FluentBundle, FluentResource

from core.foundation.settings import HOUSE

LANGUAGES = ("ru", "en")
DEFAULT_LANGUAGE = "en"
MINUS = "−"
_LARGE = 10**15  # nobody has as much of anything
WORDS_FOLDER = HOUSE / "data" / "words"

Value = str | int | float | Decimal | date | datetime


class MissingWord(KeyError):
    """A key the catalogue does not have: a bug, and a test finds it."""


_READING = Lock()
# In Fluent, nothing but a new entry begins a line with a name and “=”.
_ENTRY = re.compile(r"^(?=-?[a-zA-Z][\w-]* *=)", re.MULTILINE)
_MENTION = re.compile(r"\{\s*(-?[a-zA-Z][\w-]*)")


def warm() -> None:
    """Open every language now, before forty threads ask at once."""
    for language in LANGUAGES:
        _catalogue(language)


class _Catalogue:
    """A language's entries. To parse them all takes a quarter of a second, and most are never
    asked for, so each is parsed when somebody does."""

    def __init__(self, language: str) -> None:
        # Isolation marks are for mixed directions of writing; we have one, and they would break
        # searching.
        self.bundle = FluentBundle([language], use_isolating=False)
        texts = [
            text
            for path in sorted((WORDS_FOLDER / language).glob("*.ftl"))
            for text in _ENTRY.split(path.read_text(encoding="utf-8"))[1:]
        ]
        self.unread = {text.partition("=")[0].rstrip(): text for text in texts}
        self.keys = frozenset(key for key in self.unread if not key.startswith("-"))

    def has(self, key: str) -> bool:
        """Whether there is such a message; it can be asked of the bundle from now on."""
        if not self.bundle.has_message(key) and key in self.keys:
            with _READING:
                self._read(key)
        return self.bundle.has_message(key)

    def _read(self, key: str) -> None:
        text = self.unread.pop(key, None)
        if text is not None:
            for mentioned in _MENTION.findall(text):
                self._read(mentioned)
            self.bundle.add_resource(FluentResource(text))


def _catalogue(language: str) -> _Catalogue:
    with _READING:  # threads that ask at once would each open it
        return _opened(language)


@cache
def _opened(language: str) -> _Catalogue:
    return _Catalogue(language)


def say(language: str, key: str, /, **values: Value) -> str:
    """Return the sentence behind a key, in a language of ``LANGUAGES``.

    Raises ``MissingWord`` for a key the language does not have, and for a value it asks for
    and does not get.
    """
    catalogue = _catalogue(language)
    if not catalogue.has(key):
        raise MissingWord(f"{language}: {key}")
    bundle = catalogue.bundle
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise MissingWord(f"{language}: {key} has no text")
    text, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise MissingWord(f"{language}: {key}: {errors[0]}")
    return str(text)


def keys(language: str) -> frozenset[str]:
    """Every key the language has."""
    return _catalogue(language).keys


def number(
    language: str, value: float | Decimal, *, digits: int = 0, signed: bool = False
) -> str:
    """A number as people of the language write it: 12,480 or 12 480; its minus is a real one.

    `signed`: with a plus, where it is above zero; as of shares and money, too.
    """
    return _sign_of(value, signed=signed) + _written(
        language, -value if value < 0 else value, digits
    )


def _sign_of(value: float | Decimal, *, signed: bool) -> str:
    if value < 0:
        return MINUS
    return "+" if signed and value > 0 else ""


def _written(language: str, value: float | Decimal, digits: int) -> str:
    """A number that is not below zero."""
    if type(value) is int and not digits and value < _LARGE:
        # Every price in every mail is one: as Babel writes it, in a twentieth of the time.
        return f"{value:,}".replace(",", _between_thousands(language))
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=_locale(language))


@cache
def _between_thousands(language: str) -> str:
    return get_group_symbol(_locale(language))


def compact(language: str, value: float) -> str:
    """A number for a narrow place: 2.5M or 2,5 млн."""
    written = format_compact_decimal(abs(value), locale=language, fraction_digits=1)
    return _sign_of(value, signed=False) + written


def percent(language: str, share: float, *, digits: int = 1, signed: bool = False) -> str:
    """A share between 0 and 1 as a percentage."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + "\u00a0%"
    written = format_percent(abs(share), format=pattern, locale=language)
    return _sign_of(share, signed=signed) + written


def money(
    language: str, amount: float | Decimal, currency: str = "RUB", *, signed: bool = False
) -> str:
    """An amount in whole units of its currency."""
    return f"{number(language, amount, signed=signed)}\u00a0{_sign(language, currency)}"


def price(language: str, amount: float | Decimal, currency: str = "RUB") -> str:
    """An amount to the last of it: with its hundredths where there are any."""
    whole = int(amount)
    said = number(language, whole) if amount == whole else number(language, amount, digits=2)
    return f"{said}\u00a0{_sign(language, currency)}"


@cache
def _locale(language: str) -> Locale:
    """What Babel knows of a language: it would read its name anew for every number."""
    return Locale.parse(language)


@cache
def _sign(language: str, currency: str) -> str:
    # A sum looks alike in both languages; Babel would write out the currency's code in one.
    return get_currency_symbol(currency, locale="ru" if currency == "RUB" else language)


def day(language: str, value: date) -> str:
    """A calendar day: 2 Mar 2026 or 2 мар. 2026."""
    return format_date(value, format="d MMM y", locale=language)


def days(language: str, first: date, last: date) -> str:
    """From one day to another: 2–8 Mar 2026 or 2–8 мар. 2026."""
    # Days come before their month in both, as `day` writes them.
    locale = "en_GB" if language == "en" else language
    return format_interval(first, last, "yMMMd", locale=locale).replace("\u202fг.", "")


def month(language: str, value: date) -> str:
    """A month of a year: Mar 2026 or март 2026."""
    return format_date(value, format="LLL y", locale=language)


def period(language: str, code: str) -> str:
    """A quarter, half or whole year by its code: ``2026Q4``, ``2026H2`` or ``2026``."""
    return say(language, "frame-period", part=code[4:] or "whole", year=code[:4])


@cache
def clock(language: str, zone: str) -> str:
    """A time zone by the city whose clock it is; one that nobody knows stays as it is."""
    if zone not in available_timezones():
        return zone
    return get_timezone_location(zone, locale=language, return_city=True)


def weekday(language: str, value: datetime, zone: str) -> str:
    """A day with its name, on the clock of a time zone: Monday, 2 March 2026."""
    pattern = "EEEE, d MMMM y"
    return format_date(value.astimezone(ZoneInfo(zone)), format=pattern, locale=language)


def moment(language: str, value: datetime, zone: str) -> str:
    """A moment on the clock of a time zone, to the minute."""
    return format_datetime(
        value.astimezone(ZoneInfo(zone)), format="d MMM y, HH:mm", locale=language
    )
