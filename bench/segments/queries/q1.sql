-- Firmographic: active firms of three industries and two regions, of 10 to 200 people.
SELECT ordinal
FROM accounts
WHERE status = 'active'
    AND industry IN (
        'Торговля оптовая неспециализированная',
        'Строительство жилых и нежилых зданий',
        'Разработка компьютерного программного обеспечения'
    )
    AND region IN ('г. Москва', 'г. Санкт-Петербург')
    AND employees BETWEEN 10 AND 200
