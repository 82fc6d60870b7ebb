"""What a message may quote of a brief, and what a preview shows of what it may not."""

from datetime import date
from decimal import Decimal
from typing import Any

from core.briefs.model import Fact, Facts, Standing, standing
from core.briefs.values import typed_value
from core.foundation import words
from core.foundation.words import say
from core.rulebook.briefs import FactRule
from core.rulebook.facts import declared_facts


def confirmed(facts: Facts, *, on: date) -> dict[str, Any]:
    """The facts that may be quoted on a day, by their keys, ready to be written."""
    return {
        key: typed_value(declared_facts()[key], fact.value)
        for key, fact in facts.items()
        if key in declared_facts() and fact.standing(on=on) is Standing.CONFIRMED
    }


def previewed(facts: Facts, *, on: date, language: str) -> dict[str, Any]:
    """Every declared fact by its key: a confirmed one as it will be written, of any other in
    words what it is and what it lacks, so that nobody takes it for one that may go out.
    """
    sure = confirmed(facts, on=on)
    return {
        key: sure[key] if key in sure else _doubt(rule, facts.get(key), on, language)
        for key, rule in declared_facts().items()
    }


def states(facts: Facts, *, on: date) -> dict[str, Standing]:
    """How far each declared fact may be trusted on a day, by its key."""
    return {key: standing(facts, key, on=on) for key in declared_facts()}


def links(facts: Facts) -> dict[str, str]:
    """The addresses among the facts, by their keys, whatever they may be trusted."""
    declared = declared_facts()
    return {
        key: fact.value
        for key, fact in facts.items()
        if key in declared and declared[key].kind == "link"
    }


def spoken_value(rule: FactRule, value: str, language: str) -> str:
    """A fact as people write it: money with its sign, a day as a day."""
    if rule.kind == "date":
        return words.day(language, date.fromisoformat(value))
    if rule.kind not in ("number", "money"):
        return value
    number = Decimal(value)
    shown = words.number(language, number, digits=0 if number == int(number) else 2)
    return f"{shown}\u00a0₽" if rule.kind == "money" else shown


def _doubt(rule: FactRule, fact: Fact | None, on: date, language: str) -> str:
    label = rule.label.text(language)
    if fact is None:
        return say(language, "briefs-shown-missing", label=label)
    value = spoken_value(rule, fact.value, language)
    state = fact.standing(on=on)
    return say(language, f"briefs-shown-{state}", label=label, value=value)
