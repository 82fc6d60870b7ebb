frame-house = Пульт рассылок
frame-promise = Пишите нужным компаниям, с их согласия и после согласования, — и знайте, что это продало.
frame-language = Язык
frame-signed-in = Вы: { $person }
frame-sign-in = Войти
frame-sign-out = Выйти
frame-sign-in-first = Пожалуйста, войдите.
frame-come-in = Войти
frame-demo = Это демонстрация: выберите, кем войти. Ничего не покинет этот компьютер.
frame-no-people = Здесь пока никого нет. Сначала создайте демонстрационную базу: python -m core.cli demo
frame-no-base = Данных о клиентах пока нет. Загрузите таблицу, проверьте её и опубликуйте — и страница заработает.
frame-load-file = Загрузить файл клиентов
frame-crashed = На этой странице произошла ошибка. Ничего не изменено, подробности в журнале сервера. Попробуйте ещё раз; если повторится, сообщите администратору.
frame-section-people = Клиенты
frame-section-plan = Подготовка
frame-section-decide = Решения
frame-section-deliver = Доставка
frame-section-learn = Итоги
frame-section-house = Управление
frame-sign-in-elsewhere = Войти через учётную запись компании
frame-password = Пароль
frame-password-forgotten = Забыли пароль? Администратор может выдать одноразовый.
frame-change-password = Сменить пароль
frame-first-password = Задайте свой пароль
frame-first-password-why = { $person }, пароль, с которым вы вошли, одноразовый. Придумайте такой, который знаете только вы.
frame-one-time-password = Одноразовый пароль
frame-old-password = Текущий пароль
frame-new-password = Новый пароль
frame-new-password-again = Новый пароль ещё раз
frame-password-rule = Не короче { $n } символов; проще всего запомнить несколько слов подряд.
frame-save-password = Сохранить пароль
frame-passwords-differ = Новые пароли не совпадают. Ничего не изменено; введите их ещё раз.
frame-password-changed = Пароль изменён; на других устройствах сеансы завершены.
frame-skip = Перейти к содержанию
frame-choose-file = Выбрать файл
frame-upload-kinds = { $kinds }; не больше { $most } МБ
frame-period = { $part ->
    [Q1] I квартал { $year } года
    [Q2] II квартал { $year } года
    [Q3] III квартал { $year } года
    [Q4] IV квартал { $year } года
    [H1] первое полугодие { $year } года
    [H2] второе полугодие { $year } года
   *[whole] { $year } год
  }
frame-no-base-yours = Данных о клиентах пока нет. Их загружает маркетолог или администратор; после этого страница заработает.
frame-empty-accounts = Здесь будут все компании-клиенты: реквизиты, контакты, услуги, продажи и всё, что им отправляли.
frame-empty-catalogue = Здесь будет описание каждого поля клиентских данных: что оно значит, откуда взялось и чем заполнено.
frame-empty-segments = Здесь отбирают, кому писать: условия складываются в правило, а число клиентов видно сразу.
frame-empty-results = Здесь будет видно, что продала каждая кампания — в сравнении с теми, кому не писали.
frame-empty-portfolio = Здесь будут все кампании вместе: что сработало, что нет и насколько этому можно верить.
frame-first-administrator = Администратора здесь ещё нет, поэтому войти некому.
frame-first-local = Добавьте первого на сервере. Команда напечатает одноразовый пароль, с ним войдите ниже: `python -m core.cli person add имя@компания.ru --name "Имя Фамилия" --role administrator`
frame-first-oidc = Укажите на сервере, кто им будет, — идентификатор (subject) из учётной записи компании — в `COCKPIT_ADMINISTRATORS` и перезапустите программу.
