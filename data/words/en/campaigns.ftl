# What the room says when it declines.

campaigns-changed-meanwhile = Somebody else has just changed “{ $name }”. Nothing of yours was saved, so that nothing of theirs is lost; what you typed still stands in its field. Look again, and repeat your change.
campaigns-unknown = There is no such campaign ({ $campaign }). Nothing was changed; choose one of the list.
campaigns-illegal-move = “{ $name }” has moved on and cannot do that from where it is. Nothing was changed; reload and look at its status.
campaigns-under-way = “{ $name }” is being sent or is over, so it is not edited any more. Nothing was changed; clone it to use it again.
campaigns-no-segment = “{ $name }” has no segment yet, so there is no audience. Choose a segment first.
campaigns-bad-name = A campaign needs a name. Nothing was changed; type one.
campaigns-bad-sender = “{ $address }” is not an address mail can come from. Nothing was changed; check the spelling.
campaigns-past = That time has passed. Nothing was changed; choose one that is still to come.
campaigns-unknown-segment = That segment does not exist. Nothing was changed; choose one of the list.
campaigns-unknown-template = That message does not exist. Nothing was changed; choose one of the list.
campaigns-brief-not-accepted = That brief is not accepted, or was withdrawn. Nothing was changed; choose one of the list.
campaigns-quotes-no-brief = “{ $name }”: the message quotes a brief ({ $things }), and the campaign has none. Nothing was submitted; choose the brief in the first step.
campaigns-unsure-facts = “{ $name }”: the message quotes facts that are not confirmed, or not true on the day it goes out: { $things }. Have them confirmed or renewed in the brief.
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
    [looks] The number of planned looks
   *[window_days] The window in days
} must be between { $low } and { $high }. Nothing was changed.

# What is missing.

campaigns-missing-goal = a goal
campaigns-missing-segment = a segment
campaigns-missing-template = a message
campaigns-missing-sender_name = the sender's name
campaigns-missing-sender_address = the sender's address
campaigns-missing-segment_archived = a segment that is not archived
campaigns-missing-brief_open = a brief that is accepted
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

# The list.

campaigns-title = Campaigns
campaigns-new = New campaign
campaigns-start = Start
campaigns-started = “{ $name }” is started. Say what it is for.
campaigns-none = There are no campaigns yet. Start the first one.
campaigns-nothing-found = No campaign fits the search and the statuses chosen.
campaigns-count = { $found } of { $all } { $all ->
    [one] campaign
   *[other] campaigns
}. Times are { $zone }.
campaigns-search = Search by name, goal or segment
campaigns-statuses = Status
campaigns-no-segment-yet = No segment yet
campaigns-at-once = As soon as it is approved
campaigns-at = { $moment } ({ $zone })
campaigns-column-name = Campaign
campaigns-column-status = Status
campaigns-column-segment = Segment
campaigns-column-schedule = Goes out
campaigns-column-owner = Started by
campaigns-column-account = Account
campaigns-column-contact = Contact
campaigns-column-reason = Why
campaigns-column-accounts = Accounts
campaigns-column-contacts = Contacts
campaigns-column-when = When
campaigns-column-who = Who
campaigns-column-what = What

# One campaign.

campaigns-back = All campaigns
campaigns-steps = Steps
campaigns-lacks = { $n } missing
campaigns-lacks-all = { $n ->
    [0] Nothing is missing
   *[other] { $n } missing
}
campaigns-lacking = Missing: { $things }.
campaigns-edit-warns = Approvers are looking at this campaign, or have approved it. Any edit takes it back from them, and every approval falls.
campaigns-edit-anyway = Edit all the same
campaigns-fell-back = Kept. The campaign is back with you and its approvals fell; submit it again when it is ready.
campaigns-recall = Take it back
campaigns-recalled = “{ $name }” is back with you. Its approvals fell.
campaigns-clone = Clone
campaigns-cloned = “{ $name }” is a new draft with the same settings.
campaigns-copy-of = { $name } (copy)
campaigns-stop = Stop
campaigns-stop-asks = “{ $name }” ends for good: what was not handed over is not sent, and it cannot be resumed.
campaigns-stop-reason = Why
campaigns-stop-needs-reason = Nothing was stopped yet: please give a reason first.
campaigns-stop-now = Stop it for good
campaigns-stopped = “{ $name }” is stopped.

# Fields.

campaigns-field-name = Name
campaigns-field-goal = Goal
campaigns-field-purpose = Purpose
campaigns-field-brief_id = Brief
campaigns-field-segment_id = Segment
campaigns-field-template_id = Message
campaigns-field-holdout_share = Holdout, share of accounts
campaigns-field-contacts_per_account = Contacts per account
campaigns-field-roles = Roles, in order of preference
campaigns-field-sender_name = Sender's name
campaigns-field-sender_address = Sender's address
campaigns-field-send_at = Time
campaigns-field-window_days = Outcome window, days
campaigns-field-looks = Looks at the outcome
campaigns-send-at = Goes out at ({ $zone })
campaigns-goal-example = What should these accounts do that they would not do otherwise?
campaigns-purpose-help = Advertising needs recorded consent for e-mail. A service message follows the contract, must not advertise, and is checked by Legal.
campaigns-window-help = For so many days after the first message, sales count as its outcome.
campaigns-looks-help = How often the result may be read: at equal parts of the window, the last at its end. Each look has its share of the 5 % of error, so more looks need more accounts. Between them, only counts are shown.
campaigns-roles-help = Who of an account is written to first. With no role chosen, anybody may be.
campaigns-holdout-help = Accounts that qualify and are left in peace, drawn at random, so that the result can be told from chance. Whole accounts, never single contacts.
campaigns-any-role = Any role
campaigns-everybody = Everybody
campaigns-choose-segment = Choose a segment
campaigns-choose-template = Choose a message
campaigns-archived = An archived message
campaigns-first-segment = Build the first segment
campaigns-first-template = Write the first message

# The audience.

campaigns-audience-waits = The audience appears as soon as a segment is chosen.
campaigns-counting = Counting the audience …
campaigns-accounts-all = Accounts in the segment
campaigns-accounts-treated = Accounts written to
campaigns-accounts-held = Accounts held out
campaigns-messages = Contacts written to
campaigns-waterfall = From the segment to the audience
campaigns-segment-contacts = Contacts in the segment
campaigns-axis-contacts = Contacts
campaigns-total = Total
campaigns-rests-on = Client data version { $publication } as of { $day }, segment version { $version }.
campaigns-why = Why is it in, or not? Type an account or contact id
campaigns-why-found = { $n ->
    [0] No contact of the segment fits.
    [one] { $n } contact fits.
   *[other] { $n } contacts fit.
}
campaigns-holdout-exactly = Of { $eligible ->
    [one] { $eligible } account
   *[other] { $eligible } accounts
} with somebody to write to, { $held } { $held ->
    [one] is
   *[other] are
} left in peace and { $treated } written to: { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
}.

# Review.

campaigns-submits = On approval, **{ $messages ->
    [one] { $messages } contact
   *[other] { $messages } contacts
}** at **{ $accounts ->
    [one] { $accounts } account
   *[other] { $accounts } accounts
}** will be written to; **{ $held }** more { $held ->
    [one] is
   *[other] are
} held out. Goes out: **{ $schedule }**.
campaigns-submit = Submit for approval: { $n ->
    [one] { $n } contact
   *[other] { $n } contacts
}
campaigns-submitted = “{ $name }” is with the approvers, with { $n ->
    [one] { $n } contact
   *[other] { $n } contacts
}.
campaigns-route = Who has to agree
campaigns-able = Can decide: { $people }
campaigns-nobody-able = Nobody who may decide this stage is free of a hand in it. Ask an administrator for another approver before you submit.
campaigns-stages = { $decided } of { $all } { $all ->
    [one] stage
   *[other] stages
} decided
campaigns-stage-by = approved by { $person }
campaigns-open = waits for a decision

# History.

campaigns-history = History ({ $n })
campaigns-edited = Edited: { $fields }
campaigns-approval-void = An approval fell ({ $reason })
campaigns-reason-fallen = a part changed after it was sealed: { $parts }
campaigns-reason-edited = edited after submission: { $fields }
campaigns-reason-recalled = taken back by its author
campaigns-reason-facts = the message quotes facts that may not be said any more: { $facts }
campaigns-by-rules = By the rules: { $rules }

campaigns-too-few = { $held ->
    [0] Nobody is held out, so nothing will show what this campaign sold: a result needs { $fewest } accounts in each group. Give the holdout a share, or send it knowing that.
   *[other] Too few to tell what this campaign sold: { $treated } treated and { $held } held out, and a result needs { $fewest } accounts in each group. Raise the holdout's share, widen the segment, or send it knowing that.
 }
campaigns-other-channel = A campaign sends e-mail, and “{ $name }” is for another channel. Nothing was changed; choose an e-mail.
campaigns-mail-only = Messages of other channels are written and checked, but a campaign cannot send them yet, so only e-mails are offered.
