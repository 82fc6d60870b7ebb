# What else is worth a look in a message.
checks-personal = «{ $name }» — персональные данные; пишите их, только если без них не обойтись.
checks-personal-in-link = «{ $name }» — персональные данные внутри ссылки; адреса остаются в чужих журналах. Уберите поле.
checks-fact-missing = В брифе нет факта «{ $name }». Запросите его или уберите.
checks-fact-unconfirmed = Факт «{ $name }» ещё никто не подтвердил. Попросите подтвердить его в брифе.
checks-fact-expired = Срок факта «{ $name }» истёк. Попросите обновить его в брифе.
checks-unknown-host = Сайта «{ $host }» нет в списке разрешённых. Проверьте ссылку или попросите добавить сайт.
checks-no-mark = Ссылка на наш сайт без меток { $marks }: { $host }
checks-no-alt = У картинки нет текста для тех, кто её не видит (alt): { $address }
checks-contrast = Буквы { $color } на фоне { $ground } слишком бледные: { $ratio } к 1, читается от { $enough }.
checks-promotion = Слово «{ $word }» рекламное, а сообщение объявлено сервисным.
checks-no-footer = В юридической подписи не хватает «{ $word }».
checks-sms-parts = { $parts } частей ({ $encoding }) ещё до подстановки значений: каждая стоит как отдельное SMS.
checks-redirect = «{ $address }» ведёт дальше на «{ $host }», которого нет в списке разрешённых сайтов.
checks-link-dead = «{ $address }» не отвечает: { $reason }
checks-spam = SpamAssassin даёт { $score } балла из { $limit }: { $tests }
checks-spam-high = SpamAssassin считает письмо спамом: { $score } балла из { $limit }: { $tests }
checks-spam-missing = SpamAssassin здесь не установлен, поэтому о спам-фильтрах ничего не известно.
