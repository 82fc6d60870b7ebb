# Библиотека сегментов: папки, метки, списки, версии, использование, выгрузка.

## Отказы

library-unknown-list = Списка «{ $name }» нет. Ничего не изменилось; выберите список на вкладке «Списки».
library-damaged-list = Состав списка «{ $name }» изменён в обход системы, поэтому он не используется. Соберите список заново, а этот отправьте в архив.
library-name-taken = Список «{ $name }» уже есть. Ничего не сохранено; выберите другое название.
library-empty-list = Правилу не отвечает ни один клиент, хранить нечего. Ничего не сохранено; измените правило.
library-bad-label = Папке или метке нужно название от 1 до { $limit } печатных знаков, у метки — без косой черты. Ничего не изменилось; введите другое.
library-too-many-tags = У сегмента «{ $name }» стало бы больше { $limit } меток. Ничего не изменилось; снимите лишние.
library-in-use = «{ $name }» сейчас используют: { $uses }. Ничего не изменилось; сначала уберите его оттуда.
library-change-in-use = «{ $name }» используют: { $uses }. Ничего не сохранено, правило осталось на экране: подтвердите изменение или сохраните его как новый сегмент.
library-once-used = «{ $name }» уже использовали: { $uses }. Удалить навсегда можно только то, чем никто не пользовался. Ничего не изменилось; отправьте сегмент в архив.
library-uses-archived = «{ $name }» опирается на «{ $other }», а он в архиве. Ничего не изменилось; сначала восстановите «{ $other }».

## Кто использует

library-users-campaign = { $count ->
    [1] кампания
   *[other] кампании
  } { $names }
library-users-segment = { $count ->
    [1] сегмент
   *[other] сегменты
  } { $names }
library-users-list = { $count ->
    [1] список
   *[other] списки
  } { $names }
library-quoted = «{ $name }»
library-and-more = {" "}и ещё { $count }
library-through = { $name } (через { $through })

## Выгрузка

library-too-many-rows = На лист XLSX помещается { $limit } строк, а здесь { $rows }. Ничего не выгружено; выберите CSV или Parquet.
library-mark = Изменение
library-mark-added = добавлен
library-mark-gone = выбыл

## Что изменилось

library-diff-added = Добавлено: { $rule }
library-diff-added-within = Добавлено в группу «{ $group }»: { $rule }
library-diff-gone = Убрано: { $rule }
library-diff-gone-within = Убрано из группы «{ $group }»: { $rule }
library-diff-moved = Вынесено из группы: { $rule }
library-diff-regrouped = Собрано в группу: { $rule }
library-diff-moved-within = Перемещено в группу «{ $group }»: { $rule }
library-diff-changed = Было: { $before }. Стало: { $after }
library-diff-values-both = «{ $field }»: добавлено { $added }, убрано { $gone }
library-diff-values-added = «{ $field }»: добавлено { $added }
library-diff-values-gone = «{ $field }»: убрано { $gone }
library-diff-off = Выключено: { $rule }
library-diff-on = Включено: { $rule }
library-diff-while-off = { $rule } (выключено)
library-diff-combine = Было нужно «{ $before }», теперь нужно «{ $after }»: { $rules }
library-diff-contacts = Было { $before }, стало { $after }: { $rules }
library-diff-order = Изменился только порядок условий, состав тот же.
library-combine-all = всё из этого
library-combine-any = хотя бы одно
library-combine-none = ничего из этого
library-contacts-none = о клиенте в целом
library-contacts-every = о каждом контакте клиента
library-contacts-some = { $count ->
    [1] хотя бы об одном контакте
    [one] не менее чем о { $count } контакте
   *[many] не менее чем о { $count } контактах
  }

## Экран: выгрузка и списки

library-export = Скачать
library-export-content = Что
library-export-content-accounts = Клиенты
library-export-content-contacts = Контакты
library-export-format = Формат
library-export-format-csv = CSV
library-export-format-xlsx = XLSX
library-export-format-parquet = Parquet
library-export-accounts = Скачать { $count ->
    [one] { $count } клиента
    [few] { $count } клиентов
   *[many] { $count } клиентов
  }
library-export-contacts = Скачать { $count ->
    [one] { $count } контакт
    [few] { $count } контакта
   *[many] { $count } контактов
  }
library-export-masked = Имена, адреса и телефоны будут скрыты: ваша роль их не видит.
library-export-slow = Такой большой лист собирается минуту и дольше; CSV и Parquet — за секунды.
library-export-journaled = Кто, что и когда выгрузил, записывается в журнал.
library-keep = Сохранить список
library-keep-hint = Сегодняшний состав останется под этим названием и больше не изменится. На него может опираться условие «Есть в списке».
library-list-name = Название списка
library-list-note = Зачем он нужен
library-keep-yes = Сохранить сегодняшний состав
library-kept = Список «{ $name }» сохранён: { $count ->
    [one] { $count } клиент
    [few] { $count } клиента
   *[many] { $count } клиентов
  }.
library-tab = Что показать
library-tab-segments = Сегменты
library-tab-lists = Списки
library-lists-subtitle = Составы сегментов на день, когда их сохранили. Сами они не меняются.
library-lists-none = Списков ещё нет. Откройте сегмент и нажмите «Сохранить список» под примерами клиентов.
library-lists-found = { $count ->
    [one] { $count } список
    [few] { $count } списка
   *[many] { $count } списков
  }
library-list-made = { $person }, { $moment }, по версии базы { $number } на { $day }
library-list-of = из сегмента «{ $name }», версия { $version }
library-list-archived = Список «{ $name }» в архиве.
library-list-restored = Список «{ $name }» снова на вкладке.

## Экран: папки, метки, поиск

library-filing = Папка и метки
library-file = Сохранить
library-filed = «{ $name }»: папка и метки сохранены.
library-folder = Папка
library-folder-help = Выберите папку или введите новую. Вложенная папка — через косую черту: Продажи / Север.
library-no-folder = Без папки
library-tags = Метки
library-tags-placeholder = Выберите или введите
library-any-folder = Любая
library-any-tags = Любые
library-any-author = Любой
library-author = Автор
library-order = Порядок
library-order-changed = Сначала новые изменения
library-order-name = По названию
library-order-size = Сначала большие
library-none-found = Ничего не найдено. Измените поиск, папку, метки или автора.
library-first-shown = Показаны первые { $shown }. Уточните поиск, чтобы увидеть остальные.
library-picked = Выбрано: { $count }
library-bulk-move = Переместить
library-bulk-add = Добавить метки
library-bulk-remove = Снять метки
library-moved = { $count ->
    [one] Перемещён { $count } сегмент.
    [few] Перемещены { $count } сегмента.
   *[many] Перемещено { $count } сегментов.
  }
library-tagged = Метки изменены у { $count ->
    [one] { $count } сегмента
   *[many] { $count } сегментов
  }.

## Экран: версии и сравнение

library-view-compare = Сравнение
library-view-uses = Использование
library-renamed = Переименован: был «{ $before }», стал «{ $after }»
library-same-rule = Правило то же самое.
library-same-members = Состав по этой версии базы тот же самый.
library-older-versions = { $count ->
    [one] И ещё { $count } более ранняя версия: её можно выбрать в сравнении.
    [few] И ещё { $count } более ранние версии: их можно выбрать в сравнении.
   *[many] И ещё { $count } более ранних версий: их можно выбрать в сравнении.
  }
library-compare-from = Что сравнить
library-compare-to = С чем
library-draft = Правило на экране
library-version = Версия { $version }
library-members = Какие клиенты
library-members-added = Добавились
library-members-gone = Выбыли
library-members-kept = Остались
library-accounts-count = { $count ->
    [one] { $count } клиент
    [few] { $count } клиента
   *[many] { $count } клиентов
  }
library-contacts-count = { $count ->
    [one] { $count } контакт
    [few] { $count } контакта
   *[many] { $count } контактов
  }

## Экран: использование

library-uses-unsaved = Пока ничего не сохранено, поэтому никто этим не пользуется.
library-used-by = { $count ->
    [0] Этим сегментом никто не пользуется.
   *[other] Кто использует этот сегмент
  }
library-used-by-hint = Справа — что сделает с каждым новая версия сегмента.
library-rests-on = На что опирается он сам
library-only-through = через { $through }
library-bearing-campaign-falls = согласование отменится
library-bearing-campaign-follows = аудитория соберётся заново
library-bearing-campaign-keeps = отправляется, не изменится
library-bearing-campaign-past = завершена или была раньше
library-bearing-segment-follows = состав изменится вместе с этим
library-bearing-segment-past = в архиве или в прежней версии
library-bearing-list-past = собран из него, не изменится
library-touches = «{ $name }» используют { $who }. Новая версия изменит и их:
library-count-campaign = { $count ->
    [one] { $count } кампания
    [few] { $count } кампании
   *[many] { $count } кампаний
  }
library-count-segment = { $count ->
    [one] { $count } сегмент
    [few] { $count } сегмента
   *[many] { $count } сегментов
  }
library-count-list = { $count ->
    [one] { $count } список
    [few] { $count } списка
   *[many] { $count } списков
  }
library-and = {" "}и{" "}
library-save-anyway = Сохранить версию { $version }, зная это
library-leave = Не сохранять
library-delete = Удалить навсегда
library-delete-hint = «{ $name }» никто никогда не использовал, поэтому его можно удалить. Вернуть его будет нельзя; правила всех версий останутся только в журнале.
library-delete-yes = Удалить { $count ->
    [one] { $count } версию
    [few] { $count } версии
   *[many] { $count } версий
  } навсегда
library-deleted = Сегмент «{ $name }» удалён.
