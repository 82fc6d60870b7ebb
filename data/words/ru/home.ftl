home-title = Сегодня
