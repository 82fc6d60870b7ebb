"""A route with its stages and reasons, a decision, and how far a campaign has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.approvals.working_hours import Limit
from core.campaigns.model import CampaignId, Step
from core.foundation.refusal import Refusal
from core.foundation.words import Value, say


class Verdict(StrEnum):
    APPROVE = "approve"
    ASK_FOR_CHANGES = "ask_for_changes"
    REJECT = "reject"


# What a comment may be about, by the step of the campaign where it is changed.
ANCHORS: dict[Step, tuple[str, ...]] = {
    Step.BRIEF: ("goal", "brief", "purpose"),
    Step.AUDIENCE: ("segment", "audience", "addressing"),
    Step.MESSAGE: ("template",),
    Step.DELIVERY: ("schedule", "holdout", "sender", "window"),
}
PARTS = tuple(part for parts in ANCHORS.values() for part in parts)


class Work(StrEnum):
    """What somebody may have had a hand in, and so cannot decide on."""

    CAMPAIGN = "campaign"
    BRIEF = "brief"
    SEGMENT = "segment"
    TEMPLATE = "template"
    SUBMISSION = "submission"


@dataclass(frozen=True)
class Why:
    """A reason a stage is asked for: the rule that says so, and the sentence about it.

    A rule that asks for several things has one of them in `also`, and so on.
    """

    rule: str  # book@version#rule
    key: str
    values: dict[str, Value] = field(default_factory=dict)
    also: "Why | None" = None

    def sentence(self, language: str) -> str:
        first = say(language, self.key, **self.values)
        if self.also is None:
            return first
        more = self.also.sentence(language)
        return say(language, "approvals-why-and", first=first, more=more)

    def as_json(self) -> dict[str, Any]:
        facts: dict[str, Any] = {"rule": self.rule, "key": self.key, "values": self.values}
        return facts if self.also is None else facts | {"also": self.also.as_json()}

    @staticmethod
    def from_json(facts: dict[str, Any]) -> "Why":
        also = facts.get("also")
        return Why(**facts | {"also": None if also is None else Why.from_json(also)})


@dataclass(frozen=True)
class Stage:
    """A decision the campaign needs: who takes it, why it is needed, and until when.

    `needed` different people have to approve. What was frozen before stages had an order is
    all of one step, each with one decision and no limit.
    """

    name: str
    role: str
    label: dict[str, str]  # by language
    reasons: tuple[Why, ...]
    step: int = 1
    needed: int = 1
    limit: Limit | None = None

    def as_json(self) -> dict[str, Any]:
        return vars(self) | {
            "reasons": [reason.as_json() for reason in self.reasons],
            "limit": None if self.limit is None else self.limit.as_json(),
        }

    @staticmethod
    def from_json(facts: dict[str, Any]) -> "Stage":
        limit = facts.get("limit")
        reasons = tuple(Why.from_json(reason) for reason in facts["reasons"])
        read = {"reasons": reasons, "limit": None if limit is None else Limit.from_json(limit)}
        return Stage(**facts | read)


class Capacity(StrEnum):
    """By what right somebody decides a stage."""

    OWN = "own"  # their role is the stage's
    ESCALATED = "escalated"  # the stage is late, and theirs is the role it escalates to
    DELEGATED = "delegated"  # somebody who has the right handed it over for a while


@dataclass(frozen=True)
class Right:
    """A stage that somebody may decide now, and by what right."""

    stage: Stage
    capacity: Capacity
    on_behalf_of: str | None = None  # whose right it is, where it was handed over


@dataclass(frozen=True)
class Decision:
    """One verdict, of one person, over one fingerprint."""

    id: str
    campaign_id: CampaignId
    stage: str
    verdict: Verdict
    comment: str
    fingerprint: str
    decided_by: str
    decided_at: datetime
    capacity: Capacity = Capacity.OWN
    on_behalf_of: str | None = None
    remarks: Mapping[str, str] = field(default_factory=dict)  # by the part they are about
    voided_at: datetime | None = None
    void_reason: str = ""

    @property
    def stands(self) -> bool:
        return self.voided_at is None

    @property
    def people(self) -> set[str]:
        """Whose right was used: of whoever decided, and of whoever they decided for."""
        return {self.decided_by} | ({self.on_behalf_of} if self.on_behalf_of else set())


@dataclass(frozen=True)
class StageStanding:
    """A stage with the approvals that count for it.

    `opened_at` is when it could first be decided; none: an earlier step is not complete.
    """

    stage: Stage
    approvals: tuple[Decision, ...]
    opened_at: datetime | None

    @property
    def is_complete(self) -> bool:
        return len(self.approvals) >= self.stage.needed

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and not self.is_complete

    def is_late(self, at: datetime) -> bool:
        """Whether it is open, and its working hours are over."""
        limit = self.stage.limit
        return self.is_open and limit is not None and limit.is_over(self._since, at)

    def hours(self, at: datetime) -> float:
        """For how many working hours it has been open; without a limit, none count."""
        limit = self.stage.limit
        return limit.worked(self._since, at) if self.is_open and limit is not None else 0.0

    def ends_at(self) -> datetime | None:
        """When its working hours are over; none: it has no limit, or is not open."""
        limit = self.stage.limit
        return limit.ends_at(self._since) if self.is_open and limit is not None else None

    @property
    def _since(self) -> datetime:
        assert self.opened_at is not None
        return self.opened_at


@dataclass(frozen=True)
class Standing:
    """How far a campaign has come: each stage with the approvals it has.

    `fallen` names the parts that are no longer what was sealed; `ineligible` the people whose
    approval does not count since the work is theirs.
    """

    stages: tuple[StageStanding, ...]
    fallen: tuple[str, ...]
    ineligible: tuple[str, ...] = ()

    @property
    def decided(self) -> int:
        return sum(one.is_complete for one in self.stages)

    @property
    def open(self) -> tuple[StageStanding, ...]:
        """Those that can be decided now."""
        return tuple(one for one in self.stages if one.is_open)

    @property
    def open_stages(self) -> tuple[Stage, ...]:
        return tuple(one.stage for one in self.open)

    @property
    def decided_by(self) -> set[str]:
        """Whose right was used already, for whichever stage."""
        return {who for one in self.stages for each in one.approvals for who in each.people}

    @property
    def is_complete(self) -> bool:
        """Every stage decided, by people who may, on exactly what is there now."""
        settled = bool(self.stages) and all(one.is_complete for one in self.stages)
        return settled and not self.fallen and not self.ineligible


class Listing(Refusal):
    """A refusal that names several things, each a word of its own: ``prefix-thing``."""

    def __init__(self, key: str, /, *, prefix: str, things: list[str], **values: Value) -> None:
        super().__init__(key, **values)
        self.prefix = prefix
        self.things = things

    def sentence(self, language: str) -> str:
        named = ", ".join(say(language, f"{self.prefix}-{thing}") for thing in self.things)
        return say(language, self.key, **self.values, things=named)
