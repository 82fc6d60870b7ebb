bounces-unopened-size = Письмо больше любого отчёта о доставке; читать его не стали.
bounces-unopened-parts = В письме больше частей, чем бывает в отчётах; читать его не стали.
bounces-unopened-nesting = Части письма вложены друг в друга без конца; читать его не стали.
bounces-unopened-broken = Это не похоже на письмо, прочитать не удалось.
bounces-no-file = Файл не удалось прочитать: { $why }.
bounces-collected = Разобрано: учтено { $followed }, принято к сведению { $noted }, без нашей подписи { $unsigned }, в карантине { $quarantined }, уже известно { $known }.
bounces-no-maildir = { $folder } — не maildir: в ней нет папки «new». Ничего не забрано; задайте COCKPIT_BOUNCE_MAILDIR.
bounces-no-mailbox = Ящик для возвращённых писем на { $host } не читается ({ $why }). Ничего не потеряно: письма остались на месте; проверьте COCKPIT_IMAP_HOST, имя и пароль.
