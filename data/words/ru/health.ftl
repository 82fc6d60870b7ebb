health-title = Состояние
health-part-status = Система
health-part-store = Хранилище
health-part-base = Клиентские данные
health-part-engine = Движок
health-part-worker = Исполнитель отправки
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
health-advice-store-behind = Таблицы хранилища старше программы. Сделайте копию хранилища и выполните на сервере `python -m core.cli migrate`.
health-advice-store-unreachable = Хранилище не отвечает: ничего не читается и не записывается. Проверьте, запущена ли база данных и верен ли адрес в COCKPIT_STORE.
health-advice-base-empty = Клиентские данные ещё не опубликованы: сегменты считать не по чему. Загрузите файл на странице «Загрузка данных».
health-advice-worker-never = Исполнитель отправки не запущен, поэтому ничего не уходит; всё, что в очереди, ждёт. Запустите его на сервере: `python -m core.cli deliver`
health-advice-worker-asleep = Исполнитель отправки молчит, последний сигнал был { $moment }. Всё, что в очереди, ждёт и не потеряется. Запустите его на сервере: `python -m core.cli deliver`
health-advice-engine-unreachable = Внешний движок сегментов не отвечает: условия и числа сегментов пока не считаются, остальное работает. Проверьте адрес в COCKPIT_WAREHOUSE.
health-advice-engine-uncopied = Текущая версия данных не скопирована на внешний движок. Выполните на сервере `python -m core.cli mirror`.
health-advice-relay_log-sealed = Журнал почтового сервера не читается, поэтому неподтверждённые письма ждут решения людей. Дайте программе право читать файл из COCKPIT_RELAY_LOG.
health-channel-silent = По адресу { $place } никто не отвечает.
health-channel-last = Последнее сообщение этим каналом ушло { $moment }.
health-channel-never = Этим каналом ещё ничего не уходило.
health-channel-waiting = { $n ->
    [0] В очереди на него ничего нет.
    [one] { $n } сообщение ждёт и уйдёт само, как только канал ответит.
    [few] { $n } сообщения ждут и уйдут сами, как только канал ответит.
   *[many] { $n } сообщений ждут и уйдут сами, как только канал ответит.
 }
health-channel-do = Проверьте, запущен ли сервер на той стороне, пускает ли к нему сеть и верен ли адрес в настройках ({ $settings }).
health-channel-absent = «{ $channel }» не настроен: шаги кампаний по этому каналу ждут. Чтобы включить его, задайте { $settings } и перезапустите программу.
health-channel-no-paper = «{ $channel }» здесь недоступен: шаги кампаний по этому каналу ждут. Что доставить на сервер, написано в README.
