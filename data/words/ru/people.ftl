people-title = Сотрудники и роли
people-not-allowed = { $person }, вашей роли это недоступно («{ $permission ->
    [see_accounts] просмотр клиентов
    [see_personal] просмотр имён и адресов контактов
    [import] загрузка файлов клиентов
    [suppress] запрет и возобновление писем на адрес
    [brief] брифы и подтверждение фактов
    [segment] работа с сегментами
    [export] выгрузка клиентов в файл
    [write] работа с сообщениями
    [plan] подготовка кампаний
    [decide] согласование кампаний
    [send] запуск, пауза и остановка отправки
    [call] звонки по списку
    [read_results] просмотр результатов
    *[administer] администрирование
    }»). Ничего не изменено; роль может выдать администратор.
people-unknown = Сотрудника «{ $person }» здесь нет. Ничего не изменено; посмотрите список сотрудников.
people-no-longer-here = { $person }, вас отключили или часть ваших ролей снята. Ничего не изменено; обновите страницу или обратитесь к администратору.
people-last-administrator = { $person } — последний администратор. Ничего не изменено; сначала назначьте администратором кого-то ещё.
people-unknown-language = Здесь говорят по-русски и по-английски, но не на «{ $language }».
people-role-requester = Заказчик
people-role-marketer = Маркетолог
people-role-marketing_lead = Руководитель маркетинга
people-role-legal = Юрист
people-role-security = Безопасность
people-role-product_owner = Владелец продукта
people-role-account_manager = Менеджер по клиентам
people-role-manager = Руководитель
people-role-administrator = Администратор
people-role-house = Сама система
people-hand-house = Сама система
people-hand-worker = Исполнитель отправки
people-hand-unsubscribe = Сам получатель
people-hand-demo = Демонстрация
people-permission-see_accounts = Просмотр клиентов
people-permission-see_personal = Просмотр имён и адресов контактов
people-permission-import = Загрузка файлов клиентов
people-permission-suppress = Запрет и возобновление писем на адрес
people-permission-brief = Подавать брифы и подтверждать их факты
people-permission-segment = Работа с сегментами
people-permission-export = Выгрузка клиентов в файл
people-permission-write = Работа с сообщениями
people-permission-plan = Подготовка кампаний
people-permission-decide = Согласование кампаний
people-permission-send = Запуск, пауза и остановка отправки
people-permission-call = Звонки по списку
people-permission-read_results = Просмотр результатов
people-permission-administer = Администрирование
people-count = { $n ->
    [one] { $n } сотрудник
    [few] { $n } сотрудника
   *[many] { $n } сотрудников
 }
people-name = Имя
people-email = Почта
people-roles = Роли
people-active = Активен
people-issuer = Входит через
people-choose = Кого изменить
people-choose-hint = Выберите сотрудника, чтобы изменить его роли.
people-save = Сохранить роли
people-deactivate = Закрыть доступ
people-reactivate = Вернуть доступ
people-deactivate-confirm = { $person } со следующего нажатия не сможет ничего. Сделанное раньше останется.
people-saved = Роли сохранены: { $person }.
people-deactivated = Доступ закрыт: { $person }.
people-reactivated = Доступ возвращён, роли прежние: { $person }.
people-who-may-what = Кому что можно
people-permission = Право
people-history = Что происходило: { $person }
people-when = Когда
people-by = Кто сделал
people-what = Что
