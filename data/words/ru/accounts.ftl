# Loading client files: refusals, reasons, and what the fields are called.

accounts-file-missing = Файла «{ $file }» нет. Ничего не загружено; проверьте имя и папку.
accounts-file-folder = «{ $file }» — это папка. Ничего не загружено; укажите файл в ней.
accounts-file-unknown = Файлы такого вида, как «{ $file }», здесь не читаются. Ничего не загружено; сохраните его как CSV, XLSX или Parquet.
accounts-file-unreadable = «{ $file }» нельзя прочитать. Ничего не загружено; запросите доступ к файлу.
accounts-file-empty = Файл «{ $file }» пуст. Ничего не загружено; выгрузите его заново.
accounts-file-no-rows = В файле «{ $file }» есть заголовок, но нет строк. Ничего не загружено; выгрузите его заново.
accounts-file-binary = «{ $file }» — не текст, что бы ни говорило имя. Ничего не загружено; сохраните его как CSV, XLSX или Parquet.
accounts-file-too-wide = В файле { $columns } { $columns ->
        [one] столбец
        [few] столбца
       *[many] столбцов
    }, а больше { $most } не бывает. Ничего не загружено; проверьте разделитель.
accounts-line-too-long = Строка { $line } файла «{ $file }» длиннее мегабайта, это не таблица. Ничего не загружено; выгрузите файл заново.
accounts-lines-missing = Из { $lines } строк учтено только { $found }, первый пропуск — на строке { $line }. Ничего не загружено; посмотрите на эту строку.
accounts-parquet-broken = «{ $file }» — повреждённый файл Parquet. Ничего не загружено; выгрузите его заново.
accounts-workbook-broken = «{ $file }» — повреждённая книга XLSX. Ничего не загружено; сохраните её заново или как CSV.
accounts-workbook-slow = Чтение «{ $file }» занимает слишком много времени. Ничего не загружено; сохраните файл как CSV.
accounts-workbook-bomb = «{ $file }» распаковывается в { $megabytes } МБ, у обычных книг так не бывает. Ничего не загружено; сохраните файл как CSV.
accounts-workbook-entities = В «{ $file }» есть объявления XML, которые книге не нужны. Ничего не загружено; пересохраните её в табличном редакторе.
accounts-workbook-rows = В «{ $file }» заявлено строк: { $rows }, а на листе их не больше { $most }. Ничего не загружено; сохраните файл как CSV.
accounts-workbook-cells = Ячейки «{ $file }» занимают область больше { $most }. Ничего не загружено; удалите лишние ячейки или сохраните файл как CSV.
accounts-no-room = На диске нет места для «{ $file }». Опубликованное осталось как было; освободите место и повторите загрузку.
accounts-no-memory = Для «{ $file }» не хватает памяти. Опубликованное осталось как было; разделите файл и загрузите по частям.
accounts-nothing-accepted = Все строки «{ $file }» отклонены, поэтому ничего не опубликовано. Посмотрите причины и измените сопоставление.
accounts-unknown-table = Таблицы «{ $table }» нет. Ничего не загружено; есть такие таблицы: { $known }.
accounts-check-gone = Проверенный файл больше не хранится. Опубликованное осталось как было; проверьте файл ещё раз.
accounts-mapping-unreadable = Сопоставление «{ $file }» не читается: { $fault }. Ничего не загружено; исправьте файл.
accounts-mapping-field = В сопоставлении указано поле «{ $field }», которого нет; ближайшее — «{ $near }». Ничего не загружено.
accounts-mapping-column = В сопоставлении указан столбец «{ $column }», которого в файле нет; ближайший — «{ $near }». Ничего не загружено.
accounts-mapping-incomplete = Для «{ $table }» не указано обязательное: { $fields }. Без этого строки не отличить одну от другой. Ничего не загружено; сопоставьте и эти поля либо уберите «{ $table }».
accounts-mapping-rule = В сопоставлении есть непонятное правило: { $rule }. Ничего не загружено; правило — это столбец, одна проверка и причина.
accounts-unknown-account = В опубликованных данных нет компании «{ $account }».
accounts-loaded = Прочитано строк: { $read }, принято: { $accepted }, отклонено: { $rejected }; опубликована версия { $publication }.
accounts-loaded-none = Прочитано строк: { $read }, ни одна не принята; ничего не опубликовано.

accounts-field-line = Строка
accounts-table-accounts = Компании
accounts-table-contacts = Контакты
accounts-table-services = Услуги
accounts-table-usage = Потребление
accounts-table-invoices = Счета
accounts-table-sales = Продажи
accounts-table-tickets = Обращения
accounts-table-surveys = Опросы
accounts-table-consents = Согласия

accounts-reason-missing = значение не указано
accounts-reason-unwanted = такие строки отсекает сопоставление
accounts-reason-cancelled = продажа отменена
accounts-reason-not-positive = значение должно быть больше нуля
accounts-reason-negative = число не может быть отрицательным
accounts-reason-name-empty = название компании не указано
accounts-reason-empty-line = строка пустая
accounts-reason-stray-quote = из-за лишней кавычки строку нельзя прочесть однозначно
accounts-reason-too-few-fields = полей меньше, чем в заголовке
accounts-reason-too-many-fields = полей больше, чем в заголовке
accounts-reason-broken-encoding = в строке есть нечитаемые символы
accounts-reason-email-syntax = неверный адрес электронной почты
accounts-reason-email-needs-smtputf8 = буквы перед @ не принимают почтовые серверы: нужен SMTPUTF8
accounts-reason-email-mixed-script = в домене смешаны алфавиты, он может подражать другому
accounts-reason-email-lookalike = домен похож на другой
accounts-reason-phone-syntax = это не номер телефона
accounts-reason-phone-too-short = номер телефона слишком короткий
accounts-reason-phone-too-long = номер телефона слишком длинный
accounts-reason-phone-unknown = такого номера телефона быть не может
accounts-reason-phone-country-assumed = нет кода страны: номер принят за российский
accounts-reason-inn-form = в ИНН должно быть 10 или 12 цифр
accounts-reason-inn-check = контрольные цифры ИНН неверны
accounts-reason-kpp-form = в КПП должно быть 9 знаков
accounts-reason-ogrn-form = в ОГРН должно быть 13 или 15 цифр
accounts-reason-ogrn-check = контрольная цифра ОГРН неверна
accounts-reason-zero-restored = восстановлен потерянный ноль в начале
accounts-reason-date-form = это не дата с 1900 по 2100 год
accounts-reason-number-form = это не подходящее число
accounts-reason-word-unknown = такого значения нет в списке
accounts-reason-zone-unknown = нет такого часового пояса
accounts-reason-key-exponent = электронная таблица превратила номер в 1,2E+10
accounts-reason-key-too-long = длиннее 120 символов
accounts-reason-text-too-long = длиннее 500 символов, обрезано
accounts-reason-text-marks = убраны невидимые или наложенные символы

accounts-field-accounts-account_id = Код клиента
accounts-field-accounts-name = Название компании
accounts-field-accounts-inn = ИНН
accounts-field-accounts-kpp = КПП
accounts-field-accounts-ogrn = ОГРН
accounts-field-accounts-legal_form = Правовая форма
accounts-field-accounts-holding_id = Код холдинга
accounts-field-accounts-okved = ОКВЭД
accounts-field-accounts-industry = Отрасль
accounts-field-accounts-country = Страна
accounts-field-accounts-region = Регион
accounts-field-accounts-city = Город
accounts-field-accounts-time_zone = Часовой пояс
accounts-field-accounts-size_band = Размер
accounts-field-accounts-employees = Сотрудников
accounts-field-accounts-yearly_revenue = Годовая выручка
accounts-field-accounts-account_manager = Персональный менеджер
accounts-field-accounts-status = Статус клиента
accounts-field-accounts-since = Клиент с
accounts-field-accounts-hold = Запрет на рассылки
accounts-field-accounts-address = Почтовый адрес
accounts-field-contacts-contact_id = Код контакта
accounts-field-contacts-account_id = Код клиента у контакта
accounts-field-contacts-full_name = ФИО
accounts-field-contacts-first_name = Имя
accounts-field-contacts-patronymic = Отчество
accounts-field-contacts-last_name = Фамилия
accounts-field-contacts-role = Роль
accounts-field-contacts-position = Должность
accounts-field-contacts-email = Эл. почта
accounts-field-contacts-phone = Телефон
accounts-field-contacts-language = Язык
accounts-field-services-service_id = Код услуги
accounts-field-services-account_id = Код клиента у услуги
accounts-field-services-product = Услуга
accounts-field-services-monthly_fee = Абонентская плата
accounts-field-services-installed_on = Подключена
accounts-field-services-contract_ends_on = Договор до
accounts-field-services-status = Статус услуги
accounts-field-usage-account_id = Код клиента у потребления
accounts-field-usage-month = Месяц
accounts-field-usage-traffic_gb = Трафик, ГБ
accounts-field-usage-voice_minutes = Минуты разговоров
accounts-field-invoices-invoice_id = Номер счёта
accounts-field-invoices-account_id = Код клиента в счёте
accounts-field-invoices-issued_on = Выставлен
accounts-field-invoices-due_on = Оплатить до
accounts-field-invoices-paid_on = Оплачен
accounts-field-invoices-amount = Сумма счёта
accounts-field-sales-sale_id = Номер продажи
accounts-field-sales-account_id = Код клиента в продаже
accounts-field-sales-sold_at = Дата продажи
accounts-field-sales-product = Товар
accounts-field-sales-quantity = Количество
accounts-field-sales-amount = Сумма
accounts-field-sales-price = Цена за единицу
accounts-field-tickets-ticket_id = Номер обращения
accounts-field-tickets-account_id = Код клиента в обращении
accounts-field-tickets-opened_at = Открыто
accounts-field-tickets-closed_at = Закрыто
accounts-field-tickets-severity = Критичность
accounts-field-surveys-survey_id = Код ответа
accounts-field-surveys-contact_id = Код контакта в опросе
accounts-field-surveys-account_id = Код клиента в опросе
accounts-field-surveys-answered_on = Дата ответа
accounts-field-surveys-nps = Оценка NPS
accounts-field-consents-contact_id = Код контакта в согласии
accounts-field-consents-account_id = Код клиента в согласии
accounts-field-consents-channel = Канал
accounts-field-consents-purpose = Цель
accounts-field-consents-basis = Основание
accounts-field-consents-source = Источник согласия
accounts-field-consents-given_on = Дано
accounts-field-consents-withdrawn_on = Отозвано

# The accounts page.

accounts-title = Компании
accounts-search = Найти компанию
accounts-search-hint = Название, ИНН, код клиента, город или контакт
accounts-found = { $n ->
    [one] { $n } компания
    [few] { $n } компании
   *[many] { $n } компаний
 } в версии «{ $name }» на { $day }. Выберите строку, чтобы открыть.
accounts-nothing-found = Ни одна компания не подходит под «{ $words }». Попробуйте меньше слов или часть слова.
accounts-back = Все компании
accounts-as-of = Из версии «{ $name }» на { $day }.
accounts-sales = Продажи
accounts-sales-total = { $n ->
    [one] { $n } продажа
    [few] { $n } продажи
   *[many] { $n } продаж
 }, всего на { $amount }.
accounts-sales-month = Месяц
accounts-sales-amount = Сумма, ₽
accounts-contacts = Контакты: { $n }
accounts-no-contacts = У этой компании пока нет известных контактов.
accounts-masked = Имена и адреса скрыты: ваши роли не дают доступа к персональным данным.

# Коды выгрузок – словами.
accounts-code-active = действует
accounts-code-suspended = приостановлен
accounts-code-closed = закрыт
accounts-code-legal_hold = запрет юристов
accounts-code-dispute = спор
accounts-code-tender = тендер
accounts-code-ended = закончилась
accounts-code-micro = микро
accounts-code-small = малый
accounts-code-medium = средний
accounts-code-large = крупный
accounts-code-decision_maker = принимает решения
accounts-code-technical = технический специалист
accounts-code-finance = финансы
accounts-code-other = другая роль
accounts-code-ru = русский
accounts-code-en = английский
accounts-code-low = низкая
accounts-code-normal = обычная
accounts-code-critical = критическая
accounts-code-email = электронная почта
accounts-code-sms = SMS
accounts-code-call = звонок
accounts-code-cabinet = личный кабинет
accounts-code-letter = письмо на бумаге
accounts-code-advertising = реклама
accounts-code-service = сервис
accounts-code-contract = договор
accounts-code-legitimate_interest = законный интерес
accounts-code-opt_in = явное согласие

accounts-ledger = Сообщения и что с ними стало
accounts-ledger-none = Контактам этого клиента ещё ничего не отправляли, и в очереди ничего нет.
accounts-ledger-whose = Чьи
accounts-ledger-everybody = Все контакты
accounts-ledger-lines = { $n ->
    [one] { $n } запись
    [few] { $n } записи
   *[many] { $n } записей
  }, сначала последние
accounts-ledger-when = Когда
accounts-ledger-what = Что произошло
accounts-ledger-text = Что сказали
accounts-ledger-campaign = Кампания
accounts-ledger-channel = Канал
accounts-ledger-address = Адрес
accounts-ledger-queued = Поставлено в очередь
accounts-ledger-tried = Временный отказ
accounts-ledger-ended = Сообщение
accounts-ledger-receipt = Подтверждение
accounts-ledger-returned = Вернувшееся письмо
accounts-ledger-open = Открыто
accounts-ledger-click = Переход по ссылке
accounts-ledger-by-human = человеком
accounts-ledger-by-machine = программой
accounts-ledger-by-unknown = кем — неясно
accounts-ledger-called = Звонок
accounts-ledger-came-back = Бумажное письмо вернулось
accounts-ledger-suppressed = Адрес внесён в стоп-лист
accounts-ledger-lifted = Адрес убран из стоп-листа
accounts-ledger-stopped = Следующих шагов кампании не будет
accounts-receipt-delivered = доставлено
accounts-receipt-failed = не доставлено
accounts-receipt-buffered = телефон вне сети, оператор пробует ещё
accounts-receipt-taken = принято оператором
accounts-receipt-rejected = оператор отказал
accounts-receipt-other = нам неизвестное
