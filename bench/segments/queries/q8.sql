-- Everything at once: ten conditions, five tables, groups in groups, a rank and a median.
WITH billed AS (
    SELECT
        account_ordinal,
        SUM(CASE WHEN issued_on >= DATE '2025-03-03' THEN amount ELSE 0 END) AS amount,
        MIN(
            CASE
                WHEN due_on < DATE '2026-03-02'
                    AND (paid_on IS NULL OR paid_on > DATE '2026-03-02') THEN due_on
            END
        ) AS oldest
    FROM invoices
    WHERE issued_on < DATE '2026-03-03'
    GROUP BY account_ordinal
),
held AS (
    SELECT
        account_ordinal,
        SUM(monthly_fee) AS fee,
        MAX(CASE WHEN product IN ('Облако', 'Колокация') THEN 1 ELSE 0 END) AS has_cloud
    FROM services
    WHERE status = 'active'
    GROUP BY account_ordinal
),
used AS (
    SELECT
        account_ordinal,
        SUM(CASE WHEN month < DATE '2025-12-01' THEN traffic_gb ELSE 0 END) AS earlier,
        SUM(CASE WHEN month >= DATE '2025-12-01' THEN traffic_gb ELSE 0 END) AS lately
    FROM usage
    WHERE month >= DATE '2025-09-01' AND month < DATE '2026-03-01'
    GROUP BY account_ordinal
),
known AS (
    SELECT
        a.ordinal,
        a.industry,
        a.okved,
        a.employees,
        COALESCE(b.amount, 0) AS amount,
        b.oldest,
        COALESCE(h.fee, 0) AS fee,
        COALESCE(h.has_cloud, 0) AS has_cloud,
        COALESCE(u.earlier, 0) AS earlier,
        COALESCE(u.lately, 0) AS lately
    FROM accounts a
    LEFT JOIN billed b ON b.account_ordinal = a.ordinal
    LEFT JOIN held h ON h.account_ordinal = a.ordinal
    LEFT JOIN used u ON u.account_ordinal = a.ordinal
),
ranked AS (
    SELECT
        *,
        RANK() OVER (ORDER BY amount DESC) - 1 AS better,
        COUNT(*) OVER () AS everybody
    FROM known
),
middle AS (
    SELECT industry, PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY fee) AS fee
    FROM known
    GROUP BY industry
)
SELECT r.ordinal
FROM ranked r
JOIN middle m ON m.industry = r.industry
WHERE (r.okved LIKE '4%' OR r.employees >= 15)
    AND NOT COALESCE(r.oldest <= DATE '2025-12-02', FALSE)
    AND (
        (r.earlier > 0 AND r.lately * 100 <= r.earlier * 90)
        OR (r.fee >= 5000 AND r.fee > m.fee)
    )
    AND r.ordinal IN (
        SELECT account_ordinal
        FROM contacts
        WHERE role IN ('decision_maker', 'technical') AND email LIKE '%_@_%'
    )
    AND r.has_cloud = 0
    AND r.better * 100 < r.everybody * 60
    AND r.ordinal IN (
        SELECT account_ordinal
        FROM sales
        WHERE sold_at >= DATE '2025-03-03' AND sold_at < DATE '2026-03-03'
        GROUP BY account_ordinal
        HAVING COUNT(*) >= 2
    )
