"""Surveys: a campaign of its own that asks both arms of another one the same question.

Whoever was held out is asked as whoever was written to is, so that their answers compare.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, insert, select

from core.campaigns import actions as campaigns
from core.campaigns import records
from core.campaigns.model import Campaign, CampaignId, Purpose
from core.foundation.ids import Ids
from core.foundation.refusal import Refusal
from core.foundation.words import LANGUAGES, say
from core.journal import actions as journal
from core.messages import actions as messages
from core.messages import starters
from core.messages.model import TemplateId
from core.people.model import Permission, Person, require
from core.segments import actions as segments
from core.segments.model import Combine, Condition, Group, SegmentId
from core.segments.resolving import AUDIENCE
from core.store.schema import surveys
from core.store.store import Tx

WINDOW_DAYS = 30  # how long answers are taken
LONGEST_NAME = 60  # of the campaign that is asked about, as a part of other names


class NothingSent(Refusal):
    """A campaign that was not sent has no arms to ask."""


class NobodyReachesUs(Refusal):
    """Contacts could not open the page where they answer."""


class Scale(StrEnum):
    NPS = "nps"  # would you recommend us? 0 … 10
    CSAT = "csat"  # how content are you? 1 … 5

    @property
    def answers(self) -> range:
        return range(11) if self is Scale.NPS else range(1, 6)


@dataclass(frozen=True)
class Survey:
    """Which campaign asks, about which one, and on which scale."""

    campaign_id: str
    about: str
    scale: Scale


@dataclass(frozen=True)
class Wanted:
    """What is asked: about which campaign, on which scale, as whom, in which language."""

    about: str
    scale: Scale
    language: str
    sender_address: str
    reached_at: str  # where contacts reach the house; empty: nowhere


def of(tx: Tx, campaign_id: str) -> Survey | None:
    """What a campaign asks, if it is a survey."""
    rows = tx.execute(select(surveys).where(surveys.c.campaign_id == campaign_id))
    return next(map(_survey, rows), None)


def about(tx: Tx, campaign_id: str) -> list[Survey]:
    """The surveys of a campaign's arms, the first one first."""
    table = surveys.c
    rows = select(surveys).where(table.about == campaign_id)
    return list(map(_survey, tx.execute(rows.order_by(table.made_at, table.campaign_id))))


def ask(tx: Tx, wanted: Wanted, *, ids: Ids, by: Person, at: datetime) -> Campaign:
    """Draft a survey: a segment of both arms, its letter, and the campaign that sends it.

    It is a service message without a holdout, and goes the way of every campaign from there.
    Raises `NothingSent`, `NobodyReachesUs`, and what saving its parts raises.
    """
    require(by, Permission.PLAN)
    name = _asked(tx, wanted)
    campaign_id = CampaignId(ids.new())
    named = say(wanted.language, "surveys-name", name=name, tail=campaign_id[:4])
    parts = _parts(tx, wanted, named, ids=ids, by=by, at=at)
    address, seed = wanted.sender_address, ids.new()
    begun = campaigns.draft(
        tx, campaign_id, name=named, seed=seed, by=by, at=at, sender_address=address
    )
    made = campaigns.edit(
        tx,
        campaign_id,
        by=by,
        at=at,
        seen=begun.revision,
        goal=say(wanted.language, f"surveys-goal-{wanted.scale}", name=name),
        **parts,
    )
    _keep(tx, Survey(campaign_id, wanted.about, wanted.scale), by=by, at=at)
    return made


def _asked(tx: Tx, wanted: Wanted) -> str:
    """The name of the campaign that is asked about, as a part of other names."""
    reached = dict(records.reached(tx))
    if wanted.about not in reached:
        raise NothingSent("surveys-nothing-sent")
    if not wanted.reached_at:
        raise NobodyReachesUs("surveys-nobody-reaches-us")
    return reached[wanted.about][:LONGEST_NAME]


def _parts(
    tx: Tx, wanted: Wanted, named: str, *, ids: Ids, by: Person, at: datetime
) -> dict[str, Any]:
    """A segment of both arms, a letter, and what makes a campaign of them a survey."""
    segment_id, template_id = SegmentId(ids.new()), TemplateId(ids.new())
    both = Group(Combine.ALL, (Condition(AUDIENCE, "in_any", (wanted.about,)),))
    segments.save(tx, segment_id, name=named, rule=both, by=by, at=at)
    scale, answers = wanted.scale.value, wanted.scale.answers
    first = [wanted.language, *(one for one in LANGUAGES if one != wanted.language)]
    letters = [starters.survey(one, scale, answers) for one in first]
    messages.save(tx, template_id, name=named, writings=letters, note="", by=by, at=at)
    return {
        "segment_id": segment_id,
        "template_id": template_id,
        "purpose": Purpose.SERVICE,
        "holdout_share": 0.0,
        "contacts_per_account": None,
        "window_days": WINDOW_DAYS,
    }


def _keep(tx: Tx, survey: Survey, *, by: Person, at: datetime) -> None:
    row = vars(survey) | {"scale": survey.scale.value, "made_by": by.id, "made_at": at}
    tx.execute(insert(surveys).values(**row))
    details = {"about": survey.about, "scale": survey.scale.value}
    journal.record(tx, "surveys.ask", survey.campaign_id, by=by.id, at=at, details=details)


def _survey(row: Row[Any]) -> Survey:
    return Survey(row.campaign_id, row.about, Scale(row.scale))
