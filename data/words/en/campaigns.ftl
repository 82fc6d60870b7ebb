# What the room says when it declines.

campaigns-changed-meanwhile = Somebody else has just changed “{ $name }”. Nothing of yours was kept, so that nothing of theirs is lost; reload, look again and repeat your change.
campaigns-unknown = There is no such campaign ({ $campaign }). Nothing was changed; choose one of the list.
campaigns-illegal-move = “{ $name }” has moved on and cannot do that from where it is. Nothing was changed; reload and look at its status.
campaigns-under-way = “{ $name }” is being sent or is over, so it is not edited any more. Nothing was changed; clone it to use it again.
campaigns-no-segment = “{ $name }” has no segment yet, so there is no audience. Choose a segment first.
campaigns-bad-name = A campaign needs a name. Nothing was changed; type one.
campaigns-bad-sender = “{ $address }” is not an address mail can come from. Nothing was changed; check the spelling.
campaigns-past = That time has passed. Nothing was changed; choose one that is still to come.
campaigns-unknown-segment = That segment does not exist. Nothing was changed; choose one of the list.
campaigns-unknown-template = That message does not exist. Nothing was changed; choose one of the list.
campaigns-too-long = { $field ->
    [goal] The goal
    [sender_name] The sender's name
   *[name] The name
} may have { $most } characters at most. Nothing was changed; shorten it.
campaigns-control-characters = { $field ->
    [sender_name] The sender's name
   *[name] The name
} has characters that cannot be seen or a line break in it. Nothing was changed; type it anew.
campaigns-out-of-range = { $field ->
    [holdout_share] The holdout's share
    [contacts_per_account] The number of contacts per account
   *[window_days] The window in days
} must be between { $low } and { $high }. Nothing was changed.

# What is missing.

campaigns-missing-goal = a goal
campaigns-missing-segment = a segment
campaigns-missing-template = a message
campaigns-missing-sender_name = the sender's name
campaigns-missing-sender_address = the sender's address
campaigns-missing-segment_archived = a segment that is not archived
campaigns-missing-template_archived = a message that is not archived
campaigns-missing-schedule_past = a time that is still to come

# Statuses, steps, fates.

campaigns-status-draft = Draft
campaigns-status-in_review = In review
campaigns-status-changes_requested = Changes requested
campaigns-status-approved = Approved
campaigns-status-scheduled = Scheduled
campaigns-status-preparing = Preparing
campaigns-status-sending = Sending
campaigns-status-paused = Paused
campaigns-status-sent = Sent
campaigns-status-sent_with_errors = Sent with errors
campaigns-status-stopped = Stopped
campaigns-status-failed = Failed
campaigns-step-brief = Brief
campaigns-step-audience = Audience
campaigns-step-message = Message
campaigns-step-delivery = Delivery & holdout
campaigns-step-review = Review
campaigns-purpose-advertising = Advertising
campaigns-purpose-service = Service message
campaigns-role-decision_maker = Decision maker
campaigns-role-technical = Technical
campaigns-role-finance = Finance
campaigns-role-other = Other
campaigns-fate-not_active = Account is not active
campaigns-fate-no_address = No usable address
campaigns-fate-suppressed = Suppressed address
campaigns-fate-no_consent = No consent for this channel and purpose
campaigns-fate-elsewhere = Mailbox already chosen through another contact
campaigns-fate-not_addressed = Left out by the addressing rule
campaigns-fate-campaign_holdout = Held out
campaigns-fate-in = Written to
