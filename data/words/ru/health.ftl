health-title = Состояние
health-part-status = Система
health-part-store = Хранилище
health-part-base = Клиентские данные
health-part-engine = Движок
health-part-worker = Отправщик
health-part-relay_log = Журнал почты
health-word-sealed = Не читается
health-word-ok = В порядке
health-word-unwell = Требует внимания
health-word-behind = Таблицы устарели
health-word-unreachable = Недоступно
health-word-empty = Не опубликованы
health-word-asleep = Не запущен
health-word-partly = Работает частично
health-word-uncopied = Текущая версия не скопирована
health-word-absent = Не настроен
health-channels = Каналы
health-senders = Процессы отправки
health-sender-host = Машина
health-sender-number = Процесс
health-sender-state = Состояние
health-sender-alive = Работает
health-sender-silent = Не отвечает
health-sender-since = Запущен
health-sender-beat = Последний сигнал
health-sender-rate = Сообщений в минуту
health-sender-falls = Сбоев
health-senders-silent = { $n ->
    [one] { $n } процесс молчит дольше 15 секунд. То, что он успел взять, ждёт его: запустите исполнителя на этой машине снова, и он разберёт оставленное.
    [few] { $n } процесса молчат дольше 15 секунд. То, что они успели взять, ждёт их: запустите исполнителя на их машине снова, и он разберёт оставленное.
   *[other] { $n } процессов молчат дольше 15 секунд. То, что они успели взять, ждёт их: запустите исполнителя на их машине снова, и он разберёт оставленное.
}
health-base = Опубликованные клиентские данные
health-version = Версия
health-name = Название
health-as-of = По состоянию на
health-published = Опубликовано
health-accounts = Клиентов
health-contacts = Контактов
health-journal = Журнал
health-journal-promise = Каждое действие записано, и каждая запись несёт отпечаток предыдущей. Проверка проходит всю цепочку и называет первую запись, которая не сходится.
health-audit = Проверить журнал
health-auditing = Проходим по цепочке…
health-holds = { $n ->
    [0] Журнал пуст, цепочка цела.
    [one] { $n } запись, цепочка цела.
    [few] { $n } записи, цепочка цела.
   *[many] { $n } записей, цепочка цела.
 }
health-broken = Журнал нарушен: запись { $number } { $fault }. Сохраните хранилище как есть и сообщите службе безопасности.
health-fault-edited = изменена после внесения
health-fault-gap = стоит после пропуска
health-fault-chain = не продолжает предыдущую
health-fault-tail = отсутствует: конец журнала обрезан
health-no-entries = Пока ничего не сделано.
health-number = №
health-when = Когда
health-who = Кто
health-verb = Что
health-subject = С чем
health-details = Подробности
health-held = «{ $name }». { $why }
health-channels-quiet = За последние { $days } дней ни по одному каналу ничего не ушло.
health-channels-week = Что ушло за последние { $days } дней и что с этим стало.
