# Что комната говорит, когда отказывает.

campaigns-changed-meanwhile = Кто-то другой только что изменил «{ $name }». Ваше изменение не сохранено, чтобы не потерять чужое; введённое осталось в своём поле. Посмотрите ещё раз и повторите.
campaigns-unknown = Такой кампании нет ({ $campaign }). Ничего не изменено; выберите из списка.
campaigns-illegal-move = «{ $name }» уже в другом состоянии, и отсюда это невозможно. Ничего не изменено; если старый статус ещё на экране, обновите страницу.
campaigns-under-way = «{ $name }» уже отправляется или завершена, поэтому её больше не правят. Ничего не изменено; сделайте копию, чтобы использовать её снова.
campaigns-no-segment = У «{ $name }» ещё нет сегмента, поэтому нет и аудитории. Сначала выберите сегмент.
campaigns-bad-name = Кампании нужно название. Ничего не изменено; введите его.
campaigns-bad-sender = «{ $address }» — не адрес, с которого можно отправить письмо. Ничего не изменено; проверьте написание.
campaigns-past = Это время уже прошло. Ничего не изменено; выберите время в будущем.
campaigns-unknown-segment = Такого сегмента нет. Ничего не изменено; выберите из списка.
campaigns-unknown-template = Такого сообщения нет. Ничего не изменено; выберите из списка.
campaigns-brief-not-accepted = Этот бриф не принят или отозван. Ничего не изменено; выберите бриф из списка.
campaigns-quotes-no-brief = «{ $name }»: сообщение называет факты брифа ({ $things }), а брифа у кампании нет. На согласование не отправлено; выберите бриф на первом шаге.
campaigns-unsure-facts = «{ $name }»: сообщение называет факты, которые не подтверждены или не действуют в день отправки: { $things }. Подтвердите или продлите их в брифе.
campaigns-too-long = { $field ->
    [comment] Комментарий может занимать
    [goal] Цель может занимать
    [sender_name] Имя отправителя может занимать
   *[name] Название может занимать
} не больше { $most } знаков. Ничего не изменено; сократите.
campaigns-control-characters = { $field ->
    [sender_name] В имени отправителя
   *[name] В названии
} есть невидимые знаки или перевод строки. Ничего не изменено; введите заново.
campaigns-out-of-range = { $field ->
    [holdout_share] Доля контрольной группы должна
    [contacts_per_account] Число контактов на клиента должно
    [wait_hours] Ожидание в часах должно
    [priority] Приоритет должен
    [looks] Число запланированных просмотров должно
   *[window_days] Окно измерения в днях должно
} быть от { $low } до { $high }. Ничего не изменено.

# Чего не хватает.

campaigns-missing-goal = цель
campaigns-missing-segment = сегмент
campaigns-missing-template = сообщение
campaigns-missing-sender_name = имя отправителя
campaigns-missing-sender_address = адрес отправителя
campaigns-missing-segment_archived = сегмент не из архива
campaigns-missing-brief_open = принятый бриф
campaigns-missing-template_archived = сообщение не из архива
campaigns-missing-schedule_past = время отправки в будущем

# Статусы, шаги, причины.

campaigns-status-draft = Черновик
campaigns-status-in_review = На согласовании
campaigns-status-changes_requested = На доработке
campaigns-status-approved = Согласовано
campaigns-status-scheduled = Запланирована
campaigns-status-preparing = Готовится
campaigns-status-sending = Отправляется
campaigns-status-paused = Приостановлена
campaigns-status-sent = Отправлена
campaigns-status-sent_with_errors = Отправлена с ошибками
campaigns-status-stopped = Остановлена
campaigns-status-failed = Не удалась
campaigns-step-brief = Задача
campaigns-step-audience = Аудитория
campaigns-step-message = Сообщение
campaigns-step-delivery = Отправка и контроль
campaigns-step-review = Проверка
campaigns-purpose-advertising = Реклама
campaigns-purpose-service = Сервисное сообщение
campaigns-role-decision_maker = Принимает решения
campaigns-role-technical = Технический специалист
campaigns-role-finance = Финансы
campaigns-role-other = Другая роль
campaigns-fate-not_active = Клиент не активен
campaigns-fate-hold = Запрет юристов, спор или тендер
campaigns-fate-debt = Просроченный долг
campaigns-fate-incident = Открыта критическая авария
campaigns-fate-no_address = Нет пригодного адреса
campaigns-fate-suppressed = Адрес в стоп-листе
campaigns-fate-no_consent = Нет согласия на этот канал и цель
campaigns-fate-elsewhere = Ящик уже выбран через другой контакт
campaigns-fate-not_addressed = Не проходит по правилу адресации
campaigns-fate-policy = Писали уже достаточно часто
campaigns-fate-global_holdout = Постоянная контрольная группа
campaigns-fate-campaign_holdout = Контрольная группа
campaigns-fate-in = В рассылке

# Список.

campaigns-title = Кампании
campaigns-new = Новая кампания
campaigns-start = Начать
campaigns-started = Кампания «{ $name }» начата. Опишите, зачем она.
campaigns-none = Кампаний пока нет. Кампания соединяет сегмент, сообщение и срок; дайте первой название — дальше поведут шаги.
campaigns-nothing-found = По этому поиску и статусам ничего не найдено.
campaigns-count = { $found } из { $all } { $all ->
    [one] кампании
   *[other] кампаний
}. Часовой пояс: { $zone }.
campaigns-search = Поиск по названию, цели или сегменту
campaigns-statuses = Статус
campaigns-no-segment-yet = Сегмент не выбран
campaigns-at-once = Сразу после согласования
campaigns-at = { $moment }, время: { $zone }
campaigns-column-name = Кампания
campaigns-column-status = Статус
campaigns-column-segment = Сегмент
campaigns-column-schedule = Отправка
campaigns-column-owner = Автор
campaigns-column-reason = Причина
campaigns-column-accounts = Клиенты
campaigns-column-contacts = Контакты
campaigns-column-when = Когда
campaigns-column-who = Кто
campaigns-column-what = Что

# Одна кампания.

campaigns-back = Все кампании
campaigns-steps = Шаги
campaigns-lacks = нужно: { $things }
campaigns-lacks-all = { $n ->
    [0] Всё заполнено
    [one] Не хватает { $n } пункта
   *[other] Не хватает { $n } пунктов
}
campaigns-lacking = Не хватает: { $things }.
campaigns-edit-warns = Кампания на согласовании или уже согласована. Любая правка вернёт её вам, и все согласования будут аннулированы.
campaigns-edit-anyway = Всё равно править
campaigns-fell-back = Сохранено. Кампания вернулась к вам, согласования аннулированы; отправьте её снова, когда будет готова.
campaigns-recall = Отозвать
campaigns-recalled = Кампания «{ $name }» снова у вас. Согласования аннулированы.
campaigns-clone = Сделать копию
campaigns-cloned = «{ $name }» — новый черновик с теми же настройками.
campaigns-copy-of = { $name } (копия)
campaigns-stop = Остановить
campaigns-stop-asks = «{ $name }» закончится навсегда: что не передано, не будет отправлено, и возобновить её нельзя.
campaigns-stop-reason = Причина
campaigns-stop-needs-reason = Ничего пока не остановлено: сначала укажите причину.
campaigns-stop-now = Остановить навсегда
campaigns-stopped = Кампания «{ $name }» остановлена.

# Поля.

campaigns-field-name = Название
campaigns-field-goal = Цель
campaigns-field-purpose = Назначение
campaigns-field-brief_id = Бриф
campaigns-field-segment_id = Сегмент
campaigns-field-template_id = Сообщение
campaigns-field-holdout_share = Контрольная группа, доля клиентов
campaigns-field-contacts_per_account = Контактов на клиента
campaigns-field-roles = Роли в порядке предпочтения
campaigns-field-sender_name = Имя отправителя
campaigns-field-sender_address = Адрес отправителя
campaigns-field-send_at = Время отправки
campaigns-field-window_days = Окно измерения, дней
campaigns-field-priority = Приоритет
campaigns-field-looks = Просмотров результата
campaigns-send-at = Когда отправить (время: { $zone })
campaigns-goal-example = Что эти клиенты должны сделать, чего без рассылки не сделали бы?
campaigns-purpose-help = Для рекламы нужно записанное согласие на почту. Сервисное сообщение следует из договора, не должно рекламировать, и его проверяют юристы.
campaigns-window-help = Столько дней после первого сообщения продажи считаются его результатом.
campaigns-looks-help = Сколько раз можно посмотреть на результат: через равные части окна, последний — в его конце. На каждый просмотр приходится своя доля от 5 % ошибки, поэтому чем их больше, тем больше нужно клиентов. Между ними видны только количества.
campaigns-roles-help = Кому в компании пишем в первую очередь. Если роли не выбраны, подойдёт любая.
campaigns-holdout-help = Клиенты, которые подходят, но которым случайным образом не пишут, чтобы отличить результат от случайности. Целыми компаниями, а не отдельными контактами.
campaigns-any-role = Любая роль
campaigns-everybody = Всем
campaigns-choose-segment = Выберите сегмент
campaigns-choose-template = Выберите сообщение
campaigns-archived = Сообщение из архива
campaigns-first-segment = Построить первый сегмент
campaigns-first-template = Написать первое сообщение

# Аудитория.

campaigns-audience-waits = Аудитория появится, как только вы выберете сегмент.
campaigns-counting = Считаем аудиторию…
campaigns-accounts-all = Клиентов в сегменте
campaigns-accounts-treated = Клиентам напишем
campaigns-accounts-held = В контрольной группе
campaigns-messages = Контактов в рассылке
campaigns-waterfall = От сегмента к аудитории
campaigns-segment-contacts = Контакты сегмента
campaigns-axis-contacts = Контакты
campaigns-total = Итого
campaigns-meets = { $n ->
    [one] { $n } другая кампания пишет
    [few] { $n } другие кампании пишут
   *[many] { $n } других кампаний пишут
} части этих клиентов на той же неделе
campaigns-meets-name = Кампания
campaigns-meets-accounts = Общих клиентов
campaigns-calendar = Календарь рассылок
campaigns-frozen = Это состав, зафиксированный { $moment }, при отправке на согласование. Изменения в данных с тех пор его не меняют.
campaigns-never-frozen = Состав этой кампании не зафиксирован: её закрыли до отправки на согласование или после возврата автору.
campaigns-rests-on = Данные клиентов: версия { $publication } на { $day }; сегмент: версия { $version }.
campaigns-holdout-exactly = Из { $eligible ->
    [one] { $eligible } клиента, которому
   *[other] { $eligible } клиентов, которым
} есть куда писать, в контрольной группе — { $held }, в рассылке — { $treated }: { $steps ->
    [1] { $messages }
   *[other] максимум { $messages } за { $steps ->
        [one] { $steps } шаг
        [few] { $steps } шага
       *[other] { $steps } шагов
    }
}.

# Проверка.

campaigns-submits = После согласования напишем **{ $contacts ->
    [one] { $contacts } контакту
   *[other] { $contacts } контактам
}** у **{ $accounts ->
    [one] { $accounts } клиента
   *[other] { $accounts } клиентов
}**: { $steps ->
    [1] **{ $messages }**
   *[other] максимум **{ $messages }** за { $steps ->
        [one] { $steps } шаг
        [few] { $steps } шага
       *[other] { $steps } шагов
    }
}. В контрольной группе — ещё **{ $held }**. Отправка: **{ $schedule }**.
campaigns-submit = На согласование: { $n ->
    [one] { $n } контакт
    [few] { $n } контакта
   *[other] { $n } контактов
}, { $messages }
campaigns-submitted = Кампания «{ $name }» передана на согласование: { $n ->
    [one] { $n } контакт
    [few] { $n } контакта
   *[other] { $n } контактов
}, { $messages }.

# Сколько сообщений по каждому каналу.

campaigns-count-email = { $n ->
    [one] { $n } письмо
    [few] { $n } письма
   *[other] { $n } писем
}
campaigns-count-sms = { $n } SMS
campaigns-count-cabinet = { $n ->
    [one] { $n } уведомление в кабинете
    [few] { $n } уведомления в кабинете
   *[other] { $n } уведомлений в кабинете
}
campaigns-count-call = { $n ->
    [one] { $n } звонок
    [few] { $n } звонка
   *[other] { $n } звонков
}
campaigns-count-letter = { $n ->
    [one] { $n } бумажное письмо
    [few] { $n } бумажных письма
   *[other] { $n } бумажных писем
}
campaigns-count-all = { $n ->
    [one] { $n } сообщение
    [few] { $n } сообщения
   *[other] { $n } сообщений
} ({ $each })
campaigns-route = Кто должен согласовать
campaigns-able = Могут решить: { $people }
campaigns-nobody-able = На этом этапе решить некому: все, кто может, сами работали над кампанией. Попросите администратора назначить ещё одного согласующего.
campaigns-stages = Решено этапов: { $decided } из { $all }
campaigns-stage-by = согласовано: { $person }
campaigns-open = ждёт решения

# История.

campaigns-history = История ({ $n })
campaigns-edited = Правка: { $fields }
campaigns-approval-void = Согласование аннулировано ({ $reason })
campaigns-reason-fallen = после отправки на согласование изменилось: { $parts }
campaigns-reason-edited = правка после отправки на согласование: { $fields }
campaigns-reason-recalled = отозвана автором
campaigns-reason-channels = здесь не настроен канал: { $channels }. Неотправленное ждёт: настройте канал и возобновите рассылку
campaigns-reason-doubt-again = сообщение без подтверждения отправляется ещё раз
campaigns-reason-doubt-not_taken = сообщения без подтверждения нет в журнале почтового сервера, оно отправляется ещё раз
campaigns-reason-doubt-settled = сообщений без подтверждения больше нет
campaigns-reason-facts = сообщение называет факты, которых уже нельзя называть: { $facts }
campaigns-reason-standing = началась новая постоянная контрольная группа: аудитория набрана при группе за { $period }, и в ней есть клиенты, которых теперь не беспокоят. Отправьте кампанию на согласование ещё раз — аудитория наберётся заново
campaigns-by-rules = По правилам: { $rules }

campaigns-too-few = { $held ->
    [0] Контрольной группы нет, и показать, что продала эта кампания, будет нечем: для вывода нужно по { $fewest } клиентов в каждой группе. Задайте долю контрольной группы или отправляйте, зная об этом.
   *[other] Слишком мало, чтобы узнать, что продала эта кампания: в рассылке { $treated }, в контрольной группе { $held }, а для вывода нужно по { $fewest } клиентов в каждой. Увеличьте долю контрольной группы, расширьте сегмент или отправляйте, зная об этом.
 }

# Шаги.

campaigns-no-channel = Не настроен канал { $channel ->
    [sms] для SMS
    [cabinet] уведомлений в личном кабинете
   *[other] для таких сообщений
}, поэтому «{ $name }» не отправить. Ничего не изменено; задайте { $setting } и перезапустите пульт.
campaigns-no-way-out = Не настроен канал { $channel ->
    [call] звонков
    [letter] бумажных писем
   *[other] для таких сообщений
}, поэтому «{ $name }» не отправить. Ничего не изменено; выберите сообщение другого канала.
campaigns-too-many-steps = В кампании не больше { $most } шагов. Ничего не изменено.
campaigns-condition-unknown = Система не узнаёт { $condition ->
    [not_opened] об открытиях
    [not_clicked] о переходах по ссылкам
   *[not_replied] об ответах
}, поэтому ждать их шаг не может. Ничего не изменено; выберите другое условие или задайте { $condition ->
    [not_replied] COCKPIT_BOUNCE_MAILDIR или COCKPIT_IMAP_HOST
   *[other] COCKPIT_TRACKING
}.
campaigns-first-step-first = Сначала выберите первое сообщение, а потом следующее за ним. Ничего не изменено.
campaigns-no-such-step = Шага { $number }, с которым это можно сделать, нет. Ничего не изменено; посмотрите на шаги ещё раз.
campaigns-nothing-to-undo = В кампании «{ $name }» последними менялись не шаги, поэтому возвращать нечего.
campaigns-bad-shares = Доля варианта — от 0 до 100 %, и хотя бы одна больше нуля. Ничего не изменено.
campaigns-field-channel = Канал
campaigns-field-steps = Следующие шаги
campaigns-field-variant_shares = Доли вариантов
campaigns-ways-out = Сообщения других каналов можно будет выбрать, как только их канал настроят.
campaigns-step-called = { $number } · { $channel }
campaigns-step-after = { $hours ->
    [0] сразу после предыдущего шага
    [one] через { $hours } час после предыдущего шага
    [few] через { $days ->
        [0] { $hours } часа
        [one] { $hours } часа
        [few] { $days } дня
       *[many] { $days } дней
    } после предыдущего шага
   *[many] через { $days ->
        [0] { $hours } часов
        [one] { $hours } часов
        [few] { $days } дня
       *[many] { $days } дней
    } после предыдущего шага
}
campaigns-step-wait = Пауза, часов
campaigns-step-wait-help = Отсчитывается для каждого клиента с того момента, когда завершён предыдущий шаг: отправлено, отклонено или пропущено.
campaigns-step-condition = Кому
campaigns-step-condition-help = Доставка — у последнего шага, который отправляли этому клиенту; открытия, переходы и ответы — у всех шагов до этого. Считается только то, что, насколько можно судить, открыл или нажал человек. Если кто-то отписался, ответил, сделал заказ или отказался по телефону, если последний адрес не существует или рассылку остановили вручную, дальше не получит ничего весь клиент.
campaigns-condition-always = всем
campaigns-condition-not_delivered = клиентам, до которых ничего не дошло
campaigns-condition-not_opened = клиентам, которые не открыли
campaigns-condition-not_clicked = клиентам, которые не перешли по ссылке
campaigns-condition-not_replied = клиентам, которые не ответили
campaigns-step-up = Выше
campaigns-step-remove = Убрать
campaigns-step-add = Добавить шаг
campaigns-step-add-now = Добавить
campaigns-step-added = Добавлен шаг { $number }.
campaigns-step-done-up = Сообщение шага { $number } теперь уйдёт на шаг раньше.
campaigns-step-done-remove = Шаг { $number } убран.
campaigns-steps-undo = Вернуть шаги, как были
campaigns-steps-undone = Шаги снова такие, какими были.
campaigns-step-shown = Какое сообщение показать
campaigns-writing-shown = Какой вариант и язык показать
campaigns-languages = Каждый контакт получит сообщение на своём языке, если оно на нём написано, иначе — на первом.
campaigns-variants = Варианты, доли клиентов
campaigns-variants-help = Какой клиент получит какой вариант, решает случайный розыгрыш; он хранится вместе с аудиторией. На всех шагах у клиента одна и та же буква.
campaigns-variant-share = { $letter }, %
campaigns-cost = Стоимость
campaigns-cost-help = Как если бы каждый шаг ушёл всем: на клиентов, которых остановили или которым следующий шаг не нужен, уйдёт меньше. Части SMS считает прогон по настоящим сообщениям. Цены взяты из правил отправки.
campaigns-cost-step = Шаг
campaigns-cost-messages = Сообщений
campaigns-cost-units = Оплачиваемых единиц
campaigns-cost-price = Цена за одну
campaigns-cost-amount = Сумма
campaigns-cost-total = Всего не больше **{ $total }**.
campaigns-cost-at-least = Всего **{ $total }**, если в каждом SMS одна часть; точно посчитает прогон.
campaigns-no-prices = Стоимость этой кампании не посчитать: в правилах отправки пока нет цен.

# Комментарии.

campaigns-comments = { $n ->
    [0] Комментарии
    [one] { $n } комментарий
    [few] { $n } комментария
   *[many] { $n } комментариев
}
campaigns-comments-none = Пока никто ничего не написал. Комментарии видят авторы и согласующие; саму кампанию они не меняют.
campaigns-comment-about = О чём
campaigns-comment = Комментарий
campaigns-comment-say = Написать
campaigns-commented = Комментарий добавлен, его увидят авторы и согласующие.
campaigns-comment-empty = Комментарий пуст. Сначала напишите что-нибудь.
campaigns-since = Идёт с { $moment }
campaigns-never-sent = Не отправлялась
campaigns-next = Дальше: { $step }
campaigns-begin-segment = Новая кампания для сегмента «{ $name }»
campaigns-begin-brief = Новая кампания по брифу «{ $name }»
campaigns-begin-message = Новая кампания с сообщением «{ $name }»
