"""Accounts: holdings and branches, a heavy tail of size, true-to-form registration numbers."""

from duckdb import DuckDBPyConnection

# Accounts come in blocks of 64; a holding is the head of its block and the members after it.
_SKETCH = """
CREATE OR REPLACE TEMP TABLE sketch AS
WITH numbered AS (
    SELECT range AS n, range // 64 AS block, range % 64 AS place,
        CASE WHEN u(range // 64, 'holding') < 0.8
            THEN least(60, 1 + floor(1.6 * (1 - u(range // 64, 'members')) ** (-1 / 1.05)))
            ELSE 0 END AS members
    FROM range(getvariable('accounts'))
), placed AS (
    SELECT n, block, members > 1 AND place < members AS in_holding,
        CASE WHEN members > 1 AND place BETWEEN 1 AND members - 1 AND u(n, 'branch') < 0.6
            THEN block * 64 ELSE n END AS entity
    FROM numbered
), sized AS (
    SELECT *, least((1 - u(n, 'size')) ** (-1 / 1.3), 30000) AS scale,
        least((1 - u(entity, 'size')) ** (-1 / 1.3), 30000) AS entity_scale,
        getvariable('today') - (u(n, 'since') ** 1.2 * 6000)::INTEGER AS since,
        CASE WHEN u(n, 'closed') < 0.03
            THEN getvariable('today') - (u(n, 'closing') * 720)::INTEGER END AS closed_on,
        CASE WHEN u(n, 'suspended') < 0.04
            THEN getvariable('today') - (u(n, 'suspending') * 150)::INTEGER END AS suspended_on
    FROM placed
)
SELECT s.*, 'A-' || zeros(n, 8) AS account_id,
    (row_number() OVER (ORDER BY n) - 1)::INTEGER AS ordinal, i.okved, i.industry, i.branch,
    i.traffic::DOUBLE AS traffic, i.voice::DOUBLE AS voice,
    c.city, c.region, c.region_code, c.phone_code, c.time_zone,
    h.region_code AS entity_region, h.suffix,
    b.title AS public_title, b.latin AS public_latin,
    (1 + u(entity, 'body number') ** 2 * 90)::INTEGER AS public_number,
    f.word AS first_word, f.latin AS first_latin,
    w.word AS second_word, w.latin AS second_latin,
    CASE
        WHEN b.legal_form IS NOT NULL AND NOT in_holding AND u(entity, 'public') < 0.75
            THEN b.legal_form
        WHEN NOT in_holding AND entity_scale < 12 AND u(entity, 'sole') < 0.36 AND i.branch
            NOT IN ('finance', 'energy', 'state', 'school', 'culture', 'health') THEN 'ИП'
        WHEN entity_scale > 40 AND u(entity, 'form') < 0.3 THEN 'ПАО'
        WHEN u(entity, 'form') < least(0.5, 0.03 * entity_scale) THEN 'АО'
        WHEN u(entity, 'form') > 0.985 THEN 'АНО'
        ELSE 'ООО'
    END AS legal_form
FROM sized s
JOIN cities c ON c.slot = slot(n, 'city')
JOIN cities h ON h.slot = slot(entity, 'city')
JOIN industries i ON i.slot = slot(entity, 'industry')
JOIN company_words f ON f.pool = i.branch || ':first' AND f.slot = slot(entity, 'first')
JOIN company_words w ON w.pool = i.branch || ':second' AND w.slot = slot(entity, 'second')
LEFT JOIN public_bodies b ON b.pool = i.okved AND b.slot = slot(entity, 'body')
WHERE since <= getvariable('until')
ORDER BY n
"""

_NAMED = """
CREATE OR REPLACE TEMP TABLE drawn AS
SELECT * EXCLUDE (public_title, public_latin, public_number, first_word, first_latin,
        second_word, second_latin, suffix),
    CASE
        WHEN legal_form = public_form THEN replace(public_title, '{n}', public_number::VARCHAR)
        WHEN first_word = second_word OR u(entity, 'short') < 0.08
            THEN first_word || ending
        WHEN right(first_word, 1) = 'о' OR u(entity, 'joined') < 0.6
            THEN first_word || second_word || ending
        ELSE first_word || '-' || second_word || replace(ending, '-', ' ')
    END AS title,
    CASE WHEN legal_form = public_form THEN public_latin || '-' || public_number
        WHEN first_word = second_word THEN first_latin
        ELSE first_latin || second_latin END || '-' || entity || '.example' AS domain,
    greatest(1, floor(CASE WHEN legal_form = 'ИП' THEN 2 ELSE 6 END * scale
        * exp(0.3 * z(n, 'staff'))))::INTEGER AS staff,
    least(1, greatest(0, 0.62 + 0.25 * z(n, 'mood'))) AS mood
FROM (
    SELECT *, CASE WHEN public_title IS NOT NULL AND legal_form NOT IN
            ('ИП', 'ПАО', 'АО', 'АНО', 'ООО') THEN legal_form END AS public_form,
        CASE WHEN u(entity, 'ending') < 0.5 THEN '-' || suffix
            WHEN u(entity, 'ending') < 0.62 THEN ' ' || (2 + u(entity, 'number') * 97)::INTEGER
            ELSE '' END AS ending
    FROM sketch
)
"""

_STREETS = (
    *("ул. Ленина", "ул. Гагарина", "пр-т Мира", "ул. Советская", "ул. Садовая", "ул. Лесная"),
    *("ул. Заводская", "ул. Победы", "ул. Кирова", "ул. Пушкина", "ул. Новая", "наб. Речная"),
)
_PUBLISHED = """
INSERT INTO accounts BY NAME
SELECT d.account_id,
    CASE WHEN legal_form = 'ИП'
        THEN 'ИП ' || o.last_name || ' ' || o.first_name || ' ' || o.patronymic
        ELSE legal_form || ' «' || title || '»' END
        || CASE WHEN d.n <> entity THEN ', филиал в г. ' || city ELSE '' END AS name,
    r.inn, r.kpp, r.ogrn, legal_form,
    CASE WHEN in_holding THEN 'H-' || zeros(block, 6) END AS holding_id,
    okved, industry, 'Россия' AS country, region, city, time_zone,
    CASE WHEN staff <= 15 THEN 'micro' WHEN staff <= 100 THEN 'small'
        WHEN staff <= 250 THEN 'medium' ELSE 'large' END AS size_band,
    staff AS employees,
    CASE WHEN u(d.n, 'undisclosed') > 0.06
        THEN round(staff * 1500000.0::DOUBLE * exp(0.6 * z(d.n, 'turnover')), -3)
        END AS yearly_revenue,
    CASE WHEN staff > 15 OR u(d.n, 'looked after') < 0.3 THEN m.name END AS account_manager,
    CASE WHEN closed_on <= getvariable('until') THEN 'closed'
        WHEN suspended_on <= getvariable('until') THEN 'suspended' ELSE 'active' END AS status,
    since,
    CASE WHEN u(d.n, 'hold') < 0.004 THEN 'legal_hold' WHEN u(d.n, 'hold') < 0.01 THEN 'dispute'
        WHEN u(d.n, 'hold') < 0.018 THEN 'tender' END AS hold,
    CASE WHEN u(d.n, 'no address') > 0.07 THEN
        'г. ' || city || ', ' || $streets[1 + floor(u(d.n, 'street') * 12)::INTEGER]
        || ', д. ' || (1 + u(d.n, 'house') * 120)::INTEGER END AS address,
    d.ordinal
FROM drawn d
JOIN registered r ON r.n = d.n
JOIN keepers m ON m.place = (u(d.block, 'keeper') * getvariable('keepers'))::INTEGER
    % getvariable('keepers')
LEFT JOIN (SELECT * FROM faces WHERE place = 0) o ON o.n = d.n
ORDER BY d.n
"""


def draw(connection: DuckDBPyConnection) -> None:
    """Draw every account into the passing tables `sketch` and `drawn`."""
    connection.execute(_SKETCH)
    connection.execute(_NAMED)


def publish(connection: DuckDBPyConnection) -> None:
    """Write the accounts, with owners out of `faces` and numbers out of `registered`."""
    connection.execute(_PUBLISHED, {"streets": list(_STREETS)})
