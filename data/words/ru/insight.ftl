# Аналитика сегмента: из чего он состоит, чем отличается, с чем пересекается, как меняется.

insight-look-profile = Профиль
insight-look-overlap = Пересечения
insight-look-trend = Динамика
insight-reading = Читаем базу …

## Охват

insight-share-of-base = { $share } базы
insight-channel-email = Эл. почта
insight-channel-sms = SMS
insight-channel-call = Звонки
insight-channel-help-email = Контакты с адресом электронной почты и те из них, у кого на день базы есть действующее согласие на рекламу по почте. Запреты и правила частоты вычитаются, когда собирается аудитория кампании.
insight-channel-help-sms = Контакты с номером телефона и те из них, у кого на день базы есть действующее согласие на рекламу по SMS. Мобильный ли это номер, здесь неизвестно.
insight-channel-help-call = Контакты с номером телефона и те из них, у кого на день базы есть действующее согласие на рекламу по телефону.
insight-agreed = { $count } с согласием

## Воронка

insight-funnel = Воронка
insight-everybody = Все клиенты базы
insight-nobody = Никого
insight-not = не так: { $part }
insight-left-all = Остаётся клиентов после каждого условия
insight-left-none = Остаётся клиентов после каждого условия
insight-left-any = Найдено клиентов вместе с каждым условием
insight-cost-all = Вернётся без условия
insight-cost-none = Вернётся без условия
insight-cost-any = Потеряется клиентов, если убрать условие
insight-hover-all = само по себе верно для { $alone }<br>до этого места остаётся { $left }<br>всего без него { $without }
insight-hover-none = само по себе верно для { $alone }<br>до этого места остаётся { $left }<br>всего без него { $without }
insight-hover-any = само по себе верно для { $alone }<br>до этого места найдено { $left }<br>всего без него { $without }
insight-alt-all = Воронка: клиентов в начале — { $start }, в конце — { $total }, шагов — { $steps }. Самое дорогое условие отнимает клиентов: { $cost } ({ $part }).
insight-alt-none = Воронка: клиентов в начале — { $start }, в конце — { $total }, шагов — { $steps }. Самое дорогое условие отнимает клиентов: { $cost } ({ $part }).
insight-alt-any = Клиентов в начале — { $start }, в конце — { $total }, шагов — { $steps }. Больше всех приносит условие, клиентов: { $cost } ({ $part }).
insight-column-part = Условие
insight-column-alone = Верно для, клиентов
insight-column-left = Остаётся (найдено) до этого места, клиентов
insight-column-change = Меняет на, клиентов
insight-column-without = Всего без него, клиентов
insight-column-cost = Цена одного условия, клиентов

## Профиль

insight-by = Сравнить по
insight-everything = Что отличает сильнее всего
insight-everything-caption = Значения полей (полей: { $fields }), доля которых в сегменте надёжно отличается от доли в базе; поля самого правила не показаны. Интервалы расширены так, чтобы все вместе были верны с вероятностью 95 %: среди сотен значений что-нибудь всегда выделяется случайно.
insight-profile-caption = Справа от полос — доля в сегменте : доля в базе. Серое не отличить от случайности; заштрихованное опирается меньше чем на 5 клиентов сегмента. Интервалы — 95 %.
insight-profile-rest = { $count ->
    [one] Ещё { $count } значение есть в таблице.
    [few] Ещё { $count } значения есть в таблице.
   *[many] Ещё { $count } значений есть в таблице.
  }
insight-nobody-to-compare = Правилу не отвечает ни один клиент, сравнивать некого. Посмотрите в воронке, какое условие отсекает последних.
insight-all-to-compare = Сегмент — это вся база, сравнивать его не с чем. Добавьте условие.
insight-nothing-stands-out = Ни в одном из полей (всего { $fields }) сегмент не отличается от базы больше, чем это бывает случайно при таком размере. Посмотрите поля по одному.
insight-of-field = { $field }: { $value }
insight-shares = сегмент : база
insight-axis-ratio = Во сколько раз чаще (×) или реже (÷), чем в базе
insight-hover-profile = { $share } сегмента (клиентов: { $inside })<br>{ $base_share } базы (клиентов: { $base })<br>к базе { $ratio }, 95 %: от { $low } до { $high }
insight-alt-profile = Доли в сегменте по сравнению с базой. Сильнее всего отличается: { $value }, { $times } к базе.
insight-mean = { $field }: в среднем { $mean } (интервал 95 % от { $low } до { $high }), в базе { $base }; разница от { $less } до { $more }.
insight-total = Всего { $total }, это { $share } базы.
insight-nps = NPS
insight-nps-detractors = Критики (0–6)
insight-nps-passives = Нейтральные (7–8)
insight-nps-promoters = Промоутеры (9–10)
insight-any-number = Любое число
insight-up-to = до { $high }
insight-over = свыше { $low }
insight-over-up-to = свыше { $low } до { $high }
insight-yes = да
insight-no = нет
insight-unknown = неизвестно
insight-others = более редкие вместе
insight-column-value = Значение
insight-column-inside = Клиентов в сегменте
insight-column-share = Доля в сегменте, %
insight-column-base = Клиентов в базе
insight-column-base-share = Доля в базе, %
insight-column-ratio = Во сколько раз чаще, чем в базе
insight-column-ratio-low = Интервал от
insight-column-ratio-high = Интервал до
insight-column-points-low = Разница от, п. п.
insight-column-points-high = Разница до, п. п.

## Пересечения

insight-this = Это правило
insight-and = {" "}и{" "}
insight-only-in = только { $segments }
insight-overlap-none = Других сохранённых сегментов нет, сравнивать не с чем. Сохраните этот и ещё один и вернитесь сюда.
insight-overlap-with = Сравнить с
insight-overlap-look = Что показать
insight-overlap-upset = Точные пересечения
insight-overlap-share = Пары: доля
insight-overlap-likeness = Пары: сходство
insight-overlap-upset-caption = Каждый столбец — клиенты, которые входят ровно в отмеченные под ним сегменты и ни в какой другой из этих. Полосы справа — размер каждого сегмента.
insight-overlap-share-caption = Какая доля клиентов строки входит и в сегмент столбца.
insight-overlap-likeness-caption = Доля общих среди всех клиентов двух сегментов (коэффициент Жаккара): 100 % — одни и те же клиенты.
insight-upset-rest = { $count ->
    [one] Ещё { $count } пересечение поменьше (клиентов: { $accounts }) не показано.
    [few] Ещё { $count } пересечения поменьше (клиентов вместе: { $accounts }) не показаны.
   *[many] Ещё { $count } пересечений поменьше (клиентов вместе: { $accounts }) не показаны.
  }
insight-hover-pair = { $share } клиентов «{ $row }» входят и в «{ $column }»<br>общих клиентов: { $accounts }
insight-hover-likeness = У «{ $row }» и «{ $column }» общих { $share }<br>общих клиентов: { $accounts }
insight-alt-overlap = Пересечения сегментов: { $segments }. Самое большое точное пересечение: { $largest }, клиентов: { $accounts }.
insight-axis-accounts = Клиенты
insight-axis-share = Доля, %
insight-column-intersection = Входят ровно в
insight-column-accounts = Клиентов
insight-column-segment = Сегмент
insight-column-other = Другой сегмент
insight-column-both = Общих, клиентов
insight-column-share-of-row = Доля сегмента, %
insight-column-likeness = Сходство, %

## Динамика и источники

insight-does-not-fit = В версии базы { $number } таких данных нет: она загружена раньше, чем поле появилось в каталоге. В линию она не вошла.
insight-trend-caption = Это правило по всем сохранённым версиям базы, в каждой — на её собственный день.
insight-trend-short = { $count ->
    [0] Правило не подходит ни к одной сохранённой версии базы, динамики нет.
    [one] Пока можно спросить только одну версию базы. Динамика начнётся со следующей опубликованной.
   *[other] Можно спросить версий базы: { $count }.
  }
insight-hover-trend = { $day }, версия базы { $number }<br>клиентов: { $accounts }, { $share } базы
insight-alt-trend = Размер сегмента, версий базы: { $publications }. Клиентов в первой: { $first }, в последней: { $last }.
insight-axis-day = День базы
insight-freshness = Источники этого правила
insight-stale = { $source }: последним данным { $age ->
    [one] { $age } день
    [few] { $age } дня
   *[many] { $age } дней
  }, а должно быть не больше { $limit }. Загрузите свежие данные, прежде чем строить на них кампанию.
insight-no-events = без событий
insight-is-stale = устарело
insight-is-fresh = свежее
insight-column-publication = Версия базы
insight-column-name = Название
insight-column-day = День
insight-column-share-of-base = Доля базы, %
insight-column-reason = Почему неизвестно
insight-column-source = Источник
insight-column-fields = Для чего читается
insight-column-latest = Последнее событие
insight-column-age = Возраст, дней
insight-column-limit = Не больше, дней
insight-column-verdict = Оценка
