-- Nested all, any and none over the firm itself, with unknown revenues among it.
SELECT ordinal
FROM accounts
WHERE (
        (okved LIKE '62%' AND employees >= 20)
        OR (
            region IN ('г. Москва', 'г. Санкт-Петербург', 'Московская область')
            AND NOT COALESCE(size_band = 'micro' OR legal_form = 'ИП', FALSE)
        )
    )
    AND NOT COALESCE(
        (since >= DATE '2025-03-03' AND since < DATE '2026-03-03')
        OR yearly_revenue < 50000000,
        FALSE
    )
