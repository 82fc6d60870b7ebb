"""A call somebody should make, how it can end, and what somebody said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.campaigns.model import CampaignId
from core.delivery.model import DispatchId, State

UNDONE_WITHIN = timedelta(minutes=10)
LONGEST_NOTE = 2_000  # characters
FURTHEST = 365  # days until a call that was put off


class Result(StrEnum):
    """How a call ended, in the order of the keys 1 … 7."""

    REACHED = "reached"
    INTERESTED = "interested"
    MEETING = "meeting"
    REFUSED = "refused"  # and does not want to be called again
    WRONG_NUMBER = "wrong_number"
    LATER = "later"  # to be called again on a day
    NOT_REACHED = "not_reached"  # nobody answered; called again


# Where a result brings its dispatch; one that is missing leaves it where it is.
LEADS_TO: Mapping[Result, State] = {
    Result.REACHED: State.DELIVERED,
    Result.INTERESTED: State.DELIVERED,
    Result.MEETING: State.DELIVERED,
    Result.REFUSED: State.DELIVERED,
    Result.WRONG_NUMBER: State.BOUNCED,
}
FINAL = frozenset(LEADS_TO)
SUPPRESSING = frozenset({Result.REFUSED, Result.WRONG_NUMBER})


@dataclass(frozen=True)
class Call:
    """A call on the list: whom, about what, in which words, until when.

    `account_manager` is whom client data names; empty: anybody's. `result` is none until
    somebody said one that ends it.
    """

    dispatch_id: DispatchId
    campaign_id: CampaignId
    contact_id: str
    account_id: str
    account_manager: str
    company: str
    name: str
    position: str
    phone: str
    title: str
    script: str
    result: Result | None
    due_on: date
    handed_at: datetime

    @property
    def is_open(self) -> bool:
        return self.result is None


@dataclass(frozen=True)
class Said:
    """What somebody said became of a call."""

    id: str
    dispatch_id: DispatchId
    result: Result
    note: str
    call_on: date | None
    due_before: date
    suppression_id: str | None
    said_by: str
    said_at: datetime
    undone_at: datetime | None
    undone_by: str | None

    def may_be_undone(self, *, at: datetime) -> bool:
        """Whether it stands, and is young enough to be taken back."""
        return self.undone_at is None and at - self.said_at <= UNDONE_WITHIN


@dataclass(frozen=True)
class Wanted:
    """Which calls somebody wants to see; what is empty does not narrow."""

    words: str = ""
    campaign_id: str = ""
    keeper: str = ""  # the account manager whose calls, and those of nobody known
    keepers: frozenset[str] = frozenset()  # all who are somebody here
    is_open: bool | None = True
    due_until: date | None = None
