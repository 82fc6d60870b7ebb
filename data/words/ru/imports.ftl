# The imports page.

imports-title = Загрузка данных
imports-explained = Таблица из Excel, CSV или Parquet — такая, какой её выгрузила система. До публикации вы увидите каждую отклонённую строку и причину.
imports-upload = Файл с данными клиентов
imports-looking = Смотрим файл…
imports-checking = Проверяем каждую строку…
imports-publishing = Публикуем…
imports-step-map = Сопоставить столбцы
imports-step-check = Проверить
imports-step-publish = Опубликовать
imports-leave = Другой файл
imports-main = О чём этот файл
imports-main-guess = Определить автоматически
imports-rows = { $n ->
    [one] { $n } строка
    [few] { $n } строки
   *[many] { $n } строк
 }
imports-delimiter = разделитель { $sign }
imports-renamed = Столбцы без собственного имени переименованы: { $columns }.
imports-mapping = Какой столбец заполняет какое поле
imports-mapping-hint = Определено по названиям и значениям. Исправьте, что неверно; один столбец может заполнять несколько полей или ни одного.
imports-rules = Ненужные строки: { $n ->
    [0] правил нет
    [one] { $n } правило
    [few] { $n } правила
   *[many] { $n } правил
 }
imports-rules-hint = Строка, попавшая под правило, отклоняется с вашей причиной и учитывается.
imports-column = Столбец
imports-values = Значения
imports-feeds = Заполняет
imports-test = Проверка
imports-value = Значение
imports-test-starts_with = начинается с
imports-test-equals = равно
imports-test-contains = содержит
imports-test-not_above = не больше
imports-test-is_empty = пусто
imports-check = Проверить файл
imports-report = Что получилось
imports-stale = После этой проверки сопоставление изменилось. Проверьте файл ещё раз перед публикацией.
imports-read = Прочитано
imports-accepted = Принято
imports-rejected = Отклонено
imports-tables = Строк в таблицах после объединения по ключу: { $tables }
imports-unmapped = Неиспользуемые столбцы: { $columns }
imports-clashes = { $n ->
    [one] Под одним кодом клиента в файле разные названия: { $n } код. Проверьте, не разные ли это компании: останется последнее название, данные сольются.
    [few] Под одним кодом клиента в файле разные названия: { $n } кода. Проверьте, не разные ли это компании: останется последнее название, данные сольются.
   *[many] Под одним кодом клиента в файле разные названия: { $n } кодов. Проверьте, не разные ли это компании: останется последнее название, данные сольются.
 }
imports-clash = строка { $line }, код { $key }: { $names }
imports-no-consents = Контакты загружаются без согласий: рекламу получат только те, чьё согласие уже есть в базе. Согласия загружаются здесь же, этим или отдельным файлом: сопоставьте столбцы с полями «{ $channel }» и «{ $purpose }» таблицы «{ $table }». Одного столбца «да/нет» мало.
imports-rejects = Отклонённые строки по причинам
imports-flags = Исправлено или отброшено в принятых строках: { $n ->
    [one] { $n } значение
    [few] { $n } значения
   *[many] { $n } значений
 }
imports-flags-hint = Строка принята. Значение, которое нельзя использовать, оставлено пустым.
imports-field = Поле
imports-reason = Причина
imports-count = Строк
imports-first-line = Первая строка
imports-line = Строка
imports-raw = Как было
imports-examples = Первые отклонённые строки
imports-download-rejects = Скачать { $n ->
    [one] { $n } отклонённую строку
    [few] { $n } отклонённые строки
   *[many] { $n } отклонённых строк
 }
imports-download-mapping = Скачать сопоставление
imports-name = Название версии
imports-note = Примечание
imports-way = Как соединить с опубликованным
imports-way-merge = Объединить по ключу
imports-way-replace = Заменить всё
imports-way-merge-hint = Новые компании и события добавятся, известные обновятся.
imports-way-replace-hint = В новой версии останется только этот файл.
imports-publish = Опубликовать { $n ->
    [one] { $n } строку
    [few] { $n } строки
   *[many] { $n } строк
 }
imports-published = «{ $name }» — опубликована версия { $number }.
imports-versions = Опубликованные версии
imports-no-versions = Пока ничего не опубликовано. Ваш первый файл станет версией 1.
imports-is-current = Текущая
imports-number = №
imports-by = Кто опубликовал
imports-when = Когда
imports-as-of = По состоянию на
imports-which = Версия
imports-version = Версия { $number }
imports-make-current = Вернуться к другой версии
imports-make-current-hint = После этого все сегменты считаются по выбранной версии. Ничего не теряется, можно вернуться.
imports-make-current-yes = Сделать версию { $number } текущей
imports-made-current = Текущая версия — { $number }.
imports-fed-twice = Поле «{ $field }» заполняют два столбца: взят «{ $first }», не взят «{ $second }». Уберите один из них.
imports-sample = Скачать образец таблицы
imports-sample-why = Названия столбцов могут быть любыми: соответствие полям система предложит сама, вы поправите. Без столбцов о согласии рекламу отправить нельзя.
imports-sample-name = образец-клиенты
