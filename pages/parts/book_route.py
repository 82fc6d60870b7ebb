"""The approval book in plain language: which stage is needed when, and until when."""

from collections.abc import Iterator
from typing import Any

from core.foundation import words
from core.people.model import Role
from core.rulebook.approval import Condition, OfficeRule, StageRule
from core.rulebook.model import ApprovalBook
from pages.parts.frame import language, say

Sentence = tuple[str, str]  # its rule, as ``book@version#rule``, and what it says


def sentences(book: ApprovalBook) -> Iterator[Sentence]:
    """Everything the book says."""
    cite = f"approval@{book.version}#"
    for stage in book.stages:
        for one in stage.when:
            yield cite + one.rule, _needed(stage, one)
        if stage.hours is not None:
            yield cite + stage.name, _hours(stage, stage.hours)
    yield cite + "office", _office(book.office)
    deeds = ", ".join(say(f"rules-deed-{one}") for one in book.people_need_two)
    people = say("rules-people-two", deeds=deeds) if deeds else say("rules-people-one")
    yield cite + "people_need_two", people
    books = "rules-books-two" if book.books_need_two else "rules-books-one"
    yield cite + "books_need_two", say(books)


def role_name(role: str) -> str:
    """A role as people call it; its own name, where the house knows none."""
    return say(f"people-role-{role}") if role in set(Role) else role


def _needed(stage: StageRule, rule: Condition) -> str:
    named = {"stage": stage.label.text(language()), "role": role_name(stage.role)}
    if rule.always:
        return say("rules-stage-always", **named)
    asked = [
        say(f"rules-when-{name}", value=_spoken(name, getattr(rule, name)))
        for name in rule.said
    ]
    return say("rules-stage", **named, condition=", ".join(asked))


def _hours(stage: StageRule, hours: int) -> str:
    label = stage.label.text(language())
    if stage.escalates_to is None:
        return say("rules-hours", stage=label, n=hours)
    return say("rules-hours-then", stage=label, n=hours, role=role_name(stage.escalates_to))


def _office(office: OfficeRule) -> str:
    hours = ("opens", "closes", "pause_from", "pause_until")
    return say(
        "rules-office",
        zone=words.clock(language(), office.zone),
        **{name: f"{getattr(office, name):%H:%M}" for name in hours},
    )


def _spoken(name: str, value: Any) -> str | int:
    match name:
        case "channels":
            return ", ".join(say(f"audience-channel-{one}") for one in value)
        case "products":
            return ", ".join(value)
        case "cost_over":
            return words.money(language(), value)
        case _:
            return value if isinstance(value, int) else str(value)
