consent-title = Согласия и стоп-лист
consent-no-address = «{ $address }» — не адрес, на который можно написать. Ничего не изменено; проверьте написание.
consent-unknown = Такого запрета в списке нет. Ничего не изменено; обновите список.
consent-already-lifted = Кто-то другой только что снял запрет с { $address }. Больше ничего не изменено.
consent-reason-unsubscribed = Отписка
consent-reason-hard_bounce = Ящик не существует
consent-reason-soft_bounces = Слишком часто возвращалось
consent-reason-complaint = Жалоба
consent-reason-by_hand = Вручную
consent-reason-legal = По требованию юристов

# Страница.

consent-promise = На адреса из этого списка не пишут никогда, что бы ни говорил сегмент. Запрет действует сразу, и для писем, которые уже в пути к отправке.
consent-address = Адрес
consent-reason = Причина
consent-source = Откуда известно
consent-source-example = Звонок, письмо, решение суда…
consent-when = С какого времени
consent-suppress = Запретить
consent-suppressed = На { $address } больше не пишем.
consent-search = Поиск по адресу
consent-lifted-too = Показать и снятые
consent-count = Найдено: { $shown }. Под запретом { $all } { $all ->
    [one] адрес или номер
    [few] адреса и номера
   *[other] адресов и номеров
}.
consent-none = Подходящих адресов под запретом нет.
consent-lift = Снять
consent-lift-asks = На { $address } снова можно будет писать. Запрет и его снятие останутся в истории.
consent-note = Почему
consent-lift-now = Снять запрет
consent-lifted = На { $address } снова можно писать.
consent-is-lifted = Снят
