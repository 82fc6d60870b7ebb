# Опросы обеих групп кампании: как их заводят, как отвечают, как читают.
surveys-name = Опрос после «{ $name }»
surveys-name-again = Опрос после «{ $name }» ({ $number })
surveys-goal-nps = Спросить обе группы кампании «{ $name }» — и получателей, и контроль, — порекомендуют ли они нас (от 0 до 10).
surveys-goal-csat = Спросить обе группы кампании «{ $name }» — и получателей, и контроль, — довольны ли они (от 1 до 5).
surveys-nothing-sent = Обе группы есть только у отправленной кампании. Выберите такую.
surveys-nobody-reaches-us = Контакты не смогут открыть страницу с ответом: не задан публичный адрес. Обратитесь к администратору.
surveys-no-such-answer = Такого ответа на шкале нет, или опрос закончился.
surveys-page-title = Один вопрос
surveys-page-language = Язык
surveys-page-unknown = Ссылка никуда не ведёт
surveys-page-unknown-why = Возможно, она скопирована не полностью или опрос уже снят. Делать ничего не нужно.
surveys-page-question-nps = Насколько вероятно, что вы порекомендуете нас коллеге?
surveys-page-question-csat = Насколько вы довольны работой с нами?
surveys-page-low-nps = совсем не вероятно
surveys-page-high-nps = очень вероятно
surveys-page-low-csat = совсем недовольны
surveys-page-high-csat = полностью довольны
surveys-page-send = Отправить ответ
surveys-page-again = Изменить ответ
surveys-page-thanks = Спасибо! Ваш ответ — { $answer }. Его ещё можно изменить.
surveys-page-given = Ваш ответ — { $answer }. Чтобы изменить его, выберите другое число и отправьте ещё раз.
surveys-page-missed = Ответ не сохранён: выберите одно из чисел и отправьте ещё раз.
surveys-page-from = Вопрос от «{ $sender }»
surveys-page-comment = Хотите что-нибудь добавить? (необязательно)
surveys-page-comment-hint = Прочитаем слова без вашего имени и названия компании.
surveys-page-over = Ответы уже не принимаются. Спасибо, что заглянули.
surveys-page-what-for = Ответы обрабатываются вместе, по большим группам компаний.
surveys-ask = Опросить обе группы
surveys-ask-why = Эта кампания ушла без вопроса в конце, поэтому опрос будет отдельной кампанией: получателям и контролю задаётся один и тот же вопрос, и ответы можно сравнить. Здесь создаётся черновик с сегментом и письмом; согласуется он как любая другая кампания. В новых кампаниях проще отметить вопрос последним шагом.
surveys-scale = О чём спросить
surveys-scale-nps = Порекомендуете ли вы нас? (0–10)
surveys-scale-csat = Довольны ли вы? (1–5)
surveys-draft = Создать черновик опроса
surveys-drafted = Черновик «{ $name }» создан.
surveys-open = Открыть черновик
surveys-own-nps = Вопрос в конце кампании: готовность рекомендовать (NPS)
surveys-own-csat = Вопрос в конце кампании: удовлетворённость (CSAT)
surveys-apart-nps = { $name }: готовность рекомендовать (NPS)
surveys-apart-csat = { $name }: удовлетворённость (CSAT)
surveys-asked = Ответили { $treated_answers } из { $treated } среди получателей ({ $treated_rate }) и { $holdout_answers } из { $holdout } в контроле ({ $holdout_rate }).
surveys-up-csat = Получатели оценили работу с нами выше: на { $difference } балла по пятибалльной шкале ({ $confidence }%-й интервал от { $low } до { $high }).
surveys-down-csat = Получатели оценили работу с нами ниже: на { $difference } балла по пятибалльной шкале ({ $confidence }%-й интервал от { $low } до { $high }).
surveys-inconclusive-csat = Ясной разницы в оценках нет: от { $low } до { $high } балла по пятибалльной шкале ({ $confidence }%-й интервал).
surveys-up-nps = Получатели рекомендуют нас охотнее: NPS выше на { $difference } ({ $confidence }%-й интервал от { $low } до { $high }).
surveys-down-nps = Получатели рекомендуют нас менее охотно: NPS ниже на { $difference } ({ $confidence }%-й интервал от { $low } до { $high }).
surveys-inconclusive-nps = Ясной разницы в NPS нет: от { $low } до { $high } ({ $confidence }%-й интервал).
surveys-refused = О разнице ничего сказать нельзя: { $reason }
surveys-bounds = Что бы ни думали промолчавшие, разница — от { $low } до { $high }.

# Вопрос обеим группам последним шагом кампании.
surveys-asks-anyway = Кампания «{ $name }» сама задаёт вопрос обеим группам последним шагом. Второй опрос ничего бы не добавил.
surveys-asks-last = Вопрос обеим группам задаётся один раз и последним шагом. Ничего не изменено.
surveys-unfit = Сообщение «{ $name }» получит и контроль, поэтому оно может только спрашивать. Сейчас мешает: { $faults }. Ничего не изменено.
surveys-fault-channel = на этом канале нельзя перейти по ссылке и ответить
surveys-fault-no-link = нет ссылки на страницу с вопросом или есть не все ответы шкалы
surveys-fault-variants = вариантов несколько, а спросить всех нужно одинаково
surveys-fault-brief = в тексте факты из задачи
surveys-fault-links = в тексте есть другие ссылки или картинки
surveys-fault-snippets = в тексте есть общие фрагменты: их меняют отдельно
surveys-fault-files = к сообщению приложены файлы
surveys-end = Спросить обе группы в конце
surveys-end-why = Получателям и контролю в один день уйдёт один и тот же короткий вопрос. Только так видно, понравилась ли кампания: мнение получателей есть с чем сравнить.
surveys-end-neutral = Контроль получит только этот вопрос. Ни слова о предложении: иначе сравнивать станет не с чем. Ссылки, картинки, вложения и факты из задачи мы проверим, а слова прочитайте сами.
surveys-end-no-holdout = Контрольной группы в этой кампании нет, сравнить ответы будет не с чем. Долю контроля задают на шаге «Отправка и контроль».
surveys-end-wait = Дней после предыдущего шага
surveys-end-wait-help = Обе группы спрашивают в один день: паузы всех шагов складываются и отсчитываются от начала отправки.
surveys-end-comment = Дать место для нескольких слов
surveys-end-comment-help = Под шкалой появится необязательное поле. Слова показываются в результатах без имени и компании.
surveys-end-channel = Чем спросить
surveys-end-add = Добавить вопрос
surveys-end-added = Вопрос обеим группам добавлен последним шагом.
surveys-end-title = { $number } · Вопрос обеим группам · { $channel }
surveys-end-after = { $days ->
    [0] в день начала отправки
    [one] через { $days } день после начала отправки
    [few] через { $days } дня после начала отправки
   *[other] через { $days } дней после начала отправки
}
surveys-end-asks-nps = «Порекомендуете ли вы нас?» от 0 до 10
surveys-end-asks-csat = «Довольны ли вы?» от 1 до 5
surveys-end-told = Вопрос обеим группам { $after }: { $treated ->
    [one] { $treated } контакту
   *[other] { $treated } контактам
} из { $treated_accounts ->
    [one] { $treated_accounts } компании-получателя
   *[other] { $treated_accounts } компаний-получателей
} и { $held ->
    [one] { $held } контакту
   *[other] { $held } контактам
} из { $held_accounts ->
    [one] { $held_accounts } компании
   *[other] { $held_accounts } компаний
} контроля. Больше контроль ничего не получит.
surveys-planned = { $name }: вопрос обеим группам

# Что люди сказали, на экране результатов.
surveys-comments = Слова { $n ->
    [one] { $n } человека
   *[other] { $n } человек
}
surveys-comments-why = Здесь нет имён и компаний: мы обещали это каждому, кто отвечал.
surveys-comments-search = Найти в словах
surveys-comments-none = Таких слов никто не написал.
surveys-column-arm = Группа
surveys-column-answer = Ответ
surveys-column-comment = Слова
surveys-column-day = День
surveys-arm-treated = Получатели
surveys-arm-holdout = Контроль
surveys-answers = Все ответы
surveys-answers-why = Строка на каждый ответ: группа, оценка, слова, день. Без имён и компаний.
surveys-still-open = Ответы принимаются до { $day }; до этого дня цифры ещё могут измениться.
