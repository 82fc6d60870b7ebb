returned-title = Вернувшиеся письма
returned-no-mailbox = Ящик для вернувшихся писем не задан (COCKPIT_IMAP_HOST или COCKPIT_BOUNCE_MAILDIR), поэтому о возвратах узнать неоткуда.
returned-waiting = { $n ->
    [0] Ящик доступен, новых писем в нём нет.
    [one] Ящик доступен, в нём ждёт { $n } новое письмо; его заберёт исполнитель отправки.
    [few] Ящик доступен, в нём ждут { $n } новых письма; их заберёт исполнитель отправки.
   *[many] Ящик доступен, в нём ждут { $n } новых писем; их заберёт исполнитель отправки.
  }
returned-none = За последние { $days } дней ни одного письма о возврате не пришло.
returned-blocked = За последние { $days } дней чужие серверы отклонили из-за нас самих { $n ->
    [one] { $n } письмо
    [few] { $n } письма
   *[many] { $n } писем
}: репутация, подпись или содержание. Адреса не запрещены; посмотрите ниже, что отвечают, и покажите тем, кто ведёт почтовый сервер.
returned-kind = Что это
returned-kind-hard = Ящика нет
returned-kind-soft = Пройдёт само
returned-kind-block = Отклонили нас
returned-kind-complaint = Жалоба
returned-kind-delayed = Задерживается
returned-kind-delivered = Доставлено
returned-kind-auto_reply = Автоответ
returned-kind-reply = Ответ человека
returned-kind-none = Другое
returned-taken = Что сделано
returned-taken-followed = Учтено
returned-taken-noted = Принято к сведению
returned-taken-unsigned = Без нашей подписи, ничего не изменено
returned-taken-quarantined = В карантине: читать небезопасно
returned-count = Писем
returned-ours = Последние отказы, которые касаются нас
returned-when = Когда
returned-domain = Чей сервер
returned-said = Что ответил
