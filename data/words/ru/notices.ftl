# Что система пишет своим сотрудникам: название кампании, что сделать – и ничего о контактах.

notices-sender = Кокпит кампаний
notices-end = Это письмо составлено автоматически, отвечать на него не нужно.
notices-waiting-subject = «{ $name }» ждёт вашего решения
notices-waiting = Кампания «{ $name }» ждёт вашего решения. Этап: { $stage }.
notices-late-subject = «{ $name }»: срок истёк, решить можете вы
notices-late = Срок этапа кампании «{ $name }» истёк, теперь решить можете и вы. Этап: { $stage }.
notices-approved-subject = «{ $name }» согласована
notices-approved = Кампания «{ $name }» получила все согласования.
notices-returned-subject = «{ $name }» вернулась на доработку
notices-returned = Согласующий попросил изменить кампанию «{ $name }». Его замечания – на её шагах.
notices-rejected-subject = «{ $name }» отклонена
notices-rejected = Кампания «{ $name }» отклонена и закрыта. Причина указана в её истории.
