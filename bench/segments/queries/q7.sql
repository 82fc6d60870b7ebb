-- Of the tenth that was invoiced the most in a year, or a small firm above its industry's median.
WITH billed AS (
    SELECT account_ordinal, SUM(amount) AS amount
    FROM invoices
    WHERE issued_on >= DATE '2025-03-03' AND issued_on < DATE '2026-03-03'
    GROUP BY account_ordinal
),
known AS (
    SELECT a.ordinal, a.industry, a.size_band, COALESCE(b.amount, 0) AS amount
    FROM accounts a
    LEFT JOIN billed b ON b.account_ordinal = a.ordinal
),
ranked AS (
    SELECT
        *,
        RANK() OVER (ORDER BY amount DESC) - 1 AS better,
        COUNT(*) OVER () AS everybody
    FROM known
),
middle AS (
    SELECT industry, PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY amount) AS amount
    FROM known
    GROUP BY industry
)
SELECT r.ordinal
FROM ranked r
JOIN middle m ON m.industry = r.industry
WHERE r.better * 100 < r.everybody * 10
    OR (r.amount > m.amount AND r.size_band = 'small')
