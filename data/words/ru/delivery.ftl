# Отправка: что говорят исполнитель и его команды.

delivery-shift =
    Отправлено { $sent }, возвращено { $bounced }, не удалось { $failed }, пропущено { $skipped }, без подтверждения { $unconfirmed } за { $seconds } с.
    Ещё ждут: { $waiting }. Улажено после прошлого запуска: { $recovered }.
delivery-shift-trouble =
    Почтовый сервер недоступен: { $trouble }
    Всё, что не передано, осталось в очереди ({ $waiting }). Отправлено { $sent }, возвращено { $bounced }, не удалось { $failed }, пропущено { $skipped }, без подтверждения { $unconfirmed } за { $seconds } с. Улажено после прошлого запуска: { $recovered }.
delivery-catching = Письма на { $host }:{ $port } собираются в { $folder }. Чтобы остановить, нажмите Ctrl-C.
delivery-catching-gateway = SMS и уведомления на { $host }:{ $port } собираются в { $folder }. Чтобы остановить, нажмите Ctrl-C.

delivery-already-dispatching = Из папки { $folder } уже отправляет другой исполнитель. Здесь ничего не отправлено; сначала остановите его.
delivery-cannot-begin = Исполнитель не запущен: в его папку { $folder } не удаётся записать ({ $reason }). Ничего не отправлено и ничего не потеряно: согласованные кампании ждут в базе, а всё начатое хранит журнал передачи. Освободите место на диске или дайте этой учётной записи право записи и запустите исполнителя снова.
delivery-mate-fell = Процесс отправки { $number } трижды подряд завершился сразу после запуска (код { $code }). Всё, что он успел взять, сохранено в его журнале; причина — в сообщении выше или в журнале исполнителя.
delivery-no-relay-log = Журнал почтового сервера не указан, разбирать сомнительные сообщения не по чему. Укажите журнал Postfix на этой машине в COCKPIT_RELAY_LOG.
delivery-unreadable-log = Журнал почтового сервера { $path } не читается. Ничего не изменено; дайте этой учётной записи право читать его вместе с архивными частями.
delivery-settled-by-log = Отправлено по журналу почтового сервера: { $arrived }. Нет в журнале, уйдут ещё раз: { $again }. Остались без подтверждения: { $held }.
delivery-journal-broken = Журнал передачи { $path } не удаётся записать ({ $reason }). Отправка остановлена, ничего не потеряно; освободите место на диске и запустите исполнителя снова.
delivery-nothing-approved = Того, что было согласовано для кампании «{ $name }», больше нет. Ничего не отправлено; подайте кампанию на согласование заново.
delivery-password-in-the-open = Пароль к почтовому серверу { $host } передавался бы без шифрования. Ничего не запущено; задайте COCKPIT_SMTP_TLS=starttls или tls.
delivery-unusable-address = «{ $address }» — не адрес, на который можно отправить письмо.
delivery-unusable-phone = «{ $address }» — не номер, на который можно позвонить или отправить SMS.
delivery-unusable-cabinet = «{ $address }» — не личный кабинет, в который можно отправить уведомление.
delivery-unusable-postal = Почтовый адрес для письма не указан.
delivery-unusable-url = «{ $url }» — не адрес, по которому можно обращаться. Ничего не отправлено; укажите в настройках полный адрес вида https://….
delivery-unusable-body = Шаблон запроса к SMS-шлюзу не подходит: { $reason }. Ничего не отправлено; задайте в COCKPIT_SMS_BODY правильный JSON с {"{to}"} и {"{text}"}.
delivery-unusable-token = В COCKPIT_SMS_HEADER или COCKPIT_SMS_PASSWORD есть символы, недопустимые в заголовке запроса. Ничего не запущено; используйте латинские буквы, цифры и знаки.
delivery-gateway-in-the-open = Сообщения для SMS-шлюза или личного кабинета передавались бы без шифрования. Ничего не запущено; укажите в COCKPIT_SMS_URL и COCKPIT_CABINET_URL адреса вида https://….
delivery-cabinet-unsigned = Уведомления для личного кабинета нечем подписывать. Ничего не запущено; задайте COCKPIT_CABINET_SECRET.
delivery-no-whole-key = Ключ в файле { $file } короче { $shortest } символов, подписывать им нельзя. Восстановите файл из резервной копии; если копии нет, удалите его — ссылки в уже отправленных сообщениях перестанут работать.
delivery-weak-signing-key = COCKPIT_SIGNING_KEY должен содержать не меньше { $shortest } символов, которые нельзя угадать. Ничего не запущено.
delivery-unknown-dispatch = Сообщения с номером { $dispatch } нет.
delivery-no-doubt = Сообщение на адрес { $address } больше не вызывает сомнений. Ничего не изменено; обновите список.
delivery-campaign-over = Кампания «{ $name }» остановлена, поэтому повторно ничего не отправляется. Отметить, что сообщение дошло, можно и теперь.

delivery-state-queued = В очереди
delivery-state-sending = Отправляется
delivery-state-prepared = Подготовлено
delivery-state-sent = Отправлено
delivery-state-delivered = Доставлено
delivery-state-bounced = Возвращено
delivery-state-complained = Жалоба
delivery-state-failed = Не удалось
delivery-state-skipped = Пропущено
delivery-state-unconfirmed = Без подтверждения

delivery-reason-quiet_hours = Ждёт утра по времени клиента
delivery-reason-retry = Временный отказ, попробуем ещё раз
delivery-reason-throttled = Ждёт очереди: быстрее правила не разрешают, или домен получателя просит подождать
delivery-reason-channel = Почтовый сервер недоступен, ждёт
delivery-reason-suppressed = На этот адрес писать нельзя
delivery-reason-consent = Согласие отозвано или больше не значится
delivery-reason-crowded = Ждёт: этому контакту как раз уходит другое сообщение, а место, возможно, только для одного
delivery-reason-policy = Писали уже достаточно часто
delivery-reason-standing = Вошёл в постоянную контрольную группу, которая началась после согласования
delivery-reason-address = На такой адрес письмо не отправить
delivery-reason-not_chosen = Нет среди тех, кому пишут по согласованной аудитории
delivery-reason-rendering = Для этого контакта письмо составить не удалось
delivery-reason-stopped = Кампания остановлена
delivery-reason-hard_bounce = Такого ящика нет; больше не пишем
delivery-reason-undelivered = Оператор не смог доставить; номер не запрещён
delivery-reason-soft_bounce = Вернулось по причине, которая может пройти; считаем
delivery-reason-blocked = Отклонено правилами получателя; адрес не запрещён
delivery-reason-attempts = Слишком много временных отказов
delivery-reason-interrupted = Исполнитель прервался между передачей и ответом
delivery-reason-no_answer = Сервер принял письмо и не ответил
delivery-reason-resent = Без подтверждения; отправлено ещё раз по правилам
delivery-reason-logged = Было без подтверждения; по журналу почтового сервера — принято
delivery-reason-not_taken = Было без подтверждения; в журнале почтового сервера его нет
delivery-reason-arrived = Человек подтвердил, что письмо дошло
delivery-reason-again = Решено отправить ещё раз

delivery-not-on-its-way = Кампания «{ $name }» сейчас не отправляется, поэтому останавливать её для одного клиента нечего.
delivery-account-not-treated = Клиент { $account } ничего не получает по этой кампании. Ничего не изменено; проверьте номер.
delivery-lot-held_out = Контрольная группа, не пишем
delivery-lot-later = Шаг ещё впереди
delivery-lot-unreached = Не создано: кампания завершена
delivery-lot-condition = Не нужно: условие не выполнено
delivery-lot-stopped = Остановлено для клиента
delivery-lot-waiting = Ждут отправки
delivery-lot-skipped = Пропущены при последней проверке
delivery-lot-handed_over = Переданы на отправку

delivery-step-queued = Поставлен в очередь
delivery-step-condition = Не нужен: условие не выполнено
delivery-step-stopped = Остановлен для клиента
delivery-step-nobody = По этому каналу там не с кем связаться
delivery-stop-by_hand = Остановлено вручную
delivery-stop-reply = Пришёл ответ
delivery-stop-outcome = Цель достигнута
delivery-stop-unsubscribed = Кто-то отписался или пожаловался
delivery-stop-hard_bounce = Ни одного из адресов не существует
delivery-state-sent-call = Ждёт звонка
delivery-state-delivered-call = Позвонили
delivery-state-prepared-letter = Ждёт сдачи на почту
delivery-state-sent-letter = Сдано на почту
