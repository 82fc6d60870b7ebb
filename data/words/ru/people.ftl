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
people-last-administrator = { $person } — последний администратор. Ничего не изменено; сначала назначьте администратором кого-то ещё.
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
people-hand-contact = Сам получатель
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
people-permission = Право
people-history = Что происходило: { $person }
people-when = Когда
people-by = Кто сделал
people-what = Что
people-nothing-claimed = Провайдер входа ничего не говорит о ролях этого сотрудника. Ничего не изменено; действуют только роли, выданные здесь.
people-unknown-session = Этот сеанс уже завершён. Ничего не изменено.
people-password-length = Пароль — от { $shortest } до { $longest } символов. Ничего не изменено; проще всего запомнить несколько слов подряд.
people-password-plain = В этом пароле повторяются одни и те же буквы. Ничего не изменено; придумайте другой.
people-password-named = Этот пароль — имя, которое все знают. Ничего не изменено; придумайте другой.
people-no-address = «{ $email }» — не адрес почты. Никто не добавлен.
people-already-here = С почтой { $email } уже кто-то входит. Никто не добавлен.
people-not-local = Этот сотрудник входит через другую систему, и пароль хранится там. Ничего не изменено.
people-wrong-password = Текущий пароль указан неверно. Ничего не изменено; попробуйте ещё раз.
people-same-password = Новый пароль совпадает со старым. Ничего не изменено; придумайте другой.
people-not-recognized = Почта или пароль указаны неверно. Проверьте то и другое; новый пароль может выдать администратор.
people-too-many-attempts = Слишком много попыток. Подождите { $seconds ->
    [one] { $seconds } секунду
    [few] { $seconds } секунды
   *[many] { $seconds } секунд
 } и попробуйте снова.
people-password-made = Одноразовый пароль: { $password }. Он действует { $hours } ч, при первом входе его нужно сменить.
people-password-set = Пароль задан; все сеансы этого сотрудника завершены.
people-verbs-promise = { $n ->
    [one] { $n } действие
    [few] { $n } действия
   *[many] { $n } действий
 } прямо из программы: каждое сначала проверяет право и только потом что-то делает.
people-verbs-search = Поиск
people-verbs-role = Что можно этой роли
people-verbs-any-role = Все роли
people-verbs-none = Таких слов здесь нет. Очистите поиск или выберите другую роль.
people-verbs-room = Раздел
people-verbs-what = Действие
people-verbs-everybody = все
people-verbs-file = komu-chto-mozhno
people-room-accounts = Клиенты и файлы
people-room-approvals = Согласование
people-room-briefs = Брифы
people-room-campaigns = Кампании
people-room-consent = Согласия
people-room-delivery = Доставка
people-room-messages = Сообщения
people-room-people = Сотрудники
people-room-results = Результаты
people-room-rulebook = Книги правил
people-room-segments = Сегменты
people-denials = Отказы в доступе
people-denials-none = Никто не пробовал сделать то, что его ролям недоступно.
people-denials-wanted = Что хотели сделать
people-denials-times = Сколько раз
people-denials-first = Впервые
people-denials-page = Открыть страницу «{ $page }»
people-denials-file = otkazy
people-part = Что показать
people-part-people = Сотрудники
people-part-sessions = Сеансы
people-part-verbs = Кому что можно
people-part-denials = Отказы
people-search = Поиск по имени или почте
people-only-active = Только те, у кого есть доступ
people-none-found = Никто не подходит. Очистите поиск или выберите другую роль.
people-last-seen = Последняя активность
people-claimed = Роли при входе
people-allowed = Разрешено здесь
people-file = sotrudniki
people-no-roles = нет ролей
people-everything = всё
people-claims = При входе заявлено: { $claimed }. Здесь разрешено: { $granted }. Действует: { $effective }.
people-widen = Разрешить всё, что заявлено при входе
people-sessions-end = Сразу { $n ->
    [one] завершится { $n } сеанс
    [few] завершатся { $n } сеанса
   *[many] завершатся { $n } сеансов
 }.
people-gap-waiting = Роли «{ $role }» { $n ->
    [one] ждёт { $n } согласование
    [few] ждут { $n } согласования
   *[many] ждут { $n } согласований
 }.
people-gap-alone = Роли «{ $role }» больше ни у кого нет.
people-gap-none = Ничего не ждёт этого сотрудника, и каждая его роль есть у кого-то ещё.
people-give-password = Одноразовый пароль
people-give-password-asks = { $person } получит новый одноразовый пароль. Старый перестанет действовать, все сеансы завершатся.
people-add = Добавить сотрудника
people-sessions-count = { $n ->
    [one] { $n } открытый сеанс
    [few] { $n } открытых сеанса
   *[many] { $n } открытых сеансов
 }
people-sessions-of = Открытые сеансы: { $person }
people-seen = активность: { $when }
people-end-session = Завершить
people-session-ended = Сеанс завершён.
people-way-demo = демонстрация
people-way-local = пароль
people-this-session = этот сеанс
people-password-shown = { $person }: войти можно с этим одноразовым паролем. Он показан только сейчас, действует { $hours } ч, и при входе его нужно сменить:
people-own-edit = { $person }, это изменение предложили вы; подтвердить его должен другой администратор. Ничего не изменено.
people-stand-in = { $person }, вы замещали того, кто это предложил; подтвердить изменение должен администратор, который его не замещал. Ничего не изменено.
people-proposer-gone = Тот, кто это предложил, больше не администратор. Ничего не изменено; отклоните изменение и, если оно ещё нужно, предложите его заново.
people-roles-changed = Права или пароль сотрудника { $person } изменились после того, как это предложили. Ничего не изменено; отклоните изменение и, если оно ещё нужно, предложите его заново.
people-edit-waits-already = То же самое уже предложено и ждёт другого администратора. Ничего не изменено; ожидающие изменения показаны над списком сотрудников.
people-edit-not-waiting = Это изменение больше не ждёт: его подтвердили или отозвали. Ничего не изменено; обновите страницу.
people-edit-stale = С тех пор как это предложили, у сотрудника изменились роли или доступ. Ничего не изменено; отклоните изменение и, если оно ещё нужно, предложите его заново.
people-edit-waits-now = { $person }: изменение ждёт другого администратора.
people-edit-done = { $person }: изменение подтверждено и внесено.
people-edit-withdrawn = Изменение отозвано, ничего не сделано.
people-edits = { $n ->
    [one] { $n } изменение ждёт
    [few] { $n } изменения ждут
   *[many] { $n } изменений ждут
} другого администратора
people-edits-says = Так велит регламент согласования: пока изменение не подтвердит другой администратор, всё остаётся как есть.
people-edits-past = Что предлагали и чем это кончилось
people-edit-proposed = автор предложения — { $person }, { $when }
people-edit-confirmers = подтвердить может: { $people }
people-edit-nobody = сейчас подтвердить некому: отклоните изменение или предложите его заново
people-edit-waits = Ждёт второго администратора
people-edit-may = Кто может подтвердить
people-edit-own = Предложили вы: подтверждает другой администратор.
people-edit-confirm = Подтвердить
people-edit-decline = Отклонить
people-edit-withdraw = Отозвать
people-edit-by = Кто предложил
people-edit-state = Состояние
people-edit-state-waits = ждёт
people-edit-state-confirmed = подтверждено
people-edit-state-withdrawn = отозвано
people-edit-second = Кто подтвердил или отозвал
people-edit-second-at = Когда
people-edit-add = Добавить сотрудника { $person } ({ $email }), роли: { $roles }
people-edit-roles = Роли сотрудника { $person }: { $before } → { $roles }
people-edit-widen = Разрешить сотруднику { $person } все роли, заявленные при входе
people-edit-let-in = Вернуть доступ сотруднику { $person }, роли: { $roles }
people-edit-show-out = Закрыть доступ сотруднику { $person }
people-edit-password = Выдать одноразовый пароль сотруднику { $person }
people-edit-end-session = Завершить сеанс сотрудника { $person }
people-did-people-add = добавлен
people-did-people-welcome = первый вход
people-did-people-heed = при входе заявлены другие роли
people-did-people-grant = изменены роли
people-did-people-widen = разрешены все заявленные роли
people-did-people-deactivate = закрыт доступ
people-did-people-reactivate = возвращён доступ
people-did-people-speak = выбран язык
people-did-people-sign_in = вход
people-did-people-sign_out = выход
people-did-people-sign_in_failed = неудачная попытка входа
people-did-people-set_password = выдан одноразовый пароль
people-did-people-change_password = выбран свой пароль
people-did-people-end_session = завершён сеанс
people-did-people-end_sessions = завершены все сеансы
people-did-people-denied = попытка действия, на которое нет прав
people-did-people-propose = предложено изменение
people-did-people-confirm = подтверждено изменение
people-did-people-withdraw = отозвано изменение
people-did-approvals-delegate = передано право согласования
people-did-approvals-revoke = отозвано право согласования
people-edit-stand-in = { $taker } решает за сотрудника { $person } в роли «{ $role }» с { $since } по { $until }. Причина: { $reason }
