variants-title = Варианты сообщения
variants-how = Каждый вариант сравнивается с контролем и с остальными вариантами. Все выводы вместе ошибочны не чаще чем в 5 случаях из 100, и все интервалы вместе верны не реже чем в 95: p поправлено по Холму, интервалы шире обычных.
variants-best = { $known ->
    [of_all] Вариант { $variant } лучше остальных.
    [of_compared] Вариант { $variant } лучше остальных, которые удалось сравнить.
   *[no] Какой вариант лучше, по этим данным сказать нельзя.
  }
variants-holdout-more = Вариант { $variant } принёс на { $difference } больше с каждого клиента, чем контроль (от { $low } до { $high }).
variants-holdout-less = Вариант { $variant } принёс на { $difference } меньше с каждого клиента, чем контроль (от { $low } до { $high }).
variants-holdout-untold = Вариант { $variant }: ясной разницы с контролем нет (от { $low } до { $high } на клиента).
variants-other-more = Вариант { $variant } лучше варианта { $other } на { $difference } с клиента (от { $low } до { $high }).
variants-other-less = Вариант { $variant } хуже варианта { $other } на { $difference } с клиента (от { $low } до { $high }).
variants-other-untold = Варианты { $variant } и { $other } не различить: разница от { $low } до { $high } на клиента.
variants-few = Не сравниваем: { $variants } — меньше { $fewest } клиентов.
variants-against-holdout = { $variant } против контроля
variants-against-other = { $variant } против { $other }
variants-axis = Прирост за окно, ₽ на клиента
variants-pair = Сравнение
variants-accounts = Клиентов
variants-means = Продажи на клиента
variants-difference = Разница
variants-low = От
variants-high = До
variants-p = p по Холму
