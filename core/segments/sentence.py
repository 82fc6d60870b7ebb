"""A whole rule as one plain sentence, in the language of whoever reads it."""

from datetime import date
from decimal import Decimal

from core.foundation import words
from core.foundation.words import say
from core.segments.checking import effective, typed
from core.segments.model import (
    EVERY,
    Amount,
    Change,
    Combine,
    Condition,
    Group,
    Listed,
    Plain,
    Rule,
    Times,
    Value,
)
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import OPERATORS, Field, Shape

SHOWN = 6  # values of one condition; the others are counted
BLANK = "…"
_OF_ONE = {
    "one_of": "is",
    "none_of": "is_not",
    "has_any": "has",
    "has_all": "has",
    "has_none": "has_not",
}


def sentence(rule: Rule, catalogue: Catalogue, language: str) -> str:
    """Whom the rule is about. It never refuses: what nobody knows is shown as it is."""
    asked = effective(rule)
    if isinstance(asked, Group) and not asked.rules:
        return say(language, "segments-sentence-everybody")
    said = say(language, "segments-sentence", rule=phrase(asked, catalogue, language))
    return said.replace(f"{BLANK}.", BLANK)  # what is left open has its dots already


def phrase(rule: Rule, catalogue: Catalogue, language: str) -> str:
    """A part of a rule, to stand inside a sentence; what is off inside it is left out."""
    return _said(typed(rule, catalogue), catalogue, language, is_inner=False)


def operator_label(operator: str, language: str) -> str:
    """An operator as the editor shows it."""
    key = f"segments-operator-{operator.replace('_', '-')}"
    return say(language, key) if key in words.keys(language) else operator


def _said(rule: Rule, catalogue: Catalogue, language: str, *, is_inner: bool) -> str:
    if isinstance(rule, Listed):
        return say(language, "segments-says-listed", count=len(rule.accounts))
    if isinstance(rule, Condition):
        return _condition(rule, catalogue, language)
    is_of_contact = rule.contacts is not None
    shown = [one for one in rule.rules if isinstance(one, Listed) or not one.is_off]
    parts = [_said(one, catalogue, language, is_inner=True) for one in shown]
    if not parts:
        return BLANK
    link = "all" if rule.combine is Combine.ALL else "any"
    text = say(language, f"segments-{link}-link").join(parts)
    if rule.combine is Combine.NONE:
        text = say(language, "segments-none-of-it", rules=text)
    elif is_inner and len(parts) > 1 and not is_of_contact:
        return f"({text})"
    return _of_contacts(rule.contacts, text, language) if is_of_contact else text


def _of_contacts(least: int | None, text: str, language: str) -> str:
    if least == EVERY:
        return say(language, "segments-every-contact", rules=text)
    return say(language, "segments-some-contacts", count=least or 1, rules=text)


def _condition(condition: Condition, catalogue: Catalogue, language: str) -> str:
    field = catalogue.fields.get(condition.field)
    name = field.label(language) if field else condition.field
    key = f"segments-says-{_spoken(condition).replace('_', '-')}"
    if key not in words.keys(language):
        return f"{name} {condition.operator} {BLANK}"
    value, shape = condition.value, OPERATORS[condition.operator]
    if shape is Shape.TIMES:
        often = value if isinstance(value, Times) else Times(0, 0)
        return say(language, key, field=name, times=often.times, days=often.days)
    if shape in (Shape.DAYS, Shape.COUNT):
        return say(language, key, field=name, days=value if isinstance(value, int) else BLANK)
    if shape is Shape.GROUPING:
        other = catalogue.fields.get(str(value))
        grouping = other.label(language) if other else BLANK
        return say(language, key, field=name, grouping=grouping)
    if shape in (Shape.AMOUNT, Shape.CHANGE, Shape.PERCENT):
        return say(language, key, field=name, **_amounts(value, field, language))
    return say(language, key, field=name, **_values(value, shape, field, language))


def _spoken(condition: Condition) -> str:
    """The operator as one says it: “one of” a single value is that value."""
    is_single = isinstance(condition.value, tuple) and len(condition.value) == 1
    return (
        _OF_ONE.get(condition.operator, condition.operator) if is_single else condition.operator
    )


def _amounts(value: Value, field: Field | None, language: str) -> dict[str, str | int]:
    """So much, so many percent, so many months, as far as they are filled in."""
    if isinstance(value, Amount):
        amount = _plain(value.amount, field, language)
        return {"amount": amount, "months": value.months}
    if isinstance(value, Change):
        return {"percent": _plain(value.percent, None, language), "months": value.months}
    percent = _plain(value, None, language) if isinstance(value, int | float) else BLANK
    return {"amount": BLANK, "percent": percent, "months": 0}


def _values(value: Value, shape: Shape, field: Field | None, language: str) -> dict[str, str]:
    if shape is Shape.PAIR and isinstance(value, tuple) and len(value) == 2:  # noqa: PLR2004
        low = _plain(value[0], None, language)
        return {"low": low, "high": _plain(value[1], field, language)}
    shown = [_plain(one, field, language) for one in _listed(value)]
    rest = len(shown) - SHOWN
    text = ", ".join(shown[:SHOWN]) or BLANK
    if rest > 0:
        text += say(language, "segments-and-more", count=rest)
    number = ", ".join(_plain(one, None, language) for one in _listed(value)) or BLANK
    return {"value": text, "low": text, "high": text, "number": number}


def _listed(value: Value) -> tuple[Plain, ...]:
    if value is None or isinstance(value, Times | Amount | Change):
        return ()
    return value if isinstance(value, tuple) else (value,)


def _plain(value: Plain | None, field: Field | None, language: str) -> str:
    if value is None:
        return BLANK
    if isinstance(value, date):
        return words.day(language, value)
    if isinstance(value, str):
        shown = field.shown(value, language) if field else value
        return say(language, "segments-quoted", text=shown)
    digits = max(-int(Decimal(repr(value)).normalize().as_tuple().exponent), 0)
    return amount(value, field.unit if field else "", language, digits=digits)


def unit_label(unit: str, language: str) -> str:
    """What a number of this unit is counted in, for beside a field: days, ₽, GB."""
    return amount(0, unit, language).removeprefix(words.number(language, 0)).strip()


def amount(value: float, unit: str, language: str, *, digits: int = 0) -> str:
    """A number with its unit, in the right form of the word."""
    text = words.number(language, value, digits=digits)
    key = f"segments-unit-{unit.lower()}"
    if key in words.keys(language):
        return say(language, key, n=value, text=text)
    return f"{text}\u00a0{unit}" if unit else text
