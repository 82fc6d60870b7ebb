"""Steps that are held up: what was approved and can no longer be told, or handed over, here."""

from dataclasses import dataclass
from enum import StrEnum

from core.campaigns.model import FIRST_STEP, Campaign, Condition


@dataclass(frozen=True)
class Reach:
    """What this house can do now: channels that are set up, and conditions it hears of."""

    channels: frozenset[str]
    conditions: frozenset[Condition] = frozenset(Condition)


class Held(StrEnum):
    """Why a step is held up, whatever anybody opened or not."""

    CHANNEL = "channel"  # its channel is set up no more
    CONDITION = "condition"  # nobody tells the house any more what it waits for


def held(campaign: Campaign, reach: Reach) -> dict[int, Held]:
    """The steps that are held up here, the first one too, by their numbers, and why.

    What was approved while it could be told may wait for what nobody hears of any more: then
    it would be said of everybody that they had not opened it.
    """
    found: dict[int, Held] = {}
    for number, one in enumerate(campaign.each_step(), start=FIRST_STEP):
        step = None if number == FIRST_STEP else campaign.steps[number - FIRST_STEP - 1]
        if one.channel not in reach.channels:
            found[number] = Held.CHANNEL
        elif step is not None and step.condition not in reach.conditions:
            found[number] = Held.CONDITION
    return found
