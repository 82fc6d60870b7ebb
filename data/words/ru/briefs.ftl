# Брифы: для чего рассылка, её факты и чьё имя стоит под каждым.

briefs-title = Брифы

## Отказы

briefs-unknown = Такого брифа нет ({ $brief }). Ничего не изменено; выберите бриф из списка.
briefs-unknown-kind = В книге брифов нет вида рассылки «{ $kind }». Ничего не изменено; выберите вид из списка.
briefs-changed-meanwhile = Кто-то только что изменил «{ $name }». Ваше не сохранено, чтобы не потерять чужое. Посмотрите ещё раз и повторите правку.
briefs-illegal-move = «{ $name }» уже в другом состоянии, и отсюда так нельзя. Ничего не изменено; обновите страницу и посмотрите на статус.
briefs-not-yours = «{ $name }» меняют его заказчик, маркетинг и владельцы продукта. Ничего не изменено; попросите кого-то из них.
briefs-closed = «{ $name }» у маркетинга и не редактируется. Ничего не изменено; факты можно продлить, а остальное — после возврата.
briefs-incomplete = «{ $name }» ещё не передан. Не хватает: { $things }.
briefs-unconfirmed = «{ $name }» не принят. Эти факты не подтверждены или уже не действуют: { $things }.
briefs-own-brief = Вы приложили руку к «{ $name }», поэтому примет его другой маркетолог. Ничего не изменено.
briefs-comment-needed = «{ $name }» ещё не возвращён: скажите хотя бы об одном поле, что в нём нужно иначе.
briefs-reason-needed = «{ $name }» ещё не отозван: сначала укажите причину.
briefs-nameless = Брифу нужно название. Ничего не изменено; заполните: { $things }.
briefs-too-long = Слишком длинно, не больше { $most } знаков: { $things }. Ничего не изменено; сократите.
briefs-out-of-range = Нужно целое число от { $low } до { $high }: { $things }. Ничего не изменено.
briefs-window-backwards = Рассылка закончилась бы раньше, чем началась. Ничего не изменено; посмотрите на поля: { $things }.
briefs-bad-text = В факте должно быть от 1 до { $most } знаков: { $things }. Ничего не изменено.
briefs-bad-number = «{ $value }» — не число, которое можно обещать: { $things }. Ничего не изменено; наберите цифрами, например 1990.
briefs-bad-day = «{ $value }» — не дата: { $things }. Ничего не изменено; выберите день в календаре.
briefs-bad-link = Ссылка начинается с https:// и не содержит пробелов: { $things }. Ничего не изменено.
briefs-unknown-fact = «{ $name }» не спрашивает такого факта: { $things }. Ничего не изменено.
briefs-not-said = Этого ещё никто не сказал: { $things }. Ничего не изменено; сначала заполните.
briefs-not-confirmed = Под этим не стоит ничьё имя: { $things }. Ничего не изменено.
briefs-own-word = Вы сами это сказали, поэтому подтвердит кто-то другой: { $things }. Ничего не изменено.
briefs-not-your-word = По книге брифов это подтверждает другая роль: { $things }. Ничего не изменено.
briefs-lapsed = Это уже не действует: { $things }. Ничего не подтверждено; сначала продлите.
briefs-said-otherwise = Это только что изменили: { $things }. Ничего не подтверждено; посмотрите ещё раз.
briefs-bad-file = Файл «{ $name }» не сохранён: это не { $kinds }, или внутри не то, что говорит название. Ничего не изменено.
briefs-bad-size = Файл «{ $name }» не сохранён: размер должен быть от 1 байта до { $most } МБ. Ничего не изменено.
briefs-too-many-files = У брифа не больше { $most } файлов. Ничего не сохранено; сначала уберите один.

## Статусы и поля

briefs-status-asked = Запрошен
briefs-status-supplied = Передан
briefs-status-returned = Возвращён
briefs-status-accepted = Принят
briefs-status-used = Использован
briefs-status-withdrawn = Отозван
briefs-standing-missing = Не заполнено
briefs-standing-unconfirmed = Не подтверждено
briefs-standing-expired = Срок истёк
briefs-standing-confirmed = Подтверждено
briefs-shown-missing = ‹{ $label }: в брифе нет›
briefs-shown-unconfirmed = ‹{ $label }: { $value }, не подтверждено›
briefs-shown-expired = ‹{ $label }: { $value }, срок истёк›
briefs-field-name = Название
briefs-field-kind = Вид рассылки
briefs-field-product = Продукт
briefs-field-goal = Цель
briefs-field-promise = Обещание клиенту
briefs-field-audience = Кому пишем, словами
briefs-field-segment_id = Сегмент
briefs-field-measure = Как поймём, что сработало
briefs-field-window_days = Окно измерения, дней
briefs-field-starts_on = Рассылка с
briefs-field-ends_on = Рассылка до
briefs-field-deadline = Нужен к
briefs-field-contacts = Ожидаемых контактов
briefs-field-cost = Затраты, рублей
briefs-field-benefit = Выгода, рублей
briefs-example-goal = Что должны сделать эти клиенты, чего иначе не сделали бы?
briefs-example-promise = Что они получат, их словами?
briefs-example-audience = Какие компании и кто в них?
briefs-example-measure = Какие продажи, за какой срок, по сравнению с теми, кому не писали?

## Список

briefs-view = Вид
briefs-view-list = Список
briefs-view-calendar = Календарь
briefs-new = Новый бриф
briefs-file = Подать
briefs-filed = «{ $name }» подан. Заполните то, о чём он спрашивает.
briefs-asks-for = Понадобятся: { $facts }.
briefs-none = Брифов пока нет. Бриф — это просьба о рассылке: кому, о чём, зачем и на каких фактах. Подайте первый.
briefs-nothing-found = Ни один бриф не подходит под поиск и выбор.
briefs-count = { $found } из { $all } { $all ->
    [one] брифа
    [few] брифов
   *[many] брифов
}
briefs-search = Поиск по названию, продукту или человеку
briefs-whose = Чьи
briefs-whose-all = Все
briefs-whose-mine = Поданные мной
briefs-whose-turn = Мой ход
briefs-order = Порядок
briefs-order-late = Сначала срочные
briefs-order-newest = Сначала новые
briefs-order-starts = По дню рассылки
briefs-order-name = По названию
briefs-statuses = Статус
briefs-age = день { $age } из { $most }
briefs-late = опоздание: { $n ->
    [one] { $n } рабочий день
    [few] { $n } рабочих дня
   *[many] { $n } рабочих дней
}
briefs-turn-of-requester = Ход заказчика
briefs-turn-of-marketer = Ход маркетинга
briefs-turn = { $owner ->
    [requester] Ход заказчика
   *[marketer] Ход маркетинга
} до { $day } · рабочий день { $age } из { $most }
briefs-by-rule = По правилу { $rule }
briefs-column-name = Бриф
briefs-column-kind = Вид
briefs-column-status = Статус
briefs-column-product = Продукт
briefs-column-owner = Кто подал
briefs-column-limit = Срок
briefs-column-late = Опоздание, рабочих дней
briefs-column-week = Неделя с
briefs-column-mailings = Рассылок
briefs-column-contacts = Контактов
briefs-column-planned = Запланировано
briefs-column-conflict = Конфликт

## Один бриф

briefs-back = Все брифы
briefs-what-for = Для чего
briefs-whom = Кому
briefs-when = Когда
briefs-worth = Что это даст
briefs-no-segment = Только словами
briefs-segment-help = Если указать сегмент, будет видно, какие ещё брифы просят тех же клиентов.
briefs-facts = Факты, которые может назвать письмо
briefs-facts-help = Каждый факт подтверждает по имени та роль, которую называет книга брифов. Любая правка снимает подтверждение.
briefs-valid-until = Действует до
briefs-said-by = заполнено: { $person }
briefs-confirmed-by = подтверждено: { $person }, { $moment }
briefs-confirms = подтверждает: { $role }
briefs-true-until = действует до { $day }
briefs-confirm = Подтвердить: { $person }
briefs-confirmed = «{ $name }»: под фактом стоит ваше имя.
briefs-take-back = Снять моё имя
briefs-taken-back = «{ $name }»: факт больше не подтверждён. Согласования, которые на нём держались, аннулированы.
briefs-lacks = Чтобы передать, не хватает: { $things }.
briefs-waits-for-names = Чтобы принять, эти факты нужно подтвердить: { $things }.
briefs-doubtful = Не подтверждено или уже не действует: { $things }. Письмо, которое это называет, не уйдёт.
briefs-supply = Передать маркетингу
briefs-supplied = «{ $name }» у маркетинга.
briefs-accept = Принять
briefs-accepted = «{ $name }» принят. Его может использовать кампания.
briefs-return = Вернуть с замечаниями
briefs-return-fields = Что нужно иначе
briefs-return-choose = Выберите поля
briefs-return-now = Вернуть
briefs-returned = «{ $name }» снова у заказчика.
briefs-withdraw = Отозвать
briefs-withdraw-why = Почему
briefs-withdraw-now = Отозвать совсем
briefs-withdrawn = «{ $name }» отозван.
briefs-files = Файлы
briefs-no-files = Файлов нет.
briefs-attach = PDF, картинка, файл Office или текст, до { $most } МБ
briefs-attached = Файл приложен к «{ $name }».
briefs-detach = Убрать
briefs-detached = Файл убран из «{ $name }».
briefs-kilobytes = { $n } КБ

## Пересечения, использование, история

briefs-twin = «{ $name }» — о том же продукте в то же время ({ $weeks }). Договоритесь, прежде чем выйдут оба.
briefs-collides = { $n ->
    [one] Ещё { $n } бриф просит
    [few] Ещё { $n } брифа просят
   *[many] Ещё { $n } брифов просят
} тех же клиентов в те же недели: { $names }. Общих клиентов: до { $accounts }.
briefs-uses = Где используется
briefs-unused = Ни одна кампания его пока не использует.
briefs-to-result = Результат
briefs-history = История ({ $n })
briefs-event-confirmed = Подтверждено: { $fact }
briefs-event-voided = Подтверждение снято: { $fact }
briefs-event-used = отправлен на согласование с «{ $name }»

## Календарь

briefs-calendar = Запланированные рассылки по неделям, в контактах, против того, что выдержит неделя
briefs-capacity = Неделя выдержит рассылок: { $mailings }, контактов: { $contacts }. Число над столбцом — сколько рассылок; пунктир — сколько контактов выдержит неделя.
briefs-axis-week = Неделя с
briefs-axis-contacts = Контактов
briefs-week = { $mailings ->
    [one] { $mailings } рассылка
    [few] { $mailings } рассылки
   *[many] { $mailings } рассылок
}, { $contacts ->
    [one] { $contacts } контакт
    [few] { $contacts } контакта
   *[many] { $contacts } контактов
}
briefs-over-capacity = Больше, чем выдержит неделя
briefs-contacts = { $n ->
    [one] { $n } контакт
    [few] { $n } контакта
   *[many] { $n } контактов
}

## В кампании и на первой странице

briefs-campaign-choose = Бриф
briefs-campaign-none = Без брифа
briefs-campaign-help = Принятые брифы. Письмо может назвать их подтверждённые факты: brief.price и другие. Выбор задаст назначение и заполнит цель, сегмент и окно, если их ещё никто не задал.
briefs-campaign-open = Открыть бриф
briefs-column-fact = Факт
briefs-column-value = Значение
briefs-column-confirmed = Кто подтвердил
briefs-column-until = Действует до
briefs-column-quote = В письме
briefs-errand-confirm = «{ $name }»: { $n ->
    [one] { $n } факт ждёт вашего подтверждения
    [few] { $n } факта ждут вашего подтверждения
   *[many] { $n } фактов ждут вашего подтверждения
}.
briefs-errand-asked = «{ $name }» нужно заполнить и передать до { $day }.
briefs-errand-supplied = «{ $name }»: примите бриф или верните с замечаниями до { $day }.
briefs-errand-returned = «{ $name }» вернулся с замечаниями; ответьте до { $day }.
briefs-errand-accepted = «{ $name }» принят; запланируйте кампанию до { $day }.
briefs-errand-late = опоздание: { $n ->
    [one] { $n } рабочий день
    [few] { $n } рабочих дня
   *[many] { $n } рабочих дней
}

## Источники данных

briefs-stale = Источник «{ $source }» известен на { $day }, { $age } дн. назад; { $owner } обещает не больше { $most }.
briefs-stale-stops = Пока данные не обновят, кампанию на согласование не отправить.
briefs-to-campaign = Запланировать кампанию
briefs-collision = «{ $first }» и «{ $second }» на этой неделе напишут одним и тем же клиентам: { $n }.
briefs-collision-members = У сегментов кампаний «{ $first }» и «{ $second }» { $n ->
    [one] { $n } общий клиент
    [few] { $n } общих клиента
   *[many] { $n } общих клиентов
}; напишут, возможно, не всем.
briefs-capacity-rule = Так сказано в правилах: { $rule }
briefs-legend-planned = Запланировано
briefs-legend-later = Следующие шаги: не больше
briefs-later = не раньше { $day } · { $name }, шаг { $step }
briefs-contacts-most = не больше { $n ->
    [one] { $n } контакта
   *[many] { $n } контактов
}
briefs-undated = Без даты
briefs-undated-why = Уйдут сразу после согласования или ещё не назначены
briefs-quoted = названо в сообщении
