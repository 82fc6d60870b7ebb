# Список звонков менеджера.

calls-title = Звонки
calls-none = Звонков пока нет. Они появятся здесь, когда начнётся отправка кампании, в которой есть шаг «Звонок».
calls-nothing-found = Ничего не подходит. Измените поиск или фильтры.
calls-gone = Звонка, на который ведёт ссылка, больше нет. Выберите звонок в списке.
calls-all-done = Все звонки сделаны.
calls-search = Поиск
calls-search-hint = Компания, имя, телефон
calls-campaign = Кампания
calls-every-campaign = Все кампании
calls-which = Какие
calls-which-open = Ждут звонка
calls-which-today = На сегодня
calls-which-done = Завершённые
calls-everybody = Звонки всех менеджеров
calls-counts = { $waits ->
    [one] Ждёт { $waits } звонок
    [few] Ждут { $waits } звонка
   *[many] Ждут { $waits } звонков
}, из них на сегодня и просрочено: { $due }.
calls-due = срок: { $day }
calls-keeper = ведёт { $person }
calls-note = Заметка
calls-note-hint = Что сказал собеседник, о чём договорились
calls-call-on = Перезвонить
calls-said = { $moment } · { $person }: { $result }.
calls-undo = Отменить: { $company } — { $result }
calls-ended = { $company }: { $result }.
calls-undone = { $company }: звонок снова в списке.

calls-result-reached = Дозвонились
calls-result-reached-means = Разговор состоялся, сообщение передано.
calls-result-interested = Интересно
calls-result-interested-means = Собеседник заинтересовался.
calls-result-meeting = Встреча
calls-result-meeting-means = Договорились о встрече; время запишите в заметку.
calls-result-refused = Отказ, не звонить
calls-result-refused-means = Собеседник отказался. На этот номер больше не звонят ни по одной кампании.
calls-result-wrong_number = Неверный номер
calls-result-wrong_number-means = Это чужой номер. На него больше не звонят и не шлют SMS.
calls-result-later = Перезвонить
calls-result-later-means = Звонок вернётся в список в указанный ниже день.
calls-result-not_reached = Не отвечает
calls-result-not_reached-means = Никто не ответил. Звонок вернётся в список завтра.

calls-workbook = Список в Excel и обратно
calls-workbook-how = Скачайте список, впишите итоги в столбец «Итог» и загрузите файл обратно. Каждая строка проверяется, прежде чем что-либо изменится.
calls-sheet = Звонки
calls-download = Скачать список
calls-upload = Файл с итогами
calls-checked = Можно записать: **{ $good }**. С ошибками: **{ $bad }**. Без итога: { $untouched }.
calls-import = { $n ->
    [one] Записать { $n } итог
    [few] Записать { $n } итога
   *[many] Записать { $n } итогов
}
calls-imported = Записано итогов: { $n }, не записано: { $left }.
calls-column-number = Номер
calls-column-due = Срок
calls-column-company = Компания
calls-column-name = Контакт
calls-column-position = Должность
calls-column-phone = Телефон
calls-column-topic = Тема
calls-column-script = Текст разговора
calls-column-result = Итог
calls-column-note = Заметка
calls-column-call-on = Перезвонить

calls-fault = Строка { $line }: { $reason }
calls-faults-more = { $n ->
    [one] И ещё { $n } строка с ошибкой.
    [few] И ещё { $n } строки с ошибками.
   *[many] И ещё { $n } строк с ошибками.
}
calls-fault-unknown = звонка с номером «{ $number }» нет. Не меняйте столбец «Номер».
calls-fault-result = итога «{ $result }» нет. Выберите его из списка в ячейке.
calls-fault-over = звонок уже завершён ({ $company }).
calls-fault-not-now = звонить пока нельзя ({ $company }): кампания приостановлена или остановлена либо по этому номеру больше не звонят.
calls-fault-note = заметка длиннее { $most } знаков. Сократите её.
calls-fault-no-day = итог «Перезвонить», а день не указан. Впишите его в последний столбец, например 31.12.2026.
calls-fault-day = «{ $day }» — не день, на который можно перенести звонок. Напишите будущую дату, например 31.12.2026.
calls-fault-twice = этот звонок уже есть в файле выше.

calls-unknown = Такого звонка нет. Ничего не изменено; обновите список.
calls-over = Звонок уже завершён ({ $company }). Ничего не изменено; обновите список.
calls-paused = Кампания приостановлена, поэтому звонить ({ $company }) пока не нужно. Ничего не изменено; звонок вернётся в список, когда кампанию продолжат.
calls-stopped = Для этой компании ({ $company }) кампания прекращена, звонить не нужно. Ничего не изменено; обновите список.
calls-forbidden = По этому номеру ({ $company }) больше не звонят. Ничего не изменено; обновите список.
calls-no-day = Выберите день в пределах { $most } дней, начиная с сегодняшнего. Ничего не изменено.
calls-note-too-long = Заметка длиннее { $most } знаков. Ничего не изменено; сократите её.
calls-too-late = Итог звонка ({ $company }) уже не отменить: прошло больше десяти минут или его указал кто-то другой. Ничего не изменено.
calls-not-our-sheet = В файле нет столбцов «Номер» и «Итог». Ничего не изменено; скачайте список отсюда и заполните его.
calls-sheet-too-large = Файл больше { $megabytes } МБ. Ничего не изменено; загрузите список, скачанный отсюда.
calls-sheet-too-long = В файле { $rows } строк, а можно не больше { $most }. Ничего не изменено; разделите его.
