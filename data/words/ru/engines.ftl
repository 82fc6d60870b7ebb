engines-unknown = COCKPIT_WAREHOUSE начинается с «{ $scheme }» — такого движка пульт не знает. Ничего не открыто; укажите postgresql://…, clickhouse://…, spark://…, sc://… или local[2] либо оставьте пустым, тогда считает DuckDB.
engines-unreachable = { $engine } по адресу { $address } не отвечает или не пускает нас. Клиентские данные пульта не тронуты; запустите движок или проверьте COCKPIT_WAREHOUSE.
engines-not-installed = Для { $engine } нужен пакет Python { $package }, он не установлен. Ничего не изменено; установите его и повторите.
engines-none = В COCKPIT_WAREHOUSE движок не назван, копировать некуда: считает DuckDB по собственным файлам пульта.
engines-copied = Версия { $number } скопирована в { $engine } целиком.
engines-copied-before = Версия { $number } уже была в { $engine }; ничего не скопировано.
