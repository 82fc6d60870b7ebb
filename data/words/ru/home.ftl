home-title = Сегодня
home-needs-you = Что ждёт вас
home-nothing = Ничего не ждёт вашего решения.
home-decide = «{ $campaign }» ждёт вашего решения.
home-returned = «{ $campaign }» вернулась на доработку.
home-doubtful = { $n ->
    [one] «{ $campaign }»: { $n } сообщение передано, но не подтверждено. Решите, что с ним делать.
    [few] «{ $campaign }»: { $n } сообщения переданы, но не подтверждены. Решите, что с ними делать.
   *[many] «{ $campaign }»: { $n } сообщений передано, но не подтверждено. Решите, что с ними делать.
 }
home-open = Открыть
home-accounts = Клиентов
home-contacts = Контактов
home-in-review = На согласовании
home-sending = В отправке
home-as-of = Данные на
home-as-of-help = Последний день, о котором говорят опубликованные данные. «За последние 90 дней» отсчитывается от него.
home-campaigns = Кампании
home-no-campaigns = Кампаний пока нет.
home-first-campaign = Создать первую кампанию
home-at-once = Сразу после согласования
home-to-results = Результат
home-to-dispatches = Отправка
home-to-approvals = Согласование
home-edits = { $n ->
    [one] { $n } изменение по сотрудникам ждёт
    [few] { $n } изменения по сотрудникам ждут
   *[many] { $n } изменений по сотрудникам ждут
} вашего подтверждения.
home-editions = Новая версия регламента «{ $book }» ждёт, чтобы вы ввели её в действие.
