"""What happens to accounts: additional orders, tickets, and answers about recommending us."""

from duckdb import DuckDBPyConnection

# How many and how large both grow with the account: a hundredth of them makes two fifths of it.
_ORDERS = """
CREATE OR REPLACE TEMP TABLE orders AS
WITH counted AS (
    SELECT n, account_id, ordinal, scale, since, closed_on, unnest(range(least(99,
        floor(-ln(1 - u(n, 'orders')) * 2.6 * scale ** 0.4))::INTEGER)) AS place
    FROM drawn
), dated AS (
    SELECT *, n * 128 + place AS number,
        getvariable('today')::TIMESTAMP - to_minutes((u(n * 128 + place, 'when') * 730 * 24
            * 60)::INTEGER) AS moment
    FROM counted
)
SELECT d.n, d.account_id, d.ordinal, d.number, 'O' || zeros(d.number, 11) AS sale_id, p.product,
    date_trunc('day', moment) + to_minutes(6 * 60
        + (u(d.number, 'minute') * 540)::INTEGER) AS sold_at,
    1 + floor(u(d.number, 'quantity') ** 4 * 9) AS quantity,
    round(p.fee::DOUBLE * 1.4 * d.scale ** 0.75 * exp(0.55 * z(d.number, 'amount')), -1)
        AS amount
FROM dated d JOIN products p ON p.slot = slot(d.number, 'product')
WHERE moment >= since AND (closed_on IS NULL OR moment < closed_on)
"""

_SALES = """
INSERT INTO sales BY NAME
SELECT sale_id, account_id, sold_at, product, quantity, amount,
    1 + (u(number, 'lines') * 3)::INTEGER AS lines, ordinal AS account_ordinal
FROM orders
WHERE sold_at < getvariable('until')::TIMESTAMP
ORDER BY n, sale_id
"""

_TICKETS = """
INSERT INTO tickets BY NAME
WITH counted AS (
    SELECT n, account_id, ordinal, since, mood, unnest(range(least(60,
        floor(-ln(1 - u(n, 'tickets')) * (2.4 - 1.6 * mood) * 1.6 * scale ** 0.35))
        ::INTEGER)) AS place
    FROM drawn
), dated AS (
    SELECT *, n * 64 + place AS number, getvariable('today')::TIMESTAMP
        - to_minutes((u(n * 64 + place, 'ticket') * 730 * 24 * 60)::INTEGER) AS opened_at
    FROM counted
), graded AS (
    SELECT *, CASE WHEN u(number, 'severity') < 0.08 THEN 'critical'
        WHEN u(number, 'severity') < 0.62 THEN 'normal' ELSE 'low' END AS severity,
        opened_at + to_minutes((40 + 60 * 40 * u(number, 'mended') ** 3)::INTEGER) AS mended_at
    FROM dated WHERE opened_at >= since AND opened_at < getvariable('until')::TIMESTAMP
)
SELECT 'T' || zeros(number, 10) AS ticket_id, account_id, opened_at,
    CASE WHEN mended_at < getvariable('until')::TIMESTAMP THEN mended_at END AS closed_at,
    severity, ordinal AS account_ordinal
FROM graded ORDER BY n, number
"""

_SURVEYS = """
INSERT INTO surveys BY NAME
WITH asked AS (
    SELECT f.n, f.face, d.account_id, d.ordinal, d.since, d.mood,
        unnest(range(2))::INTEGER AS round
    FROM faces f JOIN drawn d ON d.n = f.n
), answered AS (
    SELECT *, face * 2 + round AS number, getvariable('today') - round * 365
        - (u(face * 2 + round, 'answered') * 365)::INTEGER AS answered_on
    FROM asked WHERE u(face * 2 + round, 'answers') < 0.09
)
SELECT 'N' || zeros(number, 10) AS survey_id, 'C' || zeros(face, 9) AS contact_id, account_id,
    answered_on,
    least(10, greatest(0, round(3.2 + 8 * mood + 1.6 * z(number, 'nps'))))::INTEGER AS nps,
    ordinal AS account_ordinal
FROM answered
WHERE answered_on >= since AND answered_on < getvariable('until')
ORDER BY n, number
"""


def draw(connection: DuckDBPyConnection) -> None:
    """Draw every additional order into the passing table `orders`."""
    connection.execute(_ORDERS)


def publish(connection: DuckDBPyConnection) -> None:
    """Write sales, tickets and surveys."""
    for statement in (_SALES, _TICKETS, _SURVEYS):
        connection.execute(statement)
