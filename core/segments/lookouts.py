"""Where to look: contracts that end, accounts gone silent, usage that falls, who recommends us.

Each looks for one kind of segment, with thresholds that the base itself sets, and finds none
where the base shows none.
"""

from collections.abc import Callable, Iterable

import numpy as np

from core.segments.bits import Bits
from core.segments.model import Condition, Rule
from core.segments.prospects import (
    Base,
    Figure,
    Kind,
    Suggestion,
    money,
    number,
    plural,
)

SOON = (60, 90, 120, 180)  # days to the end of a contract: the first that somebody is in
LONG = (365, 270, 180, 90)  # days without a sale: the longest that somebody is in
LEAST_CHANGE = 10  # percent of usage, below which nobody would call it rising or falling
STEP = 5  # percent; a threshold is a round number
HIGH, LARGE = 10, 25  # percent of the base that revenue, or a fee, is called high among
PROMOTES = 9  # F. F. Reichheld, Harvard Business Review 81 (2003): 9 and 10 of 10
LITTLE = (1, 2)  # services

# What revenue is told by, the best first, and the silences that do not contradict it.
REVENUES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("invoiced_365_days", LONG),
    ("sales_amount_365_days", LONG[2:]),
    ("yearly_revenue", LONG),
)


def renewals(base: Base) -> list[Suggestion]:
    """A contract ends soon, and usage rises more than for most: the time to offer more."""
    changes = base.known("traffic_change")
    if not len(changes):
        return []
    percent = _threshold(float(np.quantile(changes, 0.75)))
    rising = Condition("traffic_change", "at_least", percent)

    def within(days: int) -> tuple[Rule, ...]:
        return (Condition("contract_ends_on", "in_next_days", days), rising)

    return [
        Suggestion(
            Kind.RENEWAL,
            base.rule(*within(days)),
            chosen.count(),
            {"days": plural(days), "percent": number(percent), "usual": _median(changes)},
            _fee(base, chosen),
        )
        for days, chosen in _first(base, SOON, within)
    ]


def silences(base: Base) -> list[Suggestion]:
    """They brought much revenue and bought before, but not for long."""
    for key, silences in REVENUES:
        if base.has(key) and base.known(key).any():
            return _silent(base, key, silences)
    return []


def _silent(base: Base, key: str, silences: tuple[int, ...]) -> list[Suggestion]:
    revenue = Condition(key, "top_percent", HIGH)
    bought = Condition("last_sale", "is_not_empty")
    gaps = base.days_since("last_sale")[base.members(revenue, bought).mask()]

    def within(days: int) -> tuple[Rule, ...]:
        return (revenue, bought, Condition("last_sale", "not_in_last_days", days))

    return [
        Suggestion(
            Kind.SILENT,
            base.rule(*within(days)),
            chosen.count(),
            {
                "days": plural(days),
                "high": plural(HIGH),
                "field": _label(base, key),
                "usual": plural(int(np.median(gaps))),
            },
            {"field": _label(base, key), "amount": money(base.total(key, chosen))},
        )
        for days, chosen in _first(base, silences, within)
        if days > np.median(gaps)  # a silence that most of their like keep, too, is none
    ]


def coolings(base: Base) -> list[Suggestion]:
    """They pay much and use less and less: the first sign that somebody leaves."""
    changes = base.known("traffic_change")
    if not len(changes):
        return []
    percent = _threshold(-float(np.quantile(changes, 0.1)))
    falling = Condition("traffic_change", "at_most", -percent)
    paying = Condition("monthly_fee", "top_percent", LARGE)
    return [
        Suggestion(
            Kind.COOLING,
            base.rule(falling, paying),
            chosen.count(),
            {"percent": number(percent), "large": plural(LARGE), "usual": _median(changes)},
            _fee(base, chosen),
        )
        for _, chosen in _first(base, (percent,), lambda _: (falling, paying))
    ]


def promoters(base: Base) -> list[Suggestion]:
    """They recommend us, owe nothing, and hold little: a story, or a second product."""
    pleased: tuple[Rule, ...] = (Condition("last_nps", "at_least", PROMOTES),)
    if base.has("overdue_amount"):
        pleased = (*pleased, Condition("overdue_amount", "at_most", 0))
    if base.has("open_critical_tickets"):
        pleased = (*pleased, Condition("open_critical_tickets", "at_most", 0))
    services = base.known("active_services")

    def within(most: int) -> tuple[Rule, ...]:
        little = Condition("active_services", "between", (1, most))
        return (*pleased, little if most > 1 else Condition("active_services", "equals", 1))

    return [
        Suggestion(
            Kind.PROMOTER,
            base.rule(*within(most)),
            chosen.count(),
            {"score": plural(PROMOTES), "services": plural(most), "usual": _median(services)},
        )
        for most, chosen in _first(base, LITTLE, within)
        if most < np.median(services)
    ]


def _first(
    base: Base, choices: Iterable[int], within: Callable[[int], tuple[Rule, ...]]
) -> list[tuple[int, Bits]]:
    """The first choice that makes a segment worth a look, with its members; or none."""
    for choice in choices:
        chosen = base.members(*within(choice))
        if base.is_worth(chosen):
            return [(choice, chosen)]
    return []


def _threshold(percent: float) -> int:
    """A round number of percent, not below what anybody would notice."""
    return max(LEAST_CHANGE, STEP * round(percent / STEP))


def _median(values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Figure:
    return number(float(np.median(values)))


def _fee(base: Base, chosen: Bits) -> dict[str, Figure]:
    """What the accounts pay in a month, all services together."""
    total = base.total("monthly_fee", chosen)
    return {"fee": money(total)} if total else {}


def _label(base: Base, key: str) -> Figure:
    return base.catalogue.fields[key].label
