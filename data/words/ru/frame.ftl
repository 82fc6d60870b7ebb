frame-house = Пульт рассылок
frame-promise = Пишите нужным корпоративным клиентам, с их согласия и после согласования, и знайте, что это продало.
frame-language = Язык
frame-signed-in = Вы: { $person }
frame-sign-in = Войти
frame-sign-out = Выйти
frame-sign-in-first = Пожалуйста, войдите.
frame-come-in = Войти
frame-demo = Это демонстрация: выберите, кем войти. Ничего не покинет этот компьютер.
frame-no-people = Здесь пока никого нет. Сначала соберите демонстрационную базу: python -m core.cli demo
frame-no-base = Клиентские данные ещё не опубликованы. Загрузите файл, проверьте и опубликуйте его — и эта страница оживёт.
frame-load-file = Загрузить файл клиентов
frame-crashed = На этой странице произошла ошибка. Ничего не изменено, подробности в журнале сервера. Попробуйте ещё раз; если повторится, сообщите администратору.
frame-section-people = Клиенты
frame-section-plan = Подготовка
frame-section-decide = Решения
frame-section-deliver = Доставка
frame-section-learn = Итоги
frame-section-house = Хозяйство
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
