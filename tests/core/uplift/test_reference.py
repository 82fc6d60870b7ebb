"""The published and agreed figures a correct implementation reproduces."""

import hashlib

import numpy as np
import pytest
from numpy.typing import NDArray

from core.uplift.balance import sample_ratio
from core.uplift.capping import cap_of, capped
from core.uplift.mean import Numbers, Uplift, adjusted, arm_of, relative, welch
from core.uplift.permutation import permuted
from core.uplift.power import smallest_difference, unforetold
from core.uplift.proportion import Group, uplift_of_rates
from core.uplift.ratio import linearized
from core.uplift.satisfaction import nps_points, score_of
from core.uplift.several import holm
from tests.core.uplift.conftest import Columns, columns, needs_shared

CUT = "TIMESTAMP '2010-10-01'"
RETAIL = f"""
WITH known AS (
    SELECT customer_id FROM shared WHERE customer_id IS NOT NULL
    GROUP BY customer_id HAVING min(invoice_date) < {CUT})
SELECT customer_id AS id,
    coalesce(sum(quantity * price) FILTER (
        invoice_date >= {CUT} AND invoice_date < {CUT} + INTERVAL 28 DAY), 0)::DOUBLE AS y,
    coalesce(sum(quantity * price) FILTER (
        invoice_date < {CUT} AND invoice_date >= {CUT} - INTERVAL 180 DAY), 0)::DOUBLE AS x
FROM shared JOIN known USING (customer_id) GROUP BY customer_id ORDER BY customer_id
"""


ORDERS = f"""
WITH known AS (
    SELECT customer_id FROM shared WHERE customer_id IS NOT NULL
    GROUP BY customer_id HAVING min(invoice_date) < {CUT})
SELECT customer_id AS id,
    count(*) FILTER (quantity * price > 0
        AND invoice_date >= {CUT} AND invoice_date < {CUT} + INTERVAL 28 DAY) > 0 AS ordered,
    count(DISTINCT invoice) FILTER (quantity * price > 0
        AND invoice_date < {CUT} AND invoice_date >= {CUT} - INTERVAL 180 DAY) AS orders,
    greatest(coalesce(sum(quantity * price) FILTER (
        invoice_date < {CUT} AND invoice_date >= {CUT} - INTERVAL 180 DAY), 0), 0)::DOUBLE AS x
FROM shared JOIN known USING (customer_id) GROUP BY customer_id ORDER BY customer_id
"""


def values(uplift: Uplift) -> tuple[float, float, float]:
    return uplift.difference, uplift.low, uplift.high


def between(numbers: Numbers, treated: NDArray[np.bool_]) -> Uplift:
    return welch(arm_of(numbers[treated]), arm_of(numbers[~treated]))


@pytest.fixture(scope="module")
def hillstrom() -> Columns:
    return columns(
        "SELECT segment, visit, conversion, spend, history FROM shared", "hillstrom.parquet"
    )


def arms(base: Columns, mailed: str, metric: str) -> tuple[Numbers, Numbers]:
    numbers = base[metric].astype(float)
    return numbers[base["segment"] == mailed], numbers[base["segment"] == "No E-Mail"]


def test_newcombe_gives_the_published_interval() -> None:
    found = uplift_of_rates(treated=Group(70, 56), holdout=Group(80, 48))

    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@needs_shared
@pytest.mark.parametrize(
    ("arm", "n", "means"),
    [
        ("Mens E-Mail", 21_307, (0.182757, 0.012531, 1.422617)),
        ("Womens E-Mail", 21_387, (0.151400, 0.008837, 1.077202)),
        ("No E-Mail", 21_306, (0.106167, 0.005726, 0.652789)),
    ],
)
def test_hillstrom_arms_are_as_known(
    hillstrom: Columns, arm: str, n: int, means: tuple[float, ...]
) -> None:
    members = hillstrom["segment"] == arm

    found = [
        float(hillstrom[metric][members].mean()) for metric in ("visit", "conversion", "spend")
    ]

    assert int(members.sum()) == n
    assert found == pytest.approx(means, abs=1e-6)


@needs_shared
@pytest.mark.parametrize(
    ("mailed", "metric", "expected"),
    [
        ("Mens E-Mail", "visit", (0.076590, 0.069953, 0.083226)),
        ("Mens E-Mail", "conversion", (0.006805, 0.005000, 0.008610)),
        ("Mens E-Mail", "spend", (0.769827, 0.485140, 1.054515)),
        ("Womens E-Mail", "visit", (0.045233, 0.038893, 0.051573)),
        ("Womens E-Mail", "conversion", (0.003111, 0.001499, 0.004724)),
        ("Womens E-Mail", "spend", (0.424412, 0.168957, 0.679868)),
    ],
)
def test_hillstrom_means_part_as_known(
    hillstrom: Columns, mailed: str, metric: str, expected: tuple[float, ...]
) -> None:
    treated, holdout = arms(hillstrom, mailed, metric)

    found = welch(arm_of(treated), arm_of(holdout))

    assert values(found) == pytest.approx(expected, abs=1e-6)


@needs_shared
@pytest.mark.parametrize(
    ("mailed", "plain", "held"),
    [
        ("Mens E-Mail", (0.767438, 0.482813, 1.052064), (1.179289, 0.643675, 1.977481)),
        ("Womens E-Mail", (0.422701, 0.167294, 0.678108), (0.650152, 0.224162, 1.274965)),
    ],
)
def test_hillstrom_adjusted_and_relative_spend(
    hillstrom: Columns, mailed: str, plain: tuple[float, ...], held: tuple[float, ...]
) -> None:
    treated, holdout = arms(hillstrom, mailed, "spend")
    before = arms(hillstrom, mailed, "history")

    less = adjusted(treated, holdout, treated_before=before[0], holdout_before=before[1])
    found = welch(arm_of(less.treated), arm_of(less.holdout))
    ratio = relative(arm_of(treated), arm_of(holdout))

    assert values(found) == pytest.approx(plain, abs=1e-6)
    shares = (treated.mean() / holdout.mean() - 1, ratio.low, ratio.high)
    assert shares == pytest.approx(held, abs=1e-5)


@needs_shared
def test_hillstrom_womens_spend_p(hillstrom: Columns) -> None:
    treated, holdout = arms(hillstrom, "Womens E-Mail", "spend")

    assert welch(arm_of(treated), arm_of(holdout)).p == pytest.approx(0.0011294, abs=1e-7)


@needs_shared
@pytest.mark.parametrize(
    ("mailed", "expected"),
    [("Mens E-Mail", (0.477, 1.049)), ("Womens E-Mail", (0.175, 0.692))],
)
def test_hillstrom_permutation_interval(
    hillstrom: Columns, mailed: str, expected: tuple[float, float]
) -> None:
    treated, holdout = arms(hillstrom, mailed, "spend")

    found = permuted(treated, holdout, seed=1, rounds=8_000).permutation

    assert (found.low, found.high) == pytest.approx(expected, abs=0.015)


def test_the_three_arms_of_hillstrom_are_a_fair_draw() -> None:
    assert sample_ratio([21307, 21387, 21306], [1, 1, 1]).p == pytest.approx(0.903693, abs=1e-4)


@needs_shared
def test_smallest_spend_effect(hillstrom: Columns) -> None:
    deviation = float(arms(hillstrom, "No E-Mail", "spend")[1].std(ddof=1))

    even = smallest_difference(deviation, treated=21_307, holdout=21_306)
    uneven = smallest_difference(deviation, treated=38_352, holdout=4_261)

    assert even == pytest.approx(0.31455, rel=1e-3)
    assert uneven == pytest.approx(0.52427, rel=1e-3)


@needs_shared
def test_starbucks_works_and_loses_money() -> None:
    base = columns("SELECT Promotion, purchase FROM shared", "starbucks_training.parquet")
    treated = base["Promotion"].astype(bool)
    bought = base["purchase"].astype(float)
    profit = bought * 10 - 0.15 * treated

    ratio = sample_ratio([int(treated.sum()), int((~treated).sum())], [1, 1])
    lift, gain = between(bought, treated), between(profit, treated)

    assert ratio.p == pytest.approx(0.5046, abs=1e-4)
    assert values(lift) == pytest.approx((0.009455, 0.007971, 0.010938), abs=1e-6)
    assert values(gain) == pytest.approx((-0.055455, -0.070290, -0.040619), abs=1e-6)
    net = profit[treated].sum() - profit[~treated].sum()
    assert net == pytest.approx(-2334.60, abs=0.01)


@needs_shared
def test_online_retail_without_any_mailing_shows_none() -> None:
    base = columns(RETAIL, "online_retail_2009_10.parquet")
    treated = np.array([drawn(int(account)) < 0.8 for account in base["id"]])
    y, x = base["y"], base["x"]

    plain = between(y, treated)
    less = adjusted(
        y[treated], y[~treated], treated_before=x[treated], holdout_before=x[~treated]
    )
    found = welch(arm_of(less.treated), arm_of(less.holdout))

    assert (int(treated.sum()), int((~treated).sum())) == (2894, 741)
    assert values(plain) == pytest.approx((5.523821, -79.214089, 90.261730), abs=1e-5)
    assert values(found) == pytest.approx((-6.199566, -70.675996, 58.276865), abs=1e-5)


@needs_shared
def test_what_a_thousand_real_accounts_could_show() -> None:
    base = columns(RETAIL, "online_retail_2009_10.parquet")
    y, x = base["y"], base["x"]
    cap = cap_of(x, window_days=28, before_days=180)
    lower = capped(y, cap.outcome)

    found = [
        smallest_difference(float(values.std(ddof=1)), treated=800, holdout=200) / mean
        for values, mean in (
            (y, y.mean()),
            (unforetold(y, x), y.mean()),
            (unforetold(lower, capped(x, cap.before)), lower.mean()),
        )
    ]

    assert found == pytest.approx([1.09, 0.71, 0.59], abs=0.01)


@needs_shared
def test_what_the_order_rate_of_a_thousand_real_accounts_could_show() -> None:
    base = columns(ORDERS, "online_retail_2009_10.parquet")
    ordered, orders, revenue = (base[name].astype(float) for name in ("ordered", "orders", "x"))
    past = np.column_stack([np.ones(ordered.size), np.log1p(orders), np.log1p(revenue)])
    left = ordered - past @ np.linalg.lstsq(past, ordered, rcond=None)[0]

    found = [
        smallest_difference(float(values.std(ddof=1)), treated=800, holdout=200)
        / ordered.mean()
        for values in (ordered, left)
    ]

    assert found == pytest.approx([0.346, 0.328], abs=0.001)


def drawn(account: int) -> float:
    digest = hashlib.sha256(f"dev-v1:{account}".encode()).hexdigest()
    return int(digest[:8], 16) / 2**32


@needs_shared
def test_b2b_money_by_account_and_by_contact() -> None:
    base = columns("SELECT treated, revenue, contacts FROM shared", "b2b_dev_accounts.parquet")
    treated = base["treated"] == 1
    money, contacts = base["revenue"], base["contacts"]
    a = linearized(money[treated], contacts[treated])
    b = linearized(money[~treated], contacts[~treated])

    by_account = between(money, treated)
    by_contact = welch(arm_of(a.values), arm_of(b.values))

    assert values(by_account) == pytest.approx((215.268387, 81.224878, 349.311897), abs=1e-5)
    assert values(by_contact) == pytest.approx((57.472039, 18.269729, 96.674349), abs=1e-5)


@needs_shared
def test_b2b_nps_is_clustered_by_account() -> None:
    question = """
        SELECT account_id, any_value(treated) AS treated, count(*) AS answers,
            sum(CASE WHEN nps >= 9 THEN 100 WHEN nps <= 6 THEN -100 ELSE 0 END)::DOUBLE AS score
        FROM shared WHERE nps IS NOT NULL GROUP BY account_id ORDER BY account_id"""
    base = columns(question, "b2b_dev_contacts.parquet")
    treated = base["treated"] == 1
    a = linearized(base["score"][treated], base["answers"][treated])
    b = linearized(base["score"][~treated], base["answers"][~treated])

    found = welch(arm_of(a.values), arm_of(b.values))

    assert values(found) == pytest.approx((31.435794, 18.431521, 44.440066), abs=1e-5)


@needs_shared
def test_holm_over_the_six_tests_of_hillstrom(hillstrom: Columns) -> None:
    pairs = [
        arms(hillstrom, mailed, metric)
        for mailed in ("Mens E-Mail", "Womens E-Mail")
        for metric in ("visit", "conversion", "spend")
    ]

    found = holm([welch(arm_of(a), arm_of(b)).p for a, b in pairs])

    expected = [8.19e-112, 6.01e-13, 3.49e-7, 1.22e-43, 3.12e-4, 1.13e-3]
    assert found == pytest.approx(expected, rel=0.01)


@needs_shared
def test_nps_of_the_mobile_survey() -> None:
    base = columns("SELECT CUSL3 FROM shared", "mobi.csv")

    found = score_of(nps_points(base["CUSL3"]))

    assert (found.value, found.answers) == (14.0, 250)
    assert found.error == pytest.approx(4.9104, abs=1e-4)
