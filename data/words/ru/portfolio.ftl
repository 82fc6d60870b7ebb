portfolio-title = Портфель кампаний
portfolio-forest = Прирост по кампаниям
portfolio-axis = Изменение продаж относительно контроля, у каждой в своём окне
portfolio-all = Все отправленные кампании
portfolio-choose = Отметьте строку, чтобы открыть результат.
portfolio-nothing-to-tell = Данных пока мало: ни у одной кампании нет результата, который можно показать. В таблице сказано, чего ждёт каждая.
portfolio-booklet = Что изменили наши кампании
portfolio-counts = { $campaigns ->
    [one] Отправлена { $campaigns } кампания:
    [few] Отправлены { $campaigns } кампании:
   *[many] Отправлено { $campaigns } кампаний:
  } { $up } — продали больше, { $down } — меньше, { $unclear } — без ясного эффекта, по { $early } судить ещё рано, по { $refused } вывода нет.
portfolio-unfinished = Впереди ещё запланированные просмотры — в общий итог { $campaigns ->
    [one] кампания войдёт
   *[other] кампании войдут
  } после последнего из них: { $names }.
portfolio-pooled = В среднем кампания изменила продажи на { $mean } (95%-й интервал от { $low } до { $high }).
portfolio-grown = Все кампании с результатом вместе дали { $total } (95%-й интервал от { $low } до { $high }).
portfolio-shrunken-how = Серым — как измерила сама кампания. Цветом — что остаётся рядом с другими: лучшая из многих редко так хороша, как выглядит, поэтому каждая оценка притянута к остальным — тем сильнее, чем она менее точна.
portfolio-own = как измерено
portfolio-pulled = рядом с другими
portfolio-growth = Дополнительная выручка, нарастающим итогом
portfolio-growth-how = Каждая ступень — кампания в день, когда закончилось её окно; полоса — 95%-й интервал суммы.
portfolio-axis-total = Дополнительная выручка к этому дню, ₽
portfolio-until = По день
portfolio-total = Всего, ₽
portfolio-learnt-title = Чему мы научились
portfolio-by-segment = Сегмент
portfolio-by-product = Продукт
portfolio-by-purpose = Назначение
portfolio-campaigns = Кампании
portfolio-mean = Изменение в среднем
portfolio-too-few = нужно три кампании
portfolio-none = не указано
portfolio-take = Скачать { $kind }
portfolio-unprintable = На этой машине не удалось сверстать страницы: { $reason }. Таблица и слайды доступны.
portfolio-sheet-campaign = Кампания
portfolio-sheet-ratio = Изменение, как измерено
portfolio-sheet-low = От
portfolio-sheet-high = До
portfolio-sheet-pulled = Рядом с другими
portfolio-sheet-pulled-low = От (рядом с другими)
portfolio-sheet-pulled-high = До (рядом с другими)
portfolio-reading = Прочитано кампаний: { $done } из { $all }; второй раз они не пересчитываются
portfolio-by-channel = Канал
portfolio-learnt-how = Что в среднем изменили кампании одного рода, каждая — против своего контроля. Это не значит, что один род лучше другого: они писали другим клиентам и в другое время, и жребий между ними не бросали. Сравнить каналы или тексты честно можно только вариантами внутри одной кампании.
portfolio-by = По чему
portfolio-kind = Что именно
