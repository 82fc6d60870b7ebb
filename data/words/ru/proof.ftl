# What only shows in a message once a contact's values are in it.
proof-nothing-in-words = В поле «{ $name }» стоит машинное слово вместо пустого значения; исправьте данные клиента или уберите поле.
proof-empty-subject = Тема пустая.
proof-empty-html = Сообщение пустое.
proof-empty-text = Текст пустой.
proof-empty-link = Ссылка никуда не ведёт.
proof-hole-left = В поле «{ $name }» скобки или метки шаблона; они будут видны как есть.
proof-control = В сообщении остались невидимые символы.
proof-sms-long = SMS занимает больше { $most } частей.
proof-clipped = В заполненном виде больше { $most } КБ: Gmail обрежет сообщение.
proof-unsafe-address = Такой адрес не может стоять в письме.
proof-unsafe-header = Тему нельзя записать одной безопасной строкой.
proof-too-hard = Заполнение сообщения заняло слишком много времени или памяти и было остановлено.
