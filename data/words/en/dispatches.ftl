dispatches-title = Sending
dispatches-campaign = Campaign
dispatches-empty = Nothing is being sent, and nothing has been yet. A campaign that is approved shows up here by itself.
dispatches-to-campaigns = Go to the campaigns

dispatches-worker-awake = { $n ->
    [one] The delivery worker is awake.
   *[other] The delivery worker is awake: { $n } programs send at once.
}
dispatches-worker-asleep = The delivery worker is not running, so nothing is sent. Start it on the server: `python -m core.cli deliver`
dispatches-trouble = The mail server cannot be used just now. Nothing is lost: everything waits and is tried again by itself. It said:
dispatches-done = Done
dispatches-waiting = Waiting
dispatches-rate = Per minute
dispatches-left = Time left
dispatches-left-under-minute = < 1 min
dispatches-left-minutes = { $n } min
dispatches-left-hours = { $n } h
dispatches-next = The next message is due on { $moment }.
dispatches-scheduled = Approved and scheduled: it starts on { $moment } by itself.
dispatches-about-to-start = The messages are being prepared; sending starts by itself.

dispatches-pause = Pause
dispatches-resume = Resume
dispatches-stop = Stop for good
dispatches-stop-question =
    { $waiting ->
        [0] No message waits any more
        [one] **{ $waiting }** message will not be sent
       *[other] **{ $waiting }** messages will not be sent
    }, { $air } in the air may still arrive, { $sent } already sent stay sent. This cannot be undone.
dispatches-stop-reason = Reason
dispatches-stop-needs-reason = Nothing was stopped yet: please give a reason first.
dispatches-stop-now = Stop the campaign
dispatches-paused = “{ $name }” is paused. { $n ->
    [one] { $n } message waits.
   *[other] { $n } messages wait.
}
dispatches-resumed = “{ $name }” goes on. { $n ->
    [one] { $n } message is left.
   *[other] { $n } messages are left.
}
dispatches-stopped = “{ $name }” is stopped: { $n } will not be sent, { $sent } had been.

dispatches-tab-messages = Messages
dispatches-tab-doubts = Unconfirmed
dispatches-tab-domains = Channels, domains and reasons
dispatches-tab-caught = Caught messages

dispatches-search = Search
dispatches-search-hint = Address, company or number of a contact
dispatches-states = State
dispatches-none-yet = No message of this campaign is queued yet.
dispatches-found = { $n ->
    [one] { $n } message
   *[other] { $n } messages
}
dispatches-nothing-found = No message fits. Choose other states, or search for less.
dispatches-address = Address
dispatches-account = Company
dispatches-state = State
dispatches-reason = Reason
dispatches-attempts = Attempts
dispatches-when = When
dispatches-answer = What the mail server said
dispatches-number = Number
dispatches-file = messages

dispatches-domain = Domain
dispatches-messages = Messages
dispatches-domains-file = domains
dispatches-no-reasons = Nothing has gone wrong so far.

dispatches-doubts-settle = The mail server’s log is searched for these by their Message-ID: what it took counts as sent, what it never saw goes out again. That takes some minutes; you may decide sooner. { $rule }
dispatches-doubts-nolog = The rule would have these settled by the mail server’s log, but none can be read here: they wait for you. Look for the Message-ID in the mail server’s log, or ask the contact; then decide. { $rule }
dispatches-doubts-hold = These wait for you: nothing in doubt is sent again by itself. Look for the Message-ID in the mail server’s log, or ask the contact; then decide. { $rule }
dispatches-doubts-resend = What is in doubt is sent again by itself, so that some may get it twice; these were tried as often as the rule allows. { $rule }
dispatches-no-doubts = No message is in doubt.
dispatches-doubts = { $n ->
    [one] **{ $n } message** was handed over and never confirmed.
   *[other] **{ $n } messages** were handed over and never confirmed.
}
dispatches-doubt = { $moment } · { $reason }
dispatches-doubts-more = { $n ->
    [one] And { $n } more; it follows when these are settled.
   *[other] And { $n } more; they follow when these are settled.
}
dispatches-arrived = It arrived
dispatches-again = Send again
dispatches-settled-arrived = Noted: the message to { $address } arrived.
dispatches-settled-again = The message to { $address } is queued again.

dispatches-caught-kind = What was caught
dispatches-no-messages-caught = Nothing was caught. In the demo SMS and notices come to a catch-all gateway on this machine, and can be read here; a real one delivers them.
dispatches-caught-search = Search in addresses and subjects
dispatches-caught = { $n ->
    [one] { $n } mail, caught on this machine; nothing left it.
   *[other] The latest { $n } mails, caught on this machine; nothing left it.
}
dispatches-nothing-caught = No mail has been caught. In the demo, mail goes to a catch-all server on this machine and can be read here; a real relay delivers it instead.
dispatches-caught-to = To
dispatches-caught-about = Subject
dispatches-caught-from-to = From: { $sender } · To: { $to }
dispatches-caught-no-text = (no plain text)
dispatches-caught-headers = Headers

dispatches-balance = From the audience to the messages
dispatches-balance-about =
    { $n ->
        [one] By all steps { $n } message was foreseen
       *[other] By all steps { $n } messages were foreseen
    } at the most: { $messages ->
        [one] { $messages } was made
       *[other] { $messages } were made
    }, { $others } not, each for the reason its column says.
dispatches-balance-audience = In the audience
dispatches-balance-all = All steps
dispatches-balance-who = Who is behind a number
dispatches-balance-which = Number
dispatches-steps = Further steps, by accounts
dispatches-step = Step
dispatches-step-waiting = Still to be decided
dispatches-stopped-accounts = { $n ->
    [one] { $n } account stopped
   *[other] { $n } accounts stopped
}
dispatches-note = Note
dispatches-by = By
dispatches-stop-account = Stop for one account
dispatches-stop-account-about = Nobody of this account gets anything more of this campaign; what is queued for it is skipped. This cannot be undone.
dispatches-stop-account-search = Name or number of the account
dispatches-stop-account-nobody = No account by that name or number.
dispatches-stop-account-now = Stop for this account
dispatches-account-stopped = The account { $account } gets nothing more of this campaign. { $n ->
    [0] Nothing was queued for it.
    [one] { $n } queued message was skipped.
   *[other] { $n } queued messages were skipped.
}
dispatches-held-channel = Step { $n } is held up: the channel “{ $channel }” is set up no more. It goes on as soon as it is again; what is under way on other channels is not affected.
dispatches-held-condition = Step { $n } is held up: nobody tells the house any more { $condition ->
    [not_opened] who opened a message (counting of opens and clicks is off)
    [not_clicked] who clicked (counting of opens and clicks is off)
   *[not_replied] who replied (no mailbox is set up for what comes back)
}, so it would go to everybody. Set it up again, or stop the campaign.
dispatches-to-post = { $n ->
    [one] { $n } letter is printed and posted by people: say so on the page of letters
   *[other] { $n } letters are printed and posted by people: say so on the page of letters
 }
dispatches-to-call = { $n ->
    [one] { $n } call is still to be made, by an account manager
   *[other] { $n } calls are still to be made, by account managers
 }
dispatches-next-steps = This step is through. The campaign stays open: below is how many accounts wait for the next one.
dispatches-listed = On the call list
dispatches-by-rule = Rule: book “{ $book }”, version { $version }.
