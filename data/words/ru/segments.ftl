# Сегменты: правила, редактор, отказы.

segments-title = Сегменты
segments-subtitle = Сегмент — это правило: состав меняется вместе с данными.

## Отказы

segments-unknown = Сегмента «{ $segment }» нет. Ничего не изменилось; откройте сегмент из списка.
segments-bad-name = Сегменту нужно название от 1 до { $limit } печатных знаков. Ничего не сохранено, правило осталось на экране: назовите его и сохраните снова.
segments-bad-note = В примечании может быть до { $limit } знаков. Ничего не сохранено, правило осталось на экране: сократите примечание и сохраните снова.
segments-name-taken = Сегмент «{ $segment }» уже есть. Ничего не сохранено, правило осталось на экране: выберите другое название.
segments-archived = «{ $segment }» в архиве. Сначала восстановите его или сохраните правило под новым названием.
segments-changed-meanwhile = Пока вы работали, { $person } сохраняет версию { $version } сегмента «{ $segment }». Она осталась, ваше правило тоже на экране: сохраните своё под новым названием или откройте новую версию и внесите правку в неё.
segments-rule-not-json = Это не правило: текст — не JSON. Ничего не посчитано.
segments-rule-not-a-rule = Это не правило. Правило — это {"{"}"all": […]{"}"}, {"{"}"any": […]{"}"}, {"{"}"none": […]{"}"} или {"{"}"field": …, "operator": …, "value": …{"}"}. Ничего не посчитано.
segments-rule-too-large = Правило слишком большое. Ничего не изменилось; разделите его на несколько сегментов.
segments-rule-too-deep = В правиле больше { $limit } вложенных групп. Ничего не посчитано; упростите его.
segments-unknown-field = В каталоге нет поля «{ $field }» для правил. Ближайшее — «{ $nearest }».
segments-unknown-operator = Поле «{ $field }» нельзя спросить «{ $operator }». Ближайшее условие — «{ $nearest }»; полю подходят { $known }.
segments-bad-value = Значение условия по полю «{ $field }» не подходит или не указано. Заполните его или удалите условие.
segments-empty-group = В группе нет ни одного условия. Добавьте условие или удалите группу.
segments-not-of-a-contact = Поле «{ $field }» — не о контакте. В группе об одном контакте можно спрашивать только о контактах; вынесите условие из группы.
segments-contacts-in-contacts = В группу об одном контакте нельзя вложить другую такую же. Ничего не изменилось; поставьте её рядом.
segments-stale-ranking = Опыту кампании «{ $name }» больше { $days } дней, выбирать по нему уже нельзя. Спросите модель заново на странице результата или уберите условие.
segments-damaged-ranking = Рейтинг кампании «{ $name }» отличается от сохранённого. Спросите модель заново на странице результата.
segments-unknown-set = Правило спрашивает о сегменте, списке или аудитории, которых больше нет («{ $id }»). Ничего не посчитано; выберите другие.
segments-circle = Сегмент не может опираться сам на себя: { $chain }. Ничего не сохранено, правило осталось на экране; уберите из него одно из звеньев.
segments-expression-unreadable = Выражение не читается. Напишите одну проверку, например monthly_fee > 1000 AND city = 'Омск'.
segments-expression-too-large = Выражение слишком большое. Разбейте его на несколько условий.
segments-expression-kinds = В выражении «{ $part }» — другого вида, чем то, с чем оно стоит: числа сочетаются с числами, тексты с текстами, дни с днями, а проверка — это проверка.
segments-expression-not-allowed = В выражении не может быть «{ $part }». Можно: сравнения, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL, CASE, + − × /, ABS, CEIL, COALESCE, FLOOR, LOWER, NULLIF и дни вида DATE '2026-03-02'.
segments-expression-unknown-field = В выражении названо «{ $field }», а такого поля в каталоге нет. Ближайшее — «{ $nearest }».
segments-expression-failed = Посчитать выражение не удалось, поэтому ничего не посчитано: какое-то число в нём становится слишком большим. Упростите его.
segments-no-group-beside = Рядом нет группы, в которую это можно перенести. Ничего не изменилось.
segments-no-group-around = Это и так на верхнем уровне. Ничего не изменилось.
segments-no-such-place = Правило здесь уже изменилось. Ничего не сделано; попробуйте ещё раз.

## Правило словами

segments-sentence = Клиенты, у которых { $rule }.
segments-sentence-everybody = Все клиенты базы.
segments-all-link = , и{" "}
segments-any-link = , или{" "}
segments-none-of-it = неверно, что ({ $rules })
segments-quoted = «{ $text }»
segments-and-more = {" "}и ещё { $count }

segments-says-is = «{ $field }» — { $value }
segments-says-is-not = «{ $field }» — не { $value }
segments-says-one-of = «{ $field }» — что-то из: { $value }
segments-says-none-of = «{ $field }» — ничего из: { $value }
segments-says-contains = «{ $field }» содержит { $value }
segments-says-not-contains = «{ $field }» не содержит { $value }
segments-says-starts-with = «{ $field }» начинается с { $value }
segments-says-equals = «{ $field }» — ровно { $number }
segments-says-at-least = «{ $field }» — не меньше { $value }
segments-says-at-most = «{ $field }» — не больше { $value }
segments-says-more-than = «{ $field }» — больше { $value }
segments-says-less-than = «{ $field }» — меньше { $value }
segments-says-between = «{ $field }» — от { $low } до { $high }
segments-says-before = «{ $field }» — раньше { $value }
segments-says-after = «{ $field }» — позже { $value }
segments-says-in-last-days = «{ $field }» — за { $days ->
    [1] последний день
    [one] последний { $days } день
    [few] последние { $days } дня
   *[many] последние { $days } дней
  }
segments-says-not-in-last-days = «{ $field }» — не за { $days ->
    [1] последний день
    [one] последний { $days } день
    [few] последние { $days } дня
   *[many] последние { $days } дней
  }
segments-says-in-next-days = «{ $field }» — сегодня или в { $days ->
    [1] ближайший день
    [one] ближайший { $days } день
    [few] ближайшие { $days } дня
   *[many] ближайшие { $days } дней
  }
segments-says-is-true = «{ $field }» — да
segments-says-is-false = «{ $field }» — нет
segments-says-has = «{ $field }» — { $value }
segments-says-has-not = «{ $field }» — нет: { $value }
segments-says-has-any = «{ $field }» — любой из: { $value }
segments-says-has-all = «{ $field }» — все из: { $value }
segments-says-has-none = «{ $field }» — ни одного из: { $value }
segments-says-is-not-empty = «{ $field }» заполнено
segments-says-is-empty = «{ $field }» не заполнено
segments-says-at-least-times = «{ $field }» — не менее { $times ->
    [one] { $times } раза
   *[many] { $times } раз
  } за { $days ->
    [1] последний день
    [one] последний { $days } день
    [few] последние { $days } дня
   *[many] последние { $days } дней
  }
segments-says-at-most-times = «{ $field }» — { $times ->
    [0] ни разу
    [one] не более { $times } раза
   *[many] не более { $times } раз
  } за { $days ->
    [1] последний день
    [one] последний { $days } день
    [few] последние { $days } дня
   *[many] последние { $days } дней
  }
segments-says-exactly-times = «{ $field }» — { $times ->
    [0] ни разу
    [one] ровно { $times } раз
    [few] ровно { $times } раза
   *[many] ровно { $times } раз
  } за { $days ->
    [1] последний день
    [one] последний { $days } день
    [few] последние { $days } дня
   *[many] последние { $days } дней
  }

segments-says-top-count = «{ $field }» — среди { $days } самых больших в базе
segments-says-bottom-count = «{ $field }» — среди { $days } самых малых в базе
segments-says-top-percent = «{ $field }» — в верхних { $percent } % базы
segments-says-bottom-percent = «{ $field }» — в нижних { $percent } % базы
segments-says-above-median-of = «{ $field }» — выше медианы в своей группе «{ $grouping }»
segments-says-below-median-of = «{ $field }» — ниже медианы в своей группе «{ $grouping }»
segments-says-sum-at-least = «{ $field }» — не меньше { $amount } за { $months ->
    [1] последний месяц
    [one] последний { $months } месяц
    [few] последние { $months } месяца
   *[many] последние { $months } месяцев
  }
segments-says-sum-at-most = «{ $field }» — не больше { $amount } за { $months ->
    [1] последний месяц
    [one] последний { $months } месяц
    [few] последние { $months } месяца
   *[many] последние { $months } месяцев
  }
segments-says-mean-at-least = «{ $field }» — в среднем не меньше { $amount } в месяц за { $months ->
    [1] последний месяц
    [one] последний { $months } месяц
    [few] последние { $months } месяца
   *[many] последние { $months } месяцев
  }
segments-says-mean-at-most = «{ $field }» — в среднем не больше { $amount } в месяц за { $months ->
    [1] последний месяц
    [one] последний { $months } месяц
    [few] последние { $months } месяца
   *[many] последние { $months } месяцев
  }
segments-says-rose-by = «{ $field }» — рост на { $percent } % и больше: { $months ->
    [1] последний месяц к предыдущему
    [one] последний { $months } месяц к { $months } предыдущему
    [few] последние { $months } месяца к { $months } предыдущим
   *[many] последние { $months } месяцев к { $months } предыдущим
  }
segments-says-fell-by = «{ $field }» — падение на { $percent } % и больше: { $months ->
    [1] последний месяц к предыдущему
    [one] последний { $months } месяц к { $months } предыдущему
    [few] последние { $months } месяца к { $months } предыдущим
   *[many] последние { $months } месяцев к { $months } предыдущим
  }
segments-says-in-any = «{ $field }» — { $value }
segments-says-in-none = «{ $field }» — нет: { $value }
segments-says-written-in-last-days = мы кому-либо писали за { $days ->
    [1] последний день
    [one] последний { $days } день
    [few] последние { $days } дня
   *[many] последние { $days } дней
  }
segments-says-not-written-in-last-days = мы никому не писали { $days ->
    [1] последний день
    [one] последний { $days } день
    [few] последние { $days } дня
   *[many] последние { $days } дней
  }
segments-says-holds = выполняется выражение { $value }
segments-says-listed = в списке из { $count ->
    [one] { $count } клиента
   *[many] { $count } клиентов
  }
segments-some-contacts = { $count ->
    [1] есть контакт, у которого ({ $rules })
    [one] есть не менее { $count } контакта, у каждого из которых ({ $rules })
   *[many] есть не менее { $count } контактов, у каждого из которых ({ $rules })
  }
segments-every-contact = контакты есть, и у каждого из них ({ $rules })

# после «не меньше», «от … до»: родительный падеж
segments-unit-people = { $text } { $n ->
    [one] человека
    [other] человека
   *[many] человек
  }
segments-unit-days = { $text } { $n ->
    [one] дня
    [other] дня
   *[many] дней
  }
segments-unit-rub = { $text } ₽
segments-unit-gb = { $text } ГБ
segments-unit-services = { $text } { $n ->
    [one] услуги
    [other] услуги
   *[many] услуг
  }
segments-unit-sales = { $text } { $n ->
    [one] продажи
    [other] продажи
   *[many] продаж
  }
segments-unit-tickets = { $text } { $n ->
    [one] обращения
    [other] обращения
   *[many] обращений
  }
segments-unit-points = { $text } { $n ->
    [one] балла
    [other] балла
   *[many] баллов
  }
segments-unit-minutes = { $text } { $n ->
    [one] минуты
    [other] минуты
   *[many] минут
  }

## Операторы в редакторе

segments-operator-is = равно
segments-operator-is-not = не равно
segments-operator-one-of = что-то из
segments-operator-none-of = ничего из
segments-operator-contains = содержит
segments-operator-not-contains = не содержит
segments-operator-starts-with = начинается с
segments-operator-equals = ровно
segments-operator-at-least = не меньше
segments-operator-at-most = не больше
segments-operator-more-than = больше
segments-operator-less-than = меньше
segments-operator-between = от и до
segments-operator-before = раньше
segments-operator-after = позже
segments-operator-in-last-days = за последние N дней
segments-operator-not-in-last-days = не за последние N дней
segments-operator-in-next-days = в ближайшие N дней
segments-operator-is-true = да
segments-operator-is-false = нет
segments-operator-has-any = любой из
segments-operator-has-all = все из
segments-operator-has-none = ни одного из
segments-operator-at-least-times = не менее n раз
segments-operator-at-most-times = не более n раз
segments-operator-exactly-times = ровно n раз
segments-operator-top-percent = в верхних N процентах
segments-operator-bottom-percent = в нижних N процентах
segments-operator-top-count = среди N самых больших
segments-operator-bottom-count = среди N самых малых
segments-operator-above-median-of = выше медианы в группе
segments-operator-below-median-of = ниже медианы в группе
segments-operator-sum-at-least = в сумме не меньше
segments-operator-sum-at-most = в сумме не больше
segments-operator-mean-at-least = в среднем в месяц не меньше
segments-operator-mean-at-most = в среднем в месяц не больше
segments-operator-rose-by = рост на N % и больше
segments-operator-fell-by = падение на N % и больше
segments-operator-in-any = входит в любой из
segments-operator-in-none = не входит ни в один из
segments-operator-written-in-last-days = писали за N дней
segments-operator-not-written-in-last-days = не писали N дней
segments-operator-holds = выполняется
segments-operator-is-not-empty = заполнено
segments-operator-is-empty = не заполнено

## Список

segments-search = Поиск
segments-search-placeholder = Название, правило или человек
segments-show-archived = Показать архив
segments-new = Новый сегмент
segments-open = Открыть
segments-back = Все сегменты
segments-none-yet = Сегментов пока нет. Начните с правила, следите за числом клиентов и сохраните под названием.
segments-none-found = По запросу «{ $search }» сегментов нет.
segments-found = { $count ->
    [one] { $count } сегмент
    [few] { $count } сегмента
   *[many] { $count } сегментов
  }
segments-column-name = Сегмент
segments-column-accounts = Клиенты
segments-column-contacts = Контакты
segments-column-emailable = Доступны по e-mail
segments-column-rule = Правило
segments-column-version = Версия
segments-column-saved-by = Кто сохранил
segments-column-saved-at = Когда
segments-column-note = Примечание
segments-archived-mark = { $name } (в архиве)

## Редактор

segments-version-line = Версия { $version }: { $person }, { $moment }
segments-unsaved = Есть несохранённые изменения.
segments-accounts = Клиенты
segments-contacts = Контакты
segments-as-of = Посчитано по версии базы { $number } на { $day }
segments-not-filled = пусто
segments-not-counted = { $count ->
    [one] { $count } условие не заполнено и пока не считается.
    [few] { $count } условия не заполнены и пока не считаются.
   *[many] { $count } условий не заполнены и пока не считаются.
  }
segments-undo = Отменить
segments-redo = Вернуть
segments-clear = Начать заново
segments-combine = Что из этого должно выполняться
segments-combine-all = Всё из этого
segments-combine-any = Хотя бы одно
segments-combine-none = Ничего из этого
segments-add-condition = Добавить условие
segments-add-group = Добавить группу
segments-empty-rule = Условий пока нет: сегмент — вся база.
segments-empty-inner = В этой группе пока нет условий.
segments-field = Поле
segments-operator = Условие
segments-value = Значение
segments-values = Значения
segments-choose-values = Выберите или введите
segments-from = От
segments-to = До
segments-days = Дней
segments-times = Раз
segments-times-in = раз за
segments-of-days = дн.
segments-no-value = —
segments-of-accounts = клиентов
segments-of-percent = %
segments-of-months = мес.
segments-count = Сколько
segments-percent = Процентов
segments-amount = Сумма
segments-months = Месяцев
segments-choose-sets = Выберите
segments-no-sets = Пока нет ни одного
segments-choose-grouping = Сравнивать внутри
segments-expression = Выражение
segments-expression-example = monthly_fee > 1000 AND city <> 'Омск'
segments-expression-help = Одна проверка над полями по их ключам. Что неизвестно, то не выполняется. Поля: { $fields }
segments-is-off = выкл.
segments-about = О чём группа
segments-about-account = о клиенте
segments-about-every-contact = о каждом контакте
segments-about-contacts = { $count ->
    [1] об одном контакте
    [one] не менее чем о { $count } контакте
   *[many] не менее чем о { $count } контактах
  }
segments-add-contact = Добавить контакт
segments-do-negate = Заменить на обратное
segments-do-off = Отключить
segments-do-on = Включить
segments-do-in = В соседнюю группу
segments-do-out = Вынести из группы
segments-actions = Действия
segments-do-up = Выше
segments-do-down = Ниже
segments-do-copy = Копировать
segments-do-remove = Удалить
segments-do-group = Поместить в группу
segments-do-ungroup = Расформировать группу
segments-do-fold = Свернуть
segments-do-edit = Изменить
segments-value-count = { $value } · { $count }

segments-sample = Примеры
segments-sample-caption = { $shown ->
    [one] { $shown } клиент из { $total }
    [few] { $shown } клиента из { $total }, равномерно по сегменту
   *[many] { $shown } клиентов из { $total }, равномерно по сегменту
  }
segments-sample-none = Правилу не отвечает ни один клиент. Посмотрите, у какого условия стоит 0.
segments-why = Почему
segments-why-ask = Клиент: номер, название или ИНН
segments-why-choose = Кто из них
segments-why-none = Клиента с таким названием нет.
segments-why-in = «{ $account }» входит в сегмент.
segments-why-out = «{ $account }» не входит в сегмент. { $count ->
    [0] { "" }
    [one] Не пускает { $count } часть правила.
    [few] Не пускают { $count } части правила.
   *[many] Не пускают { $count } частей правила.
  }
segments-why-nothing = ничего не известно
segments-why-true = да
segments-why-false = нет
segments-why-unknown = В опубликованных данных нет клиента «{ $account }». Поищите другого.
segments-why-part = Часть правила
segments-why-verdict = Выполняется
segments-why-known = Что есть у клиента
segments-why-off = не спрашивается
segments-why-hint = Введите клиента, и у каждого условия появится вердикт и значение, на которое оно смотрело.
segments-addressing = Люди
segments-addressing-reached = Письмо получили бы **{ $contacts ->
    [one] { $contacts } человек
    [few] { $contacts } человека
   *[many] { $contacts } человек
  }** у **{ $accounts }** клиентов из { $of }, пока без контрольной группы.
segments-addressing-sample = Просмотрены клиенты, равномерно взятые из всех { $accounts }.
segments-addressing-named = { $count ->
    [one] { $count } из них
   *[many] { $count } из них
  }
segments-addressing-company = Компания
segments-addressing-contact = Контакт
segments-addressing-role = Роль
segments-addressing-position = Должность
segments-sql = SQL
segments-history = Версии
segments-history-none = Пока ничего не сохранено.
segments-open-version = Взять это правило

segments-name = Название
segments-note = Что изменилось и зачем
segments-save = Сохранить
segments-save-version = Сохранить версию { $version }
segments-save-as = Сохранить как новый сегмент
segments-archive = В архив
segments-restore = Восстановить
segments-saved = Сегмент «{ $segment }» сохранён, версия { $version }.
segments-archived-now = Сегмент «{ $segment }» в архиве.
segments-restored-now = Сегмент «{ $segment }» снова в списке.
segments-export-ready = Скачать { $count ->
    [one] { $count } клиента
    [few] { $count } клиентов
   *[many] { $count } клиентов
  } в CSV
segments-counted = Клиентов: { $accounts }, контактов: { $contacts }, доступны по e-mail: { $emailable } (версия базы { $publication }, { $as_of }). { $sentence }
segments-look = Показать
segments-short-accounts = Клиенты
segments-short-contacts = Контакты
segments-short-emailable = С почтой
