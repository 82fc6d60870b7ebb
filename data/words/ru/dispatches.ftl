dispatches-title = Отправка
dispatches-campaign = Кампания
dispatches-empty = Сейчас ничего не отправляется и пока не отправлялось. Согласованная кампания появится здесь сама.
dispatches-to-campaigns = К кампаниям

dispatches-worker-awake = { $n ->
    [1] Исполнитель отправки работает.
    [one] Исполнитель отправки работает: одновременно отправляет { $n } процесс.
    [few] Исполнитель отправки работает: одновременно отправляют { $n } процесса.
   *[other] Исполнитель отправки работает: одновременно отправляют { $n } процессов.
}
dispatches-worker-asleep = Исполнитель отправки не запущен, поэтому ничего не уходит. Запустите его на сервере: `python -m core.cli deliver`
dispatches-trouble = Почтовый сервер сейчас недоступен. Ничего не потеряно: всё ждёт, попытки повторяются сами. Ответ сервера:
dispatches-done = Готово
dispatches-waiting = Ждут
dispatches-rate = В минуту
dispatches-left = Осталось
dispatches-left-under-minute = < 1 мин
dispatches-left-minutes = { $n } мин
dispatches-left-hours = { $n } ч
dispatches-next = Следующее сообщение уйдёт { $moment }.
dispatches-scheduled = Согласовано и запланировано: отправка начнётся сама { $moment }.
dispatches-about-to-start = Сообщения готовятся, отправка начнётся сама.

dispatches-pause = Приостановить
dispatches-resume = Продолжить
dispatches-stop = Остановить насовсем
dispatches-stop-question =
    { $waiting ->
        [0] Ни одно сообщение больше не ждёт
        [one] **{ $waiting }** сообщение не будет отправлено
        [few] **{ $waiting }** сообщения не будут отправлены
       *[many] **{ $waiting }** сообщений не будут отправлены
    }, { $air } в пути ещё могут дойти, { $sent } уже отправлено. Отменить остановку нельзя.
dispatches-stop-reason = Причина
dispatches-stop-needs-reason = Пока ничего не остановлено: сначала укажите причину.
dispatches-stop-now = Остановить кампанию
dispatches-paused = Кампания «{ $name }» приостановлена. { $n ->
    [one] { $n } сообщение ждёт.
    [few] { $n } сообщения ждут.
   *[many] { $n } сообщений ждут.
}
dispatches-resumed = Кампания «{ $name }» продолжается. { $n ->
    [one] Осталось { $n } сообщение.
    [few] Осталось { $n } сообщения.
   *[many] Осталось { $n } сообщений.
}
dispatches-stopped = Кампания «{ $name }» остановлена: не будет отправлено { $n }, уже отправлено { $sent }.

dispatches-tab-messages = Сообщения
dispatches-tab-doubts = Без подтверждения
dispatches-tab-domains = Каналы, домены и причины
dispatches-tab-caught = Пойманные сообщения

dispatches-search = Поиск
dispatches-search-hint = Адрес, компания или номер контакта
dispatches-states = Состояние
dispatches-none-yet = Сообщений этой кампании в очереди ещё нет.
dispatches-found = { $n ->
    [one] { $n } сообщение
    [few] { $n } сообщения
   *[many] { $n } сообщений
}
dispatches-nothing-found = Ничего не подходит. Выберите другие состояния или сократите запрос.
dispatches-address = Адрес
dispatches-account = Компания
dispatches-state = Состояние
dispatches-reason = Причина
dispatches-attempts = Попыток
dispatches-when = Когда
dispatches-answer = Что ответил почтовый сервер
dispatches-number = Номер
dispatches-file = сообщения

dispatches-domain = Домен
dispatches-messages = Сообщений
dispatches-domains-file = домены
dispatches-no-reasons = Пока всё идёт без происшествий.

dispatches-doubts-settle = Эти сообщения ищутся в журнале почтового сервера по Message-ID: принятые считаются отправленными, не дошедшие до сервера уйдут ещё раз. На это нужно несколько минут; решить можно и раньше. { $rule }
dispatches-doubts-nolog = По правилу такие сообщения разбираются по журналу почтового сервера, но здесь он не читается, поэтому они ждут вашего решения. Найдите Message-ID в журнале почтового сервера или спросите контакт, затем решите. { $rule }
dispatches-doubts-hold = Эти сообщения ждут вашего решения: сами они повторно не уходят. Найдите Message-ID в журнале почтового сервера или спросите контакт, затем решите. { $rule }
dispatches-doubts-resend = Сомнительные сообщения уходят повторно сами, кто-то может получить их дважды; эти уже пробовали столько раз, сколько разрешает правило. { $rule }
dispatches-no-doubts = Сомнительных сообщений нет.
dispatches-doubts = { $n ->
    [one] **{ $n } сообщение** передано, но подтверждения не было.
    [few] **{ $n } сообщения** переданы, но подтверждения не было.
   *[many] **{ $n } сообщений** передано, но подтверждения не было.
}
dispatches-doubt = { $moment } · { $reason }
dispatches-doubts-more = { $n ->
    [one] И ещё { $n }; появится, когда эти будут улажены.
    [few] И ещё { $n }; появятся, когда эти будут улажены.
   *[many] И ещё { $n }; появятся, когда эти будут улажены.
}
dispatches-arrived = Дошло
dispatches-again = Отправить ещё раз
dispatches-settled-arrived = Отмечено: сообщение на { $address } дошло.
dispatches-settled-again = Сообщение на { $address } снова в очереди.

dispatches-caught-kind = Что поймано
dispatches-no-messages-caught = Ничего не поймано. В демонстрации SMS и уведомления приходят в шлюз-ловушку на этой машине, и их можно прочитать здесь; настоящий шлюз их доставит.
dispatches-caught-search = Поиск по адресам и темам
dispatches-caught = { $n ->
    [one] { $n } письмо поймано на этой машине; наружу ничего не ушло.
    [few] Последние { $n } письма, пойманные на этой машине; наружу ничего не ушло.
   *[many] Последние { $n } писем, пойманных на этой машине; наружу ничего не ушло.
}
dispatches-nothing-caught = Писем не поймано. В демонстрации почта приходит на сервер-ловушку на этой машине, и её можно прочитать здесь; настоящий сервер её доставит.
dispatches-caught-to = Кому
dispatches-caught-about = Тема
dispatches-caught-from-to = От: { $sender } · Кому: { $to }
dispatches-caught-no-text = (без текстовой части)
dispatches-caught-headers = Заголовки

dispatches-balance = От аудитории к сообщениям
dispatches-balance-about =
    { $n ->
        [one] По всем шагам возможно не больше { $n } сообщения
       *[other] По всем шагам возможно не больше { $n } сообщений
    }: { $messages ->
        [one] { $messages } создано
       *[other] { $messages } создано
    }, { $others } нет — по какой причине, сказано в заголовке столбца.
dispatches-balance-audience = В аудитории
dispatches-balance-all = Все шаги
dispatches-balance-who = Кто стоит за числом
dispatches-balance-which = Число
dispatches-steps = Следующие шаги, по клиентам
dispatches-step = Шаг
dispatches-step-waiting = Ещё не решено
dispatches-stopped-accounts = { $n ->
    [one] Остановлено для { $n } клиента
   *[other] Остановлено для { $n } клиентов
}
dispatches-note = Примечание
dispatches-by = Кто
dispatches-stop-account = Остановить для клиента
dispatches-stop-account-about = Никто у этого клиента больше ничего не получит по этой кампании; то, что в очереди, будет пропущено. Отменить это нельзя.
dispatches-stop-account-search = Название или номер клиента
dispatches-stop-account-nobody = Такого клиента нет.
dispatches-stop-account-now = Остановить для этого клиента
dispatches-account-stopped = Клиент { $account } больше ничего не получит по этой кампании. { $n ->
    [0] В очереди для него ничего не было.
    [one] Пропущено { $n } сообщение из очереди.
    [few] Пропущено { $n } сообщения из очереди.
   *[many] Пропущено { $n } сообщений из очереди.
}
dispatches-held-channel = Шаг { $n } придержан: канал «{ $channel }» больше не настроен. Шаг пойдёт дальше, как только канал снова настроят; на другие каналы это не влияет.
dispatches-held-condition = Шаг { $n } придержан: больше неоткуда узнать, { $condition ->
    [not_opened] кто открыл сообщение (учёт открытий и переходов выключен)
    [not_clicked] кто перешёл по ссылке (учёт открытий и переходов выключен)
   *[not_replied] кто ответил (не настроен ящик для ответов)
}, и письмо ушло бы всем подряд. Включите учёт снова или остановите кампанию.
dispatches-to-post = { $n ->
    [one] { $n } письмо напечатают и сдадут на почту люди: отметьте это на странице «Письма на бумаге»
    [few] { $n } письма напечатают и сдадут на почту люди: отметьте это на странице «Письма на бумаге»
   *[many] { $n } писем напечатают и сдадут на почту люди: отметьте это на странице «Письма на бумаге»
 }
dispatches-to-call = { $n ->
    [one] { $n } звонок ещё впереди, он в списке менеджера
    [few] { $n } звонка ещё впереди, они в списках менеджеров
   *[many] { $n } звонков ещё впереди, они в списках менеджеров
 }
dispatches-next-steps = Этот шаг прошёл. Кампания открыта: ниже видно, сколько клиентов ждут решения о следующем шаге.
dispatches-listed = Передано менеджерам
dispatches-by-rule = Правило: книга «{ $book }», версия { $version }.
