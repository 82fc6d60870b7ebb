-- A decision maker with an address; bought three times in 180 days, and nothing in the last 30.
SELECT ordinal
FROM accounts
WHERE ordinal IN (
        SELECT account_ordinal
        FROM contacts
        WHERE role = 'decision_maker' AND email LIKE '%_@_%'
    )
    AND NOT ordinal IN (
        SELECT account_ordinal
        FROM sales
        WHERE sold_at >= DATE '2026-02-01' AND sold_at < DATE '2026-03-03'
    )
    AND ordinal IN (
        SELECT account_ordinal
        FROM sales
        WHERE sold_at >= DATE '2025-09-04' AND sold_at < DATE '2026-03-03'
        GROUP BY account_ordinal
        HAVING COUNT(*) >= 3
    )
