bounces-unopened-size = This mail is larger than any report need be; it was not read.
bounces-unopened-parts = This mail falls into more parts than any report has; it was not read.
bounces-unopened-nesting = This mail nests parts in parts without end; it was not read.
bounces-unopened-broken = This is no mail that could be read.
bounces-no-file = The file could not be read: { $why }.
bounces-collected = Picked up: { $followed } followed, { $noted } noted, { $unsigned } unsigned, { $quarantined } quarantined, { $known } known already.
bounces-no-maildir = { $folder } is no maildir: it has no folder “new”. Nothing was picked up; set COCKPIT_BOUNCE_MAILDIR.
bounces-no-mailbox = The mailbox for returned mails at { $host } cannot be read ({ $why }). Nothing is lost: what is there stays there; check COCKPIT_IMAP_HOST, its name and its password.
