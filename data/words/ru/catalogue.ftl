# Каталог: поля, что в них лежит и откуда взялось.

catalogue-title = Каталог полей
catalogue-subtitle = Все поля, на которых строятся сегменты и письма: что значит поле, насколько оно заполнено, кто за него отвечает и насколько оно свежее. Выберите строку, чтобы заглянуть внутрь.
catalogue-back = Все поля
catalogue-unknown-field = В каталоге нет поля «{ $field }». Ничего не изменилось; выберите поле из списка.

## Поиск поля

catalogue-search = Поиск
catalogue-search-hint = Название, смысл, ключ или источник
catalogue-filter-group = Группа
catalogue-filter-kind = Вид
catalogue-filter-level = О ком
catalogue-filter-personal = Персональные данные
catalogue-all = Все
catalogue-personal-yes = Персональные
catalogue-personal-no = Не персональные
catalogue-found = { $found } из { $all ->
    [one] { $all } поля
   *[other] { $all } полей
  }
catalogue-none-found = Таких полей нет. Уберите слово или фильтр.

catalogue-column-field = Поле
catalogue-column-group = Группа
catalogue-column-kind = Вид
catalogue-column-filled = Заполнено
catalogue-column-source = Источник
catalogue-column-owner = Кто отвечает
catalogue-column-state = Состояние
catalogue-column-use = Где нужно
catalogue-column-level = О ком
catalogue-column-key = Ключ
catalogue-column-schedule = Когда приходит
catalogue-column-newest = Последняя запись
catalogue-column-age = Возраст, дней
catalogue-column-limit = Предел, дней
catalogue-column-rows = Строк
catalogue-column-fields = Полей

catalogue-use-rules = правила
catalogue-use-messages = письма
catalogue-use-personal = персональное

catalogue-kind-text = Текст
catalogue-kind-number = Число
catalogue-kind-money = Деньги
catalogue-kind-date = Дата
catalogue-kind-boolean = Да или нет
catalogue-kind-category = Категория
catalogue-kind-list = Список
catalogue-kind-event = Событие
catalogue-kind-series = По месяцам
catalogue-kind-membership = Вхождение
catalogue-kind-written = Наши письма
catalogue-kind-expression = Выражение

catalogue-level-account = Клиент
catalogue-level-contact = Контакт
catalogue-level-event = Событие

## Источники

catalogue-sources = Источники
catalogue-sources-caption = Откуда берутся записи. Если последняя запись старше, чем обещал ответственный, источник устарел, и всё, что по нему посчитано, — это прошлое.
catalogue-stale = Устарели: { $sources }.
catalogue-stale-source = «{ $source }» — { $age ->
    [one] { $age } день
    [few] { $age } дня
   *[many] { $age } дней
  } при пределе { $limit } ({ $owner })
catalogue-word-fresh = ✓ свежий
catalogue-word-stale = ⚠ устарел
catalogue-word-empty = — пусто
catalogue-state-fresh = Свежий: { $age ->
    [0] сегодняшний
    [one] { $age } день
    [few] { $age } дня
   *[many] { $age } дней
  }, предел — { $limit ->
    [one] { $limit } день
    [few] { $limit } дня
   *[many] { $limit } дней
  }
catalogue-state-stale = Устарел: { $age ->
    [one] { $age } день
    [few] { $age } дня
   *[many] { $age } дней
  }, предел — { $limit ->
    [one] { $limit } день
    [few] { $limit } дня
   *[many] { $limit } дней
  }
catalogue-state-empty = Отсюда ещё ничего не приходило

## Одно поле

catalogue-begin-segment = Начать сегмент с этого поля
catalogue-personal = Персональные данные
catalogue-figure-filled = Заполнено
catalogue-figure-happened = Было у клиентов
catalogue-figure-different = Разных значений
catalogue-figure-low = Наименьшее
catalogue-figure-middle = Медиана
catalogue-figure-high = Наибольшее
catalogue-figure-first = Самая ранняя
catalogue-figure-last = Самая поздняя
catalogue-counted-account = Значение есть у { $filled } клиентов из { $rows }.
catalogue-counted-contact = Значение есть у { $filled } контактов из { $rows }.
catalogue-counted-event = Хотя бы раз было у { $filled } клиентов из { $rows }.
catalogue-personal-hidden = Это персональные данные: видно, насколько поле заполнено, но не сами значения.
catalogue-names-hidden = Почти у каждой записи значение своё, картинка была бы просто списком названий.
catalogue-nothing-filled = Здесь пока ничего не заполнено. Когда будет, знает ответственный за источник.
catalogue-kept-membership = Это вопрос о наборах, которые ведёт сам пульт: сегментах, списках, аудиториях кампаний. Собственных значений у поля нет.
catalogue-kept-written = Это вопрос о сообщениях, отправленных отсюда, по дню отправки. В опубликованных данных о клиентах их нет.
catalogue-kept-expression = Это проверка над другими полями, которую пишет эксперт. Собственных значений у поля нет.
catalogue-histogram-alt = Как распределены значения поля «{ $field }»
catalogue-axis-account = Клиенты
catalogue-axis-contact = Контакты
catalogue-axis-event = События
catalogue-axis-time = Когда это было
catalogue-value = Значение
catalogue-share = Доля
catalogue-rest = Все остальные
catalogue-others = На картинке самые частые значения ({ $drawn }); на остальные ({ $others }) вместе приходится { $share }.
catalogue-yes = Да
catalogue-no = Нет
catalogue-below = меньше { $value }
catalogue-from = от { $value }
catalogue-before = до { $value }
catalogue-since = с { $value }
catalogue-range = { $low } – { $high }
catalogue-quarter = { $quarter } кв. { $year }

catalogue-origin = Откуда взялось
catalogue-house = Сам пульт
catalogue-source = Источник
catalogue-owner = Кто отвечает
catalogue-schedule = Когда приходит
catalogue-newest = Последняя запись
catalogue-use = Где можно использовать
catalogue-in-rules = В правиле сегмента об этом поле можно спросить
catalogue-not-in-rules = В правилах сегментов не используется: поле говорит, кто это, а не какие клиенты похожи.
catalogue-in-messages = В письме поле пишется так
catalogue-not-in-messages = В письмах не используется.
catalogue-definition = Определение
catalogue-definition-caption = Так значение находят в опубликованных таблицах, на { $day }
