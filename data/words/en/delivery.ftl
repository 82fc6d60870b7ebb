# Sending: what the worker and its verbs say.

delivery-shift =
    Sent { $sent }, bounced { $bounced }, failed { $failed }, skipped { $skipped }, unconfirmed { $unconfirmed } in { $seconds } s.
    Still waiting: { $waiting }. Settled from an earlier run: { $recovered }.
delivery-shift-trouble =
    The mail server could not be used: { $trouble }
    Everything that was not handed over stays queued ({ $waiting }). Sent { $sent }, bounced { $bounced }, failed { $failed }, skipped { $skipped }, unconfirmed { $unconfirmed } in { $seconds } s. Settled from an earlier run: { $recovered }.
delivery-catching = Catching mail on { $host }:{ $port } into { $folder }. Press Ctrl-C to stop.
delivery-catching-gateway = Catching SMS and notices on { $host }:{ $port } into { $folder }. Press Ctrl-C to stop.

delivery-already-dispatching = Another worker already sends from { $folder }. Nothing was sent here; stop that one first.
delivery-cannot-begin = The worker cannot write in its folder { $folder } ({ $reason }) and has not started. Nothing was sent and nothing is lost: approved campaigns wait in the store, and the hand-over journal keeps whatever was in hand. Make room on the disk, or let this account write there, and start the worker again.
delivery-mate-fell = Sending program { $number } ended three times in a row as soon as it had begun (code { $code }). What it had in hand is safe in its journal; its message stands above, or in the log of the worker.
delivery-no-relay-log = No log of a relay is named, so there is nothing to settle doubts by. Name Postfix’s log on this machine in COCKPIT_RELAY_LOG.
delivery-unreadable-log = The relay’s log { $path } cannot be read. Nothing was settled; let this account read it, with what it was rotated into.
delivery-settled-by-log = Sent by the relay’s log: { $arrived }. Not in it, so sent again: { $again }. Still unconfirmed: { $held }.
delivery-journal-broken = The hand-over journal { $path } cannot be written ({ $reason }). Sending has stopped and nothing is lost; make room on the disk and start the worker again.
delivery-nothing-approved = What was approved for “{ $name }” is not kept any more. Nothing was sent; submit the campaign again.
delivery-password-in-the-open = The password for the mail server { $host } would travel there unencrypted. Nothing was started; set COCKPIT_SMTP_TLS to starttls or tls.
delivery-unusable-address = “{ $address }” is not an address that mail can be sent to.
delivery-unusable-phone = “{ $address }” is not a number that can be called or sent an SMS.
delivery-unusable-cabinet = “{ $address }” is not a cabinet that a notice can be sent to.
delivery-unusable-postal = There is no postal address for the letter.
delivery-unusable-url = “{ $url }” is not an address a request can go to. Nothing was sent; write a full address such as https://… into the settings.
delivery-unusable-body = The request for the SMS gateway cannot be made: { $reason }. Nothing was sent; set COCKPIT_SMS_BODY to JSON that has {"{to}"} and {"{text}"} in it.
delivery-unusable-token = COCKPIT_SMS_HEADER or COCKPIT_SMS_PASSWORD has characters that cannot stand in a header of a request. Nothing was started; write them in Latin letters, digits and signs.
delivery-gateway-in-the-open = Messages for the SMS gateway or the personal cabinet would travel there unencrypted. Nothing was started; let COCKPIT_SMS_URL and COCKPIT_CABINET_URL begin with https://.
delivery-cabinet-unsigned = There is nothing to sign notices for the personal cabinet with. Nothing was started; set COCKPIT_CABINET_SECRET.
delivery-no-whole-key = The key in { $file } is shorter than { $shortest } characters, so nothing is signed with it. Put it back from a backup; without one, remove the file – links in messages that have already left will stop working.
delivery-weak-signing-key = COCKPIT_SIGNING_KEY needs at least { $shortest } characters that nobody can guess. Nothing was started.
delivery-unknown-dispatch = There is no message with the number { $dispatch }.
delivery-no-doubt = The message to { $address } is not in doubt any more. Nothing was changed; look at the list again.
delivery-campaign-over = “{ $name }” has been stopped, so nothing of it is sent again. You can still say that a message arrived.

delivery-state-queued = Queued
delivery-state-sending = Being sent
delivery-state-prepared = Prepared
delivery-state-sent = Sent
delivery-state-delivered = Delivered
delivery-state-bounced = Bounced
delivery-state-complained = Complained
delivery-state-failed = Failed
delivery-state-skipped = Skipped
delivery-state-unconfirmed = Unconfirmed

delivery-reason-quiet_hours = Waits for the morning at the account’s
delivery-reason-retry = Refused for now, will be tried again
delivery-reason-throttled = Waits its turn: the book allows no faster, or the recipient’s domain asked to wait
delivery-reason-channel = Mail server out of reach, waits
delivery-reason-suppressed = Address is suppressed
delivery-reason-consent = Consent was withdrawn, or is not on record any more
delivery-reason-crowded = Waits for another message to them that is in the air: there may be room for one only
delivery-reason-policy = Written to often enough lately
delivery-reason-standing = In the standing holdout that began since the approval
delivery-reason-address = Not an address mail can be sent to
delivery-reason-not_chosen = Not among those the approved audience writes to
delivery-reason-rendering = The message could not be made for this contact
delivery-reason-stopped = Campaign was stopped
delivery-reason-hard_bounce = No such mailbox; suppressed
delivery-reason-undelivered = The operator could not deliver it; not suppressed
delivery-reason-soft_bounce = Came back for a reason that may pass; counted
delivery-reason-blocked = Refused by the receiver’s policy; not suppressed
delivery-reason-attempts = Refused for now, too many times
delivery-reason-interrupted = The worker was interrupted between handing over and hearing back
delivery-reason-no_answer = The mail server took it and never answered
delivery-reason-resent = In doubt, sent again as the rule book says
delivery-reason-logged = Was in doubt; the mail server’s log says it was taken
delivery-reason-not_taken = Was in doubt; the mail server’s log does not know it
delivery-reason-arrived = Somebody confirmed that it arrived
delivery-reason-again = To be sent again, as somebody decided

delivery-not-on-its-way = “{ $name }” is not on its way, so nothing of it can be stopped for one account.
delivery-account-not-treated = The account { $account } gets nothing of this campaign. Nothing was changed; look up its number again.
delivery-lot-held_out = Control group, not written to
delivery-lot-later = Step still to come
delivery-lot-unreached = Not made: the campaign is over
delivery-lot-condition = Not needed: condition not met
delivery-lot-stopped = Stopped for the account
delivery-lot-waiting = Waiting to leave
delivery-lot-skipped = Skipped at the last check
delivery-lot-handed_over = Handed over

delivery-step-queued = Queued for the account
delivery-step-condition = Not needed: its condition did not hold
delivery-step-stopped = Stopped for the account
delivery-step-nobody = Nobody there can be reached by its channel
delivery-stop-by_hand = Stopped by hand
delivery-stop-reply = Somebody replied
delivery-stop-outcome = What was hoped for has happened
delivery-stop-unsubscribed = Somebody unsubscribed or complained
delivery-stop-hard_bounce = None of its addresses exists
delivery-state-sent-call = To be called
delivery-state-delivered-call = Called
delivery-state-prepared-letter = To be posted
delivery-state-sent-letter = Posted
