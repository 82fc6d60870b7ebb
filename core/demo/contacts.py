"""Contacts: one to eight faces an account, how they are reached, and what they agreed to."""

from duckdb import DuckDBPyConnection

_FACES = """
CREATE OR REPLACE TEMP TABLE faces AS
WITH seats AS (
    SELECT n, unnest(range(CASE WHEN legal_form = 'ИП' THEN 1 + (u(n, 'seats') > 0.7)::INTEGER
        ELSE least(8, 1 + floor(0.9 * ln(scale) + 2.4 * u(n, 'seats')))::INTEGER END)) AS place
    FROM drawn
), roles AS (
    SELECT n, place, n * 8 + place AS face,
        CASE place WHEN 0 THEN 'decision_maker' WHEN 1 THEN 'technical' WHEN 2 THEN 'finance'
            ELSE CASE WHEN u(n * 8 + place, 'role') < 0.15 THEN 'decision_maker'
                WHEN u(n * 8 + place, 'role') < 0.4 THEN 'technical'
                WHEN u(n * 8 + place, 'role') < 0.5 THEN 'finance' ELSE 'other' END
        END AS role
    FROM seats
), gendered AS (
    SELECT *, CASE WHEN u(face, 'gender') < CASE role WHEN 'decision_maker' THEN 0.66
        WHEN 'technical' THEN 0.84 WHEN 'finance' THEN 0.12 ELSE 0.38 END
        THEN 'male' ELSE 'female' END AS gender
    FROM roles
)
SELECT g.n, g.place, g.face, g.role, f.name AS first_name,
    CASE g.gender WHEN 'male' THEN p.patronymic_male ELSE p.patronymic_female END AS patronymic,
    CASE g.gender WHEN 'male' THEN s.male ELSE s.female END AS last_name,
    CASE g.gender WHEN 'male' THEN s.male_latin ELSE s.female_latin END AS last_latin,
    f.latin AS first_latin, CASE g.gender WHEN 'male' THEN o.male ELSE o.female END AS position
FROM gendered g
JOIN first_names f ON f.pool = g.gender AND f.slot = slot(face, 'first name')
JOIN first_names p ON p.pool = 'male' AND p.slot = slot(face, 'patronymic')
JOIN surnames s ON s.slot = slot(face, 'surname')
JOIN positions o ON o.pool = g.role AND o.slot = slot(face, 'position')
ORDER BY g.n, g.place
"""

# Mail only to names that RFC 2606 keeps from everybody; telephones after an area code begin
# with a nought, which nobody is given. Some addresses are missing and some are no addresses.
_CONTACTS = """
INSERT INTO contacts BY NAME
WITH addressed AS (
    SELECT f.*, d.account_id, d.ordinal AS account_ordinal, d.phone_code, d.legal_form,
        u(face, 'address') AS kind, u(face, 'gap') AS gap,
        CASE WHEN d.legal_form = 'ИП' AND u(f.n, 'free mail') < 0.6 THEN 'pochta.example'
            ELSE d.domain END AS host
    FROM faces f JOIN drawn d ON d.n = f.n
), written AS (
    SELECT *, CASE
        WHEN host = 'pochta.example' THEN last_latin || '.' || left(first_latin, 1) || n
        WHEN kind < 0.08 THEN CASE role WHEN 'finance' THEN 'buh' WHEN 'technical' THEN 'it'
            WHEN 'decision_maker' THEN 'director' ELSE 'info' END
        WHEN kind < 0.66 THEN last_latin || '.' || left(first_latin, 1)
        WHEN kind < 0.82 THEN left(first_latin, 1) || '.' || last_latin
        ELSE last_latin END || '@' || host AS address
    FROM addressed
)
SELECT 'C' || zeros(face, 9) AS contact_id, account_id,
    last_name || ' ' || first_name || ' ' || patronymic AS full_name,
    first_name, patronymic, last_name, role,
    CASE WHEN legal_form = 'ИП' AND place = 0 THEN 'Индивидуальный предприниматель'
        WHEN u(face, 'untitled') > 0.05 THEN position END AS position,
    CASE WHEN gap < 0.085 THEN NULL
        WHEN gap < 0.090 THEN replace(address, '@', '')
        WHEN gap < 0.094 THEN split_part(address, '@', 1) || '@'
        WHEN gap < 0.098 THEN replace(address, '@', '@@')
        WHEN gap < 0.101 THEN replace(address, '.example', ',example')
        WHEN gap < 0.103 THEN 'нет'
        WHEN gap < 0.118 THEN upper(address[1]) || address[2:]
        ELSE address END AS email,
    CASE WHEN u(face, 'no phone') > 0.14 THEN '+7' || phone_code || '0'
        || zeros((u(face, 'phone') * 10.0 ** (9 - length(phone_code)))::BIGINT
            % (10 ** (9 - length(phone_code)))::BIGINT, 9 - length(phone_code)::INTEGER)
        END AS phone,
    CASE WHEN u(face, 'language') < 0.985 THEN 'ru' ELSE 'en' END AS language,
    account_ordinal
FROM written
ORDER BY n, place
"""

_CONSENTS = """
INSERT INTO consents BY NAME
WITH asked AS (
    SELECT f.face, f.n, unnest([
        {'mark': 0, 'channel': 'email', 'purpose': 'advertising', 'held': 0.74, 'left': 0.06},
        {'mark': 1, 'channel': 'email', 'purpose': 'service', 'held': 0.93, 'left': 0.01},
        {'mark': 2, 'channel': 'sms', 'purpose': 'advertising', 'held': 0.36, 'left': 0.09},
        {'mark': 3, 'channel': 'call', 'purpose': 'advertising', 'held': 0.29, 'left': 0.12}
    ], recursive := true)
    FROM faces f
), drawn_up AS (
    SELECT a.*, face * 4 + mark AS number, d.account_id, d.ordinal,
        greatest(d.since, getvariable('today')
            - 30 - (u(face * 4 + mark, 'given') * 1500)::INTEGER) AS given_on
    FROM asked a JOIN drawn d ON d.n = a.n
    WHERE u(face * 4 + mark, 'agrees') < held
), timed AS (
    SELECT *, u(number, 'source') AS origin, CASE WHEN u(number, 'leaves') < "left"
        THEN given_on + (u(number, 'leaving') * 700)::INTEGER END AS leaving_on
    FROM drawn_up
)
SELECT 'C' || zeros(face, 9) AS contact_id, account_id, channel, purpose,
    CASE WHEN purpose = 'service' THEN 'contract'
        WHEN u(number, 'basis') < 0.86 THEN 'opt_in' ELSE 'legitimate_interest' END AS basis,
    CASE WHEN purpose = 'service' THEN 'договор' WHEN origin < 0.45 THEN 'форма на сайте'
        WHEN origin < 0.8 THEN 'заявка на подключение' ELSE 'выставка' END AS source,
    given_on, CASE WHEN leaving_on <= getvariable('until') THEN leaving_on END AS withdrawn_on,
    ordinal AS account_ordinal
FROM timed
WHERE given_on <= getvariable('until')
ORDER BY face, mark
"""


def draw(connection: DuckDBPyConnection) -> None:
    """Draw every contact's face into the passing table `faces`."""
    connection.execute(_FACES)


def publish(connection: DuckDBPyConnection) -> None:
    """Write the contacts and their consents."""
    connection.execute(_CONTACTS)
    connection.execute(_CONSENTS)
