"""Accounts to try the estimators on: heavy-tailed made-up ones, and a real wholesaler's."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import duckdb
import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

WEEKS = 4  # of the window: as many looks are planned
WINDOW_DAYS, BEFORE_DAYS = 28, 180
HOUSE = Path(__file__).resolve().parents[2]
RETAIL = HOUSE.parent / "shared" / "data" / "online_retail_2009_10.parquet"
CUT = "TIMESTAMP '2010-10-01'"

_ACCOUNTS = f"""
WITH known AS (
    SELECT customer_id FROM shared WHERE customer_id IS NOT NULL
    GROUP BY customer_id HAVING min(invoice_date) < {CUT}),
sold AS (
    SELECT customer_id AS id, invoice_date AS sold_on, quantity * price AS amount
    FROM shared JOIN known USING (customer_id))
SELECT
    coalesce(sum(amount) FILTER (sold_on < {CUT}
        AND sold_on >= {CUT} - INTERVAL 180 DAY), 0)::DOUBLE AS x,
    coalesce(sum(amount) FILTER (sold_on < {CUT} - INTERVAL 28 DAY
        AND sold_on >= {CUT} - INTERVAL 208 DAY), 0)::DOUBLE AS earlier_x,
    coalesce(sum(amount) FILTER (sold_on < {CUT}
        AND sold_on >= {CUT} - INTERVAL 28 DAY), 0)::DOUBLE AS earlier_y,
    coalesce(sum(amount) FILTER (sold_on >= {CUT}
        AND sold_on < {CUT} + INTERVAL 7 DAY), 0)::DOUBLE AS y1,
    coalesce(sum(amount) FILTER (sold_on >= {CUT} + INTERVAL 7 DAY
        AND sold_on < {CUT} + INTERVAL 14 DAY), 0)::DOUBLE AS y2,
    coalesce(sum(amount) FILTER (sold_on >= {CUT} + INTERVAL 14 DAY
        AND sold_on < {CUT} + INTERVAL 21 DAY), 0)::DOUBLE AS y3,
    coalesce(sum(amount) FILTER (sold_on >= {CUT} + INTERVAL 21 DAY
        AND sold_on < {CUT} + INTERVAL 28 DAY), 0)::DOUBLE AS y4
FROM sold GROUP BY id ORDER BY id
"""
_DAYS = f"""
WITH known AS (
    SELECT customer_id, row_number() OVER (ORDER BY customer_id) - 1 AS place
    FROM shared WHERE customer_id IS NOT NULL
    GROUP BY customer_id HAVING min(invoice_date) < {CUT})
SELECT place, date_diff('day', {CUT}, invoice_date) AS day,
    sum(quantity * price)::DOUBLE AS amount
FROM shared JOIN known USING (customer_id)
WHERE invoice_date >= {CUT} AND invoice_date < {CUT} + INTERVAL 28 DAY
GROUP BY place, day
"""


@dataclass(frozen=True)
class Accounts:
    """Many trials' accounts: what each bought in 180 days before, and up to each look.

    `before` is trials × accounts; `until` is looks × trials × accounts, cumulative.
    """

    before: Matrix
    until: Matrix


class Population(Protocol):
    """Where accounts come from."""

    @property
    def name(self) -> str: ...

    def draw(self, trials: int, accounts: int, rng: np.random.Generator) -> Accounts: ...

    def twice(
        self, trials: int, accounts: int, rng: np.random.Generator
    ) -> tuple[Accounts, Accounts]:
        """The same accounts in one window and in the next, each with the time before it."""

    def days(self, trials: int, accounts: int, rng: np.random.Generator) -> Iterator[Matrix]:
        """What accounts (trials × accounts) bought up to each day of a window."""


@dataclass(frozen=True)
class HeavyTailed:
    """Made up: an account's size is lognormal, its orders are Poisson, its amounts vary.

    With a spread of 2 the top hundredth of accounts makes about 43 % of the revenue.
    """

    name: str = "synthetic"
    spread: float = 2.0
    orders_a_day: float = 0.02

    def draw(self, trials: int, accounts: int, rng: np.random.Generator) -> Accounts:
        shape = (trials, accounts)
        size = rng.lognormal(4, self.spread, shape)
        pace = self.orders_a_day * rng.lognormal(0, 0.7, shape)
        before = _bought(pace * BEFORE_DAYS, size, rng)
        weekly = [_bought(pace * WINDOW_DAYS / WEEKS, size, rng) for _ in range(WEEKS)]
        return Accounts(before, np.cumsum(weekly, axis=0))

    def twice(
        self, trials: int, accounts: int, rng: np.random.Generator
    ) -> tuple[Accounts, Accounts]:
        shape = (trials, accounts)
        size = rng.lognormal(4, self.spread, shape)
        pace = self.orders_a_day * rng.lognormal(0, 0.7, shape)
        days = (WINDOW_DAYS, BEFORE_DAYS - WINDOW_DAYS, WINDOW_DAYS, WINDOW_DAYS)
        oldest, past, window, following = [_bought(pace * one, size, rng) for one in days]
        history = Accounts(oldest + past, window[None])
        return history, Accounts(past + window, following[None])

    def days(self, trials: int, accounts: int, rng: np.random.Generator) -> Iterator[Matrix]:
        shape = (trials, accounts)
        size = rng.lognormal(4, self.spread, shape)
        pace = self.orders_a_day * rng.lognormal(0, 0.7, shape)
        until = np.zeros(shape)
        for _ in range(WINDOW_DAYS):
            until = until + _bought(pace, size, rng)
            yield until


@dataclass(frozen=True)
class Wholesaler:
    """Real: the accounts of UCI's Online Retail II, each trial a sample without repetition."""

    name: str
    before: Matrix
    until: Matrix
    earlier: Accounts  # the window that ends where this one begins, and the time before it
    daily: Matrix  # days × accounts, cumulative

    def draw(self, trials: int, accounts: int, rng: np.random.Generator) -> Accounts:
        places = np.stack(
            [rng.choice(self.before.size, accounts, replace=False) for _ in range(trials)]
        )
        return Accounts(self.before[places], self.until[:, places])

    def twice(
        self, trials: int, accounts: int, rng: np.random.Generator
    ) -> tuple[Accounts, Accounts]:
        places = np.stack(
            [rng.choice(self.before.size, accounts, replace=False) for _ in range(trials)]
        )
        earlier = Accounts(self.earlier.before[places], self.earlier.until[:, places])
        return earlier, Accounts(self.before[places], self.until[-1:, places])

    def days(self, trials: int, accounts: int, rng: np.random.Generator) -> Iterator[Matrix]:
        places = np.stack(
            [rng.choice(self.before.size, accounts, replace=False) for _ in range(trials)]
        )
        yield from (day[places] for day in self.daily)


def populations() -> list[Population]:
    """The made-up accounts and, where the shared data is here, the real ones."""
    found: list[Population] = [HeavyTailed()]
    if RETAIL.exists():
        found.append(wholesaler())
    return found


def wholesaler() -> Wholesaler:
    with duckdb.connect() as connection:
        shared = connection.read_parquet(str(RETAIL))
        relation = shared.query("shared", _ACCOUNTS)
        assert relation is not None
        columns = relation.fetchnumpy()
        days = shared.query("shared", _DAYS)
        assert days is not None
        sold = days.fetchnumpy()
    weekly = np.stack([np.asarray(columns[f"y{week}"]) for week in range(1, WEEKS + 1)])
    earlier = Accounts(np.asarray(columns["earlier_x"]), np.asarray(columns["earlier_y"])[None])
    until = np.cumsum(weekly, axis=0)
    daily = np.zeros((WINDOW_DAYS, until.shape[1]))
    daily[sold["day"], sold["place"]] = sold["amount"]
    daily = np.cumsum(daily, axis=0)
    return Wholesaler("online retail", np.asarray(columns["x"]), until, earlier, daily)


def _bought(orders: Matrix, size: Matrix, rng: np.random.Generator) -> Matrix:
    counts = rng.poisson(orders)
    return np.asarray(counts * size * rng.lognormal(0, 0.3, size.shape), dtype=np.float64)
