# Письмо, которое рассказывает руководителям о результатах, и место, где его заказывают.
bulletins-title = Сводка по почте
bulletins-what = Новые результаты в деньгах и с интервалом, итог по всем кампаниям и ближайшие даты. Сведений о контактах в ней нет. Приходит на { $address } в { $hour }:00 — в понедельник или первого числа следующего месяца.
bulletins-rhythm = Как часто
bulletins-rhythm-none = Не присылать
bulletins-rhythm-weekly = Раз в неделю
bulletins-rhythm-monthly = Раз в месяц
bulletins-rhythm-now = По запросу
bulletins-language = Язык письма
bulletins-chosen-none = Сводка больше не будет приходить.
bulletins-chosen-weekly = Следующая сводка придёт { $day } в { $hour }:00.
bulletins-chosen-monthly = Следующая сводка придёт { $day } в { $hour }:00.
bulletins-now = Прислать сейчас
bulletins-asked = Сводка за последние семь дней отправляется на { $address }.
bulletins-preview = Что в ней было бы сейчас
bulletins-history = Отправленные вам сводки
bulletins-period = Период
bulletins-kind = Повод
bulletins-made = Составлена
bulletins-state = Состояние
bulletins-state-sent = отправлена
bulletins-state-waiting = ждёт отправки
bulletins-state-unconfirmed = передана, ответа не было
bulletins-state-given-up = отправить не удалось
bulletins-unknown-rhythm = Такой частоты нет: «{ $rhythm }».
bulletins-subject = Результаты кампаний, { $first } – { $last }
bulletins-head = Что принесли кампании, { $first } – { $last }.
bulletins-news = Новые результаты:
bulletins-no-news = Новых результатов нет.
bulletins-all = Все кампании вместе:
bulletins-next = Что впереди:
bulletins-step = { $day } — можно смотреть результат «{ $name }»
bulletins-stuck = Окно закончилось, но продажи за него ещё не загружены:
bulletins-more = { $count ->
    [one] и ещё { $count }
   *[other] и ещё { $count }
  }
bulletins-why-weekly = Вы просили присылать сводку раз в неделю. Изменить это можно на странице по ссылке выше.
bulletins-why-monthly = Вы просили присылать сводку раз в месяц. Изменить это можно на странице по ссылке выше.
bulletins-why-now = Вы запросили эту сводку на странице по ссылке выше.
bulletins-paid = Окупилась: маржа за вычетом расходов — { $total } (интервал от { $low } до { $high }).
bulletins-lost = Убыточна: маржа за вычетом расходов — { $total } (интервал от { $low } до { $high }).
bulletins-unclear = Окупилась ли она, данные не показывают: маржа за вычетом расходов — { $total } (интервал от { $low } до { $high }).
bulletins-no-margin = Продажи — ещё не заработок: сказать, окупились ли эти кампании, нельзя — в правилах отправки не указана маржа или стоимость сообщения.
