import numpy as np
import pytest
import tea_tasting as tt
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from core.uplift.mean import Arm, Numbers, Quantiles, adjusted, arm_of, relative, welch

AMOUNTS = arrays(
    np.float64, st.integers(3, 40), elements=st.floats(-1e6, 1e6, width=32, allow_nan=False)
)


@pytest.fixture
def money() -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Treated and holdout outcomes, then what each spent before."""
    draw = np.random.default_rng(7)
    before = draw.lognormal(5, 1, 900)
    outcomes = 0.5 * before + draw.lognormal(4, 1, 900)
    return outcomes[:700] + 20, outcomes[700:], before[:700], before[700:]


@given(AMOUNTS, AMOUNTS)
def test_the_estimate_lies_within_its_interval(treated: Numbers, holdout: Numbers) -> None:
    found = welch(arm_of(treated), arm_of(holdout))

    assert found.low <= found.difference <= found.high
    assert 0 <= found.p <= 1


@given(AMOUNTS, AMOUNTS)
def test_turning_the_arms_round_turns_the_sign(treated: Numbers, holdout: Numbers) -> None:
    found = welch(arm_of(treated), arm_of(holdout))
    turned = welch(arm_of(holdout), arm_of(treated))

    assert turned.difference == -found.difference
    assert turned.interval == pytest.approx((-found.high, -found.low))


def test_welch_agrees_with_scipy(money: tuple[Numbers, ...]) -> None:
    second = stats.ttest_ind(money[0], money[1], equal_var=False)

    found = welch(arm_of(money[0]), arm_of(money[1]))

    assert found.p == pytest.approx(second.pvalue)
    assert found.interval == pytest.approx(tuple(second.confidence_interval()))


def test_adjusting_agrees_with_tea_tasting(money: tuple[Numbers, ...]) -> None:
    frame = {
        "variant": np.repeat([1, 0], [700, 200]),
        "money": np.concatenate(money[:2]),
        "before": np.concatenate(money[2:]),
    }
    import pyarrow as pa

    metric = tt.Mean("money", "before", use_t=True, equal_var=False)
    second = tt.Experiment(money=metric).analyze(pa.table(frame), control=0)["money"]

    less = adjusted(money[0], money[1], treated_before=money[2], holdout_before=money[3])
    found = welch(arm_of(less.treated), arm_of(less.holdout))

    assert found.difference == pytest.approx(second.effect_size, rel=1e-6)
    assert found.low == pytest.approx(second.effect_size_ci_lower, rel=1e-6)
    assert found.p == pytest.approx(second.pvalue, rel=1e-6)


def test_adjusting_narrows_the_interval_by_what_the_time_before_foretells(
    money: tuple[Numbers, ...],
) -> None:
    plain = welch(arm_of(money[0]), arm_of(money[1]))
    less = adjusted(money[0], money[1], treated_before=money[2], holdout_before=money[3])
    found = welch(arm_of(less.treated), arm_of(less.holdout))

    assert found.error < plain.error
    assert 0.1 < less.variance_reduction < 1


def test_a_time_before_without_differences_changes_nothing(money: tuple[Numbers, ...]) -> None:
    flat = np.full(700, 3.0), np.full(200, 3.0)

    less = adjusted(money[0], money[1], treated_before=flat[0], holdout_before=flat[1])

    assert less.slope == 0
    assert np.array_equal(less.treated, money[0])


def test_arms_without_any_spread_are_said_exactly() -> None:
    same = welch(arm_of([0, 0, 0]), arm_of([0, 0]))
    parted = welch(arm_of([1, 1, 1]), arm_of([0, 0]))

    assert (same.p, same.is_conclusive) == (1, False)
    assert (parted.p, parted.low, parted.high) == (0, 1, 1)


def test_a_relative_uplift_against_nothing_is_not_identified() -> None:
    found = relative(Arm(100, 5.0, 4.0), Arm(100, 0.1, 9.0))

    assert not found.is_bounded


@given(st.floats(1, 1e4), st.floats(0.5, 2))
def test_the_relative_interval_holds_the_ratio(mean: float, ratio: float) -> None:
    treated, holdout = Arm(500, mean * ratio, mean**2), Arm(400, mean, mean**2)

    found = relative(treated, holdout, quantiles=Quantiles(-1.9, 2.1))

    assert found.low <= ratio - 1 <= found.high
