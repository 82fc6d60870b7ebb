"""A base of so many accounts in the house's own tables, drawn from a seed, the same every time.

For every account 4 contacts, 2.5 services, 24 months of usage, 24 invoices and 10 sales on
average, exactly; beside them a ticket, half a survey and 4 consents, so that no table is empty.
How many rows an account has follows from its number, and what is in them from a hash, so the
two have nothing to do with each other. Every table is written in the order of the accounts.
"""

from datetime import date

from duckdb import DuckDBPyConnection

from core.demo import chance
from core.demo.chance import Plan

TODAY = date(2026, 3, 2)
SEED = 1
SCALES = {"S": 100_000, "M": 1_000_000, "L": 10_000_000}

# Heavy-tailed sizes; money and traffic grow with them, and a tenth has lately used much less.
_FIRMS = """
CREATE OR REPLACE TEMP TABLE firms AS
WITH sized AS (
    SELECT range AS n, least((1 - u(range, 'size')) ** (-1 / 1.3), 30000) AS scale
    FROM range(getvariable('accounts'))
)
SELECT n, n::INTEGER AS ordinal, 'A' || zeros(n, 8) AS account_id, scale, n % 8 AS turn,
    greatest(1, floor(5 * scale * exp(0.3 * z(n, 'staff'))))::INTEGER AS staff,
    22 * scale ** 0.75 * exp(0.6 * z(n, 'traffic')) AS gigabytes,
    260 * scale ** 0.7 * exp(0.6 * z(n, 'voice')) AS minutes,
    5200 * scale ** 0.6 * exp(0.5 * z(n, 'fee')) AS fee,
    CASE WHEN u(n, 'trend') > 0.9 THEN 0.35 + 0.4 * u(n, 'drop') ELSE 1 END AS dropped,
    0.012 * (u(n, 'growth') - 0.4) AS growth, u(n, 'pays') AS pays
FROM sized ORDER BY n
"""

_ACCOUNTS = """
INSERT INTO accounts BY NAME
SELECT account_id, 'ООО «Предприятие ' || n || '»' AS name, zeros(7700000000 + n, 10) AS inn,
    '770101001' AS kpp, zeros(1027700000000 + n, 13) AS ogrn,
    CASE WHEN staff < 4 AND u(n, 'sole') < 0.6 THEN 'ИП' WHEN u(n, 'form') < 0.1 THEN 'АО'
        ELSE 'ООО' END AS legal_form,
    CASE WHEN u(n // 16, 'holding') < 0.2 THEN 'H' || zeros(n // 16, 6) END AS holding_id,
    i.okved, i.industry, 'Россия' AS country, c.region, c.city, c.time_zone,
    CASE WHEN staff <= 15 THEN 'micro' WHEN staff <= 100 THEN 'small'
        WHEN staff <= 250 THEN 'medium' ELSE 'large' END AS size_band,
    staff AS employees,
    CASE WHEN u(n, 'undisclosed') > 0.06
        THEN round(staff * 1500000.0::DOUBLE * exp(0.6 * z(n, 'turnover')), -3)
        END AS yearly_revenue,
    'Менеджер ' || (u(n, 'keeper') * 200)::INTEGER AS account_manager,
    CASE WHEN u(n, 'status') < 0.03 THEN 'closed' WHEN u(n, 'status') < 0.07 THEN 'suspended'
        ELSE 'active' END AS status,
    getvariable('today') - (u(n, 'since') ** 1.2 * 6000)::INTEGER AS since, ordinal
FROM firms f
JOIN industries i ON i.slot = slot(n, 'industry')
JOIN cities c ON c.slot = slot(n, 'city')
ORDER BY n
"""

_CONTACTS = """
INSERT INTO contacts BY NAME
WITH seats AS (
    SELECT n, account_id, ordinal, unnest(range([1, 2, 3, 4, 4, 5, 6, 7][turn + 1])) AS place
    FROM firms
), faces AS (SELECT *, n * 8 + place AS face FROM seats)
SELECT 'C' || zeros(face, 9) AS contact_id, account_id, 'Лицо ' || face AS full_name,
    'Лицо' AS first_name, NULL AS patronymic, face::VARCHAR AS last_name,
    ['decision_maker', 'technical', 'finance', 'other'][1 + (u(face, 'role') ** 0.7 * 4)
        ::INTEGER % 4] AS role,
    ['Директор', 'Инженер', 'Бухгалтер', 'Специалист'][1 + (u(face, 'position') * 4)
        ::INTEGER % 4] AS position,
    CASE WHEN u(face, 'email') < 0.1 THEN NULL WHEN u(face, 'email') < 0.12 THEN 'нет'
        ELSE 'p' || face || '@f' || n || '.example' END AS email,
    CASE WHEN u(face, 'phone') > 0.14 THEN '+7495' || zeros(face % 10000000, 7) END AS phone,
    CASE WHEN u(face, 'language') < 0.985 THEN 'ru' ELSE 'en' END AS language,
    ordinal AS account_ordinal
FROM faces
"""

_CONSENTS = """
INSERT INTO consents BY NAME
SELECT contact_id, account_id, 'email' AS channel, 'advertising' AS purpose,
    'opt_in' AS basis, 'форма на сайте' AS source,
    getvariable('today') - 30 - (u(c.rowid, 'given') * 1500)::INTEGER AS given_on,
    CASE WHEN u(c.rowid, 'leaves') < 0.1
        THEN getvariable('today') - (u(c.rowid, 'leaving') * 700)::INTEGER END AS withdrawn_on,
    account_ordinal
FROM contacts c
"""

_SERVICES = """
INSERT INTO services BY NAME
WITH held AS (
    SELECT n, account_id, ordinal, fee,
        unnest(range([1, 1, 2, 2, 3, 3, 4, 4][(n // 8 + turn) % 8 + 1])) AS place
    FROM firms
), drawn AS (SELECT *, n * 4 + place AS number FROM held)
SELECT 'S' || zeros(number, 9) AS service_id, account_id, p.product,
    round(d.fee * (0.2 + 0.4 * u(number, 'fee')), -1) AS monthly_fee,
    getvariable('today') - 900 + (u(number, 'ends') * 800)::INTEGER AS installed_on,
    getvariable('today') - 100 + (u(number, 'ends') * 800)::INTEGER AS contract_ends_on,
    CASE WHEN u(number, 'ends') < 0.1 THEN 'ended' ELSE 'active' END AS status,
    ordinal AS account_ordinal
FROM drawn d JOIN products p ON p.slot = slot(number, 'product')
ORDER BY number
"""

_USAGE = """
INSERT INTO usage BY NAME
WITH spread AS (SELECT *, unnest(range(24))::INTEGER AS i FROM firms),
factors AS (
    SELECT *, exp(growth * i) * CASE WHEN i >= 21 THEN dropped ELSE 1 END
        * (0.8 + 0.4 * u(n * 24 + i, 'usage')) AS factor FROM spread
)
SELECT account_id, (DATE '2024-03-01' + to_months(i))::DATE AS month,
    (gigabytes * factor)::DECIMAL(18, 2) AS traffic_gb,
    (minutes * factor)::INTEGER AS voice_minutes, ordinal AS account_ordinal
FROM factors
"""

# Most pay on time, some are late, a few have stopped paying.
_INVOICES = """
INSERT INTO invoices BY NAME
WITH spread AS (SELECT *, unnest(range(24))::INTEGER AS i FROM firms),
billed AS (
    SELECT *, (DATE '2024-04-01' + to_months(i))::DATE AS issued_on,
        u(n * 24 + i, 'paid') AS when_paid FROM spread
), settled AS (
    SELECT *, CASE WHEN pays > 0.95 AND i >= 22 - floor((pays - 0.95) * 100) THEN NULL
        WHEN pays > 0.82 THEN issued_on + 12 + (when_paid * 55)::INTEGER
        ELSE issued_on + 2 + (when_paid * 18)::INTEGER END AS pays_on FROM billed
)
SELECT 'I' || zeros(n * 24 + i, 10) AS invoice_id, account_id, issued_on,
    issued_on + 20 AS due_on,
    CASE WHEN pays_on < getvariable('today') THEN pays_on END AS paid_on,
    (fee * (0.9 + 0.2 * u(n * 24 + i, 'invoice')))::DECIMAL(18, 2) AS amount,
    ordinal AS account_ordinal
FROM settled
"""

_SALES = """
INSERT INTO sales BY NAME
WITH ordered AS (
    SELECT n, account_id, ordinal, fee,
        unnest(range([0, 1, 3, 6, 9, 13, 19, 29][(n // 64 + turn) % 8 + 1])) AS place
    FROM firms
), numbered AS (SELECT *, n * 32 + place AS number FROM ordered)
SELECT 'O' || zeros(number, 10) AS sale_id, account_id,
    getvariable('today')::TIMESTAMP - to_minutes((u(number, 'when') * 730 * 1440)::INTEGER)
        AS sold_at,
    product, 1 + floor(u(number, 'quantity') ** 4 * 9) AS quantity,
    round(o.fee * 1.4 * exp(0.5 * u(number, 'amount')), -1) AS amount,
    1 + (u(number, 'lines') * 3)::INTEGER AS lines, ordinal AS account_ordinal
FROM numbered o JOIN products p ON p.slot = slot(number, 'product')
ORDER BY number
"""

_TICKETS = """
INSERT INTO tickets BY NAME
SELECT 'T' || zeros(n, 9) AS ticket_id, account_id,
    getvariable('today')::TIMESTAMP - to_minutes((u(n, 'ticket') * 730 * 1440)::INTEGER)
        AS opened_at,
    CASE WHEN u(n, 'ticket') > 0.01 THEN opened_at + to_minutes(40) END AS closed_at,
    ['low', 'normal', 'critical'][1 + (u(n, 'severity') * 3)::INTEGER % 3] AS severity,
    ordinal AS account_ordinal
FROM firms
"""

_SURVEYS = """
INSERT INTO surveys BY NAME
SELECT 'N' || zeros(n, 9) AS survey_id, 'C' || zeros(n * 8, 9) AS contact_id, account_id,
    getvariable('today') - (u(n, 'answered') * 700)::INTEGER AS answered_on,
    (u(n, 'nps') ** 0.5 * 10)::INTEGER AS nps, ordinal AS account_ordinal
FROM firms WHERE turn % 2 = 0
"""

_TABLES = (
    _ACCOUNTS,
    _CONTACTS,
    _CONSENTS,
    _SERVICES,
    _USAGE,
    _INVOICES,
    _SALES,
    _TICKETS,
    _SURVEYS,
)


def fill(connection: DuckDBPyConnection, scale: str) -> None:
    """Fill every declared table of a new snapshot; `scale` is S, M or L."""
    plan = Plan(accounts=SCALES[scale], seed=SEED, today=TODAY, until=TODAY)
    chance.prepare(connection, plan)
    for statement in (_FIRMS, *_TABLES):
        connection.execute(statement)
    connection.execute("DROP TABLE firms")
