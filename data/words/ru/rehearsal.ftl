# Refusals.
rehearsal-under-way = Прогон этой кампании уже идёт. Новый не начат; дождитесь его или отмените.
rehearsal-not-running = Прогон уже закончился. Ничего не изменилось; посмотрите, что он нашёл.
rehearsal-needed = «{ $name }» в нынешнем виде ещё не прогнана. Ничего не отправлено на согласование; сначала проведите прогон — каждое сообщение будет заполнено и прочитано.
rehearsal-failed-first = Прогон «{ $name }» нашёл сообщения, которые нельзя отправлять. Ничего не отправлено на согласование; исправьте перечисленное и повторите прогон.
rehearsal-nobody = В «{ $name }» некому писать. Прогонять нечего; выберите другой сегмент.
rehearsal-no-message = У «{ $name }» нет сообщения. Прогонять нечего; сначала выберите его.
rehearsal-unknown = Кампании «{ $campaign }» нет. Прогон не начат; назовите её по имени или идентификатору.

# What is found.
rehearsal-gap = Поле «{ $name }» пустое, и замены у него нет: будет виден пропуск.
rehearsal-gone = Этого контакта больше нет в опубликованных данных.
rehearsal-other-language = Контакт читает { $language ->
    [ru] по-русски
    [en] по-английски
    *[other] на языке «{ $language }»
    }, а сообщение написано не на этом языке.

# The review.
rehearsal-title = Прогон
rehearsal-about = Каждое сообщение аудитории заполняется и читается до согласования.
rehearsal-now = Прогнать { $n ->
    [one] { $n } сообщение
    [few] { $n } сообщения
    *[other] { $n } сообщений
    }
rehearsal-again = Прогнать ещё раз
rehearsal-cancel = Отменить
rehearsal-began = Прогон «{ $name }» начался. Страницу можно закрыть.
rehearsal-called-off = Прогон «{ $name }» отменён.
rehearsal-small = { $n ->
    [one] { $n } сообщение прогоняется
    [few] { $n } сообщения прогоняются
    *[other] { $n } сообщений прогоняются
    } при отправке на согласование; это секунды.
rehearsal-reading = Заполняется и читается { $n ->
    [one] { $n } сообщение …
    [few] { $n } сообщения …
    *[other] { $n } сообщений …
    }
rehearsal-status-running = Идёт
rehearsal-status-passed = Пройден
rehearsal-status-failed = Не пройден
rehearsal-status-cancelled = Отменён
rehearsal-status-broken = Прерван
rehearsal-outdated = После этого прогона что-то изменилось, поэтому он больше не считается.
rehearsal-verdict-passed = { $n ->
    [one] { $n } сообщение заполнено и прочитано
    [few] { $n } сообщения заполнены и прочитаны
    *[other] { $n } сообщений заполнено и прочитано
    }; ничто не мешает.
rehearsal-verdict-failed = { $n ->
    [one] { $n } сообщение заполнено и прочитано
    [few] { $n } сообщения заполнены и прочитаны
    *[other] { $n } сообщений заполнено и прочитано
    }; { $errors ->
    [one] мешает { $errors } ошибка
    [few] мешают { $errors } ошибки
    *[other] мешают { $errors } ошибок
    }.
rehearsal-verdict-cancelled = Отменён после { $done } из { $n } сообщений.
rehearsal-verdict-broken = Прервался после { $done } из { $n } сообщений. Повторите прогон.
rehearsal-progress = { $done } из { $n } сообщений · { $rate } в секунду · { $left }
rehearsal-left-unknown = сколько осталось, пока неизвестно
rehearsal-left-seconds = { $n ->
    [one] осталась примерно { $n } секунда
    [few] осталось примерно { $n } секунды
    *[other] осталось примерно { $n } секунд
    }
rehearsal-by = { $person }, { $moment } · { $seconds } с · в сообщении знаков: { $letters }
rehearsal-by-whom = { $person }, { $moment } · в сообщении знаков: { $letters }
rehearsal-column-weight = Важность
rehearsal-column-what = Что найдено
rehearsal-column-where = Где
rehearsal-column-messages = Сообщений
rehearsal-column-contacts = Первые контакты
rehearsal-column-contact = Контакт
rehearsal-severity-error = Ошибка
rehearsal-severity-warning = Замечание
rehearsal-template = шаблон
rehearsal-nothing-found = Исправлять нечего.
rehearsal-examples = Сообщения для просмотра
rehearsal-example = Сообщение
rehearsal-kind-random = случайное
rehearsal-kind-longest = самое длинное
rehearsal-kind-emptiest = самое пустое
rehearsal-kind-parts = больше всего частей
rehearsal-csv = CSV: контакты и причины
rehearsal-none = Эта кампания отправлена на согласование без прогона.
rehearsal-part-subject = тема
rehearsal-part-html = HTML
rehearsal-part-text = текст
rehearsal-part-link = ссылка
rehearsal-part-place = { $part }, строка { $line }
rehearsal-comes-first = Сначала прогон: на согласование уходит то, что его прошло.
rehearsal-step = шаг { $step }
