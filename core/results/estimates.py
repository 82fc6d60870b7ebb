"""From outcomes of accounts to findings: the estimators, in the order they are believed."""

import hashlib
from dataclasses import dataclass
from math import sqrt
from typing import TypedDict

from core.results.model import BEFORE_DAYS, Estimate, Findings, Influential, Rate
from core.results.outcomes import Outcomes
from core.results.remembering import Memory, digest
from core.uplift.balance import balance
from core.uplift.capping import cap_of, capped
from core.uplift.influence import most_influential
from core.uplift.mean import (
    CONFIDENCE,
    Numbers,
    Quantiles,
    Uplift,
    adjusted,
    arm_of,
    relative,
    welch,
)
from core.uplift.permutation import ROUNDS, Permuted, permuted
from core.uplift.power import ALPHA, Smallest, smallest_difference, units_needed
from core.uplift.proportion import Group, uplift_of_rates
from core.uplift.proportional import Proportional, proportional, widened, widened_relative

WEAK = 0.1  # a past that foretells less than this is left out
SHARE_ROUNDS = 999  # at most: every share that is tried is judged by the same rounds
WORTHWHILE = 0.25  # a change of a quarter of the mean: what an audience should be able to find

Pair = tuple[Numbers, Numbers]  # treated, holdout: one number a unit


class Drawn(TypedDict):
    """The arguments of everything that permutes."""

    seed: int
    rounds: int
    confidence: float


@dataclass(frozen=True)
class Plan:
    """How outcomes are read: over how long, drawn how often from which seed, how surely."""

    window_days: int
    seed: int
    rounds: int = ROUNDS
    confidence: float = CONFIDENCE

    @property
    def drawn(self) -> Drawn:
        return {"seed": self.seed, "rounds": self.rounds, "confidence": self.confidence}


_remembered = Memory(Findings)


def seed_of(text: str) -> int:
    """The seed of the rounds: the first 64 bits of the digest of the campaign's own seed."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def findings(found: Outcomes, *, plan: Plan, anew: bool = False) -> Findings:
    """Everything the outcomes say; remembered by their content, so asking again is free.

    Needs at least three accounts in each arm. `anew`: computed whatever is remembered.
    """
    key = digest_of(found, plan)
    return _remembered.answer(key, lambda: _findings(found, plan), anew=anew)


def estimate(  # noqa: PLR0913 – a pair, its past, and how it is drawn and told
    outcome: Pair,
    before: Pair | None,
    *,
    seed: int,
    rounds: int = ROUNDS,
    cap: float | None = None,
    weak: float = WEAK,
    confidence: float = CONFIDENCE,
    is_money: bool = False,
) -> Estimate:
    """The uplift of the mean: adjusted by the time before where that helps, then permuted.

    Pairs are treated and holdout, one number a unit. Of money, which campaigns multiply rather
    than add to, the interval holds every share that may be the effect, too.
    """
    values, correlation, is_adjusted = residuals(outcome, before, weak=weak)
    drawn: Drawn = {"seed": seed, "rounds": rounds, "confidence": confidence}
    found = permuted(*values, **drawn)
    is_shared = is_money and found.welch.error > 0
    shares = shares_of(outcome, before if is_adjusted else None, drawn) if is_shared else None
    treated, holdout = arm_of(values[0]), arm_of(values[1])
    fieller = relative(treated, holdout, quantiles=_reach(found))
    raw = arm_of(outcome[0]), arm_of(outcome[1])
    return Estimate(
        treated=raw[0],
        holdout=raw[1],
        uplift=widened(found.uplift, shares),
        plain=welch(*raw, confidence=confidence),
        welch=found.welch,
        ratio=treated.mean / holdout.mean - 1 if holdout.mean else None,
        relative=widened_relative(fieller, shares),
        adjusted=is_adjusted,
        correlation=correlation,
        cap=cap,
    )


def residuals(
    outcome: Pair, before: Pair | None, *, weak: float = WEAK
) -> tuple[Pair, float, bool]:
    """Outcomes less what the time before foretells; its correlation; whether that was used."""
    if before is None:
        return outcome, 0.0, False
    less = adjusted(*outcome, treated_before=before[0], holdout_before=before[1])
    if abs(less.correlation) < weak:
        return outcome, less.correlation, False
    return (less.treated, less.holdout), less.correlation, True


def shares_of(outcome: Pair, before: Pair | None, drawn: Drawn) -> Proportional | None:
    """By which shares a campaign may have changed these outcomes; see `proportional`."""
    fewer = min(drawn["rounds"], SHARE_ROUNDS)
    return proportional(outcome, before, **(drawn | {"rounds": fewer}))


def _reach(found: Permuted) -> Quantiles | None:
    return found.quantiles if found.welch.error > 0 else None


def _findings(found: Outcomes, plan: Plan) -> Findings:
    outcome, before = found.split(found.outcome), found.split(found.before)
    cap = cap_of(found.before, window_days=plan.window_days, before_days=BEFORE_DAYS)
    lower = capped(outcome[0], cap.outcome), capped(outcome[1], cap.outcome)
    foretold = capped(before[0], cap.before), capped(before[1], cap.before)
    limit = cap.outcome if cap.is_set else None
    money = estimate(lower, foretold, **plan.drawn, cap=limit, is_money=True)
    uncapped = money
    if cap.is_set:
        uncapped = estimate(outcome, before, **plan.drawn, is_money=True)
    deviation = _deviation(money)
    alpha = 1 - plan.confidence
    size = {"treated": money.treated.n, "holdout": money.holdout.n}
    return Findings(
        money=money,
        uncapped=uncapped,
        rate=_rate(found, plan.confidence),
        balance=balance(*before),
        smallest=Smallest(
            smallest_difference(deviation, **size, alpha=alpha), money.holdout.mean
        ),
        needed=needed(money, alpha=alpha),
        influential=_influential(found, (lower, foretold), money, plan),
        unknown_accounts=found.unknown,
    )


def _rate(found: Outcomes, confidence: float) -> Rate:
    groups = [
        Group(int(members.sum()), int((found.orders[members] > 0).sum()))
        for members in (found.is_treated, ~found.is_treated)
    ]
    treated, holdout = groups
    uplift = uplift_of_rates(treated=treated, holdout=holdout, confidence=confidence)
    return Rate(treated, holdout, uplift)


def needed(money: Estimate, *, alpha: float = ALPHA) -> int:
    """How many units in all would find a change of `WORTHWHILE`; 0 where nothing tells."""
    deviation = _deviation(money)
    worthwhile = WORTHWHILE * abs(money.holdout.mean)
    if worthwhile == 0 or deviation == 0:
        return 0
    share = money.holdout.n / (money.treated.n + money.holdout.n)
    return units_needed(deviation, worthwhile, holdout_share=share, alpha=alpha)


def _deviation(money: Estimate) -> float:
    """The standard deviation of an account, as the believed standard error implies it."""
    return money.uplift.error / sqrt(1 / money.treated.n + 1 / money.holdout.n)


def _influential(
    found: Outcomes, arms: tuple[Pair, Pair], money: Estimate, plan: Plan
) -> Influential:
    values, _, _ = residuals(arms[0], arms[1])
    most = most_influential(*values)
    without = permuted(most.treated, most.holdout, **plan.drawn).uplift
    if side(without):  # else no share could make it conclusive
        outcome, before = most.without(arms[0]), most.without(arms[1])
        past = before if money.adjusted else None
        without = widened(without, shares_of(outcome, past, plan.drawn))
    account_id = found.account_id(most.place, is_treated=most.is_treated)
    return Influential(account_id, without, side(without) != side(money.uplift))


def side(uplift: Uplift) -> int:
    """1 conclusive up, −1 conclusive down, 0 neither."""
    return int(uplift.low > 0) - int(uplift.high < 0)


def digest_of(found: Outcomes, plan: Plan) -> str:
    """What outcomes and the way to read them come to: others, another digest."""
    columns = (found.is_treated, found.outcome, found.orders, found.before)
    return digest(plan, *columns, found.table["account_id"].to_pylist(), found.unknown)
