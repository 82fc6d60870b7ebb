"""Letters on paper: one of them, and the batch it goes to the post with."""

from dataclasses import dataclass
from datetime import date, datetime

from core.campaigns.model import CampaignId
from core.delivery.model import DispatchId

LONGEST_NOTE = 500  # characters


@dataclass(frozen=True)
class Batch:
    """The letters of a campaign's step that were made on one day; `id` names its folder."""

    id: str
    campaign_id: CampaignId
    step: int
    made_on: date
    posted_at: datetime | None = None
    posted_by: str | None = None

    @property
    def is_posted(self) -> bool:
        return self.posted_at is not None


@dataclass(frozen=True)
class Letter:
    """A letter in its batch; `number` is printed on it, and what it is known by when it comes
    back."""

    dispatch_id: DispatchId
    batch_id: str
    number: str
    company: str
    name: str
    address: str
    pages: int
    made_at: datetime
    returned_at: datetime | None = None
    returned_by: str | None = None
    return_note: str = ""


@dataclass(frozen=True)
class Counted:
    """A batch with how many letters and pages it has, and how many letters came back."""

    batch: Batch
    letters: int
    pages: int
    returned: int
