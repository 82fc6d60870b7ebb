results-title = Результаты
results-sentence-up = За { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
  } кампания «{ $name }» принесла на { $difference } больше с каждого клиента: { $treated } в рассылке против { $holdout } в контроле ({ $confidence }%-й интервал от { $low } до { $high }{ $capped ->
    [yes] , не больше { $cap } с одного клиента
   *[no] {""}
  }); всего{ $capped ->
    [yes] , без этого ограничения,
   *[no] {""}
  } { $total }, от { $total_low } до { $total_high }.
results-sentence-down = За { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
  } кампания «{ $name }» принесла на { $difference } меньше с каждого клиента: { $treated } в рассылке против { $holdout } в контроле ({ $confidence }%-й интервал от { $low } до { $high }{ $capped ->
    [yes] , не больше { $cap } с одного клиента
   *[no] {""}
  }); всего{ $capped ->
    [yes] , без этого ограничения,
   *[no] {""}
  } { $total }, от { $total_low } до { $total_high }.
results-sentence-inconclusive = За { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
  } у кампании «{ $name }» нет ясного эффекта: от { $low } до { $high } на клиента ({ $treated } в рассылке против { $holdout } в контроле, { $confidence }%-й интервал{ $capped ->
    [yes] , не больше { $cap } с одного клиента
   *[no] {""}
  }); заметить она могла от { $smallest }.
results-sentence-refused = По кампании «{ $name }» вывода нет: { $reason }
results-sentence-early = Судить о кампании «{ $name }» ещё рано: { $reason }

results-reason-not-sent = ещё ничего не отправлено, сравнивать нечего. Сначала согласуйте и отправьте кампанию.
results-reason-no-holdout = контрольной группы нет, поэтому неизвестно, сколько { $treated ->
    [one] { $treated } клиент рассылки купил бы
    [few] { $treated } клиента рассылки купили бы
   *[many] { $treated } клиентов рассылки купили бы
  } и без неё. В следующий раз оставьте часть клиентов в контроле.
results-reason-few-accounts = группы слишком малы для сравнения (в рассылке { $treated }, в контроле { $holdout }; нужно не меньше { $fewest } в каждой). Показываем только количества.
results-reason-not-assigned = группы не были закреплены до первого письма, поэтому разница между ними описывает, но не доказывает.
results-reason-mismatch = такие размеры групп не могли получиться при запланированном разделении (в рассылке { $treated }, в контроле { $holdout }, в контроле планировалось { $planned }). Выясните, каких клиентов не хватает: до этого эффект не показываем.
results-reason-mismatch-strata = { $is_named ->
    [yes] в слое «{ $stratum }»
   *[no] в малых слоях отбора
  } такие размеры групп не могли получиться при запланированном разделении (в рассылке { $treated }, в контроле { $holdout }, в контроле планировалось { $planned }). { $knows_units ->
    [yes] Выясните
   *[no] Аудитория зафиксирована раньше, чем мы стали хранить, какие клиенты попадали в группу вместе, поэтому здесь каждый считается отдельно. Выясните
  }, каких клиентов не хватает: до этого эффект не показываем.
results-reason-spoiled = { $contacted ->
    [one] { $contacted } клиенту
   *[other] { $contacted } клиентам
  } из { $holdout } в контроле всё же написали, и контроль перестал быть контролем.
results-reason-window-open = окно измерения ещё открыто, результаты закрыты до { $until }: если смотреть раньше, случайность покажется успехом.
results-reason-not-covered = продажи загружены по { $known }, а окно длится по { $last } — загрузите и опубликуйте более свежие продажи.
results-reason-no-sales = продажи не загружены вовсе. Загрузите продажи по { $last } и опубликуйте их.
results-reason-no-outcomes-treated = { $accounts ->
    [one] { $accounts } клиент рассылки ничего не купил
    [few] { $accounts } клиента рассылки ничего не купили
   *[many] { $accounts } клиентов рассылки ничего не купили
  } за время окна. Показываем только количества.
results-reason-no-outcomes-holdout = { $accounts ->
    [one] { $accounts } клиент контроля ничего не купил
    [few] { $accounts } клиента контроля ничего не купили
   *[many] { $accounts } клиентов контроля ничего не купили
  } за время окна. Показываем только количества.
results-reason-too-wide = интервал шире, чем сами покупки клиентов; чтобы увидеть изменение на { $change } у такой аудитории, нужно { $needed ->
    [one] около { $needed } клиента
   *[other] около { $needed } клиентов
  }.
results-reason-hinges = Результат держится на клиенте { $account }: без него интервал от { $low } до { $high }, и вывод был бы другим.
results-reason-contacted = { $contacted ->
    [one] { $contacted } клиенту
   *[other] { $contacted } клиентам
  } из { $holdout } в контроле всё же написали.
results-reason-uneven = Группы различались ещё до кампании: на { $apart } стандартного отклонения. Поправка снимает большую часть этой разницы.
results-reason-unadjusted = Прошлые покупки клиентов мало говорят о покупках в окне, поэтому результат дан без поправки.
results-reason-not-identified = Относительный прирост не определён: контроль купил слишком мало, чтобы на это делить.
results-reason-unknown-accounts = { $accounts ->
    [one] { $accounts } клиента из групп больше нет
    [few] { $accounts } клиентов из групп больше нет
   *[many] { $accounts } клиентов из групп больше нет
  } в опубликованной базе; считаем, что они ничего не купили.

results-reason-straddling = { $units ->
    [one] { $units } единица есть
    [few] { $units } единицы есть
   *[many] { $units } единиц есть
  } в обеих группах, поэтому группы не разделены. Укажите ту единицу, которую распределяли, или уберите смешанное.
results-reason-hinges-one = Результат держится на одной единице: без неё вывод был бы другим.
results-file-up = В рассылке на { $difference } больше на единицу, чем в контроле (95%-й интервал от { $low } до { $high }; в рассылке { $treated }, в контроле { $holdout }).
results-file-down = В рассылке на { $difference } меньше на единицу, чем в контроле (95%-й интервал от { $low } до { $high }; в рассылке { $treated }, в контроле { $holdout }).
results-file-inconclusive = Ясного эффекта нет: от { $low } до { $high } на единицу (95%-й интервал; в рассылке { $treated }, в контроле { $holdout }).
results-file-refused = Вывода нет: { $reason }
results-file-unreadable = Файл «{ $file }» не читается как таблица. Нужен CSV со строкой заголовков или Parquet.
results-file-unknown-column = В файле нет столбца «{ $column }». Есть: { $columns }.
results-file-nameless = { $rows ->
    [one] { $rows } строка не называет
    [few] { $rows } строки не называют
   *[many] { $rows } строк не называют
  } единицу или группу. Дополните или удалите такие строки; ничего не посчитано.
results-file-not-numbers = В столбце «{ $column }» { $rows ->
    [one] { $rows } строка — не число
    [few] { $rows } строки — не числа
   *[many] { $rows } строк — не числа
  }. Исправьте файл или укажите другой столбец; ничего не посчитано.
results-file-no-control = Ни одна строка столбца «{ $column }» не содержит «{ $control }», контроля нет. Проверьте, как он записан в файле.
results-file-or-campaign = Назовите кампанию или файл вместе с --unit, --arm, --control и --outcome.
results-unknown-campaign = Кампании «{ $campaign }» нет ни по названию, ни по идентификатору.

results-campaign = Кампания
results-computing = Считаем продажи…
results-nothing-yet = Данных пока мало: ни одна кампания ещё не отправлена. После отправки здесь сразу появится доставка, а прирост — когда окно закончится и продажи будут загружены.
results-plan-one = Запланировать кампанию
results-verdict = Вывод
results-verdict-up = Продали больше
results-verdict-down = Продали меньше
results-verdict-inconclusive = Ясного эффекта нет
results-verdict-refused = Вывода нет
results-verdict-early = Ещё рано
results-also = Кроме того: { $reason }
results-picture = Что изменила кампания
results-estimate-money = Прирост на клиента
results-estimate-uncapped = То же без ограничения
results-cap = Чтобы один клиент не решал за всех, в счёт идёт не больше { $cap } его продаж; ниже — то же без ограничения.
results-axis-uplift = Прирост за окно, ₽ на клиента (дней в окне: { $days })
results-axis-mean = Продажи за окно, ₽ на клиента (дней в окне: { $days })
results-treated = Клиенты в рассылке
results-holdout = Клиенты в контроле
results-treated-how = Клиенты, которым предназначена кампания, независимо от того, дошло ли письмо.
results-holdout-how = Случайно выбранные клиенты, которых не трогали: что случилось бы и без кампании.
results-sentence = Одним предложением
results-number = Показатель
results-value = Значение
results-low = От
results-high = До
results-total = Всего по клиентам рассылки (₽)
results-rate = Клиенты, купившие хоть что-то (процентные пункты)
results-delivery = Доставка
results-messages = Сообщения
results-channel = Канал
results-by-channel = По каналам. Контакт, которому пишут по нескольким каналам, входит в аудиторию каждого.
results-formula = Как считается
results-axis-messages = Сообщения
results-assumed = { $assumed ->
    [one] { $assumed } сообщение принято
    [few] { $assumed } сообщения приняты
   *[many] { $assumed } сообщений приняты
  } почтовым сервером, и за 72 часа писем о возврате не пришло. Подтверждения доставки нет, возврат может прийти и позже, поэтому доставлено могло быть меньше.
results-stage-contacts = Аудитория
results-stage-contacts-how = Контакты закреплённой аудитории, которым предстоит написать.
results-stage-queued = В очереди
results-stage-queued-how = Сообщения, когда-либо поставленные в очередь, по одному на контакт.
results-stage-sent = Отправлено
results-stage-sent-how = Передано каналу: в пути, доставлено, с жалобой или возвращено.
results-stage-delivered = Доставлено
results-stage-delivered-how = Есть подтверждение или жалоба либо сообщение принято и за 72 часа письма о возврате не пришло.
results-stage-assumed = Принято, о возврате не известно
results-stage-assumed-how = Есть подтверждение или жалоба либо сообщение принято и за 72 часа письма о возврате не пришло. Сообщают о возврате не все почтовые серверы.
results-stage-waiting = Ждут
results-stage-waiting-how = Стоят в очереди или отправляются прямо сейчас.
results-stage-on_the_way = В пути
results-stage-on_the_way-how = Приняты меньше 72 часов назад, вестей пока нет.
results-stage-bounced = Возвращено
results-stage-bounced-how = Окончательный отказ; адрес в стоп-листе.
results-stage-complained = Жалобы
results-stage-complained-how = Доставлено и отмечено как спам; адрес в стоп-листе.
results-stage-skipped = Пропущено
results-stage-skipped-how = Не отправлено: проверка перед отправкой сказала «нет».
results-stage-failed = Не удалось
results-stage-failed-how = Временные отказы, пока не кончились попытки.
results-stage-unconfirmed = Не подтверждено
results-stage-unconfirmed-how = Передано, но ответа не было: решает человек.
results-sceptic = О чём спросит скептик
results-take = Скачать PDF для руководства
results-take-why = Вывод, картинка, ответы на вопросы скептика и что сказали обе группы.
results-sceptic-question = Вопрос
results-sceptic-answer = Ответ
results-doubt-population = Кого сравнивали?
results-answer-population = Всех клиентов, закреплённых до первого письма: в рассылке { $treated }, в контроле { $holdout } — независимо от того, дошло ли письмо.
results-doubt-assignment = Кто их выбирал?
results-answer-assignment = Случай, целыми клиентами: в контроль — { $share }, одним жребием с записанным зерном.
results-doubt-ratio = Группы того размера, что планировали?
results-answer-ratio = Проверка соотношения групп: p = { $p }. При p ниже 0,001 мы бы ничего не показали.
results-doubt-strata = И в каждом слое отбора?
results-answer-strata = Проверка размеров по { $strata ->
    [one] { $strata } слою
   *[other] { $strata } слоям
  } отбора, вместе и в худшем из них: p = { $p }. Ниже 0,001 ничего бы не показали.
results-doubt-balance = Были ли они похожи раньше?
results-answer-balance = За 180 дней до кампании они различались на { $apart } стандартного отклонения (p = { $p }).
results-doubt-variance = Что объяснило прошлое?
results-answer-variance = Прошлые покупки сняли { $reduction } разброса.
results-doubt-relative = А относительно контроля?
results-answer-relative = { $ratio } ({ $confidence }%-й интервал Филлера от { $low } до { $high }).
results-doubt-influence = Не решил ли всё один клиент?
results-answer-influence = Сильнее всех влияет { $account }. Без него интервал от { $low } до { $high }.
results-doubt-smallest = Что вообще можно было заметить?
results-answer-smallest = От { $smallest } на клиента — в четырёх случаях из пяти.
results-doubt-within = А если сравнить похожих с похожими?
results-answer-within = Внутри { $strata ->
    [one] { $strata } слоя
   *[other] { $strata } слоёв
  } отбора, сложенных по числу клиентов: { $difference } ({ $confidence }%-й интервал от { $low } до { $high }). Это второе мнение: эффект в нём считается одной суммой на клиента, и на вывод оно не влияет.
results-doubt-method = Как посчитано?
results-answer-method = Разность средних на клиента, по назначению; интервал — самый широкий из трёх: Уэлча, стьюдентизированной перестановки ({ $rounds } повторов, зерно { $seed }) и её же в предположении, что кампания меняет покупки каждого клиента на одну и ту же долю.
results-doubt-source = По каким данным?
results-answer-source = Публикация клиентских данных № { $publication } (на { $day }).
results-doubt-question = Запрос, стоящий за числами
results-rows = За этими числами { $accounts ->
    [one] стоит { $accounts } клиент
    [few] стоят { $accounts } клиента
   *[many] стоят { $accounts } клиентов
  }: проверьте сами.
results-column-account-id = Клиент
results-column-name = Название
results-column-is-treated = Группа
results-column-outcome = Продажи в окне
results-column-orders = Заказы в окне
results-column-before = Продажи за 180 дней до окна

results-not-sent = Кампания «{ $campaign }» ничего не отправляла. Ниже показана другая; выберите из списка.

results-headline = { $verdict ->
    [up] Работает
    [down] Вредит
    [refused] Вывода нет
   *[inconclusive] Ясного эффекта нет
  }{ $money ->
    [paid] , окупается
    [lost] , теряет деньги
    [unclear] , окупается ли — неясно
   *[unsaid] {""}
  }
results-file-money = { $headline }: за вычетом расходов каждая единица рассылки { $is_gain ->
    [yes] принесла на { $gain } больше
   *[no] принесла на { $gain } меньше
  }, чем в контроле (95%-й интервал от { $low } до { $high }).
results-file-no-treated = Все строки столбца «{ $column }» — контроль, рассылки нет. Укажите столбец, который различает группы.
results-file-bad-share = Запланированная доля рассылки лежит между 0 и 1, а «{ $share }» — нет.
results-file-bad-money = Маржа и стоимость — обычные числа, и стоимость не бывает меньше нуля.
results-file-no-number = «{ $given }» — не число, а для { $name } нужно число.
results-reason-post-treatment = столбец или отбор «{ $filter }» говорит о том, что люди сделали уже после отправки. Открывшие, получившие и перешедшие отличаются от остальных уже этим, поэтому разница описывает, но не доказывает. Сравнивайте группы такими, какими их выбрал жребий.
results-reason-past-missing = Для { $missing } единиц прошлое неизвестно, поэтому результат дан без поправки.
results-reason-no-share = Запланированная доля рассылки не указана, поэтому размеры групп с ней не сверены.
results-reason-few-answers = ответили слишком немногие (в рассылке { $treated }, в контроле { $holdout }; нужно не меньше { $fewest } в каждой группе), поэтому показываем только худший и лучший случай.
results-reason-silence = группы отвечали с разной частотой (в рассылке { $treated }, в контроле { $holdout }), значит, и промолчавшие могут различаться, поэтому показываем только худший и лучший случай.
results-file-nps-up = NPS в рассылке на { $difference } пункта выше, чем в контроле (95%-й интервал от { $low } до { $high }; в рассылке { $treated }, в контроле { $holdout }).
results-file-nps-down = NPS в рассылке на { $difference } пункта ниже, чем в контроле (95%-й интервал от { $low } до { $high }; в рассылке { $treated }, в контроле { $holdout }).
results-file-nps-inconclusive = Ясного влияния на NPS нет: от { $low } до { $high } пункта (95%-й интервал; в рассылке { $treated }, в контроле { $holdout }).
results-file-csat-up = Доля довольных в рассылке на { $difference } п. п. выше, чем в контроле (95%-й интервал от { $low } до { $high }; в рассылке { $treated }, в контроле { $holdout }).
results-file-csat-down = Доля довольных в рассылке на { $difference } п. п. ниже, чем в контроле (95%-й интервал от { $low } до { $high }; в рассылке { $treated }, в контроле { $holdout }).
results-file-csat-inconclusive = Ясного влияния на долю довольных нет: от { $low } до { $high } п. п. (95%-й интервал; в рассылке { $treated }, в контроле { $holdout }).
results-file-not-cut = Строки файла не делятся на столбцы: где-то не закрыта кавычка или строки разной длины. Заголовок: { $line }
results-reason-look = Это запланированный просмотр { $number } из { $of }, со своей долей риска ошибки. Следующий откроется { $until }; до тех пор ничего нового не показываем.
results-reason-overlap = За время окна тем же клиентам писали и другие кампании ({ $campaigns }): { $treated } клиентов рассылки и { $holdout } клиентов контроля. Результат — то, что эта кампания добавила к ним.
results-reason-entangled = за время окна другие кампании писали группам по-разному ({ $campaigns }: { $treated } клиентов рассылки и { $holdout } клиентов контроля), поэтому её эффект не отделить от их эффекта.
results-bad-prices = Маржа — доля продаж больше 0 и не больше 1, а сообщение стоит 0 или больше.
results-reason-still-asked = ответы на вопрос принимаются до { $until }. Пока ответили { $answers } из { $asked }; разницу покажем, когда отвечать будет уже нельзя.
results-reason-nobody-answered = в одной из групп никто не ответил на опрос за время окна, поэтому неизвестно, понравилось ли.
results-pleased = Понравилось ли?
results-nps-up = Клиенты рассылки довольнее: NPS на { $difference } пункта выше, чем в контроле ({ $confidence }%-й интервал от { $low } до { $high }; ответов { $treated } против { $holdout }).
results-nps-down = Клиенты рассылки менее довольны: NPS на { $difference } пункта ниже, чем в контроле ({ $confidence }%-й интервал от { $low } до { $high }; ответов { $treated } против { $holdout }).
results-nps-inconclusive = Ясного влияния на NPS нет: от { $low } до { $high } пункта (ответов { $treated } против { $holdout }).
results-nps-refused = По NPS вывода нет: { $reason }
results-nps-bounds = Что бы ни думали промолчавшие, NPS различается на величину от { $low } до { $high } пункта.
results-nps-label = NPS, рассылка минус контроль
results-axis-nps = Разница NPS, пункты
results-axis-nps-arm = NPS, пункты
results-guards = Что не должно стать хуже
results-guards-fine = Ничего из того, за чем мы следим, не стало хуже: проверяем только вред, каждый раз с риском 5 %.
results-guards-harm = Стало хуже: { $names }.
results-guard = За чем следим
results-guard-lost = Клиенты, отключившие услугу
results-guard-tickets = Клиенты, открывшие обращение
results-guard-critical = Клиенты с критичным обращением
results-guard-withdrawn = Клиенты, отозвавшие согласие
results-guard-complaints = Сообщения, отмеченные как спам
results-guard-unsubscribes = Отписавшиеся получатели
results-guard-limit = Контроль или потолок
results-guard-least = Хуже не меньше чем на, п. п.
results-guard-p = p вреда
results-guard-verdict = Вывод
results-guard-is-fine = вред не показан
results-guard-is-harm = стало хуже
results-prices = Окупилась ли? Маржа и расходы
results-prices-how = Укажите, какая часть продажи — заработок. Стоимость сообщения взята из согласованной кампании, а если там её нет — из прайс-листа; поправьте, если она другая. Ответ появится вместе с интервалом.
results-prices-unknown = Окупилась ли кампания, пока сказать нельзя: неизвестно, сколько стоит сообщение ({ $channels }). Укажите стоимость выше, в разделе «Окупилась ли?»; если сообщение бесплатное — 0.
results-no-price = Окупилась ли кампания, сказать нельзя: неизвестна цена сообщения ({ $channels }). Укажите её в --cost.
results-margin = Маржа, % от продаж
results-margin-none = не указана
results-cost = Одно сообщение, ₽: { $channel }
results-channel-email = письмо
results-channel-sms = SMS
results-channel-cabinet = личный кабинет
results-channel-call = звонок
results-channel-letter = бумажное письмо
results-paid = Окупилась ли кампания?
results-paid-paid = Окупилась
results-paid-lost = Потеряла деньги
results-paid-unclear = Не доказано ни то, ни другое
results-paid-sentence = Маржа минус расходы по всем клиентам рассылки: { $total } (интервал от { $low } до { $high }); стоимость сообщений { $cost } уже вычтена. Окупилась — только если весь интервал выше нуля.
results-paid-label = Маржа минус расходы, всего
results-axis-paid = Маржа минус расходы за окно, ₽ (дней в окне: { $days })
results-proof = Проверьте сами
results-digest = Отпечаток всех этих чисел: { $digest }
results-again = Посчитать заново
results-same = Посчитано заново по опубликованным строкам: все цифры те же ({ $digest }).
results-other = Посчитано заново, и числа теперь другие ({ $digest }): тем временем изменились данные или кампания. Обновите страницу.
results-bundle = Всё, что за этим стоит: SQL, строки, блокнот
results-bundle-readme = # { $name }

    query.sql — что спросили, accounts.parquet — что ответили, readout.json — что было сказано.
    Откройте рядом readout.ipynb с numpy, scipy, pandas и pyarrow: он посчитает результат заново
    той же арифметикой (core/uplift) и остановится, если разойдётся хоть одна цифра.
results-reason-no-advice-yet = Результата, по которому видно, на кого действует сообщение, пока нет.
results-reason-few-buyers = Купивших слишком мало, чтобы чему-то научиться: нужно не меньше { $fewest } в каждой половине каждой группы.
results-reason-no-targeting = Модель не видит, на кого подействовала кампания: на клиентах, которых она не видела, она упорядочивает не лучше случая. Совета не даём; пишите всему сегменту или никому.
results-no-model = Для совета нужна библиотека scikit-learn, здесь она не установлена: pip install -r requirements.txt
results-next = Кому писать в следующий раз?
results-next-how = Модель учится на одной половине клиентов, на кого подействовало сообщение, а проверяется на другой.
results-next-ask = Спросить модель
results-qini = Qini { $value } (95%-й интервал от { $low } до { $high }): 0 — случай, 1 — безошибочный порядок.
results-trait = Признак
results-trait-value = Значение
results-trait-accounts = Клиенты
results-trait-uplift = Чаще покупают благодаря сообщению
results-trait-region = Регион
results-trait-industry = Отрасль
results-trait-size_band = Размер
results-elsewhere = Рассылка, проведённая в другом месте
results-elsewhere-how = Любая рассылка с контрольной группой из CSV или Parquet: строка на единицу или несколько строк, которые складываются. Из файла ничего не сохраняем.
results-elsewhere-file = Файл
results-elsewhere-unit = Чьи строки складывать
results-elsewhere-arm = В какой группе строка
results-elsewhere-control = Как там называется контроль
results-elsewhere-outcome = Что сравниваем
results-elsewhere-before = То же до рассылки
results-elsewhere-share = Запланированная доля рассылки, %
results-elsewhere-none = нет
results-elsewhere-read = Прочитать результат
results-elsewhere-plain = Разница без поправки
results-elsewhere-adjusted = С поправкой на прошлое
results-elsewhere-axis = Разница результата на единицу
results-elsewhere-axis-arm = Результат на единицу

results-breakdown = Доставка по частям
results-breakdown-by = Разрез
results-by-step = Шаг и канал
results-by-domain = Почтовый домен
results-by-variant = Вариант
results-by-region = Регион
results-by-industry = Отрасль
results-by-size_band = Размер компании
results-by-segment = Сегмент
results-breakdown-whole = Вся кампания
results-breakdown-accounts = По клиентским данным на сегодня. Клиентов, которых в них больше нет, нет и ни в одной части.
results-breakdown-segments = По сегментам, как они есть сегодня. Клиент может входить в несколько, поэтому части не складываются в целое.
results-breakdown-left-out = Показаны 50 самых крупных частей, ещё { $n ->
    [one] { $n } поменьше не показана
    [few] { $n } поменьше не показаны
   *[many] { $n } поменьше не показаны
  }.
results-no-touches = Открытия и переходы неизвестны: их учёт выключен, в канале их не бывает или пока никто ничего не открывал.
results-no-rates-yet = Для долей данных пока мало: они считаются от доставленного, а о доставке ещё ничего не известно.
results-part = Часть
results-step-of = Шаг { $step }: { $channel }
results-none-domain = без почтового адреса
results-none-variant = вариант не назначался
results-none-region = регион неизвестен
results-none-industry = отрасль неизвестна
results-none-size_band = размер неизвестен
results-none-segment = без названия
results-stage-quiet = Из них: возврата не было
results-stage-quiet-how = Считаются доставленными, потому что за 72 часа письма о возврате не пришло; подтверждения доставки нет.
results-stage-opened = Открыто
results-stage-opened-how = Сообщения, которые открыл человек или в которых он перешёл по ссылке.
results-stage-opened-unsure = Открыто, кем — неясно
results-stage-opened-unsure-how = Открыто через посредника, скрывающего читателя, или слишком быстро: человека от программы не отличить. В доли не входит.
results-stage-opened-machine = Открыто только программами
results-stage-opened-machine-how = Открыто только тем, что выдало себя как проверка или предпросмотр. В доли не входит.
results-stage-clicked = Переходы
results-stage-clicked-how = Сообщения, в которых человек перешёл по ссылке.
results-stage-clicked-unsure = Переходы, чьи — неясно
results-stage-clicked-unsure-how = По ссылке перешли, но человек ли это, не понять. В доли не входит.
results-stage-clicked-machine = Переходы только программ
results-stage-clicked-machine-how = По ссылкам ходили только программы проверки. В доли не входит.
results-open-rate = Доля открытий
results-open-rate-how = Доставленные сообщения, открытые человеком, ÷ доставленные.
results-click-rate = Доля переходов
results-click-rate-how = Доставленные сообщения, в которых человек перешёл по ссылке, ÷ доставленные.
results-click-to-open = Переходы от открытий
results-click-to-open-how = Сообщения с переходом человека ÷ сообщения, открытые человеком.
results-behind = Сообщения за числом
results-behind-which = Нажмите на число в таблице или выберите здесь
results-behind-search-hint = Компания или номер контакта
results-behind-nothing = Таких сообщений нет. Выберите другое число или другую часть либо сократите запрос.
results-order = Порядок
results-order-latest = Сначала последние
results-order-address = По адресу
results-order-account = По клиенту
results-order-state = По состоянию
results-too-many-messages = Сообщений — { $count }, а в один файл помещается { $most }. Сначала выберите часть или сузьте поиск; ничего не выгружено.
results-over-time = Доставка во времени
results-over-time-alt = Сообщения по времени: от { $first } до { $last }
results-over-time-opens = Открыли люди
results-over-time-clicks = Перешли люди
results-over-time-machines = Программы или неясно
results-when = Когда
results-reason-programme-small = для сравнения не хватает клиентов: в меньшей из групп { $few ->
    [one] { $few } клиент
    [few] { $few } клиента
   *[many] { $few } клиентов
  }, а нужно не меньше { $fewest }.
results-reason-programme-young = период ещё не закончился или не закрыты окна измерения; результат будет виден с { $until }: если смотреть раньше, случайность покажется успехом.
results-reason-programme-redrawn = посреди периода в правилах изменили постоянную контрольную группу (её долю или зерно жеребьёвки): часть клиентов за период побывала и в рассылке, и в стороне, и сравнивать группы нельзя. За следующий период результат будет, если группу больше не менять.
results-reason-programme-mismatch = из { $asked ->
    [one] { $asked } клиента
   *[other] { $asked } клиентов
  }, до которых дошёл вопрос, постоянный жребий отводит в сторону { $drawn }: при доле { $planned } такого не могло получиться. Выясните, каких клиентов не хватает: до этого эффект не показываем.
results-reason-programme-neighbors = Из { $treated } в программе { $neighbors } не получали писем: у них общий ящик с тем, кого жребий оставил в стороне. Самих их жребий не выбирал, поэтому они на стороне программы: эффект от этого кажется чуть меньше, но не искажён.
results-reason-programme-undrawn = Правила, по которому в этом периоде выбирали постоянную контрольную группу, нет больше ни в одной версии книги. В стороне посчитаны все, кто там оказался, в том числе из-за общего ящика, и сравнение может быть искажено.
results-programme-title = Все кампании вместе
results-programme-how = Клиенты, которых выбрала хотя бы одна кампания периода, против тех из выбранных, кто по постоянной жеребьёвке не участвует ни в одной. Те, кому ни одна кампания не писала из-за ограничения частоты, не учитываются вовсе. Каждый клиент считается один раз, за одно окно: от первого сообщения периода до конца окна последней кампании. Клиенты из контрольных групп самих кампаний остаются на стороне программы.
results-programme-up = За { $period } кампании вместе ({ $campaigns }) принесли на { $difference } больше с каждого клиента (95%-й интервал от { $low } до { $high }): { $treated } в программе, из них { $nested } только в контроле кампаний, против { $aside } в стороне от всех. Всего от { $total_low } до { $total_high }, без ограничения на клиента.
results-programme-down = За { $period } кампании вместе ({ $campaigns }) принесли на { $difference } меньше с каждого клиента (95%-й интервал от { $low } до { $high }): { $treated } в программе, из них { $nested } только в контроле кампаний, против { $aside } в стороне от всех. Всего от { $total_low } до { $total_high }, без ограничения на клиента.
results-programme-inconclusive = За { $period } ясного эффекта всех кампаний вместе ({ $campaigns }) не видно: от { $low } до { $high } на клиента ({ $treated } в программе, из них { $nested } только в контроле кампаний, { $aside } в стороне от всех, 95%-й интервал).
results-programme-refused = За { $period } вывода нет (кампаний: { $campaigns }): { $reason }
results-programme-axis = Прирост за окно программы, ₽ на клиента
results-programme-period = Период
results-programme-aside = В стороне
results-programme-treated = В программе
results-advice-keep = Сохранить как условие сегментов
results-advice-kept = Сохранено, клиентов в рейтинге: { $accounts }. В сегментах условие «Советует опыт кампании» теперь предлагает первые 10, 20, 30 и 50 % — в течение { $days } дней.
results-advice-keep-how = Все клиенты текущей базы упорядочиваются этой моделью, какими они известны сегодня.
