# Записи DNS, по которым принимают нашу почту.

standing-title = Доверие к нашим письмам
standing-says = Что видят почтовые серверы получателей: SPF, DKIM, DMARC, обратная запись и отписка. Проверка спрашивает DNS и занимает до минуты.
standing-ask = Проверить записи DNS
standing-asking = Спрашиваем DNS…
standing-put = Внесите в DNS:
standing-subject-spf = Отправители (SPF)
standing-subject-dkim = Подпись (DKIM)
standing-subject-dmarc = Защита от подделок (DMARC)
standing-subject-ptr = Обратная запись (PTR)
standing-subject-list = Отписка
standing-subject-returns = Возвраты
standing-silent = DNS не ответил на запрос о { $name }. Повторите проверку позже.
standing-spf-none = У { $domain } нет записи SPF: получатели не знают, кто вправе слать письма от этого домена.
standing-spf-several = У { $domain } { $n ->
        [one] { $n } запись
        [few] { $n } записи
       *[many] { $n } записей
    } SPF. Должна быть ровно одна, иначе не действует ни одна: соберите всё в одну.
standing-spf-broken = Запись SPF у { $domain } не действует: получатели споткнутся на «{ $term }».
standing-spf-lookups = Запись SPF у { $domain } требует больше 10 запросов к DNS, поэтому получатели считают её ошибкой. Уберите лишние include.
standing-spf-all = Запись SPF у { $domain } разрешает слать письма кому угодно (+all). Закройте её.
standing-spf-open = Запись SPF у { $domain } ничего не говорит о посторонних отправителях. Закройте её через -all.
standing-spf-good = Запись SPF у { $domain } в порядке, запросов к DNS: { $lookups } из 10.
standing-dkim-not-here = Здесь письма не подписываются. Убедитесь, что их подписывает почтовый шлюз, или задайте COCKPIT_DKIM_DOMAIN и создайте ключи командой dkim make.
standing-dkim-none = Записи { $name } нет, поэтому наша подпись ({ $algorithm }) не проверяется.
standing-dkim-several = На { $name } записей: { $n }. Оставьте одну.
standing-dkim-revoked = Ключ на { $name } отозван: в записи пустой p=. Подпись ({ $algorithm }) не действует.
standing-dkim-other = На { $name } чужой ключ: подпись ({ $algorithm }), которую ставит система, по нему не сойдётся.
standing-dkim-testing = Ключ на { $name } верный, но помечен как пробный (t=y): подпись могут не учитывать.
standing-dkim-good = Ключ на { $name } — наш ({ $algorithm }).
standing-dmarc-none = У { $domain } нет записи DMARC. Крупные почтовые службы не принимают без неё массовые рассылки.
standing-dmarc-several = У { $at } записей DMARC: { $n }. Должна быть одна, иначе не действует ни одна.
standing-dmarc-unreadable = В записи DMARC у { $at } непонятно, что делать с поддельными письмами: p должно быть none, quarantine или reject.
standing-dmarc-watching = DMARC у { $domain } только наблюдает (p=none). Когда в отчётах не останется наших писем без подписи, перейдите на quarantine.
standing-dmarc-quarantine = DMARC у { $domain }: поддельные письма отправляются в спам.
standing-dmarc-reject = DMARC у { $domain }: поддельные письма не принимаются.
standing-aligned = Письма от { $domain } узнаются как свои: домены возвратов и подписи с ним совпадают.
standing-aligned-by-key = Письма от { $domain } узнаются как свои только по подписи: домен возвратов { $envelope } к нему не относится.
standing-aligned-by-return = Письма от { $domain } узнаются как свои только по SPF: подпись ставится от { $signing }. При пересылке они потеряют доверие.
standing-not-aligned = Письма от { $domain } не узнаются как свои: домен возвратов — { $envelope }, подпись — от { $signing }. По правилам DMARC они считаются поддельными.
standing-not-aligned-unsigned = Письма от { $domain } не узнаются как свои: домен возвратов — { $envelope }, подписи нет. По правилам DMARC они считаются поддельными.
standing-ptr-not-here = Почтовый шлюз стоит во внутренней сети, и с каким адресом он выходит наружу, отсюда не видно. Проверьте обратную запись этого адреса сами.
standing-ptr-nowhere = У почтового шлюза { $relay } нет адреса в DNS.
standing-ptr-none = У адреса { $address } нет обратной записи. Попросите о ней владельца сети: без неё письма не принимают.
standing-ptr-one-way = Обратная запись адреса { $address } называет { $names }, но этих имён с таким адресом в DNS нет. Приведите их в соответствие.
standing-ptr-good = Обратная запись адреса { $address } называет { $names }, и это имя ведёт на тот же адрес.
standing-list-good = В каждом письме есть отписка одним нажатием (List-Unsubscribe-Post).
standing-list-by-mail = Отписка одним нажатием не предлагается: для неё система должна быть доступна контактам по https. Задайте COCKPIT_CONTACTS_URL. Пока отписаться можно только письмом.
standing-returns-good = Возвраты на { $domain } принимает { $hosts }.
standing-returns-nobody = Для { $domain } нет записи MX: возвраты не придут никуда, и многие серверы откажутся принимать письма.
