"""Every share that a campaign may have changed sales by, and what it brought."""

from math import inf

import numpy as np
import pytest

from core.uplift.mean import Interval, Numbers, adjusted, arm_of, welch
from core.uplift.permutation import permuted, statistics
from core.uplift.proportional import less, proportional, widened, widened_relative

ROUNDS = 199
HOW = {"seed": 4, "rounds": ROUNDS}
Pair = tuple[Numbers, Numbers]


def accounts(seed: int, treated: int = 90, held: int = 60, spread: float = 1.0) -> list[Pair]:
    """What they bought, and what they had bought before: treated, holdout."""
    draw = np.random.default_rng(seed)
    size = draw.lognormal(4, spread, treated + held)
    bought = [size * draw.lognormal(0, 0.4, size.size) for _ in range(2)]
    return [(one[:treated], one[treated:]) for one in bought]


def is_allowed(outcome: Pair, before: Pair | None, share: float) -> bool:
    """The test of one share, written out: divide, adjust, split anew."""
    divided = outcome[0] / (1 + share), outcome[1]
    if before is not None:
        past = {"treated_before": before[0], "holdout_before": before[1]}
        found = adjusted(*divided, **past)
        divided = found.treated, found.holdout
    plain = welch(arm_of(divided[0]), arm_of(divided[1]))
    drawn = statistics(np.concatenate(divided), divided[0].size, **HOW)
    low, high = np.quantile(drawn, [0.025, 0.975])
    half = (plain.high - plain.difference) / plain.error
    return bool(min(low, -half) <= plain.difference / plain.error <= max(high, half))


@pytest.mark.parametrize("sizes", [(90, 60), (40, 80)])
@pytest.mark.parametrize("is_adjusted", [True, False])
def test_the_edges_are_where_the_test_of_a_share_turns(
    sizes: tuple[int, int], *, is_adjusted: bool
) -> None:
    outcome, past = accounts(1, *sizes)
    before = past if is_adjusted else None

    found = proportional(outcome, before, **HOW)

    assert found is not None
    low, high = found.relative
    for edge, inward in ((low, 1e-6), (high, -1e-6)):
        assert is_allowed(outcome, before, edge + inward)
        assert not is_allowed(outcome, before, edge - inward)
    mean = outcome[0].mean()
    assert found.uplift == pytest.approx((mean * low / (1 + low), mean * high / (1 + high)))


def test_a_halved_whale_is_held_by_shares_and_missed_by_sums() -> None:
    trials, draw = 120, np.random.default_rng(2)
    missed = {"sums": 0, "either": 0}
    for trial in range(trials):
        without = draw.lognormal(4, 2, 150)
        held = draw.permutation(150) < 60
        after = np.where(held, without, without / 2)
        pair = after[~held], after[held]
        truth = float((after - without)[~held].mean())
        sums = permuted(*pair, seed=trial, rounds=ROUNDS).uplift
        either = widened(sums, proportional(pair, None, seed=trial, rounds=ROUNDS))
        for name, found in (("sums", sums), ("either", either)):
            missed[name] += not found.low <= truth <= found.high

    assert missed["sums"] > 0.08 * trials
    assert missed["either"] <= 0.09 * trials


def test_on_tame_numbers_sums_and_shares_say_the_same() -> None:
    draw = np.random.default_rng(8)
    pair = draw.normal(110, 10, 800), draw.normal(100, 10, 700)

    found = proportional(pair, None, seed=1, rounds=999)

    assert found is not None
    sums = permuted(*pair, seed=1, rounds=999).uplift
    assert found.uplift == pytest.approx((sums.low, sums.high), abs=0.25)


def test_where_nothing_was_bought_there_is_no_share() -> None:
    some = np.ones(30)

    assert proportional((np.zeros(30), some), None, **HOW) is None
    assert proportional((some, np.zeros(30)), None, **HOW) is None


def test_everything_may_be_the_campaign_s_and_then_no_ratio_is_identified() -> None:
    draw = np.random.default_rng(3)
    pair = draw.lognormal(3, 1, 60), draw.lognormal(3, 1, 4) * np.array([1.0, 0, 0, 0])

    found = proportional(pair, None, **HOW)

    assert found is not None
    assert found.uplift.high == pytest.approx(pair[0].mean())
    assert found.relative.high == inf
    assert widened_relative(Interval(0.1, 0.2), found) == (-inf, inf)


def test_costs_move_what_it_brought() -> None:
    outcome, before = accounts(5)
    found = proportional(outcome, before, **HOW)
    assert found is not None

    cheaper = less(found, 2.5)

    assert cheaper is not None
    assert cheaper.uplift == pytest.approx((found.uplift.low - 2.5, found.uplift.high - 2.5))
    assert less(None, 2.5) is None


def test_without_a_share_the_interval_stays() -> None:
    outcome, _ = accounts(6)
    found = permuted(*outcome, **HOW).uplift

    assert widened(found, None) is found
    assert widened_relative(Interval(0, 1), None) == (0, 1)
