"""What a campaign is, the moves it may make, and what it still lacks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

CampaignId = NewType("CampaignId", str)

CHANNEL = "email"  # the one channel a campaign has, until there are more


class Status(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PREPARING = "preparing"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    SENT_WITH_ERRORS = "sent_with_errors"
    STOPPED = "stopped"
    FAILED = "failed"


OVER = frozenset({Status.SENT, Status.SENT_WITH_ERRORS, Status.STOPPED, Status.FAILED})
SUBMITTED = frozenset({Status.IN_REVIEW, Status.APPROVED, Status.SCHEDULED})
OPEN_TO_EDITS = frozenset({Status.DRAFT, Status.CHANGES_REQUESTED}) | SUBMITTED

_ENDS = frozenset({Status.STOPPED, Status.FAILED})
_BACK = frozenset({Status.CHANGES_REQUESTED}) | _ENDS

MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.IN_REVIEW}) | _ENDS,
    Status.IN_REVIEW: frozenset({Status.APPROVED}) | _BACK,
    Status.CHANGES_REQUESTED: frozenset({Status.IN_REVIEW, Status.DRAFT}) | _ENDS,
    Status.APPROVED: frozenset({Status.SCHEDULED, Status.PREPARING}) | _BACK,
    Status.SCHEDULED: frozenset({Status.PREPARING}) | _BACK,
    Status.PREPARING: frozenset({Status.SENDING}) | _BACK,
    Status.SENDING: frozenset({Status.PAUSED, Status.SENT, Status.SENT_WITH_ERRORS}) | _ENDS,
    Status.PAUSED: frozenset({Status.SENDING}) | _ENDS,
    Status.SENT: frozenset(),
    Status.SENT_WITH_ERRORS: frozenset({Status.SENDING}),  # a doubt, sent again by a person
    Status.STOPPED: frozenset(),
    Status.FAILED: frozenset(),
}


class Purpose(StrEnum):
    ADVERTISING = "advertising"
    SERVICE = "service"


class Arm(StrEnum):
    TREATED = "treated"
    HOLDOUT = "holdout"


class Fate(StrEnum):
    """Why an account or contact of the segment is in or out, in the order of the questions."""

    NOT_ACTIVE = "not_active"
    NO_ADDRESS = "no_address"
    SUPPRESSED = "suppressed"
    NO_CONSENT = "no_consent"
    ELSEWHERE = "elsewhere"  # the mailbox was chosen through another account or contact
    NOT_ADDRESSED = "not_addressed"  # the addressing rule: role order, how many per account
    CAMPAIGN_HOLDOUT = "campaign_holdout"
    IN = "in"


class ContactRole(StrEnum):
    DECISION_MAKER = "decision_maker"
    TECHNICAL = "technical"
    FINANCE = "finance"
    OTHER = "other"


class Step(StrEnum):
    """The steps a person walks through, in order; what is missing belongs to one of them."""

    BRIEF = "brief"
    AUDIENCE = "audience"
    MESSAGE = "message"
    DELIVERY = "delivery"
    REVIEW = "review"


@dataclass(frozen=True)
class Campaign:
    """A brief, a segment, a message, a holdout and a schedule, on their way.

    `holdout_share` is of accounts, from 0 up to but not 1; `contacts_per_account` none means
    all; `roles` in order of preference, empty means any; `send_at` none means as soon as it is
    approved; `fingerprint` is the seal, none while there is nothing sealed.
    """

    id: CampaignId
    name: str
    status: Status
    goal: str
    purpose: Purpose
    segment_id: str | None
    template_id: str | None
    holdout_share: float
    contacts_per_account: int | None
    roles: tuple[str, ...]
    sender_name: str
    sender_address: str
    send_at: datetime | None
    window_days: int
    seed: str
    fingerprint: str | None
    revision: int
    created_by: str
    created_at: datetime
    cloned_from: str | None = None  # whose authors are authors here, too
    brief_id: str | None = None  # whose confirmed facts its message may quote
    looks: int = 1  # how often its outcomes may be looked at, the last at the window's end

    @property
    def is_sealed(self) -> bool:
        return self.fingerprint is not None

    @property
    def is_open_to_edits(self) -> bool:
        return self.status in OPEN_TO_EDITS


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
    """A change of content: each field with what it was and what it became."""

    changes: dict[str, list[object]]
    edited_by: str
    edited_at: datetime


def missing(campaign: Campaign) -> dict[Step, list[str]]:
    """What a campaign still lacks, by step: names that end a word ``campaigns-missing-…``."""
    lacks: dict[Step, list[str]] = {
        Step.BRIEF: [] if campaign.goal.strip() else ["goal"],
        Step.AUDIENCE: [] if campaign.segment_id else ["segment"],
        Step.MESSAGE: [] if campaign.template_id else ["template"],
        Step.DELIVERY: [
            name for name in ("sender_name", "sender_address") if not getattr(campaign, name)
        ],
    }
    return {step: names for step, names in lacks.items() if names}
