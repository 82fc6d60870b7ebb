"""A rehearsal: every message of an audience, filled and read before it is submitted."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from core.campaigns.model import FIRST_STEP, CampaignId
from core.foundation.words import Value, say
from core.messages.model import Channel, Severity, Writing

AT_ONCE = 2_000  # messages: so few are rehearsed while somebody waits
QUIET = timedelta(seconds=90)  # without a sign of life, a rehearsal has broken off
NAMED = 20  # contacts that a group names
LISTED = 5_000  # messages that are listed one by one


class Outcome(StrEnum):
    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"  # something was wrong that nobody may send
    CANCELLED = "cancelled"
    BROKEN = "broken"  # it never came to its end


@dataclass(frozen=True)
class Group:
    """One kind of thing that was found: in how many messages, and in whose first."""

    severity: Severity
    part: str
    key: str
    values: dict[str, Value]
    count: int  # messages; 0: the template itself
    contacts: tuple[str, ...] = ()
    line: int = 0
    step: int = FIRST_STEP

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def sentence(self, language: str) -> str:
        return say(language, self.key, **self.values)

    def as_json(self) -> dict[str, Any]:
        return vars(self) | {"contacts": list(self.contacts)}

    @staticmethod
    def from_json(facts: dict[str, Any]) -> "Group":
        severity, contacts = Severity(facts["severity"]), tuple(facts["contacts"])
        return Group(**facts | {"severity": severity, "contacts": contacts})


@dataclass(frozen=True)
class Failure:
    """One message with something wrong."""

    contact_id: str
    severity: Severity
    part: str
    key: str
    facts: dict[str, Value]
    step: int = FIRST_STEP

    def sentence(self, language: str) -> str:
        return say(language, self.key, **self.facts)


@dataclass(frozen=True)
class Findings:
    """What a rehearsal found. `empty` counts contacts without a value, by field; `parts` those
    of all SMS together, by step."""

    done: int = 0  # messages
    letters: int = 0
    parts: dict[str, int] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    failures: tuple[Failure, ...] = ()
    empty: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)  # contacts by kind

    @property
    def is_clean(self) -> bool:
        return not any(group.is_error for group in self.groups)


@dataclass(frozen=True)
class Rehearsal:
    """A rehearsal as the store keeps it; `digest` says of what exactly it was."""

    id: str
    campaign_id: CampaignId
    digest: str
    status: Outcome
    total: int
    started_by: str
    started_at: datetime
    updated_at: datetime
    done: int = 0
    letters: int = 0
    parts: dict[str, int] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    empty: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)
    note: str = ""
    sealed_at: datetime | None = None

    @property
    def share(self) -> float:
        """How far it is, 0 to 1."""
        return self.done / self.total if self.total else 1.0

    @property
    def rate(self) -> float:
        """Messages a second so far; 0: not known yet."""
        seconds = (self.updated_at - self.started_at).total_seconds()
        return self.done / seconds if seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        return (self.total - self.done) / self.rate if self.rate else None

    def is_running(self, at: datetime) -> bool:
        """Whether somebody still works on it."""
        return self.status is Outcome.RUNNING and at - self.updated_at < QUIET

    def count(self, severity: Severity) -> int:
        """In how many places something of that weight was found."""
        return sum(max(one.count, 1) for one in self.groups if one.severity is severity)


@dataclass(frozen=True)
class Plan:
    """What is to be rehearsed: the writings, for whom, with what; `digest` is of all of it.

    Each contact is read the one writing it will get: of its variant, in its language. The
    messages of later steps are `further` plans, one each.
    """

    campaign_id: CampaignId
    digest: str
    channel: Channel
    writings: tuple[Writing, ...]
    contacts: tuple[tuple[str, str], ...]  # id and address
    fixed: dict[str, Any]  # the values that are the same for everybody
    groups: tuple[Group, ...]  # what the template itself has, found once
    seed: str
    variants: Mapping[str, str] = field(default_factory=dict)  # by contact; none: the first
    step: int = FIRST_STEP
    further: tuple["Plan", ...] = ()

    @property
    def each_step(self) -> tuple["Plan", ...]:
        return (self, *self.further)

    @property
    def total(self) -> int:
        """Messages, of all the steps."""
        return sum(len(one.contacts) for one in self.each_step)


def rank(seed: str, contact_id: str) -> bytes:
    """An order of contacts that nobody chose, and that is the same again."""
    return hashlib.blake2b(f"{seed}/{contact_id}".encode(), digest_size=8).digest()
