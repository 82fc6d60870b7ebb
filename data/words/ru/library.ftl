# Библиотека сегментов: папки, метки, списки, версии, использование, выгрузка.

library-quoted = «{ $name }»
library-and-more = {" "}и ещё { $count }

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
