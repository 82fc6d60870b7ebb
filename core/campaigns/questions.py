"""What is asked of both arms, and what a message that asks must not do: advertise."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from core.foundation.refusal import Refusal
from core.foundation.words import say
from core.messages import snippets
from core.messages.fields import ANSWERS, SURVEY, UNSUBSCRIBE
from core.messages.links import IMAGES, LINKS
from core.messages.manners import SPOKEN, house_manners
from core.messages.markup import tokens
from core.messages.model import FIRST_VARIANT, Channel, Template, Writing
from core.messages.quoted import names

# Where somebody can follow a link of their own.
CHANNELS: Final = (Channel.EMAIL, Channel.SMS, Channel.CABINET)
UNRULED_DAYS: Final = 30  # an answer was taken before the book said how long
LONGEST_COMMENT: Final = 600  # characters
_OURS: Final = re.compile(
    rf"\{{\{{\s*({UNSUBSCRIBE}|{SURVEY}|{'|'.join(ANSWERS)})\s*\}}\}}", re.ASCII
)
_ADDRESS: Final = re.compile(r"https?://|www\.", re.IGNORECASE)


class Unfit(Refusal):
    """A message that may not go to both arms; it says why not."""

    def __init__(self, faults: Sequence[str], *, name: str) -> None:
        super().__init__("surveys-unfit", name=name)
        self.faults = tuple(faults)

    def sentence(self, language: str) -> str:
        named = "; ".join(say(language, f"surveys-fault-{one}") for one in self.faults)
        return say(language, self.key, **self.values, faults=named)


class NotOffered(Refusal):
    """The book does not let this be asked."""


class Scale(StrEnum):
    NPS = "nps"  # would you recommend us? 0 … 10
    CSAT = "csat"  # how content are you? 1 … 5

    @property
    def answers(self) -> range:
        return range(11) if self is Scale.NPS else range(1, 6)


@dataclass(frozen=True)
class Terms:
    """By which rule something is asked, for how many days from the message that asked an answer
    is taken, and the words, by language, by their names in `manners.Worded`."""

    rule: str  # book@version#rule
    days: int
    words: Mapping[str, Mapping[str, str]]

    def as_json(self) -> dict[str, Any]:
        words = {language: dict(said) for language, said in self.words.items()}
        return {"rule": self.rule, "days": self.days, "words": words}

    @staticmethod
    def from_json(facts: Mapping[str, Any] | None) -> "Terms | None":
        return Terms(**facts) if facts else None


@dataclass(frozen=True)
class Question:
    """One question on its scale, and whether there is room for a few words beside it.

    It keeps the terms of the book as it was added; none: that was before there was a rule.
    """

    scale: Scale
    has_comment: bool
    terms: Terms | None = None

    def as_json(self) -> dict[str, Any]:
        """As it is sealed: what was asked before there was a rule has no terms."""
        said: dict[str, Any] = {"scale": self.scale, "has_comment": self.has_comment}
        return said | ({"terms": self.terms.as_json()} if self.terms else {})


def terms_of(scale: Scale) -> Terms:
    """What the book in force says of a question. Raises `NotOffered`."""
    book = house_manners()
    asking, rule = book.question, book.cite("question")
    if scale.value not in asking.scales:
        raise NotOffered("surveys-not-offered", scale=scale.value, rule=rule)
    words: dict[str, dict[str, str]] = {one: asking.said(scale.value, one) for one in SPOKEN}
    return Terms(rule, asking.answer_days, words)


def check(template: Template, question: Question) -> None:
    """Whether a message may go to both arms. Raises `Unfit`."""
    if found := faults(template, question):
        raise Unfit(found, name=template.name)


def faults(template: Template, question: Question) -> list[str]:
    """Why a message may not go to both arms: words ``surveys-fault-…``; none: it may.

    Whoever was held out gets it too, so it may say nothing of what the campaign offers: no
    fact of the brief, no link but to the question and the way out, no words that others
    change, no file, one variant. What its own words say, only a person can judge.
    """
    written = template.writings
    found = {
        "channel": template.channel not in CHANNELS,
        "no-link": not all(_asks(one, question.scale) for one in written),
        "variants": any(one.variant != FIRST_VARIANT for one in written),
        "brief": any(name.startswith("brief.") for one in written for name in names(one)),
        "links": any(map(_leads_away, written)),
        "snippets": bool(snippets.names_in_all(written)),
        "files": bool(template.attachments),
    }
    return [name for name, is_so in found.items() if is_so]


def _asks(writing: Writing, scale: Scale) -> bool:
    """Whether the page of the question is linked, or every answer of its scale."""
    named = set(_OURS.findall(f"{writing.html} {writing.text} {writing.link}"))
    return SURVEY in named or {f"survey_{one}" for one in scale.answers} <= named


def _leads_away(writing: Writing) -> bool:
    html = list(tokens(writing.html))
    links = [
        value.strip()
        for token in html
        for name, value in token.attributes
        if name in LINKS | IMAGES
    ]
    links += [writing.link.strip()] if writing.link else []
    written = [writing.text, *(token.text for token in html if token.kind != "text")]
    written += [value for one in html for name, value in one.attributes if name == "style"]
    return any(map(_ADDRESS.search, written)) or not all(map(_OURS.fullmatch, links))
