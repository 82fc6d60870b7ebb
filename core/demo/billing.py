"""What accounts hold, use and pay: services, months of usage, invoices and late payments."""

from duckdb import DuckDBPyConnection

# The first connection always exists: who has no internet access has mobile telephony.
_HELD = """
CREATE OR REPLACE TEMP TABLE held AS
SELECT d.n, d.account_id, d.ordinal, p.id, p.product,
    round(p.fee * scale ** 0.55 * exp(0.35 * z(d.n * 16 + p.id, 'fee')), -1) AS fee,
    greatest(d.since, getvariable('today') - ((1 - u(d.n * 16 + p.id, 'installed') ** 1.6)
        * (getvariable('today') - d.since))::INTEGER) AS installed_on,
    CASE WHEN u(d.n * 16 + p.id, 'term') < 0.55 THEN 12
        WHEN u(d.n * 16 + p.id, 'term') < 0.88 THEN 24 ELSE 36 END AS term,
    u(d.n * 16 + p.id, 'leaves') < 0.05 AS leaves
FROM drawn d, (SELECT DISTINCT id::INTEGER AS id, product, fee::DOUBLE AS fee,
    popularity::DOUBLE AS popularity, size_lift::DOUBLE AS size_lift, branch FROM products) p
WHERE u(d.n * 16 + p.id, 'held') < CASE
    WHEN p.id = 1 AND u(d.n * 16, 'held') >= 0.86 + 0.04 * ln(scale) THEN 2
    ELSE p.popularity + p.size_lift * ln(scale)
        + CASE WHEN d.branch = p.branch THEN 0.18 ELSE 0 END END
"""

_SERVICES = """
INSERT INTO services BY NAME
WITH terms AS (
    SELECT *, CASE WHEN leaves THEN 1 ELSE
        1 + floor(date_diff('day', installed_on, getvariable('until')) / (term * 30.4375))
        END::INTEGER AS times
    FROM held WHERE installed_on <= getvariable('until')
), dated AS (
    SELECT *, (installed_on + to_months(term * times))::DATE AS contract_ends_on FROM terms
)
SELECT 'S' || zeros(n * 16 + id, 10) AS service_id, account_id, product,
    fee AS monthly_fee, installed_on, contract_ends_on,
    CASE WHEN leaves AND contract_ends_on <= getvariable('until') THEN 'ended'
        ELSE 'active' END AS status,
    ordinal AS account_ordinal
FROM dated ORDER BY n, id
"""

_PACE = """
CREATE OR REPLACE TEMP TABLE pace AS
SELECT d.n, d.account_id, d.ordinal, d.since, 'I' || zeros(d.n, 8) AS prefix,
    least(closed_on, getvariable('until')) AS last_day,
    22 * scale ** 0.75 * d.traffic * exp(0.6 * z(d.n, 'traffic')) AS gigabytes,
    260 * scale ** 0.7 * d.voice * exp(0.6 * z(d.n, 'voice')) AS minutes,
    CASE WHEN u(d.n, 'trend') < 0.14 THEN 0.05 + 0.03 * u(d.n, 'growth')
        ELSE 0.012 * (u(d.n, 'growth') - 0.3) END AS growth,
    CASE WHEN u(d.n, 'trend') > 0.92 THEN 0.35 + 0.4 * u(d.n, 'drop') ELSE 1 END AS dropped,
    CASE WHEN branch IN ('school', 'culture') THEN 3 WHEN branch IN ('hotel', 'agro') THEN -1
        WHEN branch = 'trade' THEN 0.4 ELSE 1 END AS season,
    coalesce(h.fee, 0) AS fee, u(d.n, 'pays') AS pays
FROM drawn d LEFT JOIN (SELECT n, sum(fee) AS fee FROM held GROUP BY n) h ON h.n = d.n
ORDER BY d.n
"""

_MONTHS = """
CREATE OR REPLACE TEMP TABLE months AS
SELECT i, month, (month + to_months(1))::DATE AS issued_on,
    ((year(month) - 2000) * 12 + month(month))::INTEGER AS number,
    zeros((year(month) - 2000) * 12 + month(month), 3) AS suffix,
    CASE month(month) WHEN 7 THEN -0.2 WHEN 8 THEN -0.17 WHEN 1 THEN -0.12 WHEN 6 THEN -0.06
        WHEN 5 THEN -0.04 WHEN 12 THEN 0.12 WHEN 11 THEN 0.08 WHEN 10 THEN 0.06 ELSE 0.02 END
        AS swing, greatest(0, i - 20) / 3.0 AS late
FROM (SELECT range::INTEGER AS i,
        (date_trunc('month', getvariable('today')) + to_months(range::INTEGER - 24))::DATE
            AS month
    FROM range(24 - getvariable('months'), 24))
WHERE (month + to_months(1))::DATE <= getvariable('until')
"""

_USAGE = """
INSERT INTO usage BY NAME
WITH spread AS (
    SELECT *, unnest(getvariable('calendar'), recursive := true) FROM pace
), factors AS (
    SELECT *, (1 + season * swing) * exp(growth * i) * (1 + (dropped - 1) * late)
            * (0.86 + 0.28 * u(n * 1000 + number, 'usage')) AS factor
    FROM spread WHERE month >= since AND (last_day IS NULL OR month < last_day)
)
SELECT account_id, month, (gigabytes * factor)::DECIMAL(18, 2) AS traffic_gb,
    (minutes * factor * exp(-0.012 * i))::INTEGER AS voice_minutes,
    ordinal AS account_ordinal
FROM factors
"""

# Most pay on time, some are late, a few have stopped paying.
_INVOICES = """
INSERT INTO invoices BY NAME
WITH spread AS (
    SELECT n, account_id, ordinal, prefix, since, last_day, fee, pays,
        unnest(getvariable('calendar'), recursive := true) FROM pace
), billed AS (
    SELECT account_id, ordinal, prefix || suffix AS invoice_id, issued_on, i, pays,
        u(n * 1000 + number, 'paid') AS when_paid,
        fee * (1 + 0.004 * i) * (0.96 + 0.12 * u(n * 1000 + number, 'invoice')) AS amount
    FROM spread WHERE month >= since AND (last_day IS NULL OR month < last_day) AND fee > 0
), settled AS (
    SELECT *, CASE
        WHEN pays > 0.95 AND i >= 24 - 2 - floor((pays - 0.95) * 100) THEN NULL
        WHEN pays > 0.82 THEN issued_on + 12 + (when_paid * 55)::INTEGER
        WHEN when_paid > 0.96 THEN issued_on + 22 + (when_paid * 20)::INTEGER
        ELSE issued_on + 2 + (when_paid * 18)::INTEGER END AS pays_on
    FROM billed
)
SELECT invoice_id, account_id, issued_on,
    issued_on + 20 AS due_on,
    CASE WHEN pays_on <= getvariable('until') THEN pays_on END AS paid_on,
    amount::DECIMAL(18, 2) AS amount, ordinal AS account_ordinal
FROM settled
"""

_CALENDAR = "SET VARIABLE calendar = (SELECT list(m ORDER BY m.i) FROM months m)"


def draw(connection: DuckDBPyConnection) -> None:
    """Draw what accounts hold into the passing table `held`, and their pace of using it."""
    connection.execute(_HELD)
    connection.execute(_PACE)


def publish(connection: DuckDBPyConnection) -> None:
    """Write services, usage and invoices, each in the order of the accounts."""
    for statement in (_SERVICES, _MONTHS, _CALENDAR, _USAGE, _INVOICES):
        connection.execute(statement)
