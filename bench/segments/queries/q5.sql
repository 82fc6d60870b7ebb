-- Invoiced for 200 000 in a year, and has not paid for 30 days after it was due, or owes much.
SELECT account_ordinal
FROM invoices
WHERE issued_on < DATE '2026-03-03'
GROUP BY account_ordinal
HAVING SUM(CASE WHEN issued_on >= DATE '2025-03-03' THEN amount ELSE 0 END) >= 200000
    AND (
        MIN(
            CASE
                WHEN due_on < DATE '2026-03-02'
                    AND (paid_on IS NULL OR paid_on > DATE '2026-03-02') THEN due_on
            END
        ) <= DATE '2026-01-31'
        OR SUM(
            CASE
                WHEN due_on < DATE '2026-03-02'
                    AND (paid_on IS NULL OR paid_on > DATE '2026-03-02') THEN amount
                ELSE 0
            END
        ) >= 50000
    )
