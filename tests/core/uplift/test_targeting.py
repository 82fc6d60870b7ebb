import numpy as np
import pandas as pd
import pytest
from sklearn.model_selection import train_test_split

from core.uplift.learners import learned
from core.uplift.qini import Qini, coefficient, qini
from tests.core.uplift.conftest import columns, needs_shared

FEATURES = ["recency", "history", "mens", "womens", "newbie", "zip_code", "channel"]


def hillstrom(mailed: str) -> Qini:
    """The T-learner on one half of the two arms, judged on the other."""
    table = pd.DataFrame(columns("FROM shared", "hillstrom.parquet"))
    table = table[table["segment"].isin([mailed, "No E-Mail"])]
    dummies = pd.get_dummies(table[FEATURES], columns=["zip_code", "channel"], drop_first=True)
    x = dummies.astype(float).to_numpy()
    treated, y = (table["segment"] == mailed).to_numpy(), table["visit"].to_numpy(float)
    known, new = train_test_split(np.arange(y.size), test_size=0.5, random_state=42)

    told = learned(x[known], y[known], treated[known], ask=x[new])

    return qini(y[new], told, treated[new], seed=42, rounds=200)


@needs_shared
def test_whom_the_womens_mailing_moves_is_found() -> None:
    found = hillstrom("Womens E-Mail")

    assert found.value == pytest.approx(0.0593, abs=0.001)
    assert found.is_of_use


@needs_shared
def test_whom_the_mens_mailing_moves_is_not_found() -> None:
    found = hillstrom("Mens E-Mail")

    assert found.low <= 0 <= found.high
    assert not found.is_of_use


def test_a_perfect_ranking_is_one_and_chance_is_nothing() -> None:
    rng = np.random.default_rng(1)
    treated = rng.random(4_000) < 0.5
    moved = rng.random(4_000) < 0.3
    y = np.where(treated & moved, 1.0, 0.0)

    assert coefficient(y, np.where(treated, y, -y), treated) == pytest.approx(1.0)
    assert abs(coefficient(y, rng.random(4_000), treated)) < 0.1
    assert qini(y, moved.astype(float), treated, seed=1, rounds=100).low > 0.3
