"""What a campaign earned: margin on what it sold, less what its messages cost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite

import numpy as np
import pyarrow as pa

from core.results.estimates import Plan, estimate
from core.results.model import BEFORE_DAYS
from core.results.outcomes import Outcomes
from core.results.payback import Gain
from core.results.terms import BadTerms
from core.uplift.capping import cap_of, capped
from core.uplift.mean import Numbers


@dataclass(frozen=True)
class Prices:
    """The share of a sale that is earned (0 < margin ≤ 1), and what a message of each channel
    costs, in the base's currency; a channel that is not named costs nothing."""

    margin: float = 1.0
    costs: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        numbers = (self.margin, *self.costs.values())
        if not all(map(isfinite, numbers)) or min(numbers) < 0 or not 0 < self.margin <= 1:
            raise BadTerms("results-bad-prices")


def gain(found: Outcomes, messages: pa.Table, prices: Prices, plan: Plan) -> Gain:
    """Margin less cost per treated account, sales counted up to the cap of the decision metric.

    `messages` has how many went to each account (`account_id`, `channel`, `messages`), in
    whichever arm: a held-out account that was written to all the same has its costs, too.
    """
    cap = cap_of(found.before, window_days=plan.window_days, before_days=BEFORE_DAYS)
    spent = _spent(found, messages, prices)
    earned = prices.margin * capped(found.outcome, cap.outcome) - spent
    before = prices.margin * capped(found.before, cap.before)
    treated = found.is_treated
    pair = earned[treated], earned[~treated]
    told = estimate(pair, (before[treated], before[~treated]), **plan.drawn)
    net = float(pair[0].sum() - pair[1].sum())
    cost = float(spent[treated].sum())
    return Gain(told.uplift, told.welch, int(treated.sum()), net=net, cost=cost)


def _spent(found: Outcomes, messages: pa.Table, prices: Prices) -> Numbers:
    places = {one: place for place, one in enumerate(found.table["account_id"].to_pylist())}
    spent = np.zeros(found.outcome.size)
    for row in messages.to_pylist():
        place = places.get(row["account_id"])
        if place is not None:
            spent[place] += prices.costs.get(row["channel"], 0.0) * row["messages"]
    return spent
