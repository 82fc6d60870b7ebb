# Аудитория кампании: контактная политика, что можно увидеть, почему этот клиент.

audience-policy = Контактная политика
audience-policy-if = Если отправить { $day }, политика { $accounts ->
    [0] не исключит ни одного клиента.
    [one] исключит { $accounts } клиента.
   *[other] исключит { $accounts } клиентов.
}
audience-policy-by = «{ $name }» — { $accounts ->
    [one] { $accounts } клиент
    [few] { $accounts } клиента
   *[other] { $accounts } клиентов
}
audience-policy-by-list = Им уже писали или напишут раньше: { $list }.
audience-policy-quiet = В ближайшие { $n } дней политика не исключит никого, в какой день ни отправить.
audience-policy-caps = По правилам получателей, версия { $version }: { $caps }.
audience-policy-steps = Каждый следующий шаг посчитан на день, когда он наступит, как если бы он шёл всем; кого к тому дню уже нельзя беспокоить, пропустят при отправке.
audience-policy-exempt = На сервисные сообщения ограничения не действуют.
audience-policy-chart = Сколько клиентов политика исключит в каждый день отправки
audience-policy-axis = Исключено клиентов
audience-policy-days = День отправки
audience-policy-day = День
audience-policy-accounts = Исключено клиентов
audience-policy-contacts = Исключено сообщений
audience-policy-most = Чаще всего из-за
audience-priority-help = От 0 до 100. Кампании с меньшим приоритетом уступают вам место, с большим и равным — идут раньше. Пусто — как в правилах: { $usual }.

audience-power = Что можно будет увидеть
audience-power-caption = Наименьший прирост продаж на клиента, который заметен в четырёх случаях из пяти. По прошлому этих же { $accounts ->
    [one] { $accounts } клиента
   *[other] { $accounts } клиентов
}: в контрольной группе { $held }, окно { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
}.
audience-power-plain = Без поправок
audience-power-adjusted = С поправкой на прошлое
audience-power-capped = С поправкой и потолком
audience-power-help-plain = Просто разность средних.
audience-power-help-adjusted = Учтено, сколько каждый клиент покупал за 180 дней до окна (CUPED).
audience-power-help-capped = И крупнейшие клиенты учтены не больше потолка. Так и будет считаться результат.
audience-power-unknown = не определить
audience-power-unsure = До последнего окна эти клиенты почти ничего не покупали, и крупные покупки ограничить нечем: следующее окно может оказаться другим, а прогноз — ошибиться на треть.
audience-power-few = Результат этой кампании оценить будет нельзя: в контрольной группе { $held ->
    [0] нет ни одного клиента
    [one] { $held } клиент
    [few] { $held } клиента
   *[other] { $held } клиентов
}. Для вывода нужно хотя бы по { $fewest } в каждой группе.
audience-power-cannot = Результат этой кампании оценить будет нельзя: даже удвоение продаж может остаться незамеченным.
audience-power-blunt = Прирост меньше { $reach } эта кампания, скорее всего, не покажет.
audience-power-needs = Чтобы увидеть прирост в { $change }, { $n ->
    [1] нужно: { $ways }.
   *[other] хватит чего-то одного: { $ways }.
}
audience-power-never = Увидеть прирост в { $change } не помогут ни более длинное окно, ни бо́льшая контрольная группа.
audience-power-accounts = { $n ->
    [one] { $n } клиент
    [few] { $n } клиента
   *[other] { $n } клиентов
} в аудитории
audience-power-days = окно в { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[other] { $n } дней
}
audience-power-share = контрольная группа { $share }
audience-power-sharp = Кампания покажет прирост от { $reach }: этого достаточно, чтобы судить о ней.

audience-why = Почему этот клиент здесь, а этого нет
audience-why-ask = Название, код, ИНН или почта клиента или контакта
audience-why-outside = { $name } не входит в сегмент, поэтому ни один вопрос ему не задавали.
audience-why-nobody = Такого клиента в данных нет.
audience-why-no-contacts = { $name }: { $reason }. Контактов у клиента нет.
audience-why-in = { $name } получит сообщение.
audience-why-held = { $name } подходит, но попал в контрольную группу.
audience-why-held-asked = В конце, { $after }, { $contacts ->
    [one] { $contacts } контакт клиента получит
    [few] { $contacts } контакта клиента получат
   *[other] { $contacts } контактов клиента получат
} один короткий вопрос, тот же, что и получатели; больше ничего.
audience-held-asked = в конце получит только вопрос
audience-why-out = { $name }: { $reason }.
audience-why-choose = Какой из них
audience-column-question = Вопрос
audience-column-verdict = Ответ
audience-column-seen = Что видно
audience-verdict-passed = ✓ прошёл
audience-verdict-fell = ✕ здесь исключён
audience-verdict-unasked = — не спрашивали
audience-touches = { $n ->
    [0] сообщений в окне нет
    [one] { $n } сообщение
    [few] { $n } сообщения
   *[other] { $n } сообщений
}
audience-forgotten = Человека забыли по его требованию; запрет остался без имени и адреса
audience-no-record = записи о согласии нет

audience-export = Скачать исключённых с причинами ({ $n })
audience-export-journaled = Выгрузка попадёт в журнал с вашим именем.
audience-column-account = Код клиента
audience-column-company = Клиент
audience-column-contact = Код контакта
audience-column-channel = Канал
audience-column-reason = Причина
audience-column-rule = Правило
audience-channel-email = Эл. почта
audience-channel-sms = SMS
audience-channel-cabinet = Личный кабинет
audience-channel-call = Звонок менеджера
audience-channel-letter = Бумажное письмо
audience-drawn = Правила получателей: версия { $book }. Контрольная группа поровну по слоям: { $strata }.
audience-drawn-plain = Правила получателей: версия { $book }.
audience-stratum-size_band = размер
audience-stratum-region = регион
audience-no-grounds = Для кампании «{ $name }» аудитория не зафиксирована или зафиксирована раньше, чем мы стали хранить её основания. Ничего не изменено; зафиксированное можно посмотреть построчно.
audience-replays = Аудитория кампании «{ $name }» собирается заново с той же контрольной суммой: { $digest }
audience-replays-not = Аудитория кампании «{ $name }» собирается иначе: зафиксировано { $frozen }, получилось { $digest }
