# Что комната говорит, когда отказывает.

campaigns-changed-meanwhile = Кто-то другой только что изменил «{ $name }». Ваше изменение не сохранено, чтобы не потерять чужое; обновите страницу, посмотрите и повторите.
campaigns-unknown = Такой кампании нет ({ $campaign }). Ничего не изменено; выберите из списка.
campaigns-illegal-move = «{ $name }» уже в другом состоянии, и отсюда это невозможно. Ничего не изменено; обновите страницу и посмотрите статус.
campaigns-under-way = «{ $name }» уже отправляется или завершена, поэтому её больше не правят. Ничего не изменено; сделайте копию, чтобы использовать её снова.
campaigns-no-segment = У «{ $name }» ещё нет сегмента, поэтому нет и аудитории. Сначала выберите сегмент.
campaigns-bad-name = Кампании нужно название. Ничего не изменено; введите его.
campaigns-bad-sender = «{ $address }» — не адрес, с которого можно отправить письмо. Ничего не изменено; проверьте написание.
campaigns-past = Это время уже прошло. Ничего не изменено; выберите время в будущем.
campaigns-unknown-segment = Такого сегмента нет. Ничего не изменено; выберите из списка.
campaigns-unknown-template = Такого сообщения нет. Ничего не изменено; выберите из списка.
campaigns-too-long = { $field ->
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
   *[window_days] Окно измерения в днях должно
} быть от { $low } до { $high }. Ничего не изменено.

# Чего не хватает.

campaigns-missing-goal = цель
campaigns-missing-segment = сегмент
campaigns-missing-template = сообщение
campaigns-missing-sender_name = имя отправителя
campaigns-missing-sender_address = адрес отправителя
campaigns-missing-segment_archived = сегмент не из архива
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
campaigns-fate-no_address = Нет пригодного адреса
campaigns-fate-suppressed = Адрес в стоп-листе
campaigns-fate-no_consent = Нет согласия на этот канал и цель
campaigns-fate-elsewhere = Ящик уже выбран через другой контакт
campaigns-fate-not_addressed = Не проходит по правилу адресации
campaigns-fate-campaign_holdout = Контрольная группа
campaigns-fate-in = Получат письмо
