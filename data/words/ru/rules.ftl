rules-title = Правила
rules-promise = По этим правилам работает система. Каждое решение, принятое по правилу, ссылается на него: книга@версия#правило.
rules-book = Книга
rules-book-recipients = Получатели
rules-book-briefs = Брифы
rules-book-approval = Согласование
rules-book-sending = Отправка
rules-book-messages = Сообщения
rules-in-force = Действует: { $book }, версия { $version }.
rules-part = Что показать
rules-part-read = Что в ней сказано
rules-part-edit = Изменить
rules-part-versions = Версии
rules-search = Поиск по правилам
rules-says = Что говорит правило
rules-cited = Как на него ссылаются
rules-file = pravila
rules-none-found = Таких слов нет ни в одном правиле. Очистите поиск, чтобы увидеть все.
rules-stage-always = Этап «{ $stage }» (роль «{ $role }») нужен для каждой кампании.
rules-stage = Этап «{ $stage }» (роль «{ $role }») нужен, если { $condition }.
rules-when-audience_over = контактов больше { NUMBER($value) }
rules-when-purpose = { $value ->
    [service] сообщение сервисное
    *[advertising] это реклама
 }
rules-when-channels = один из каналов — { $value }
rules-when-products = в брифе продукт { $value }
rules-when-sensitive_segment = сегмент отбирает по персональным данным
rules-when-personal_message = в сообщении о контакте сказано больше, чем имя
rules-when-cost_over = кампания стоит больше { $value }
rules-when-no_holdout = контрольной группы нет
rules-when-contacts_per_account_over = у одного клиента пишем больше чем { NUMBER($value) ->
    [one] { NUMBER($value) } контакту
    *[other] { NUMBER($value) } контактам
 }
rules-hours = Этап «{ $stage }»: решить за { $n ->
    [one] { $n } рабочий час
    [few] { $n } рабочих часа
    *[other] { $n } рабочих часов
 }.
rules-hours-then = Этап «{ $stage }»: решить за { $n ->
    [one] { $n } рабочий час
    [few] { $n } рабочих часа
    *[other] { $n } рабочих часов
 }; потом решает и роль «{ $role }».
rules-office = Рабочие часы — с { $opens } до { $closes }, перерыв с { $pause_from } до { $pause_until }, по поясу { $zone }.
rules-exclusion = Не пишем никому, у кого «{ $label }». Исключение: { $exempt }.
rules-cap = Не чаще чем «{ $label }», считая все каналы и кампании. Исключение: { $exempt }.
rules-priority = Из двух кампаний, которые спорят за клиента, раньше идёт та, чей приоритет выше. Обычный приоритет: { $n } из 100.
rules-standing = { $label }: { $share } клиентов не получают ничего ни от одной кампании; состав меняется { $rotation ->
    [quarter] каждый квартал
    [half_year] каждые полгода
    *[year] каждый год
 }. Исключение: { $exempt }.
rules-holdout = Контрольная группа кампании берётся поровну из слоёв: { $strata }.
rules-stratum-size_band = размер компании
rules-stratum-region = регион
rules-purpose = { $purpose ->
    [service] Сервисные сообщения
    *[advertising] Реклама
 }: { $need }; допустимые основания: { $bases }.
rules-purpose-name = { $purpose ->
    [service] сервисные сообщения
    *[advertising] реклама
 }
rules-record-needed = нужна запись о согласии
rules-record-not-needed = запись о согласии не нужна, но отзыв учитывается
rules-basis-opt_in = согласие
rules-basis-legitimate_interest = законный интерес
rules-basis-contract = договор
rules-capacity = За неделю — не больше { $n ->
    [one] { $n } рассылки
   *[other] { $n } рассылок
 } и { NUMBER($contacts) } контактов.
rules-attachments = К брифу можно приложить не больше { $n ->
    [one] { $n } файла
   *[other] { $n } файлов
 }, каждый до { $megabytes } МБ.
rules-stale = Если данные источника «{ $source }» старше обещанного владельцем срока, кампанию нельзя отправить на согласование.
rules-fact = { $kind }: «{ $fact }» — { $mandatory }, подтверждает роль «{ $role }»; { $dated }.
rules-mandatory = обязательно
rules-voluntary = по желанию
rules-dated = нужно указать, до какого дня это верно
rules-undated = верно, пока не изменят
rules-step = { $kind }: в статусе «{ $status }» бриф остаётся не дольше { $n ->
    [one] { $n } рабочего дня
   *[other] { $n } рабочих дней
 }; дальше очередь за ролью «{ $owner }».
rules-quiet-hours = С { $start } до { $end } по времени получателя никому не пишем. Исключение: { $exempt }.
rules-nobody = нет
rules-none = нет
rules-retries = После временного отказа повторяем { $n ->
    [one] { $n } раз
    [few] { $n } раза
   *[many] { $n } раз
 }: через { $minutes } мин.
rules-doubts = Письмо передано, но подтверждения нет: { $what }.
rules-doubts-purpose = То же в кампаниях «{ $purpose }»: { $what }.
rules-doubt-hold = решает человек
rules-doubt-settle = решает журнал почтового сервера, если он здесь читается, иначе — человек
rules-doubt-resend = письмо уходит ещё раз само, кто-то может получить его дважды
rules-throttles = Ограничения скорости на каждую машину, с которой идёт рассылка: { $paces }. После { $n ->
    [one] { $n } временного отказа
   *[other] { $n } временных отказов
 } подряд домен получателя не трогаем минуту, потом дольше.
rules-pace = { $what } — { $n } в минуту
rules-pace-domain = на один домен получателя
rules-pace-campaign = на одну кампанию
rules-soft-bounces = Если с адреса за { $days ->
    [one] { $days } день
    [few] { $days } дня
    *[other] { $days } дней
 } вернулось { $n ->
    [one] { $n } письмо
    [few] { $n } письма
    *[other] { $n } писем
 }, больше туда не пишем.
rules-no-prices = Цены сообщений не заданы, поэтому стоимость кампаний не считается.
rules-prices = Сколько стоит сообщение: { $prices }. SMS — за каждую часть.
rules-own-hosts = Наши сайты: { $hosts }.
rules-other-hosts = Другие сайты, на которые можно ссылаться: { $hosts }.
rules-any-host = Ссылки могут вести на любые другие сайты.
rules-marks = В ссылках на наши сайты есть метки: { $marks }.
rules-welcome = Личные поля, которые можно ставить в сообщение без предупреждения: { $fields }.
rules-footer = В рекламе на языке «{ $spoken }» где-то сказано: { $words }.
rules-promotion = В сервисном сообщении на языке «{ $spoken }» нет { $n ->
    [one] этого слова
   *[other] слов с такими началами ({ $n })
 }: { $words }.
rules-sms = Об SMS длиннее { $n ->
    [one] { $n } части
   *[other] { $n } частей
 } предупреждаем.
rules-edit-promise = Это станет следующей версией; действующая останется как есть. Согласованные кампании хранят ту версию, на которую ссылается их печать.
rules-text = Текст книги
rules-unchanged = Это действующий текст. Измените его, чтобы написать следующую версию.
rules-changes = Что изменится
rules-why = Почему (останется в журнале)
rules-undo = Отменить правки
rules-save = Ввести в действие
rules-save-second = Передать второму человеку
rules-in-force-now = Версия { $version } действует — на всех экранах и у исполнителя отправки.
rules-waits-now = Версия { $version } ждёт другого администратора.
rules-withdrawn = Версия { $version } отозвана.
rules-can-be-followed = По этой книге можно работать.
rules-faults = { $n ->
    [one] По этой книге работать нельзя:
    [few] По этой книге работать нельзя, { $n } причины:
   *[many] По этой книге работать нельзя, { $n } причин:
 }
rules-line = Строка { $line }
rules-somewhere = В книге
rules-fault-toml = это не TOML; проверьте кавычки, скобки и знаки равенства.
rules-fault-missing = здесь не хватает того, без чего книга не работает.
rules-fault-extra_forbidden = книга такого не знает.
rules-fault-int_type = здесь должно быть целое число.
rules-fault-string_type = здесь должен быть текст в кавычках.
rules-fault-bool_type = здесь должно быть true или false.
rules-fault-list_type = здесь должен быть список в квадратных скобках.
rules-fault-string_pattern_mismatch = только строчные латинские буквы, цифры, - и _.
rules-fault-string_too_short = здесь не хватает текста.
rules-fault-too_short = здесь нужно хотя бы одно значение.
rules-fault-other = здесь недопустимое значение.
rules-waits = Версия { $version } ждёт другого администратора, автор — { $person }
rules-confirm = Ввести в действие
rules-withdraw = Отозвать
rules-version = Версия { $version } · { $person } · { $when } · { $state }
rules-state-current = действует
rules-state-waits = ждёт
rules-state-withdrawn = отозвана
rules-state-past = прежняя
rules-shipped = Версия { $version } · как пришла с программой
rules-go-back = Вернуться к этому тексту
rules-people-two = Когда администраторов двое или больше, один предлагает, а другой подтверждает: { $deeds }.
rules-people-one = Данные о сотрудниках администратор меняет один.
rules-books-two = Когда администраторов двое или больше, изменённый одним регламент вводит в действие другой.
rules-books-one = Регламенты администратор меняет один.
rules-deed-add = добавление сотрудника
rules-deed-roles = изменение ролей
rules-deed-let_in = возврат доступа
rules-deed-show_out = закрытие доступа
rules-deed-password = выдача одноразового пароля
rules-deed-end_session = завершение сеанса
rules-fault-greater_than_equal = это число слишком мало: не меньше { $ge }.
rules-fault-less_than_equal = это число слишком велико: не больше { $le }.
rules-fault-string_too_long = этот текст слишком длинный: не больше { $max_length } знаков.
rules-fault-too_long = здесь слишком много значений: не больше { $max_length }.
rules-fault-literal_error = здесь может стоять только одно из этих слов: { $expected }.
rules-fault-time_type = здесь должно быть время суток, например 09:00:00 без кавычек.
rules-fault-time_parsing = здесь должно быть время суток, например 09:00:00 без кавычек.
rules-fault-dict_type = здесь должна быть отдельная таблица с именем в квадратных скобках.
rules-fault-model_type = здесь должна быть отдельная таблица с именем в квадратных скобках.
rules-fault-unicode = это не текст в UTF-8.
rules-fault-role = роль «{ $role }» решений не принимает; принимают: { $known }.
rules-fault-field = правило «{ $rule }» спрашивает о поле «{ $field }», которого у клиентов в каталоге нет.
rules-fault-operator = правило «{ $rule }» сравнивает поле «{ $field }» так: «{ $operator }»; для этого поля есть: { $known }.
rules-fault-value = правило «{ $rule }» ищет в поле «{ $field }» значение «{ $value }», которого там не бывает; бывают: { $known }.
rules-fault-says-nothing = правило «{ $rule }» ничего не говорит; нужно хотя бы одно условие.
rules-fault-always-and-more = правило «{ $rule }» действует всегда, поэтому других условий рядом быть не может.
rules-fault-zone = часового пояса «{ $zone }» нет; укажите его, как в примере: Europe/Moscow.
rules-fault-office-hours = часы идут не по порядку: сначала opens, потом pause_from, затем pause_until (может совпадать) и в конце closes.
rules-fault-escalates-without-hours = этап «{ $stage }» называет, кому перейдёт решение, но не говорит, через сколько рабочих часов.
rules-fault-escalates-to-itself = этап «{ $stage }» передал бы решение той же роли, которая и так решает.
rules-fault-twice = имя «{ $name }» встречается здесь дважды; у каждого имени одно место.
rules-fault-nobody-always = ни у одного этапа нет правила с always = true: кампанию можно было бы отправить без согласования.
rules-fault-people-without-books = если данные о сотрудниках меняют вдвоём, то и регламенты тоже: укажите books_need_two = true. Иначе один человек мог бы сам вычеркнуть это правило.
rules-fault-both-purposes = это нужно указать для обоих видов сообщений: advertising (реклама) и service (сервисные).
rules-fault-order = исключения должны идти в таком порядке причин: { $order }.
rules-fault-steps = виду рассылки «{ $kind }» нужен ровно один шаг для каждого из статусов: { $needed }.
rules-fault-undeclared = вид рассылки «{ $kind }» требует факт «{ $fact }», которого в этом регламенте нет.
rules-question = Если не выбрать иначе, обе группы спрашивают через { $wait ->
    [one] { $wait } день
    [few] { $wait } дня
   *[other] { $wait } дней
} после первого сообщения; ответы принимаются { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
}.
rules-question-words = На языке «{ $spoken }» спрашиваем: «{ $question }», от { $least } («{ $low }») до { $most } («{ $high }»).
