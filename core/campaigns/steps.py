"""What people do with the steps of a campaign: add, change, move, remove, and take back."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.campaigns import actions as campaigns
from core.campaigns import records
from core.campaigns.model import (
    FIRST_STEP,
    KNOWN_CONDITIONS,
    Campaign,
    CampaignId,
    Condition,
    NextStep,
)
from core.campaigns.questions import Question, Scale, Terms
from core.foundation.refusal import Refusal
from core.people.model import Permission, Person, require
from core.store.store import Tx


class NoSuchStep(Refusal):
    """The campaign has no step of that number, or this cannot be done with it."""


class NothingToUndo(Refusal):
    """The last thing that was changed is not a step."""


@dataclass(frozen=True)
class Hand:
    """Who changes the steps, when, by what they saw: its revision, the channels set up, and the
    conditions that can be told here."""

    by: Person
    at: datetime
    seen: int
    channels: Collection[str]
    conditions: Collection[Condition] = KNOWN_CONDITIONS


def add(  # noqa: PLR0913 -- a step is these facts, each named at the call
    tx: Tx,
    campaign_id: CampaignId,
    *,
    template_id: str,
    wait_hours: int,
    condition: Condition,
    hand: Hand,
    asks: Question | None = None,
) -> Campaign:
    """Let one more message follow, before the one that asks. Raises `NoSuchStep` where there
    is no first one yet, and what `campaigns.edit` raises."""
    require(hand.by, Permission.PLAN)
    campaign = records.locked(tx, campaign_id)
    if campaign.template_id is None:
        raise NoSuchStep("campaigns-first-step-first")
    step = NextStep(template_id, "", wait_hours, condition, asks)
    asking = () if asks else tuple(one for one in campaign.steps if one.asks)
    told = campaign.steps[: len(campaign.steps) - len(asking)]
    return _edit(tx, campaign, hand, steps=(*told, step, *asking))


def change(  # noqa: PLR0913 -- a step is these facts, each named at the call
    tx: Tx,
    campaign_id: CampaignId,
    number: int,
    *,
    hand: Hand,
    template_id: str | None = None,
    wait_hours: int | None = None,
    condition: Condition | None = None,
    asks: Question | None = None,
) -> Campaign:
    """Write a further step anew, what is named of it. Raises `NoSuchStep`, and what
    `campaigns.edit` raises."""
    require(hand.by, Permission.PLAN)
    campaign = records.locked(tx, campaign_id)
    place = _place(campaign, number)
    named = {
        "template_id": template_id,
        "wait_hours": wait_hours,
        "condition": condition,
        "asks": asks,
    }
    changes: dict[str, Any] = {key: one for key, one in named.items() if one is not None}
    steps = list(campaign.steps)
    steps[place] = replace(steps[place], **changes)
    return _edit(tx, campaign, hand, steps=tuple(steps))


def move_up(tx: Tx, campaign_id: CampaignId, number: int, *, hand: Hand) -> Campaign:
    """Let a step's message change places with the one before; waits and conditions stay.

    Raises `NoSuchStep`, and what `campaigns.edit` raises.
    """
    require(hand.by, Permission.PLAN)
    campaign = records.locked(tx, campaign_id)
    place = _place(campaign, number)
    if campaign.question(number):
        raise NoSuchStep("campaigns-no-such-step", number=number)
    messages = [campaign.template_id or "", *(step.template_id for step in campaign.steps)]
    messages[place], messages[place + 1] = messages[place + 1], messages[place]
    steps = tuple(
        replace(step, template_id=message, channel="")
        for message, step in zip(messages[1:], campaign.steps, strict=True)
    )
    return _edit(tx, campaign, hand, template_id=messages[0], steps=steps)


def remove(tx: Tx, campaign_id: CampaignId, number: int, *, hand: Hand) -> Campaign:
    """Take a step out; where it is the first, the next one becomes it.

    Raises `NoSuchStep` for the only one, and what `campaigns.edit` raises.
    """
    require(hand.by, Permission.PLAN)
    campaign = records.locked(tx, campaign_id)
    if number == FIRST_STEP and campaign.steps and not campaign.steps[0].asks:
        first, *others = campaign.steps
        return _edit(tx, campaign, hand, template_id=first.template_id, steps=tuple(others))
    place = _place(campaign, number)
    steps = (*campaign.steps[:place], *campaign.steps[place + 1 :])
    return _edit(tx, campaign, hand, steps=steps)


def may_undo(tx: Tx, campaign_id: CampaignId) -> bool:
    """Whether what was changed last are the steps."""
    edits = records.edits(tx, campaign_id)
    return bool(edits) and "steps" in edits[-1].changes


def undo(tx: Tx, campaign_id: CampaignId, *, hand: Hand) -> Campaign:
    """Put the steps back as they were before they were changed last; undone twice, it is done.

    Raises `NothingToUndo`, and what `campaigns.edit` raises.
    """
    require(hand.by, Permission.PLAN)
    campaign = records.locked(tx, campaign_id)
    if not may_undo(tx, campaign_id):
        raise NothingToUndo("campaigns-nothing-to-undo", name=campaign.name)
    last = records.edits(tx, campaign_id)[-1].changes
    before: dict[str, Any] = {name: values[0] for name, values in last.items()}
    changes: dict[str, Any] = {"steps": tuple(map(_read, before["steps"]))}
    if "template_id" in before:
        changes["template_id"] = before["template_id"]
    return _edit(tx, campaign, hand, **changes)


def _read(facts: dict[str, Any]) -> NextStep:
    asked = facts.get("asks")
    asks = None
    if asked:
        terms = Terms.from_json(asked.get("terms"))
        asks = Question(Scale(asked["scale"]), asked["has_comment"], terms)
    return NextStep(**facts | {"condition": Condition(facts["condition"]), "asks": asks})


def _place(campaign: Campaign, number: int) -> int:
    """Where a further step is among them. Raises `NoSuchStep`."""
    if not FIRST_STEP < number <= campaign.last_step:
        raise NoSuchStep("campaigns-no-such-step", number=number)
    return number - FIRST_STEP - 1


def _edit(tx: Tx, campaign: Campaign, hand: Hand, **changes: Any) -> Campaign:
    return campaigns.edit(
        tx,
        campaign.id,
        by=hand.by,
        at=hand.at,
        seen=hand.seen,
        channels=hand.channels,
        conditions=hand.conditions,
        **changes,
    )
