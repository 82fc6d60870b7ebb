# Что комната говорит, когда отказывает.

approvals-incomplete = «{ $name }» ещё не готова к согласованию. Не хватает: { $things }. Всё введённое сохранено; дополните и отправьте снова.
approvals-stale-audience = «{ $name }» или её сегмент изменились после подсчёта аудитории. На согласование ничего не отправлено; посмотрите новые числа и отправьте снова.
approvals-empty-audience = По «{ $name }» писать некому. На согласование ничего не отправлено; посмотрите каскад исключений, измените сегмент или адресацию.
approvals-no-holdout = Для «{ $name }» нужна контрольная группа, но из { $accounts ->
    [one] { $accounts } клиента
   *[other] { $accounts } клиентов
} её не выделить. На согласование ничего не отправлено; расширьте сегмент или поставьте ноль.
approvals-not-waiting = «{ $name }» больше не ждёт решения. Ничего не изменено; обновите страницу и посмотрите статус.
approvals-not-submitted = «{ $name }» не на согласовании, отзывать нечего.
approvals-changed = «{ $name }» уже не та, на которую вы смотрели. Изменилось: { $things }. Решение не принято; обновите страницу и посмотрите снова.
approvals-seal-broken = «{ $name }» уже не та, что согласована. Изменилось: { $things }. Ничего не отправлено; согласуйте её снова.
approvals-not-approved = У «{ $name }» есть не все согласования. Ничего не отправлено; посмотрите, какой этап открыт.
approvals-comment-needed = Напишите причину в комментарии: она нужна автору. Решение не принято.
approvals-own-work = «{ $name }» — отчасти ваша работа ({ $things }), а свою работу не согласуют. Решение не принято; это должен сделать кто-то другой с вашей ролью.
approvals-already-decided = Вы уже согласовали «{ $name }», а один человек решает не больше одного этапа. Ничего не изменено.
approvals-not-your-stage = Ни один открытый этап «{ $name }» не относится к вашим ролям. Решение не принято.
approvals-not-yet-open = Ваш этап «{ $name }» идёт после другого, который ещё не решён. Решение не принято; когда дойдёт очередь, кампания появится здесь.
approvals-no-delegation = Этой передачи права уже нет, или она не ваша. Ничего не изменено.
approvals-not-yours-to-give = У сотрудника { $person } нет этой роли, передавать нечего. Ничего не изменено.
approvals-no-delegate = Выберите другого сотрудника, который участвует в согласовании: выбранный решать не может. Ничего не изменено.
approvals-own-favour = { $person }, оформить замещение на себя нельзя: это должен сделать тот, кого вы замещаете, или другой администратор. Ничего не изменено.
approvals-delegate-has-it = { $person } и так решает в этой роли, передавать нечего. Ничего не изменено.
approvals-no-period = Конец должен быть позже начала и ещё не наступить. Ничего не изменено.
approvals-delegation-reason = Напишите причину: её увидит тот, кто будет читать решение позже. Ничего не изменено.
approvals-not-yours = Отозвать «{ $name }» может только тот, кто над ней работал. Ничего не изменено.

# Четыре глаза, части, причины, решения.

approvals-work-campaign = кампания
approvals-work-brief = бриф
approvals-work-segment = сегмент
approvals-work-template = сообщение
approvals-work-submission = отправка на согласование
approvals-part-goal = название и цель
approvals-part-segment = сегмент
approvals-part-brief = факты брифа
approvals-part-audience = аудитория
approvals-part-template = сообщение
approvals-part-channel = канал первого шага
approvals-part-steps = следующие шаги
approvals-part-variants = варианты
approvals-part-cost = стоимость
approvals-part-schedule = время отправки
approvals-part-holdout = контрольная группа
approvals-part-sender = отправитель
approvals-part-purpose = назначение
approvals-part-addressing = адресация
approvals-part-window = окно измерения
approvals-part-priority = приоритет
approvals-part-looks = запланированные просмотры
approvals-part-survey = опрос
approvals-part-route = маршрут согласования
approvals-part-rehearsal = прогон
approvals-part-seal = сама печать
approvals-part-hands = согласовавший потом сам над ней работал
approvals-was-escalated = Срок этапа истёк, может решить и «{ $role }»
approvals-verdict-for = { $verdict } (за сотрудника { $whose })
approvals-verdict-escalated = { $verdict } (срок этапа истёк)
approvals-why-always = нужно для каждой кампании
approvals-why-audience-over = аудитория { $size } больше { $limit }
approvals-why-audience-over-asked = аудитория { $size } больше { $limit } (из неё { $asked } в контроле получат только вопрос в конце)
approvals-why-service = сервисное сообщение не должно рекламировать
approvals-why-and = { $first } и { $more }
approvals-why-channels = канал: { $channel ->
    [sms] SMS
    [call] звонок
    [letter] бумажное письмо
    [cabinet] личный кабинет
   *[email] электронная почта
}
approvals-why-products = речь о продукте «{ $product }»
approvals-why-sensitive-segment = в условиях сегмента есть персональные данные
approvals-why-personal-message = в сообщении о человеке сказано больше, чем имя
approvals-why-cost-over = стоимость { $cost } ₽ больше { $limit } ₽
approvals-why-no-holdout = контрольной группы нет, результат не измерить
approvals-why-contacts-per-account-over = { $most ->
    [0] пишем всем сотрудникам клиента
   *[other] пишем до { $most } сотрудникам одного клиента, больше { $limit }
}
approvals-why-advertising = это реклама
approvals-verdict-approve = Согласовано
approvals-verdict-ask_for_changes = На доработку
approvals-verdict-reject = Отклонено

# Стол согласований.

approvals-title = Согласования
approvals-mine = Ждут вас ({ $n })
approvals-others = Ждут других ({ $n })
approvals-nothing = Вашего решения ничего не ждёт.
approvals-shelf = Какие кампании
approvals-shelf-mine = Ждут меня ({ $n })
approvals-shelf-others = Ждут других ({ $n })
approvals-shelf-decided = Решено мной ({ $n })
approvals-search = Поиск по названию
approvals-order = Порядок
approvals-order-age = Сначала те, что ждут дольше
approvals-order-limit = Сначала те, у которых раньше истечёт срок
approvals-order-name = По названию
approvals-decided-none = Вы пока ничего не решали.
approvals-fell = потом отменено
approvals-open = Открыть
approvals-back = Все согласования
approvals-gone = Эта кампания больше не ждёт решения.
approvals-age-hours = { $n ->
    [0] меньше часа назад
    [one] { $n } час назад
    [few] { $n } часа назад
   *[other] { $n } часов назад
}
approvals-age-days = { $n ->
    [one] { $n } день назад
    [few] { $n } дня назад
   *[other] { $n } дней назад
}
approvals-submitted = Автор отправки: { $person }, { $age }. Решено этапов: { $decided } из { $all }.
approvals-why-mine = Ваше решение в роли «{ $role }»: { $reasons }.
approvals-why-delegated = Ваше решение в роли «{ $role }», за сотрудника { $whose }: { $reasons }.
approvals-why-escalated = Решаете вы: «{ $role }» не успевает в срок: { $reasons }.
approvals-by-delegate = согласовано: { $person } за сотрудника { $whose }
approvals-by-escalation = согласовано: { $person }, срок этапа истёк
approvals-hours = { $worked } из { $hours ->
    [one] { $hours } рабочего часа
   *[other] { $hours } рабочих часов
}
approvals-stage-later = ждёт предыдущего этапа
approvals-stage-needs = осталось решений: { $missing } из { $needed }
approvals-escalated = срок истёк, может решить и «{ $role }»
approvals-why-own = Вы не можете решать: это отчасти ваша работа ({ $works }).
approvals-why-decided = Вы уже согласовали на этапе «{ $stage }».
approvals-why-other-role = Решает другая роль: { $roles }.

# Дело и решение.

approvals-what = О чём
approvals-for-whom = Для кого
approvals-message = Сообщение
approvals-saved-by = Версия сегмента { $version }, автор: { $person }
approvals-version = Версия { $version }
approvals-priority-usual = { $n } (обычный)
approvals-sender = Отправитель
approvals-share-held = Доля контрольной группы
approvals-since-decided = С вашего решения, { $moment }: { $n ->
    [0] ничего не изменилось
    [one] изменилась { $n } часть
    [few] изменились { $n } части
   *[other] изменилось { $n } частей
}
approvals-since-submitted = С прошлой отправки на согласование, { $moment }: { $n ->
    [0] ничего не изменилось
    [one] изменилась { $n } часть
    [few] изменились { $n } части
   *[other] изменилось { $n } частей
}
approvals-column-part = Что
approvals-column-before = Было
approvals-column-now = Стало
approvals-comings = Получатели: +{ $come }, −{ $gone }
approvals-come = Добавлен
approvals-gone-again = Выбыл
approvals-column-change = Изменение
approvals-column-contact = Контакт
approvals-column-account = Клиент
approvals-words-changed = Что изменилось в сообщении
approvals-comment = Комментарий (нужен, чтобы вернуть или отклонить)
approvals-anchors = Что изменить? (к каждой части — свой комментарий)
approvals-remark = Комментарий: { $part }
approvals-remarks-there = { $step }: { $n ->
    [one] { $n } замечание
    [few] { $n } замечания
   *[other] { $n } замечаний
}
approvals-reason-remarks = замечания указаны на её шагах
approvals-do-approve = Согласовать
approvals-do-ask_for_changes = Вернуть на доработку
approvals-do-reject = Отклонить
approvals-done-approve = Вы согласовали «{ $name }».
approvals-done-ask_for_changes = Кампания «{ $name }» вернулась к автору с вашим комментарием.
approvals-done-reject = Кампания «{ $name }» отклонена и закрыта.
approvals-stale-data = «{ $name }» не отправлена на согласование: данные старше обещанного. { $sources }. Правило: { $rules }. Загрузите свежие данные или попросите администратора изменить правило.
approvals-stale-source = «{ $source }» — на { $day }, { $age } дн. назад; { $owner } обещает не больше { $most }
approvals-files-changed = Файлы, которые прилагаются: { $was } → { $now }
approvals-tags-changed = Изменены метки, по которым наши сайты узнают письмо.

# Пока кого-то нет.

approvals-away = Пока меня нет{ $n ->
    [0] {""}
   *[other] {" "}({ $n })
}
approvals-away-says = Передайте право решать на несколько дней. Оно не действует там, где к кампании приложили руку вы или ваш заместитель, и дальше не передаётся. В решении будет сказано, за кого оно принято.
approvals-away-row = { $giver } → { $taker } · { $role } · с { $since } до { $until }
approvals-away-why = { $reason } · внесено: { $person }
approvals-away-revoke = Отозвать
approvals-away-from = Кого не будет
approvals-away-role = В какой роли
approvals-away-to = Кто решает вместо
approvals-away-choose = Выберите коллегу
approvals-away-days = С какого по какой день включительно
approvals-away-reason = Причина
approvals-away-do = Передать
approvals-away-done = Право передано: теперь решает { $person }.
approvals-away-revoked = Передача отозвана.
approvals-away-everyone = Кто кого замещает{ $n ->
    [0] {""}
   *[other] {" "}({ $n })
}
approvals-second-needed = Чужое право двум другим сотрудникам передают два администратора: предложите это на странице «Сотрудники и роли», и другой администратор подтвердит. Ничего не изменено.
