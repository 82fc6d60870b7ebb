# channels
editor-channel = Канал
editor-channel-email = Письмо
editor-channel-sms = SMS
editor-channel-cabinet = Личный кабинет
editor-channel-call = Звонок менеджера
editor-channel-letter = Бумажное письмо
editor-about-email = Письмо с оформлением и текстовой частью. Собирается из блоков или пишется кодом.
editor-about-sms = Короткий текст на телефон. Сразу видно, сколько в нём частей и во что он обойдётся.
editor-about-cabinet = Карточка в личном кабинете клиента: заголовок, текст и кнопка.
editor-about-call = Сценарий, который менеджер держит перед глазами во время разговора.
editor-about-letter = Письмо на бумаге. Печатается из PDF.

# how a message begins
editor-begin = С чего начнём?
editor-begin-help = Выберите канал: сообщение начнётся с готового примера, который можно переделать под себя. Канал потом не меняется.
editor-begin-here = Начать
editor-begin-blocks = Из блоков
editor-begin-mjml = Кодом MJML
editor-begin-html = Кодом HTML
editor-unnamed = Без названия
editor-unsaved = Начато и ещё не сохранено

# variants and languages
editor-language-ru = Русский
editor-language-en = Английский
editor-only-writing = Один текст: { $place }
editor-writing = Текст
editor-writings = Варианты и языки
editor-add-variant = Добавить вариант { $variant } (копия варианта { $of })
editor-add-language = Добавить перевод: { $language }
editor-remove-writing = Убрать текст «{ $place }»

# the editor
editor-undo = Отменить
editor-redo = Вернуть
editor-part = Часть письма
editor-part-subject = Тема
editor-part-html = Письмо
editor-part-text = Текст
editor-part-link = Ссылка
editor-link-help = Куда ведёт кнопка; полный адрес.
editor-shown-html = Оформление
editor-shown-text = Текстовая часть
editor-manner = Как писать
editor-manner-blocks = Блоки
editor-manner-code = Код MJML
editor-markup-html = Код HTML
editor-markup-mjml = Код MJML
editor-plain = Простое поле
editor-plain-help = Вместо редактора с подсказками: обычное поле, удобное для программ чтения с экрана.
editor-beyond-blocks = В этом коде есть то, чего блоки не умеют. Он остаётся кодом, ничего не потеряно.
editor-code-missing = Редактор кода не загрузился. Включите «Простое поле»: текст на месте.
editor-fields-help = Выберите поле и вставьте его туда, где стоит курсор. В редакторе подсказка открывается и сама: после «{"{{"}» или по Ctrl+пробел.
editor-insert = Вставить поле
editor-insert-if = Вставить условие «если заполнено»
editor-jump = К строке
editor-phrase-find = Найти
editor-phrase-replace = Заменить
editor-phrase-next = дальше
editor-phrase-previous = раньше
editor-phrase-all = все
editor-phrase-match_case = с учётом регистра
editor-phrase-regexp = выражение
editor-phrase-by_word = слово целиком
editor-ask-outside = Проверить на спам и перенаправления
editor-ask-links = Проверить перенаправления
editor-ask-outside-help = SpamAssassin на этой машине поставит письму оценку, а каждый сайт из ссылок ответит, куда ведёт дальше. О контактах никто ничего не узнает.
editor-asking = Спрашиваем…
editor-links-well = Все ссылки отвечают и ведут туда, куда указывают.
editor-heard-before = После проверки на спам и перенаправления текст изменился. Проверьте ещё раз.
editor-filter-fallback = замена, если пусто
editor-filter-default = замена, если пусто
editor-filter-money = сумма в рублях
editor-filter-number = число с разрядами
editor-filter-date = дата
editor-filter-plural = форма слова по числу
editor-filter-upper = прописными
editor-filter-lower = строчными
editor-filter-title = Каждое Слово С Прописной
editor-filter-capitalize = первая прописная
editor-filter-trim = без пробелов по краям
editor-filter-truncate = не длиннее
editor-filter-join = список через
editor-filter-urlencode = для адреса ссылки

# blocks
editor-block-heading = Заголовок
editor-block-text = Текст
editor-block-button = Кнопка
editor-block-image = Картинка
editor-block-columns = Колонки
editor-block-products = Таблица услуг
editor-block-divider = Линия
editor-block-footer = Подвал
editor-block-empty = пока пусто
editor-no-blocks = В письме пока нет блоков. Добавьте первый.
editor-add-block = Добавить блок
editor-edit = Изменить
editor-fold = Свернуть
editor-actions = Действия
editor-do-up = Выше
editor-do-down = Ниже
editor-do-copy = Копировать
editor-do-remove = Убрать
editor-field-text = Текст
editor-field-title = Заголовок
editor-field-link = Ссылка
editor-field-address = Адрес картинки
editor-field-alt = Что на картинке (для тех, кто её не видит)
editor-field-name = Услуга
editor-field-price = Цена
editor-field-leave = Слово для отписки
editor-text-help = **жирно** — двумя звёздочками, ссылка — [слова](https://адрес), поля — в двойных фигурных скобках.
editor-columns = Сколько колонок
editor-rows = Что в таблице
editor-rows-owned = Услуги клиента
editor-rows-typed = Свои строки
editor-add-row = Добавить строку
editor-drop-row = Убрать последнюю

# previews
editor-as-brief = По брифу
editor-no-brief = Без брифа: факты названиями
editor-as-brief-help = Текст ссылается на бриф. Выберите бриф, и на местах встанут его подтверждённые факты; про неподтверждённые будет сказано.
editor-load-images = Загрузить картинки
editor-load-images-help = Только для этого просмотра. Сервер картинок узнает, что кто-то их открыл, и с какого адреса.
editor-images-off = Картинки не загружены: так письмо видит тот, у кого они выключены.
editor-images-on = Картинки загружаются с чужих серверов: там видно, что письмо открыли отсюда.
editor-sms-here = Этому контакту
editor-sms-longest = Контакту, чей текст получится самым длинным
editor-sms-parts = Частей
editor-sms-length = Знаков
editor-sms-room = { $n ->
    [one] до следующей части { $n } знак
    [few] до следующей части { $n } знака
    *[many] до следующей части { $n } знаков
    }
editor-sms-cost = Стоит { $cost }
editor-sms-forced = Из-за знака «{ $letter }» в часть входит 70 знаков, а не 160.
editor-notice-open = Открыть
editor-call-contact = Кому
editor-call-position = Должность
editor-call-account = Компания
editor-call-city = Город
editor-letter-pages = { $n ->
    [one] { $n } страница
    [few] { $n } страницы
    *[many] { $n } страниц
    }
editor-letter-page = Страница { $n } письма

# the shelf
editor-sort = Порядок
editor-sort-saved = Сначала новые
editor-sort-name = По названию
editor-sort-used = Сначала нужные кампаниям
editor-used = Кампании: { $names }
editor-used-nowhere = Пока ни в одной кампании
editor-texts = { $n ->
    [one] { $n } текст
    [few] { $n } текста
    *[many] { $n } текстов
    }
editor-column-channel = Канал
editor-column-used = Кампаний

# files and snippets
editor-attachments = { $n ->
    [0] Вложений нет
    [one] { $n } вложение
    [few] { $n } вложения
    *[many] { $n } вложений
    }
editor-kilobytes = { $size } КБ
editor-detach = Убрать
editor-attach = Файл к письму
editor-attach-help = Все файлы вместе: не больше { $most } МБ.
editor-attach-now = Приложить
editor-attached = «{ $name }» приложен. Он уйдёт с письмом, когда вы сохраните новую версию.
editor-shelf = Что показать
editor-shelf-messages = Сообщения
editor-shelf-snippets = Фрагменты
editor-snippet = Фрагмент
editor-insert-snippet = Вставить фрагмент
editor-snippets-help = Слова, общие для многих сообщений: подпись, реквизиты, отписка. Измените здесь — изменится везде.
editor-new-snippet = Новый фрагмент
editor-no-snippets = Фрагментов пока нет. Начните с подвала письма: его повторяют чаще всего.
editor-snippet-used = Используется в сообщениях: { $names }
editor-snippet-unused = Пока ни в одном сообщении
editor-snippet-name = Имя фрагмента
editor-snippet-name-help = Имя: буквы, цифры, «-» и «_». Под ним фрагмент вставляют в сообщение.
editor-snippet-html = В HTML
editor-snippet-text = В тексте
editor-tags = Метки ссылок (UTM)
editor-tags-help = По ним видно, откуда пришёл посетитель. Добавляются к ссылкам на { $hosts }; остальные ссылки не меняются.
editor-tag-source = Источник (utm_source)
editor-tag-medium = Канал (utm_medium)
editor-tag-campaign = Кампания (utm_campaign)
