"""What a brief is, the moves it may make, its facts, and what it still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from core.rulebook.briefs import KindRule

BriefId = NewType("BriefId", str)

FACT = "fact:"  # what the name of a field begins with, where it is a fact


class Status(StrEnum):
    ASKED = "asked"
    SUPPLIED = "supplied"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    USED = "used"
    WITHDRAWN = "withdrawn"


MOVES: dict[Status, frozenset[Status]] = {
    Status.ASKED: frozenset({Status.SUPPLIED, Status.WITHDRAWN}),
    Status.SUPPLIED: frozenset({Status.ACCEPTED, Status.RETURNED, Status.WITHDRAWN}),
    Status.RETURNED: frozenset({Status.SUPPLIED, Status.WITHDRAWN}),
    Status.ACCEPTED: frozenset({Status.USED, Status.RETURNED, Status.WITHDRAWN}),
    Status.USED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}

OPEN_TO_EDITS = frozenset({Status.ASKED, Status.RETURNED})
QUOTABLE = frozenset({Status.ACCEPTED, Status.USED})  # a campaign may choose it
PLANNED = frozenset({Status.ASKED, Status.SUPPLIED, Status.RETURNED, Status.ACCEPTED})

# Without these a brief cannot be supplied, whatever its kind.
MANDATORY = ("goal", "product", "promise", "audience", "measure", "starts_on", "ends_on")


class Standing(StrEnum):
    """How far a fact may be trusted on a day."""

    MISSING = "missing"
    UNCONFIRMED = "unconfirmed"
    EXPIRED = "expired"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Brief:
    """Why a mailing is wanted: `segment_id` is the audience as a rule, where there is one.

    `window_days` is of the outcome; `starts_on` and `ends_on` are of the mailing, both
    included; `contacts` how many are expected; `cost` and `benefit` are whole rubles;
    `moved_at` is since when it is in its status.
    """

    id: BriefId
    name: str
    kind: str
    status: Status
    purpose: str
    created_by: str
    created_at: datetime
    moved_at: datetime
    revision: int = 1
    product: str = ""
    goal: str = ""
    promise: str = ""
    audience: str = ""
    segment_id: str | None = None
    measure: str = ""
    window_days: int = 60
    starts_on: date | None = None
    ends_on: date | None = None
    deadline: date | None = None
    contacts: int | None = None
    cost: int | None = None
    benefit: int | None = None

    @property
    def is_open_to_edits(self) -> bool:
        return self.status in OPEN_TO_EDITS


@dataclass(frozen=True)
class Confirmation:
    """Somebody put their name to exactly this; `rule` is the one that asked for them."""

    key: str
    value: str
    valid_until: date | None
    rule: str
    confirmed_by: str
    confirmed_at: datetime


@dataclass(frozen=True)
class Fact:
    """A value as canonical text, the last day it is true (none: for good), and who said so."""

    key: str
    value: str
    valid_until: date | None
    supplied_by: str
    supplied_at: datetime
    confirmation: Confirmation | None = None

    def standing(self, *, on: date) -> Standing:
        """Whether it may be quoted on a day."""
        said = self.confirmation
        if said is None or (said.value, said.valid_until) != (self.value, self.valid_until):
            return Standing.UNCONFIRMED
        is_over = self.valid_until is not None and self.valid_until < on
        return Standing.EXPIRED if is_over else Standing.CONFIRMED


Facts = Mapping[str, Fact]


@dataclass(frozen=True)
class Move:
    """A change of status: from what, to what, who, when and why."""

    from_status: Status | None
    to_status: Status
    reason: str
    moved_by: str
    moved_at: datetime


@dataclass(frozen=True)
class Edit:
    """A change of content: each field or fact with what it was and what it became."""

    changes: dict[str, list[object]]
    edited_by: str
    edited_at: datetime


@dataclass(frozen=True)
class Comment:
    """What somebody wants otherwise in one field; answered once it was supplied again."""

    field: str
    text: str
    written_by: str
    written_at: datetime
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Attachment:
    """A file of a brief, without its content."""

    id: str
    name: str
    kind: str
    bytes: int
    digest: str
    added_by: str
    added_at: datetime


@dataclass(frozen=True)
class Whole:
    """A brief with everything that belongs to it."""

    brief: Brief
    facts: Facts = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def standing(facts: Facts, key: str, *, on: date) -> Standing:
    """How far a fact may be trusted on a day, if it is there at all."""
    found = facts.get(key)
    return Standing.MISSING if found is None else found.standing(on=on)


def missing(brief: Brief, facts: Facts, kind: KindRule) -> list[str]:
    """What a brief lacks before it can be supplied: fields, and facts as ``fact:<key>``."""
    fields = [name for name in MANDATORY if getattr(brief, name) in ("", None)]
    keys = [FACT + one.key for one in kind.facts if one.mandatory and one.key not in facts]
    undated = [
        FACT + one.key
        for one in kind.facts
        if one.dated and one.key in facts and facts[one.key].valid_until is None
    ]
    return [*fields, *keys, *undated]


def unsure(facts: Facts, kind: KindRule, *, on: date) -> list[str]:
    """The facts that keep a brief from being accepted: not confirmed, or expired, on a day.

    Also one that is not mandatory: whoever says something has it confirmed.
    """
    return [
        one.key
        for one in kind.facts
        if (one.mandatory or one.key in facts)
        and standing(facts, one.key, on=on) is not Standing.CONFIRMED
    ]
