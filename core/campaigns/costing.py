"""What a campaign costs at most, by step: messages, or the parts of SMS that were rehearsed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from core.campaigns.audience import Audience
from core.campaigns.model import FIRST_STEP, Campaign
from core.campaigns.rehearsal import Rehearsal
from core.campaigns.rehearsal_plan import chosen

SMS = "sms"


@dataclass(frozen=True)
class Prices:
    """What one message costs by channel; of an SMS, one of its parts. A channel not named is
    free."""

    currency: str  # ISO 4217
    each: Mapping[str, Decimal]

    @property
    def are_set(self) -> bool:
        return any(self.each.values())


@dataclass(frozen=True)
class Line:
    """The cost of a step, if it goes to everybody: `units` are messages, or parts of SMS.

    `is_counted` says whether the parts are those of the real messages; else it is one each.
    """

    step: int
    channel: str
    messages: int
    units: int
    price: Decimal
    is_counted: bool = True

    @property
    def amount(self) -> Decimal:
        return self.units * self.price


@dataclass(frozen=True)
class Cost:
    """What a campaign costs at most: whoever stops, or needs no further step, costs less."""

    currency: str
    lines: tuple[Line, ...]

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def is_counted(self) -> bool:
        return all(line.is_counted for line in self.lines)

    def as_json(self) -> dict[str, Any]:
        lines = [asdict(line) | {"price": str(line.price)} for line in self.lines]
        return {"currency": self.currency, "total": str(self.total), "lines": lines}


def estimate(
    campaign: Campaign, audience: Audience, prices: Prices, rehearsal: Rehearsal | None
) -> Cost:
    """The cost of every step; `rehearsal` is one of exactly this, none where there was none."""
    lines = []
    for number in range(FIRST_STEP, campaign.last_step + 1):
        channel = campaign.at_step(number).channel
        messages = len(chosen(campaign, audience, number))
        parts = None if rehearsal is None else rehearsal.parts.get(str(number))
        is_counted = channel != SMS or parts is not None or not messages
        units = parts if channel == SMS and parts is not None else messages
        price = prices.each.get(channel, Decimal(0))
        lines.append(Line(number, channel, messages, units, price, is_counted))
    return Cost(prices.currency, tuple(lines))


def by_channel(campaign: Campaign, audience: Audience) -> dict[str, int]:
    """How many messages go out by each channel, all its steps together, going to everybody."""
    found = dict.fromkeys(campaign.channels, 0)
    for number, step in enumerate(campaign.each_step(), start=FIRST_STEP):
        found[step.channel] += len(chosen(campaign, audience, number))
    return found


def read(facts: Mapping[str, Any]) -> Cost:
    """A cost as it was frozen."""
    lines = tuple(Line(**one | {"price": Decimal(one["price"])}) for one in facts["lines"])
    return Cost(facts["currency"], lines)
