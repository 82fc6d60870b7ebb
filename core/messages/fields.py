"""What a template may say about a contact: the declared fields, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from core.foundation.hosts import https_host
from core.foundation.words import LANGUAGES, say
from core.rulebook.facts import declared_facts
from core.warehouse.catalogue import load_catalogue
from core.warehouse.fields import Level

LEVELS = ("contact", "account", "sender", "brief")
UNSUBSCRIBE = "unsubscribe_url"
SURVEY = "survey_url"  # the page of a survey; `survey_7` is the same with that answer marked
ANSWERS = {f"survey_{answer}": answer for answer in range(11)}
# Addresses of ours: the only holes a link may consist of.
CONSTANTS = (UNSUBSCRIBE, SURVEY, *ANSWERS)
_OF_SURVEYS = frozenset({SURVEY, *ANSWERS})
LONGEST_LIST = 20  # of a list field's items, those a message may name
NAMED = "‹"  # what a value begins with that is only named; no address does
ALWAYS_THERE = frozenset({"account.name", "sender.name", "sender.address"})


@dataclass(frozen=True)
class MessageField:
    """A field as templates name it, “contact.first_name”, with its kind and its labels."""

    name: str
    kind: str  # text, number, money, date, boolean, category, list, link
    labels: dict[str, str]

    @property
    def level(self) -> str:
        return self.name.partition(".")[0]

    @property
    def key(self) -> str:
        return self.name.partition(".")[2]

    @property
    def is_link(self) -> bool:
        """Whether it is a whole address: it alone may be all that a link leads to."""
        return self.kind == "link"

    @property
    def is_always_there(self) -> bool:
        # A campaign that quotes a fact of its brief is not sent without it.
        return self.name in ALWAYS_THERE or self.level == "brief"


@cache
def declared_fields() -> dict[str, MessageField]:
    """Every field a template may name, by name, in the order to show them.

    The catalogue says which of a contact and an account, the brief book which of a brief; the
    sender has two of its own.
    """
    catalogue = load_catalogue()
    quoted = [
        MessageField(f"{level}.{field.key}", field.kind, field.labels)
        for level in (Level.CONTACT, Level.ACCOUNT)
        for field in catalogue.for_messages(level)
    ]
    sender = [
        MessageField(f"sender.{key}", "text", _labels(f"messages-sender-{key}"))
        for key in ("name", "address")
    ]
    brief = [
        MessageField(f"brief.{key}", fact.kind, fact.labels)
        for key, fact in declared_facts().items()
    ]
    return {field.name: field for field in (*quoted, *sender, *brief)}


def values_for(  # noqa: PLR0913 -- a message is filled from as many places
    contact: Mapping[str, Any],
    account: Mapping[str, Any],
    sender: Mapping[str, Any],
    *,
    unsubscribe_url: str = "",
    survey_url: str = "",
    brief: Mapping[str, Any] | None = None,
    asked: frozenset[str] | None = None,
) -> dict[str, Any]:
    """The plain dictionary a message is rendered with: declared fields only, absent ones null.

    `contact`, `account` and `sender` hold values by the field's key (`tables.recipients` gives
    the first two), `brief` the confirmed facts by their key; what they hold beyond the declared
    fields never reaches a template. `asked` are the names that a template says, where it is
    known: no others are looked up.
    """
    given = {"contact": contact, "account": account, "sender": sender, "brief": brief or {}}
    values: dict[str, Any] = {
        level: {key: given[level].get(key) for key in keys}
        for level, keys in _keys(asked).items()
    }
    values[UNSUBSCRIBE] = unsubscribe_url
    if asked is None or asks_survey(asked):
        values |= survey_links(survey_url)
    return values


def asks_survey(asked: frozenset[str]) -> bool:
    """Whether one of these names is an address of a survey."""
    return not asked.isdisjoint(_OF_SURVEYS)


def survey_links(page: str) -> dict[str, str]:
    """The addresses of a survey: its page, and the page with each answer marked."""
    marked = {
        name: f"{page}?answer={answer}" if page else "" for name, answer in ANSWERS.items()
    }
    return {SURVEY: page, **marked}


@lru_cache(maxsize=256)
def _keys(asked: frozenset[str] | None) -> dict[str, tuple[str, ...]]:
    """The keys of the declared fields, by level; of those that are asked for."""
    declared = declared_fields()
    known = [one for name, one in declared.items() if asked is None or name in asked]
    return {level: tuple(one.key for one in known if one.level == level) for level in LEVELS}


def led_to(value: object) -> str:
    """The address of a link field, if it is a plain one; in a preview, what it is called.

    However a value came in: nothing else ever reaches a link.
    """
    link = value if isinstance(value, str) else ""
    return link if https_host(link) or link.startswith(NAMED) else ""


def stand_ins(language: str) -> dict[str, Any]:
    """Values that name themselves – ‹First name› – for a preview without client data."""
    values: dict[str, Any] = {level: {} for level in LEVELS}
    for field in declared_fields().values():
        label = f"{NAMED}{field.labels[language]}›"
        values[field.level][field.key] = [label] if field.kind == "list" else label
    return values | {UNSUBSCRIBE: ""} | survey_links("")


def _labels(key: str) -> dict[str, str]:
    return {language: say(language, key) for language in LANGUAGES}
