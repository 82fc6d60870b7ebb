messages-title = Сообщения
messages-yes = да
messages-no = нет
messages-sender-name = Имя отправителя
messages-sender-address = Адрес отправителя
messages-unsubscribe-label = Ссылка для отписки

# what is wrong with a template
messages-no-calls = Шаблон не вызывает функций: в скобках — только поля и фильтры.
messages-no-brackets = Квадратные скобки недоступны; пишите поле так: «contact.first_name».
messages-no-arithmetic = Шаблон ничего не вычисляет.
messages-no-tests = Проверка «is …» здесь недоступна; сравните через «==» или напишите «if» и поле.
messages-no-statement = «{ $statement }» здесь недоступно; можно: if, elif, else, endif, for, endfor.
messages-not-allowed = Такое выражение недоступно; можно: поля, тексты, фильтры, сравнения, and, or, not.
messages-plain-loops = Цикл должен быть простым: «for item in» и список, без условия.
messages-loop-needs-list = Цикл идёт только по списку: { $lists }.
messages-loops-too-deep = Вложенность циклов — не больше { $most }.
messages-name-taken = Имя «{ $name }» занято; назовите элемент цикла иначе.
messages-no-such-name = Поля «{ $name }» нет. Выберите поле из списка.
messages-no-such-name-nearest = Поля «{ $name }» нет. Может быть, «{ $nearest }»?
messages-no-such-filter = Фильтра «{ $name }» нет.
messages-no-such-filter-nearest = Фильтра «{ $name }» нет. Может быть, «{ $nearest }»?
messages-filter-fallback = «fallback» берёт один текст: fallback("коллега").
messages-filter-default = «default» берёт один текст: default("коллега").
messages-filter-money = «money» пишется без значений.
messages-filter-number = «number» берёт число знаков после запятой, от 0 до 6, или ничего.
messages-filter-date = «date» берёт "short", "medium", "long", "full" или ничего.
messages-filter-plural = «plural» берёт формы слова: plural("услуга", "услуги", "услуг").
messages-filter-upper = «upper» пишется без значений.
messages-filter-lower = «lower» пишется без значений.
messages-filter-title = «title» пишется без значений.
messages-filter-capitalize = «capitalize» пишется без значений.
messages-filter-trim = «trim» пишется без значений.
messages-filter-truncate = «truncate» берёт длину, не больше 1000.
messages-filter-join = «join» берёт текст-разделитель или ничего.
messages-filter-urlencode = «urlencode» пишется без значений.
messages-compare-numbers = Через «больше» и «меньше» сравниваются только числа.
messages-in-needs-list = «in» ищет текст в списке: { $lists }.
messages-no-fallback = «{ $name }» может быть пустым, а замены нет. Добавьте запасной текст (fallback).
messages-gap = { $n ->
    [one] У { $n } контакта из { $total } поле «{ $name }» пустое: на его месте будет пробел. Добавьте запасной текст (fallback).
    *[other] У { $n } контактов из { $total } поле «{ $name }» пустое: на его месте будет пробел. Добавьте запасной текст (fallback).
    }
messages-gap-segment = { $n ->
    [one] В сегменте «{ $segment }» у { $n } контакта из { $total } поле «{ $name }» пустое: на его месте будет пробел. Добавьте запасной текст (fallback).
    *[other] В сегменте «{ $segment }» у { $n } контактов из { $total } поле «{ $name }» пустое: на его месте будет пробел. Добавьте запасной текст (fallback).
    }
messages-no-gap = Сегодня поле «{ $name }» заполнено у всех контактов ({ $total }), но завтра может опустеть: добавьте запасной текст (fallback).
messages-no-gap-segment = В сегменте «{ $segment }» поле «{ $name }» сегодня заполнено у всех контактов ({ $total }), но завтра может опустеть: добавьте запасной текст (fallback).
messages-syntax = Здесь ошибка записи: проверьте скобки, кавычки и слова.
messages-unclosed = Здесь или выше что-то начато и не закончено: скобка, «if» или «for».
messages-too-many = Слишком много полей и условий, или одно из них слишком длинное.
messages-too-deep = Здесь слишком глубокая вложенность.
messages-too-long = { $length ->
    [one] { $length } символ — это
    [few] { $length } символа — это
    *[many] { $length } символов — это
    } слишком много; можно не больше { $most }.
messages-strange-letter = Здесь стоит невидимый символ ({ $letter }); удалите его.
messages-subject-lines = Тема — это одна строка.
messages-script-address = Адрес здесь запускает скрипт или содержит файл; в письмах таких ссылок не бывает.
messages-broken-markup = HTML здесь нарушен: проверьте «>», кавычки и пробелы; условие не может стоять внутри тега.
messages-statement-in-comment = Внутри комментария условий быть не может.
messages-forbidden-tag = Тегу <{ $tag }> не место в письме.
messages-forbidden-attribute = Атрибуту «{ $attribute }» не место в письме.
messages-hole-in-style = Внутри стилей полей и условий быть не может.
messages-forbidden-style = Этот стиль что-то загружает или выполняет; можно только адреса https, без импорта и выражений.
messages-empty-link = Ссылка никуда не ведёт.
messages-forbidden-link = «{ $address }» не годится для ссылки; нужен полный адрес, начинающийся с { $schemes }.
messages-blank-in-link = В адресе «{ $address }» есть пробелы или невидимые символы.
messages-no-host-in-link = Адрес «{ $address }» не говорит прямо, на какой сайт ведёт.
messages-hole-in-link = Поле внутри адреса должно заканчиваться на «| urlencode»: «{ $address }».
messages-empty-subject = Нет темы.
messages-empty-html = Нет HTML.
messages-empty-text = Нет простого текста: кто читает без HTML, не увидит ничего.
messages-no-unsubscribe = Рекламе нужна отписка: поставьте «{ $name }» в ссылку.
messages-clipped = Больше { $most } КБ: Gmail обрежет письмо.

# refusals
messages-bad-template = { $errors ->
    [one] Не сохранено: сначала исправьте { $errors } ошибку, она показана под редактором.
    [few] Не сохранено: сначала исправьте { $errors } ошибки, они показаны под редактором.
    *[many] Не сохранено: сначала исправьте { $errors } ошибок, они показаны под редактором.
    } Ваш текст остался в редакторе.
messages-nameless = Не сохранено: у сообщения нет названия. Назовите его; ваш текст остался в редакторе.
messages-unknown-template = Сообщения «{ $template }» нет. Ничего не изменено; выберите сообщение из списка.
messages-archived-template = «{ $name }» в архиве. Ничего не изменено; сначала верните его.
messages-saved-meanwhile = Не сохранено: пока вы писали, кто-то сохранил версию { $version }. Ваш текст остался в редакторе; сравните его с историей и сохраните как новое сообщение или откройте последнюю версию.
messages-unrenderable = Для этого контакта сообщение собрать нельзя. Ничего не отправлено; проверьте поля, которые в нём есть.
messages-rendered-too-long = Собранное сообщение длиннее { $most } символов. Ничего не отправлено; сократите шаблон.
messages-too-hard = Сборка сообщения заняла слишком много времени или памяти и остановлена. Ничего не отправлено; упростите шаблон.
messages-unsafe-header = Заголовок «{ $name }» нельзя записать безопасно. Письмо не собрано; исправьте значение.
messages-unsafe-address = «{ $address }» нельзя использовать как адрес e-mail. Письмо не собрано; исправьте адрес.
messages-unknown-contact = Контакта «{ $contact }» нет в опубликованной базе.
messages-unknown-brief = Брифа «{ $name }» нет.

# commands
messages-all-well = Исправлять нечего.
messages-unreadable-file = Файла «{ $name }» нет, или это не текст в UTF-8. Ничего не проверено; укажите другой файл.

# the page
messages-view = Вид
messages-view-desktop = Компьютер
messages-view-phone = Телефон
messages-view-text = Текст
messages-view-dark = Тёмная тема
messages-preview = Предпросмотр сообщения
messages-preview-no-base = База клиентов ещё не опубликована, поэтому вместо значений показаны названия полей.
messages-preview-search = Найти контакт
messages-preview-nobody = Никого не нашлось. Попробуйте другие слова или другой сегмент.
messages-preview-segment = Сегмент
messages-preview-everybody = Все контакты
messages-preview-as = Глазами контакта
messages-preview-longest = Длинное имя
messages-preview-emptiest = Пустые поля
messages-preview-waits = Показано последнее состояние без ошибок; исправьте то, что в списке, и просмотр обновится.
messages-previous = Назад
messages-next = Вперёд
messages-name = Название
messages-name-help = Его видите только вы и коллеги.
messages-subject = Тема
messages-subject-help = Одна строка; поля в скобках заполняются для каждого контакта.
messages-preheader = Прехедер
messages-preheader-help = Строка, которую почта показывает рядом с темой. Хранится внутри HTML.
messages-html = HTML
messages-text = Простой текст
messages-write-text = Составить по HTML
messages-write-text-help = Заменит текст ниже словами из HTML вместе с полями.
messages-findings = { $errors ->
    [0] Стоит посмотреть: { $warnings }
    *[other] Исправить: { $errors }, стоит посмотреть: { $warnings }
    }
messages-fields = Поля для текста
messages-fields-help = Выберите поле, скопируйте запись ниже и вставьте в нужное место.
messages-field = Поле
messages-condition-help = Чтобы сказать что-то, только когда поле заполнено:
messages-unsubscribe-word = Отписаться
messages-fallback-word = коллега
messages-part-subject = Тема
messages-part-html = HTML
messages-part-text = Текст
messages-place = { $part }, строка { $line }
messages-search = Поиск
messages-archived = Архив
messages-new = Новое сообщение
messages-none = Сообщений пока нет. Начните с готового и переделайте под себя.
messages-none-archived = Архив пуст.
messages-count = { $found } из { $all }
messages-history = { $versions ->
    [one] История: { $versions } версия
    [few] История: { $versions } версии
    *[many] История: { $versions } версий
    }
messages-version = Версия
messages-load-version = Открыть версию { $version } в редакторе
messages-changes = От этой версии до текста в редакторе:
messages-no-changes = Текст в редакторе с ней совпадает.
messages-open = Открыть
messages-version-label = Версия { $version } · { $person } · { $moment }
messages-column-name = Название
messages-column-subject = Тема
messages-column-version = Версия
messages-column-saved_by = Сохранил
messages-column-saved_at = Сохранено (UTC)
messages-column-note = Примечание
messages-note = Что нового в этой версии
messages-save = Сохранить
messages-more = Ещё
messages-copy = Продолжить как новое сообщение
messages-discard = Отменить мои правки
messages-archive = В архив
messages-restore = Вернуть из архива
messages-unsaved = Ещё не сохранено. Текст останется здесь, пока вы не выйдете.
messages-back = Все сообщения
messages-saved = «{ $name }»: сохранена версия { $version }.
messages-archived-now = «{ $name }» — в архиве.
messages-restored-now = «{ $name }» снова в работе.
messages-your-company = Ваша компания
messages-no-such-part = У этого канала такой части нет.
messages-other-channel = «{ $name }» начато для другого канала, а канал сообщения не меняется. Ничего не сохранено; для этого канала начните новое сообщение.
messages-twice-written = Для каждого варианта и языка у сообщения один текст, и хотя бы один есть всегда. Ничего не сохранено.
