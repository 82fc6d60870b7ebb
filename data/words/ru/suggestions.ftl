# Подсказанные сегменты: на что указывает сама база, с её числами.

suggestions-title = Стоит взглянуть: { $count ->
    [one] { $count } сегмент
    [few] { $count } сегмента
   *[many] { $count } сегментов
  }
suggestions-none-title = Сегменты, на которые стоит взглянуть
suggestions-caption = Посчитано по версии { $number } базы, на { $day }. Каждая подсказка — обычное правило: откройте черновик, поправьте, сохраните или оставьте.
suggestions-open = Открыть черновик
suggestions-on-the-desk = Черновик готов.
suggestions-aside = Черновик готов; прежнее правило вернёт «Отменить».
suggestions-every = Показать все: { $count }
suggestions-accounts = { $count ->
    [one] клиент
    [few] клиента
   *[many] клиентов
  }
suggestions-all-saved = Всё, на что сейчас указывает база, уже сохранено.
suggestions-nothing = Сейчас в базе ничего не выделяется.

suggestions-renewal-title = Договор заканчивается, а трафик растёт
suggestions-renewal-reason = Договор заканчивается в { $days ->
    [1] ближайший день
    [one] ближайший { $days } день
    [few] ближайшие { $days } дня
   *[many] ближайшие { $days } дней
  }, а трафик за три месяца вырос на { $percent } % и больше; медиана по базе — { $usual } %.
suggestions-renewal-worth = Сейчас они вместе платят { $fee } в месяц.
suggestions-crossing-title = «{ $held }» есть, «{ $wanted }» — ещё нет
suggestions-crossing-reason = Из { $counted } { $holders ->
    [one] похожего клиента
   *[other] похожих клиентов
  } с продуктом «{ $held }» ({ $peers }) «{ $wanted }» есть у { $share } (с учётом случайности — от { $low } до { $high }), а по всей базе — у { $usual }. Здесь те, у кого этого продукта нет.
suggestions-crossing-worth = Медианная плата за «{ $wanted }» — { $fee } в месяц.
suggestions-silent-title = Крупные, но давно не покупали
suggestions-silent-reason = Входят в { $high } % крупнейших по полю «{ $field }», а последняя покупка была больше { $days ->
    [one] { $days } дня
   *[many] { $days } дней
  } назад; медиана у таких же крупных — { $usual ->
    [one] { $usual } день
    [few] { $usual } дня
   *[many] { $usual } дней
  }.
suggestions-silent-worth = «{ $field }» у них всех вместе — { $amount }.
suggestions-cooling-title = Платят много, а трафик падает
suggestions-cooling-reason = Абонентская плата входит в { $large } % самых больших, а трафик за три месяца упал на { $percent } % и больше; медиана по базе — изменение на { $usual } %.
suggestions-cooling-worth = Сейчас они вместе платят { $fee } в месяц.
suggestions-promoter-title = Рекомендуют нас, а услуг мало
suggestions-promoter-reason = Последняя оценка NPS — { $score } или 10, долгов и критических обращений нет, действующих услуг — { $services ->
    [1] одна
   *[other] не больше { $services }
  }; медиана по базе — { $usual }.

suggestions-peers-all = вся база
suggestions-peers-and = {" "}и{" "}
suggestions-peers-many = одинаковы { $fields }, групп — { $count }
suggestions-peers-named = { $fields }: { $values }

suggestions-declined-stale = По источнику «{ $source }» ничего не подсказываем: ему { $age ->
    [one] { $age } день
    [few] { $age } дня
   *[many] { $age } дней
  } при пределе { $limit }.
suggestions-declined-empty = По источнику «{ $source }» ничего не подсказываем: оттуда ещё ничего не приходило.
suggestions-declined-nobody = Искали и не нашли: { $kinds }.
suggestions-kind-renewal = окончание договора при растущем трафике
suggestions-kind-crossing = продукт, который похожие держат вместе с другим
suggestions-kind-silent = крупные, которые давно не покупали
suggestions-kind-cooling = крупные плательщики с падающим трафиком
suggestions-kind-promoter = довольные с малым числом услуг
