-- Traffic of the last three whole months fell by 20 % against the three before them.
SELECT account_ordinal
FROM usage
WHERE month >= DATE '2025-09-01' AND month < DATE '2026-03-01'
GROUP BY account_ordinal
HAVING SUM(CASE WHEN month < DATE '2025-12-01' THEN traffic_gb ELSE 0 END) > 0
    AND SUM(CASE WHEN month >= DATE '2025-12-01' THEN traffic_gb ELSE 0 END) * 100
        <= SUM(CASE WHEN month < DATE '2025-12-01' THEN traffic_gb ELSE 0 END) * 80
