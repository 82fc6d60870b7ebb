"""Surveys: the same question to both arms of a campaign, so that their answers compare.

It is the campaign's own last step; or, of a campaign that was sent without one, a campaign of
its own that asks whoever was held out as it asks whoever was written to.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select

from core.campaigns import actions as campaigns
from core.campaigns import records, steps
from core.campaigns.audience import Audience
from core.campaigns.frozen_rows import AudienceContact
from core.campaigns.model import (
    Arm,
    Campaign,
    CampaignId,
    Fate,
    Purpose,
)
from core.campaigns.model import Condition as When
from core.campaigns.questions import UNRULED_DAYS, Question, Scale, Terms, terms_of
from core.campaigns.steps import Hand
from core.foundation.ids import Ids
from core.foundation.refusal import Refusal
from core.foundation.words import LANGUAGES, say
from core.journal import actions as journal
from core.messages import actions as messages
from core.messages import starters
from core.messages.model import Channel, TemplateId, Writing
from core.people.model import Permission, Person, require
from core.segments import actions as segments
from core.segments.model import Combine, Condition, Group, SegmentId
from core.segments.resolving import AUDIENCE
from core.store.schema import audience_contacts, surveys
from core.store.store import Tx

LONGEST_NAME = 60  # of the campaign that is asked about, as a part of other names


class NothingSent(Refusal):
    """A campaign that was not sent has no arms to ask."""


class AsksAnyway(Refusal):
    """The campaign asks both arms itself, as its last step."""


class NobodyReachesUs(Refusal):
    """Contacts could not open the page where they answer."""


@dataclass(frozen=True)
class Survey:
    """Which campaign asks, about which one, and what; its `step` that does, none: every one.

    Answers are taken for `days` from the message that asked.
    """

    campaign_id: str
    about: str
    scale: Scale
    has_comment: bool = False
    step: int | None = None
    days: int = UNRULED_DAYS
    terms: Terms | None = None


@dataclass(frozen=True)
class Wanted:
    """What is asked, on which scale; in which language first, and where contacts answer."""

    question: Question
    language: str
    reached_at: str  # where contacts reach the house; empty: nowhere
    channel: Channel = Channel.EMAIL


@dataclass(frozen=True)
class Asked:
    """Whom the last step asks, if it goes to everybody: accounts and contacts of an arm."""

    accounts: int
    contacts: int


def of(tx: Tx, campaign_id: str, step: int) -> Survey | None:
    """What a step of a campaign asks; none: nothing."""
    if found := apart(tx, campaign_id):
        return _taken(tx, found)
    campaign = records.get(tx, CampaignId(campaign_id))
    return _own(campaign) if campaign.asking_step == step else None


def apart(tx: Tx, campaign_id: str) -> Survey | None:
    """What a campaign asks the arms of another one, if that is all it is for."""
    rows = tx.execute(select(surveys).where(surveys.c.campaign_id == campaign_id))
    return next(map(_survey, rows), None)


def about(tx: Tx, campaign_id: str) -> list[Survey]:
    """What its arms were asked: by its own last step, then by others in their order."""
    table = surveys.c
    rows = select(surveys).where(table.about == campaign_id)
    others = tx.execute(rows.order_by(table.made_at, table.campaign_id))
    own = _own(records.get(tx, CampaignId(campaign_id)))
    return [*([own] if own else []), *(_taken(tx, _survey(row)) for row in others)]


def sizes(campaign: Campaign, audience: Audience) -> dict[Arm, Asked]:
    """Whom the last step asks of each arm; empty: it asks nobody."""
    if campaign.asking_step is None:
        return {}
    channel = campaign.at_step(campaign.asking_step).channel
    rows = [one for one in audience.contacts if one.channel == channel]
    fates = {Arm.TREATED: Fate.IN, Arm.HOLDOUT: Fate.CAMPAIGN_HOLDOUT}
    of_arm = {arm: [one for one in rows if one.reason == fate] for arm, fate in fates.items()}
    return {
        arm: Asked(len({one.account_id for one in some}), len(some))
        for arm, some in of_arm.items()
    }


def is_held_out_and_asked(campaign: Campaign, row: AudienceContact) -> bool:
    """Whether a contact gets nothing of a campaign but the question at its end."""
    number = campaign.asking_step
    is_asked = number is not None and campaign.at_step(number).channel == row.channel
    return is_asked and row.reason == Fate.CAMPAIGN_HOLDOUT


def asked(tx: Tx, campaign: Campaign) -> int:
    """How many contacts of both arms the last step asks, as they were frozen; 0: not yet."""
    if campaign.asking_step is None:
        return 0
    own, channel = audience_contacts.c, campaign.at_step(campaign.asking_step).channel
    counted = select(func.count()).where(own.campaign_id == campaign.id, own.channel == channel)
    fates = own.reason.in_([Fate.IN, Fate.CAMPAIGN_HOLDOUT])
    return int(tx.execute(counted.where(fates)).scalar_one())


def ask_at_end(
    tx: Tx, campaign_id: CampaignId, wanted: Wanted, *, wait_hours: int, ids: Ids, hand: Hand
) -> Campaign:
    """Let a campaign ask both arms as its last step, by a letter of the house to begin with.

    Raises `NobodyReachesUs`, and what `terms_of`, `steps.add` and saving the letter raise.
    """
    require(hand.by, Permission.PLAN)
    campaign = records.locked(tx, campaign_id)
    _check_reach(wanted)
    terms = terms_of(wanted.question.scale)
    template_id = TemplateId(ids.new())
    name = say(wanted.language, "surveys-name", name=campaign.name[:LONGEST_NAME])
    messages.save(
        tx,
        template_id,
        name=name,
        writings=_letters(wanted, terms),
        channel=wanted.channel,
        note="",
        by=hand.by,
        at=hand.at,
    )
    return steps.add(
        tx,
        campaign_id,
        template_id=template_id,
        wait_hours=wait_hours,
        condition=When.ALWAYS,
        hand=hand,
        asks=replace(wanted.question, terms=terms),
    )


def ask(
    tx: Tx, of_campaign: str, wanted: Wanted, *, ids: Ids, by: Person, at: datetime
) -> Campaign:
    """Draft a survey of a campaign that was sent and asks nothing itself: a segment of both
    arms, its letter, and the campaign that sends it, from the same sender.

    It is a service message without a holdout, and goes the way of every campaign from there.
    Raises `NothingSent`, `AsksAnyway`, `NobodyReachesUs`, and what `terms_of` and saving its
    parts raise.
    """
    require(by, Permission.PLAN)
    asked = _asked(tx, of_campaign, wanted)
    campaign_id, scale = CampaignId(ids.new()), wanted.question.scale
    terms = terms_of(scale)
    name = asked.name[:LONGEST_NAME]
    named = _named(tx, of_campaign, wanted.language, name)
    parts = _parts(tx, of_campaign, wanted, terms, named, ids=ids, by=by, at=at)
    begun = campaigns.draft(tx, campaign_id, name=named, seed=ids.new(), by=by, at=at)
    made = campaigns.edit(
        tx,
        campaign_id,
        by=by,
        at=at,
        seen=begun.revision,
        goal=say(wanted.language, f"surveys-goal-{scale}", name=name),
        sender_name=asked.sender_name,
        sender_address=asked.sender_address,
        **parts,
    )
    _keep(tx, Survey(campaign_id, of_campaign, scale, terms=terms), by=by, at=at)
    return made


def _asked(tx: Tx, campaign_id: str, wanted: Wanted) -> Campaign:
    """The campaign whose arms are asked."""
    if campaign_id not in dict(records.reached(tx)):
        raise NothingSent("surveys-nothing-sent")
    _check_reach(wanted)
    campaign = records.get(tx, CampaignId(campaign_id))
    if campaign.asking_step is not None:
        raise AsksAnyway("surveys-asks-anyway", name=campaign.name)
    return campaign


def _check_reach(wanted: Wanted) -> None:
    if not wanted.reached_at:
        raise NobodyReachesUs("surveys-nobody-reaches-us")


def _named(tx: Tx, campaign_id: str, language: str, name: str) -> str:
    """What a survey is called; a later one is told apart by its number."""
    number = len(about(tx, campaign_id)) + 1
    key = "surveys-name" if number == 1 else "surveys-name-again"
    return say(language, key, name=name, number=number)


def _letters(wanted: Wanted, terms: Terms) -> Sequence[Writing]:
    answers, channel = wanted.question.scale.answers, wanted.channel
    first = [wanted.language, *(one for one in LANGUAGES if one != wanted.language)]
    return [starters.survey(one, terms.words[one], answers, channel) for one in first]


def _parts(  # noqa: PLR0913 -- what each part is made of
    tx: Tx,
    of_campaign: str,
    wanted: Wanted,
    terms: Terms,
    named: str,
    *,
    ids: Ids,
    by: Person,
    at: datetime,
) -> dict[str, Any]:
    """A segment of both arms, a letter, and what makes a campaign of them a survey."""
    segment_id, template_id = SegmentId(ids.new()), TemplateId(ids.new())
    both = Group(Combine.ALL, (Condition(AUDIENCE, "in_any", (of_campaign,)),))
    segments.save(tx, segment_id, name=named, rule=both, by=by, at=at)
    letters = _letters(wanted, terms)
    messages.save(tx, template_id, name=named, writings=letters, note="", by=by, at=at)
    return {
        "segment_id": segment_id,
        "template_id": template_id,
        "purpose": Purpose.SERVICE,
        "holdout_share": 0.0,
        "contacts_per_account": None,
        "window_days": terms.days,
    }


def _keep(tx: Tx, survey: Survey, *, by: Person, at: datetime) -> None:
    details = {"about": survey.about, "scale": survey.scale.value}
    row = details | {"campaign_id": survey.campaign_id, "made_by": by.id, "made_at": at}
    terms = survey.terms.as_json() if survey.terms else None
    tx.execute(insert(surveys).values(**row, asked_by=terms))
    journal.record(tx, "surveys.ask", survey.campaign_id, by=by.id, at=at, details=details)


def _survey(row: Row[Any]) -> Survey:
    terms = Terms.from_json(row.asked_by)
    return Survey(row.campaign_id, row.about, Scale(row.scale), terms=terms)


def _taken(tx: Tx, survey: Survey) -> Survey:
    """One of its own takes answers as long as the window of the campaign that asks."""
    asking = records.get(tx, CampaignId(survey.campaign_id))
    return replace(survey, days=asking.window_days)


def _own(campaign: Campaign) -> Survey | None:
    number = campaign.asking_step
    asks = campaign.question(number) if number else None
    if asks is None:
        return None
    days, terms = asks.terms.days if asks.terms else UNRULED_DAYS, asks.terms
    return Survey(campaign.id, campaign.id, asks.scale, asks.has_comment, number, days, terms)
