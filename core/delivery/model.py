"""A dispatch: one message, to one contact, of one campaign, once; and the life it may lead."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from core.campaigns.model import CampaignId
from core.messages.model import Channel

DispatchId = NewType("DispatchId", str)

# Where the same message twice is one message: what is in doubt is simply handed over again.
REPEATABLE = frozenset({Channel.CABINET, Channel.CALL, Channel.LETTER})

WORKER = "worker"  # who did it, where no person did


class State(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"  # claimed by a dispatcher
    PREPARED = "prepared"  # made, and a person has yet to pass it on
    SENT = "sent"  # the channel took it; not yet known to be delivered
    DELIVERED = "delivered"
    BOUNCED = "bounced"  # refused for good
    COMPLAINED = "complained"
    FAILED = "failed"  # refused for now, until no attempt was left
    SKIPPED = "skipped"  # a gate said no, with its reason
    UNCONFIRMED = "unconfirmed"  # handed over, never heard back: a person decides


MOVES: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.SENDING, State.SKIPPED}),
    State.SENDING: frozenset(
        {
            State.QUEUED,
            State.PREPARED,
            State.SENT,
            State.BOUNCED,
            State.FAILED,
            State.SKIPPED,
            State.UNCONFIRMED,
        }
    ),
    State.PREPARED: frozenset({State.SENT, State.SKIPPED}),
    State.SENT: frozenset({State.DELIVERED, State.BOUNCED, State.COMPLAINED}),
    State.DELIVERED: frozenset({State.BOUNCED, State.COMPLAINED}),
    State.BOUNCED: frozenset(),
    State.COMPLAINED: frozenset(),
    State.FAILED: frozenset(),
    State.SKIPPED: frozenset(),
    State.UNCONFIRMED: frozenset(
        {State.SENT, State.QUEUED, State.DELIVERED, State.BOUNCED, State.COMPLAINED}
    ),
}

MOVING = frozenset(
    {State.QUEUED, State.SENDING, State.PREPARED}
)  # something still happens to these
REACHED = frozenset({State.SENT, State.DELIVERED, State.COMPLAINED})  # the channel took it
TROUBLED = frozenset({State.FAILED, State.UNCONFIRMED})  # why a campaign ends “with errors”


class Doubt(StrEnum):
    """What becomes of a message that was handed over and never confirmed; a word
    ``rules-doubt-…`` each."""

    HOLD = "hold"  # a person decides
    SETTLE = "settle"  # by the relay's log, where there is one; until then it is held
    RESEND = "resend"  # the same once more: some get it twice


class Reason(StrEnum):
    """Why a dispatch waits, or why it ended as it did; a word ``delivery-reason-…`` each."""

    NONE = ""
    QUIET_HOURS = "quiet_hours"
    RETRY = "retry"  # refused for now
    THROTTLED = "throttled"  # fast enough already, by the book
    CHANNEL = "channel"  # the channel itself was out of reach
    SUPPRESSED = "suppressed"
    CONSENT = "consent"  # withdrawn since the audience was frozen
    CROWDED = "crowded"  # another message to them is in the air, and there is room for one
    POLICY = "policy"  # written to often enough since the audience was frozen
    STANDING = "standing"  # in a standing holdout that began since the audience was frozen
    ADDRESS = "address"  # no channel can reach it as it is written
    NOT_CHOSEN = "not_chosen"  # the frozen audience does not have it among the treated
    RENDERING = "rendering"  # the message could not be made
    STOPPED = "stopped"
    HARD_BOUNCE = "hard_bounce"
    UNDELIVERED = "undelivered"  # the operator gave it up; the number is not forbidden
    SOFT_BOUNCE = "soft_bounce"  # came back for a reason that may pass
    BLOCKED = "blocked"  # refused for what we are or wrote, not for who they are
    ATTEMPTS = "attempts"  # refused for now, too often
    INTERRUPTED = "interrupted"  # the worker fell between handing over and hearing back
    NO_ANSWER = "no_answer"  # the connection died between handing over and hearing back
    RESENT = "resent"  # in doubt, and the book has it sent again
    LOGGED = "logged"  # was in doubt; the relay's log says that it took it
    NOT_TAKEN = "not_taken"  # was in doubt; the relay's log does not know it
    ARRIVED = "arrived"  # a person says so
    AGAIN = "again"  # a person wants it sent again


class Verdict(StrEnum):
    """What became of a further step for an account; a word ``delivery-step-…`` each."""

    QUEUED = "queued"
    CONDITION = "condition"  # its condition did not hold
    STOPPED = "stopped"
    NOBODY = "nobody"  # of the account can be reached by its channel


class Stop(StrEnum):
    """Why no further step goes to an account; a word ``delivery-stop-…`` each."""

    BY_HAND = "by_hand"
    REPLY = "reply"
    OUTCOME = "outcome"  # what the campaign hoped for: an order, a meeting
    UNSUBSCRIBED = "unsubscribed"  # or complained
    HARD_BOUNCE = "hard_bounce"  # on the last of its addresses


# Who bought or answered is told nothing more, and still asked how it was: were they left out,
# the treated would be asked without those a campaign pleased most.
STILL_ASKED = frozenset({Stop.REPLY, Stop.OUTCOME})


@dataclass(frozen=True)
class Dispatch:
    """One message on its way. `claim` counts how often a dispatcher took it up."""

    id: DispatchId
    campaign_id: CampaignId
    contact_id: str
    account_id: str
    channel: str
    step: int
    address: str
    state: State
    reason: Reason
    answer: str  # what the channel said last, in its own words
    attempts: int
    claim: int
    message_id: str
    not_before: datetime
    sent_at: datetime | None
    settled_at: datetime | None


@dataclass(frozen=True)
class Attempt:
    """One try at a dispatch, and what the channel said to it."""

    dispatch_id: DispatchId
    number: int
    state: State
    answer: str
    attempted_at: datetime


@dataclass(frozen=True)
class Outcome:
    """What became of a claimed dispatch, ready to be written down.

    `attempted` says whether the channel judged the message: being put off, held back or never
    reached costs no attempt.
    """

    dispatch: Dispatch
    state: State
    reason: Reason
    at: datetime
    answer: str = ""
    not_before: datetime | None = None
    attempted: bool = False


@dataclass(frozen=True)
class Counts:
    """How many dispatches of a campaign are in each state; they add up to its outbox."""

    by_state: dict[State, int]

    def __getitem__(self, state: State) -> int:
        return self.by_state.get(state, 0)

    def of(self, states: frozenset[State]) -> int:
        return sum(self[state] for state in states)

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def moving(self) -> int:
        return self.of(MOVING)

    @property
    def settled(self) -> int:
        return self.total - self.moving


@dataclass(frozen=True)
class Beat:
    """A dispatcher's sign of life: who, when, how fast, and what is in its way."""

    name: str
    started_at: datetime
    beat_at: datetime
    trouble: str  # the channel's own words; empty: none
    rates: dict[str, float]  # messages a minute, by campaign
    number: int = 1  # among the programs that send from one data folder
    falls: int = 0  # how often it ended without being asked to, since it first began

    @property
    def host(self) -> str:
        """The machine on which it was given its name."""
        return self.name.rpartition("-")[0]

    @property
    def rate(self) -> float:
        """Messages a minute, of all campaigns."""
        return sum(self.rates.values())

    def is_alive(self, *, at: datetime) -> bool:
        """Whether it was heard of lately enough to believe that it works."""
        return (at - self.beat_at).total_seconds() <= SECONDS_TO_MISS


SECONDS_TO_MISS = 15.0
