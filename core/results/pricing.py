"""What a campaign earned: margin on what it sold, less what its messages cost."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite

import numpy as np
import pyarrow as pa

from core.campaigns import costing, rehearsal_records
from core.campaigns import records as campaigns
from core.campaigns.costing import SMS, Cost, Prices
from core.campaigns.model import FIRST_STEP, CampaignId
from core.results import records, tables
from core.results.estimates import Plan, digest_of, estimate, shares_of
from core.results.model import BEFORE_DAYS
from core.results.outcomes import Outcomes
from core.results.payback import Gain
from core.results.remembering import Memory, digest
from core.results.terms import BadTerms
from core.store.store import Tx
from core.uplift.capping import cap_of, capped
from core.uplift.mean import Numbers
from core.uplift.proportional import less, widened


@dataclass(frozen=True)
class MarginAndCosts:
    """The share of a sale that is earned (0 < margin ≤ 1), and what a message of each channel
    costs, in the base's currency; a channel that is not named costs nothing."""

    margin: float = 1.0
    costs: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        numbers = (self.margin, *self.costs.values())
        if not all(map(isfinite, numbers)) or min(numbers) < 0 or not 0 < self.margin <= 1:
            raise BadTerms("results-bad-prices")


@dataclass(frozen=True)
class Pricing:
    """What the house knows of money: the share of a sale it earns, and prices of messages."""

    margin: Decimal | None
    prices: Prices

    def of(self, tx: Tx, campaign_id: str) -> MarginAndCosts | None:
        """Margin and costs of a campaign; none where either is not known: nothing is free."""
        if self.margin is None:
            return None
        costs = message_costs(tx, campaign_id, self.prices)
        is_known = set(tables.channels(tx, campaign_id)) <= costs.keys()
        return MarginAndCosts(float(self.margin), costs) if is_known else None


_remembered = Memory(Gain)


def gain(
    found: Outcomes,
    messages: pa.Table,
    money: MarginAndCosts,
    plan: Plan,
    *,
    anew: bool = False,
) -> Gain:
    """Margin less cost per treated account, sales counted up to the cap of the decision metric.

    `messages` has how many went to each account (`account_id`, `channel`, `messages`), in
    whichever arm: a held-out account that was written to all the same has its costs, too.
    Remembered like findings; `anew`: computed whatever is remembered.
    """
    spent = _spent(found, messages, money)
    key = digest(digest_of(found, plan), money.margin, spent)
    return _remembered.answer(key, lambda: _gain(found, spent, money, plan), anew=anew)


def _gain(found: Outcomes, spent: Numbers, money: MarginAndCosts, plan: Plan) -> Gain:
    cap = cap_of(found.before, window_days=plan.window_days, before_days=BEFORE_DAYS)
    earned = found.split(money.margin * capped(found.outcome, cap.outcome))
    before = found.split(money.margin * capped(found.before, cap.before))
    costs = found.split(spent)
    pair = earned[0] - costs[0], earned[1] - costs[1]
    told = estimate(pair, before, **plan.drawn)
    shares = shares_of(earned, before if told.adjusted else None, plan.drawn)
    uplift = widened(told.uplift, less(shares, float(costs[0].mean() - costs[1].mean())))
    net = float(pair[0].sum() - pair[1].sum())
    return Gain(uplift, told.welch, pair[0].size, net=net, cost=float(costs[0].sum()))


def message_costs(tx: Tx, campaign_id: str, now: Prices) -> dict[str, float]:
    """What one message of each channel costs, on the average, where a price is known.

    As it was sealed with the campaign; where no cost was, by the prices of now, and of an SMS
    by the parts it was rehearsed with. A price of 0 is none that is known.
    """
    card = campaigns.audience(tx, CampaignId(campaign_id))
    if card is not None and card.cost is not None:
        return _sealed(costing.read(card.cost))
    each = {channel: float(price) for channel, price in now.each.items() if price}
    parts = _parts_of_an_sms(tx, CampaignId(campaign_id)) if SMS in each else None
    if parts is not None:
        return each | {SMS: each[SMS] * parts}
    return {channel: price for channel, price in each.items() if channel != SMS}


def _sealed(cost: Cost) -> dict[str, float]:
    amounts: dict[str, Decimal] = {}
    messages: Counter[str] = Counter()
    for line in cost.lines:
        amounts[line.channel] = amounts.get(line.channel, Decimal(0)) + line.amount
        messages[line.channel] += line.messages
    return {one: float(amount / messages[one]) for one, amount in amounts.items() if amount}


def _parts_of_an_sms(tx: Tx, campaign_id: CampaignId) -> float | None:
    """How many parts an SMS of the campaign has, as it was sealed; none: nobody counted."""
    campaign = campaigns.get(tx, campaign_id)
    rehearsal = rehearsal_records.sealed(tx, campaign_id)
    steps = [
        str(number)
        for number in range(FIRST_STEP, campaign.last_step + 1)
        if campaign.at_step(number).channel == SMS and not campaign.question(number)
    ]
    messages = records.contacts_in(tx, campaign_id, channel=SMS) * len(steps)
    if rehearsal is None or not messages or not rehearsal.parts.keys() >= set(steps):
        return None
    return sum(rehearsal.parts[step] for step in steps) / messages


def _spent(found: Outcomes, messages: pa.Table, money: MarginAndCosts) -> Numbers:
    places = {one: place for place, one in enumerate(found.table["account_id"].to_pylist())}
    spent = np.zeros(found.outcome.size)
    for row in messages.to_pylist():
        place = places.get(row["account_id"])
        if place is not None:
            spent[place] += money.costs.get(row["channel"], 0.0) * row["messages"]
    return spent
