charts-table = Показать таблицей
charts-csv = Скачать CSV
