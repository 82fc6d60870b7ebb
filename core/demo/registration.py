"""Registration numbers with their check digits: INN of ten or twelve, KPP, OGRN and OGRNIP."""

from duckdb import DuckDBPyConnection

# A serial is the account's number under a one-to-one shuffle: no two entities share one.
_REGISTERED = """
CREATE OR REPLACE TEMP TABLE registered AS
WITH serials AS (
    SELECT n, legal_form = 'ИП' AS is_sole, entity <> n AS is_branch, region_code,
        entity_region::BIGINT * 10000000
            + (entity * 7654321 + (u(0, 'inn') * 9999999)::BIGINT) % 10000000 AS nine,
        entity_region::BIGINT * 100000000
            + (entity * 76543217 + (u(0, 'inn') * 99999999)::BIGINT) % 100000000 AS ten,
        greatest(2, year(getvariable('today') - (u(entity, 'since') ** 1.2 * 6000)::INTEGER)
            - 2000 - (u(entity, 'founded') * 4)::INTEGER) AS year
    FROM drawn
), stems AS (
    SELECT *, 100000000000 + year * 1000000000 + nine AS twelve,
        30000000000000 + year * 100000000000 + ten // 100000000 * 1000000000
            + ten % 100000000 AS fourteen,
        (2 * digit(nine, 100000000) + 4 * digit(nine, 10000000) + 10 * digit(nine, 1000000)
            + 3 * digit(nine, 100000) + 5 * digit(nine, 10000) + 9 * digit(nine, 1000)
            + 4 * digit(nine, 100) + 6 * digit(nine, 10) + 8 * digit(nine, 1)) % 11 % 10
            AS tenth,
        ten * 10 + (7 * digit(ten, 1000000000) + 2 * digit(ten, 100000000)
            + 4 * digit(ten, 10000000) + 10 * digit(ten, 1000000) + 3 * digit(ten, 100000)
            + 5 * digit(ten, 10000) + 9 * digit(ten, 1000) + 4 * digit(ten, 100)
            + 6 * digit(ten, 10) + 8 * digit(ten, 1)) % 11 % 10 AS eleven
    FROM serials
)
SELECT n,
    CASE WHEN is_sole THEN zeros(eleven, 11) || (
            3 * digit(eleven, 10000000000) + 7 * digit(eleven, 1000000000)
            + 2 * digit(eleven, 100000000) + 4 * digit(eleven, 10000000)
            + 10 * digit(eleven, 1000000) + 3 * digit(eleven, 100000)
            + 5 * digit(eleven, 10000) + 9 * digit(eleven, 1000) + 4 * digit(eleven, 100)
            + 6 * digit(eleven, 10) + 8 * digit(eleven, 1)) % 11 % 10
        ELSE zeros(nine, 9) || tenth END AS inn,
    CASE WHEN is_branch
            THEN region_code || zeros(1 + (u(n, 'office') * 40)::INTEGER, 2) || '43'
                || zeros(1 + (u(n, 'reason') * 80)::INTEGER, 3)
        WHEN NOT is_sole THEN left(zeros(nine, 9), 4) || '01001' END AS kpp,
    CASE WHEN is_sole THEN settled || (settled % 13)::VARCHAR
        ELSE twelve || (twelve % 11 % 10)::VARCHAR END AS ogrn
FROM (
    -- Where the remainder would have two digits, the next hundred million has one.
    SELECT *, fourteen + CASE WHEN fourteen % 13 > 9 THEN 100000000 ELSE 0 END AS settled
    FROM stems
)
"""


def draw(connection: DuckDBPyConnection) -> None:
    """Number every drawn account into the passing table `registered` (n, inn, kpp, ogrn)."""
    connection.execute(_REGISTERED)
