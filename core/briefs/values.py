"""The value of a fact: read from what a person typed, kept as text, given to a message."""

import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from core.briefs.model import FACT
from core.briefs.naming import Naming
from core.foundation.hosts import https_host
from core.rulebook.briefs import FactRule

LONGEST_TEXT = 2_000
LARGEST = Decimal(10) ** 12
MOST_DIGITS = 4  # after the point

Typed = str | int | float | Decimal | date


class BadFact(Naming):
    """A value that is not of the fact's kind."""


def canonical(rule: FactRule, typed: Typed) -> str:
    """The value as it is kept. Raises `BadFact`."""
    match rule.kind:
        case "number" | "money":
            return _number(rule, typed)
        case "date":
            return _day(rule, typed)
        case "link":
            return _link(rule, str(typed))
    text = tidy(str(typed))
    if not text or len(text) > LONGEST_TEXT:
        raise BadFact("briefs-bad-text", things=[FACT + rule.key], most=LONGEST_TEXT)
    return text


def typed_value(rule: FactRule, value: str) -> str | Decimal | date:
    """The value as a message quotes it: a number, a day, or text."""
    if rule.kind in ("number", "money"):
        return Decimal(value)
    return date.fromisoformat(value) if rule.kind == "date" else value


def tidy(text: str) -> str:
    """Text without what cannot be seen; line breaks stay."""
    return "".join(c for c in text.strip() if c in "\n\t" or not _is_control(c))


def single_line(text: str) -> str:
    """Text on one line, without what cannot be seen."""
    return " ".join(tidy(text).split())


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _number(rule: FactRule, typed: Typed) -> str:
    written, things = str(typed).replace(",", "."), [FACT + rule.key]
    try:
        number = Decimal("".join(written.split()))
    except InvalidOperation:
        raise BadFact("briefs-bad-number", things=things, value=written[:40]) from None
    if not number.is_finite() or not 0 <= number <= LARGEST:
        raise BadFact("briefs-bad-number", things=things, value=written[:40])
    plain = format(round(number, MOST_DIGITS), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _day(rule: FactRule, typed: Typed) -> str:
    try:
        return date.fromisoformat(str(typed).strip()).isoformat()
    except ValueError:
        raise BadFact(
            "briefs-bad-day", things=[FACT + rule.key], value=str(typed)[:40]
        ) from None


def _link(rule: FactRule, typed: str) -> str:
    link = typed.strip()
    if not https_host(link) or len(link) > LONGEST_TEXT:
        raise BadFact("briefs-bad-link", things=[FACT + rule.key])
    return link
