"""What a campaign is, the moves it may make, and what it still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import accumulate
from typing import NewType

from core.campaigns.questions import Question

CampaignId = NewType("CampaignId", str)

CHANNEL = "email"  # of a campaign whose message nobody has chosen yet
FIRST_STEP = 1
HOURS_A_DAY = 24


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


ON_ITS_WAY = frozenset({Status.PREPARING, Status.SENDING, Status.PAUSED})
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
    # A doubt that is sent again, or the last of them settled.
    Status.SENT_WITH_ERRORS: frozenset({Status.SENDING, Status.SENT}),
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
    HOLD = "hold"  # legal hold, dispute, tender
    DEBT = "debt"
    INCIDENT = "incident"  # a critical one is open
    NO_ADDRESS = "no_address"
    SUPPRESSED = "suppressed"
    NO_CONSENT = "no_consent"
    ELSEWHERE = "elsewhere"  # the mailbox was chosen through another account or contact
    NOT_ADDRESSED = "not_addressed"  # the addressing rule: role order, how many per account
    POLICY = "policy"  # written to often enough of late
    GLOBAL_HOLDOUT = "global_holdout"
    CAMPAIGN_HOLDOUT = "campaign_holdout"
    IN = "in"


class ContactRole(StrEnum):
    DECISION_MAKER = "decision_maker"
    TECHNICAL = "technical"
    FINANCE = "finance"
    OTHER = "other"


class Condition(StrEnum):
    """What has to be so of an account before a further step goes: of the last step that went
    there, or, of opens, clicks and replies, of every step before."""

    ALWAYS = "always"
    NOT_DELIVERED = "not_delivered"  # it bounced, failed or was skipped, on every address
    NOT_OPENED = "not_opened"  # by a person, as far as one can tell
    NOT_CLICKED = "not_clicked"
    NOT_REPLIED = "not_replied"


# Those whose facts the ledger knows of itself; of the others it has to hear.
KNOWN_CONDITIONS = (Condition.ALWAYS, Condition.NOT_DELIVERED)


def conditions(*, counts: bool, hears: bool) -> tuple[Condition, ...]:
    """The conditions a step may have here: of opens and clicks where those are counted, of
    replies where mails that come back are picked up."""
    counted = (Condition.NOT_OPENED, Condition.NOT_CLICKED) if counts else ()
    heard = (Condition.NOT_REPLIED,) if hears else ()
    return (*KNOWN_CONDITIONS, *counted, *heard)


class Step(StrEnum):
    """The steps a person walks through, in order; what is missing belongs to one of them."""

    BRIEF = "brief"
    AUDIENCE = "audience"
    MESSAGE = "message"
    DELIVERY = "delivery"
    REVIEW = "review"


@dataclass(frozen=True)
class NextStep:
    """A message that follows: how long after the step before, and on which condition.

    `channel` is the template's own. The wait begins, for each account, when the step before
    is settled for it. A step that `asks` is the last one and goes to both arms: all waits up
    to it begin with the first message, so that both are asked at the same time.
    """

    template_id: str
    channel: str
    wait_hours: int
    condition: Condition
    asks: Question | None = None


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
    channel: str = CHANNEL  # of its message, the first step
    steps: tuple[NextStep, ...] = ()  # those after the first, in order
    variant_shares: Mapping[str, float] | None = None  # by letter; none: as many of each
    priority: int | None = None  # of 0 … 100, among campaigns that compete; none: the book's
    looks: int = 1  # how often its outcomes may be looked at, the last at the window's end

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels of its steps, in order, each once."""
        return tuple(dict.fromkeys([self.channel, *(step.channel for step in self.steps)]))

    @property
    def last_step(self) -> int:
        """The number of its last step; the first one is 1."""
        return FIRST_STEP + len(self.steps)

    def question(self, number: int) -> Question | None:
        """What a step asks of both arms; none: nothing, and it goes to the treated alone."""
        return None if number == FIRST_STEP else self.steps[number - FIRST_STEP - 1].asks

    @property
    def asking_step(self) -> int | None:
        """The number of the step that asks both arms; none: no step does."""
        return self.last_step if self.question(self.last_step) else None

    @property
    def days_after(self) -> list[tuple[str, int]]:
        """The channel of each step, in order, and how many whole days after the first one it
        goes out at the earliest."""
        waits = accumulate((step.wait_hours for step in self.steps), initial=0)
        return [
            (self.at_step(number).channel, hours // HOURS_A_DAY)
            for number, hours in enumerate(waits, start=FIRST_STEP)
        ]

    @property
    def template_ids(self) -> tuple[str, ...]:
        """The messages of its steps, in order, each once."""
        first = [self.template_id] if self.template_id else []
        return tuple(dict.fromkeys([*first, *(step.template_id for step in self.steps)]))

    def at_step(self, number: int) -> "Campaign":
        """The campaign as if this step were all of it: its message and channel alone."""
        if number == FIRST_STEP:
            return replace(self, steps=())
        step = self.steps[number - FIRST_STEP - 1]
        return replace(self, template_id=step.template_id, channel=step.channel, steps=())

    def each_step(self) -> "list[Campaign]":
        """The same for every step, in order."""
        return [self.at_step(number) for number in range(FIRST_STEP, self.last_step + 1)]

    def sent_on(self, today: date) -> date:
        """The day (UTC) it goes out, if it could `today`."""
        return today if self.send_at is None else max(today, self.send_at.date())

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
