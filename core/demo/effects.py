"""What past campaigns changed: a known effect, put into the facts of their treated accounts.

Three kinds. *More*: beside the orders there are, each treated account gets, in the window, a
share `rate` of a second draw from the very law the first ones came from; so the expected sales
are `1 + rate` times what they would have been. *Fewer*: each order of a treated account in the
window is lost with chance `rate`. *Services*: each treated account connects one more service
with chance `rate`. Sales before the window are the same rows in both arms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from duckdb import DuckDBPyConnection


@dataclass(frozen=True)
class Trial:
    """One campaign as it really was: when, how long, who was treated, and its true effect."""

    campaign_id: str
    start: date
    days: int
    kind: str  # more, fewer or services
    rate: float
    product: str
    treated: Sequence[str]  # account ids


@dataclass(frozen=True)
class Truth:
    """What a trial really changed, over all its treated accounts.

    `without` is what they would have bought (or connected) in the window without the campaign,
    `changed` what the campaign added or took away. `expected` is the relative effect the draw
    was made with; none where there is no such thing (services are counted, not multiplied).
    """

    campaign_id: str
    metric: str  # sales, in money, or services, counted
    accounts: int
    expected: float | None
    without: float
    changed: float

    @property
    def per_account(self) -> float:
        """True uplift, per treated account, in the metric's unit."""
        return self.changed / self.accounts if self.accounts else 0.0

    @property
    def relative(self) -> float | None:
        return self.changed / self.without if self.without else None


_TREATED = """
CREATE OR REPLACE TEMP TABLE treated AS
SELECT g.number AS trial, g.campaign_id, g.kind, g.rate, g.product, d.n, d.account_id,
    d.ordinal, d.scale, d.since, d.closed_on, g.start, (g.start + g.days::INTEGER)::DATE AS stop
FROM given g JOIN drawn d ON d.account_id = g.account_id
"""

_MORE = """
CREATE OR REPLACE TEMP TABLE added AS
WITH counted AS (
    SELECT *, unnest(range(least(99, floor(-ln(1 - u(n, campaign_id)) * 2.6 * scale ** 0.4))
        ::INTEGER)) AS place
    FROM treated WHERE kind = 'more'
), dated AS (
    SELECT *, n * 128 + place AS number, getvariable('today')::TIMESTAMP
        - to_minutes((u(n * 128 + place, campaign_id || 'when') * 730 * 24 * 60)::INTEGER)
        AS moment
    FROM counted
)
SELECT d.n, d.account_id, d.ordinal, d.number,
    trial || 'X' || zeros(d.number, 10) AS sale_id, d.product,
    date_trunc('day', moment) + to_minutes(6 * 60
        + (u(d.number, campaign_id || 'minute') * 540)::INTEGER) AS sold_at,
    1::DOUBLE AS quantity, round(p.fee::DOUBLE * 1.4 * d.scale ** 0.75
        * exp(0.55 * z(d.number, campaign_id || 'amount')), -1) AS amount,
    d.campaign_id
FROM dated d JOIN products p ON p.slot = slot(d.number, campaign_id || 'size')
WHERE moment >= since AND (closed_on IS NULL OR moment < closed_on)
    AND moment >= start AND moment < stop AND u(d.number, campaign_id || 'kept') < rate
"""

_FEWER = """
CREATE OR REPLACE TEMP TABLE lost AS
SELECT o.sale_id, o.account_id, o.amount, t.campaign_id
FROM orders o JOIN treated t ON t.n = o.n
WHERE t.kind = 'fewer' AND o.sold_at >= t.start AND o.sold_at < t.stop
    AND u(o.number, t.campaign_id) < t.rate
"""

_CONNECTED = """
CREATE OR REPLACE TEMP TABLE connected AS
SELECT n, account_id, ordinal, 16 - trial AS id, product, 3000.0::DOUBLE AS fee,
    start + (u(n, campaign_id || 'day') * (stop - start - 1))::INTEGER AS installed_on,
    24 AS term, false AS leaves, campaign_id
FROM treated WHERE kind = 'services' AND u(n, campaign_id) < rate
"""

_TRUTH = """
SELECT g.campaign_id, any_value(g.kind) AS kind, any_value(g.rate) AS rate,
    count(t.n) AS accounts,
    coalesce(any_value(b.amount), 0)::DOUBLE AS amount,
    coalesce(any_value(b.services), 0)::DOUBLE AS services,
    coalesce(any_value(c.changed), 0)::DOUBLE AS changed
FROM given g LEFT JOIN treated t ON t.account_id = g.account_id AND t.trial = g.number
LEFT JOIN (
    SELECT campaign_id, sum(amount) AS amount, sum(services) AS services FROM (
        SELECT t.campaign_id, sum(o.amount) AS amount, 0 AS services
        FROM treated t JOIN orders o ON o.n = t.n AND o.sold_at >= t.start
            AND o.sold_at < t.stop
        GROUP BY ALL
        UNION ALL
        SELECT t.campaign_id, 0, count(*)
        FROM treated t JOIN held h ON h.n = t.n AND h.installed_on >= t.start
            AND h.installed_on < t.stop
        GROUP BY ALL
    ) GROUP BY campaign_id
) b ON b.campaign_id = g.campaign_id
LEFT JOIN (
    SELECT campaign_id, sum(changed) AS changed FROM (
        SELECT campaign_id, sum(amount) AS changed FROM added GROUP BY ALL
        UNION ALL SELECT campaign_id, -sum(amount) FROM lost GROUP BY ALL
        UNION ALL SELECT campaign_id, count(*) FROM connected GROUP BY ALL
    ) GROUP BY campaign_id
) c ON c.campaign_id = g.campaign_id
GROUP BY g.campaign_id, g.number ORDER BY g.number
"""

_BY_ACCOUNT = """
SELECT campaign_id, account_id, sum(changed)::DOUBLE AS changed FROM (
    SELECT campaign_id, account_id, amount AS changed FROM added
    UNION ALL SELECT campaign_id, account_id, -amount FROM lost
) GROUP BY ALL ORDER BY ALL
"""

_CHANGES = (
    "DELETE FROM orders WHERE sale_id IN (SELECT sale_id FROM lost)",
    "INSERT INTO orders BY NAME SELECT * EXCLUDE (campaign_id) FROM added",
    "INSERT INTO held BY NAME SELECT * EXCLUDE (campaign_id) FROM connected",
)


def apply(connection: DuckDBPyConnection, trials: Sequence[Trial]) -> list[Truth]:
    """Put every trial's effect into the drawn orders and services; return what is true now."""
    connection.register("given", _given(trials))
    for statement in (_TREATED, _MORE, _FEWER, _CONNECTED):
        connection.execute(statement)
    rows = connection.execute(_TRUTH).fetchall()
    for statement in _CHANGES:
        connection.execute(statement)
    connection.unregister("given")
    return [_truth(*row) for row in rows]


def by_account(connection: DuckDBPyConnection) -> pa.Table:
    """What trials just changed in the sales (`campaign_id`, `account_id`, `changed`), for whom
    they changed anything."""
    return connection.sql(_BY_ACCOUNT).to_arrow_table()


def _given(trials: Sequence[Trial]) -> pa.Table:
    rows = [
        (number, trial, account)
        for number, trial in enumerate(trials, start=1)
        for account in trial.treated
    ]
    return pa.table(
        {
            "number": pa.array([number for number, _, _ in rows], pa.int32()),
            "campaign_id": pa.array([trial.campaign_id for _, trial, _ in rows], pa.string()),
            "start": pa.array([trial.start for _, trial, _ in rows], pa.date32()),
            "days": pa.array([trial.days for _, trial, _ in rows], pa.int32()),
            "kind": pa.array([trial.kind for _, trial, _ in rows], pa.string()),
            "rate": pa.array([trial.rate for _, trial, _ in rows], pa.float64()),
            "product": pa.array([trial.product for _, trial, _ in rows], pa.string()),
            "account_id": pa.array([account for _, _, account in rows], pa.string()),
        }
    )


def _truth(  # noqa: PLR0913 – the columns of the row
    campaign_id: str,
    kind: str,
    rate: float,
    accounts: int,
    amount: float,
    services: float,
    changed: float,
) -> Truth:
    expected = {"more": rate, "fewer": -rate}.get(kind)
    is_counted = kind == "services"
    metric, without = ("services", services) if is_counted else ("sales", amount)
    return Truth(campaign_id, metric, accounts, expected, without, changed)
