"""The book of bounces: which status and which words mean what, first rule that fits."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Annotated, Literal

from pydantic import Field

from core.rulebook.loading import RULES_FOLDER, read
from core.rulebook.pages import Key, Page

LONGEST_SAID = 4_000  # characters that rules are held against
GAP = r"[^\n]{0,60}?"  # what “*” in a phrase stands for

Phrase = Annotated[str, Field(min_length=3, max_length=120, pattern=r"^[^*].*[^*]$")]
Pattern = Annotated[str, Field(pattern=r"^none$|^[245]\.(\d{1,3}|\*)\.(\d{1,3}|\*)$")]


class Bounce(StrEnum):
    """What a report says became of a mail."""

    HARD = "hard"  # no such mailbox or domain: never again
    SOFT = "soft"  # for now: counted
    BLOCK = "block"  # it is us they do not want: our problem
    COMPLAINT = "complaint"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    AUTO_REPLY = "auto_reply"
    NONE = "none"  # nothing of the kind


@dataclass(frozen=True)
class Said:
    """What was said of a recipient. `stage`: to which command, where that is known."""

    text: str
    status: str  # enhanced, RFC 3463; empty where nobody said one
    code: int  # of SMTP; 0 where nobody said one
    stage: str


class Rule(Page):
    """Every condition that is given must hold: a status, a word, a stage, codes."""

    name: Key
    bounce: Literal["hard", "soft", "block"] = Field(alias="class")
    statuses: list[Pattern] = Field(default_factory=list)
    codes: list[int] = Field(default_factory=list)
    stages: list[Literal["rcpt", "data", "mail"]] = Field(default_factory=list)
    texts: list[Phrase] = Field(default_factory=list)
    names_address: bool = False  # the text must name an address
    denies_hard: bool = False  # said anywhere in a report, it outweighs the proof of a hard one

    def fits(self, said: Said) -> bool:
        """Whether the rule speaks of this."""
        if self.statuses and not any(_is_like(said.status, one) for one in self.statuses):
            return False
        if self.codes and said.code not in self.codes:
            return False
        if self.stages and said.stage not in self.stages:
            return False
        if self.names_address and "@" not in said.text:
            return False
        return not self.texts or self.is_said(said.text)

    def is_said(self, text: str) -> bool:
        """Whether one of its phrases stands in a text in small letters."""
        return self._words.search(text) is not None

    @cached_property
    def _words(self) -> re.Pattern[str]:
        phrases = (
            GAP.join(re.escape(piece) for piece in phrase.lower().split("*"))
            for phrase in self.texts
        )
        return re.compile(rf"(?:(?<!\w)|(?=\W))(?:{'|'.join(phrases)})")


class BounceBook(Page):
    """Rules in their order, and the phrases of automatic answers."""

    version: Annotated[int, Field(ge=1)]
    rules: Annotated[list[Rule], Field(min_length=1)]
    auto_reply_subjects: list[Phrase]
    bounce_subjects: list[Phrase]
    original_begins: list[Phrase]  # after a line that begins like this stands what we wrote
    original_lines: list[Phrase]  # or after a line that says just this

    def verdict(self, said: Said) -> tuple[Bounce, str]:
        """The class of what was said, and ``bounces@1#rule``. Short of proof it is soft."""
        for rule in self.rules:
            if rule.fits(said):
                return Bounce(rule.bounce), f"bounces@{self.version}#{rule.name}"
        return Bounce.SOFT, f"bounces@{self.version}#unexplained"

    def denial(self, text: str) -> str:
        """The rule by which a text denies that a mailbox is gone; empty: it does not."""
        for rule in self.rules:
            if rule.denies_hard and rule.is_said(text):
                return f"bounces@{self.version}#{rule.name}"
        return ""


@cache
def book() -> BounceBook:
    """The book in force. Raises `BadBook`."""
    return read(RULES_FOLDER / "bounces.toml", BounceBook)


def _is_like(status: str, pattern: str) -> bool:
    given, wanted = (status or "none").split("."), pattern.split(".")
    return len(given) == len(wanted) and all(
        want in ("*", have) for have, want in zip(given, wanted, strict=True)
    )
