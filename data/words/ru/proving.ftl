# Доказательство по кампании.

proving-nothing = «{ $name }» ещё не отправляли на согласование, подтверждать нечего.
proving-no-contact = Этого контакта не было в сегменте «{ $name }». Файл не создан.
proving-no-key = Ключ системы ({ $file }) не читается, подписать нечем. Обратитесь к тому, кто обслуживает этот сервер.
proving-no-proof = Этот файл — не доказательство по кампании.
proving-holds = Доказательство подлинное. Подписано { $moment }, ключ { $key }.
proving-broken = Доказательство не сходится ({ $members }). Ожидалась подпись ключа { $key }.
proving-made = Составлено
proving-status = Статус
proving-fingerprint = Отпечаток
proving-digest = Отпечаток аудитории
proving-audience = Аудитория
proving-route = Маршрут согласования
proving-decisions = Решения
proving-message = Сообщение
proving-contact = Контакт
proving-consents = Согласия по данным о клиентах
proving-sent = Отправка
proving-journal = Журнал
proving-title = Доказательство
proving-says = Кто и что решил, что сказано в сообщении и что отправлено — PDF и JSON в одном архиве с подписью системы. Для контакта: согласие, само сообщение и что с ним стало.
proving-of-contact = Код контакта (можно не указывать)
proving-make = Составить
proving-load = Сохранить архив
proving-key = Открытый ключ системы
