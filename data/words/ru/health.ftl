health-title = Состояние
health-part-status = Система
health-part-store = Хранилище
health-part-base = Клиентские данные
health-part-engine = Движок
health-part-worker = Отправщик
health-word-ok = В порядке
health-word-unwell = Требует внимания
health-word-behind = Таблицы устарели
health-word-unreachable = Недоступно
health-word-empty = Не опубликованы
health-word-asleep = Не запущен
health-word-uncopied = Текущая версия не скопирована
health-word-absent = Не настроен
health-channels = Каналы
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
health-channels-quiet = За последние { $days } дней ни по одному каналу ничего не ушло.
health-channels-week = Что ушло за последние { $days } дней и что с этим стало.
