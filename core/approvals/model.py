"""A route with its stages and reasons, a decision, and how far a campaign has come."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.campaigns.model import CampaignId
from core.foundation.refusal import Refusal
from core.foundation.words import Value, say


class Verdict(StrEnum):
    APPROVE = "approve"
    ASK_FOR_CHANGES = "ask_for_changes"
    REJECT = "reject"


class Work(StrEnum):
    """What somebody may have had a hand in, and so cannot decide on."""

    CAMPAIGN = "campaign"
    BRIEF = "brief"
    SEGMENT = "segment"
    TEMPLATE = "template"
    SUBMISSION = "submission"


@dataclass(frozen=True)
class Why:
    """A reason a stage is asked for: the rule that says so, and the sentence about it."""

    rule: str  # book@version#rule
    key: str
    values: dict[str, Value] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        return say(language, self.key, **self.values)


@dataclass(frozen=True)
class Stage:
    """A decision the campaign needs: the role that takes it, and why it is needed."""

    name: str
    role: str
    label: dict[str, str]  # by language
    reasons: tuple[Why, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"reasons": [asdict(reason) for reason in self.reasons]}

    @staticmethod
    def from_json(facts: dict[str, Any]) -> "Stage":
        return Stage(**facts | {"reasons": tuple(Why(**reason) for reason in facts["reasons"])})


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
    voided_at: datetime | None = None
    void_reason: str = ""

    @property
    def stands(self) -> bool:
        return self.voided_at is None


@dataclass(frozen=True)
class Standing:
    """How far a campaign has come: each stage with the approval it has, or none yet.

    `fallen` names the parts that are no longer what was sealed; `ineligible` the people whose
    approval does not count since the work is theirs.
    """

    stages: tuple[tuple[Stage, Decision | None], ...]
    fallen: tuple[str, ...]
    ineligible: tuple[str, ...] = ()

    @property
    def decided(self) -> int:
        return sum(decision is not None for _, decision in self.stages)

    @property
    def open_stages(self) -> tuple[Stage, ...]:
        return tuple(stage for stage, decision in self.stages if decision is None)

    @property
    def is_complete(self) -> bool:
        """Every stage decided, by people who may, on exactly what is there now."""
        settled = bool(self.stages) and not self.open_stages
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
