"""What people say about a campaign to each other: it changes nothing, and nothing falls."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select

from core.campaigns import checking, records
from core.campaigns.model import CampaignId, Step
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.store.schema import campaign_comments
from core.store.store import Tx

LONGEST = 4_000
_READERS = (Permission.PLAN, Permission.DECIDE, Permission.SEND)  # who sees campaigns


class NothingSaid(Refusal):
    """A comment says something."""


@dataclass(frozen=True)
class Comment:
    """Who said what, when, and about which part."""

    part: Step
    text: str
    written_by: str
    written_at: datetime


def say(
    tx: Tx, campaign_id: CampaignId, *, part: Step, text: str, by: Person, at: datetime
) -> Comment:
    """Say something about a part of a campaign, as anybody who may see it.

    Raises `NothingSaid`, `UnknownCampaign`, and `BadValue` for what is too long.
    """
    require(by, _sight(by))
    campaign = records.get(tx, campaign_id)
    tidy = checking.text("comment", text, most=LONGEST)
    if not tidy:
        raise NothingSaid("campaigns-comment-empty")
    comment = Comment(part, tidy, by.id, at)
    tx.execute(insert(campaign_comments).values(campaign_id=campaign.id, **asdict(comment)))
    details = {"part": part, "text": tidy}
    journal.record(tx, "campaigns.comment", campaign.id, by=by.id, at=at, details=details)
    return comment


def of(tx: Tx, campaign_id: CampaignId) -> list[Comment]:
    """Every comment on a campaign, oldest first."""
    table = campaign_comments.c
    asked = select(table.part, table.text, table.written_by, table.written_at)
    rows = tx.execute(asked.where(table.campaign_id == campaign_id).order_by(table.id))
    return [Comment(Step(row.part), row.text, row.written_by, row.written_at) for row in rows]


def counts(comments: list[Comment]) -> dict[Step, int]:
    """How many there are about each part."""
    return dict(Counter(comment.part for comment in comments))


def _sight(person: Person) -> Permission:
    """By which permission somebody sees campaigns; else the one they lack."""
    return next((one for one in _READERS if person.may(one)), Permission.PLAN)
