-- Holds a virtual exchange, its next contract ends within 60 days, and it has no cloud.
SELECT ordinal
FROM accounts
WHERE ordinal IN (
        SELECT account_ordinal
        FROM services
        WHERE status = 'active' AND product = 'Виртуальная АТС'
    )
    AND ordinal IN (
        SELECT account_ordinal
        FROM services
        WHERE status = 'active' AND contract_ends_on >= DATE '2026-03-02'
        GROUP BY account_ordinal
        HAVING MIN(contract_ends_on) <= DATE '2026-05-01'
    )
    AND NOT ordinal IN (
        SELECT account_ordinal
        FROM services
        WHERE status = 'active' AND product = 'Облако'
    )
