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
    [comment] The comment
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
    [wait_hours] The wait in hours
    [priority] The priority
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
campaigns-fate-hold = Legal hold, dispute or tender
campaigns-fate-debt = Overdue debt
campaigns-fate-incident = Critical incident open
campaigns-fate-no_address = No usable address
campaigns-fate-suppressed = Suppressed address
campaigns-fate-no_consent = No consent for this channel and purpose
campaigns-fate-elsewhere = Mailbox already chosen through another contact
campaigns-fate-not_addressed = Left out by the addressing rule
campaigns-fate-policy = Written to often enough lately
campaigns-fate-global_holdout = Standing holdout
campaigns-fate-campaign_holdout = Held out
campaigns-fate-in = Written to

# The list.

campaigns-title = Campaigns
campaigns-new = New campaign
campaigns-start = Create
campaigns-started = “{ $name }” is created. Say what it is for.
campaigns-none = There are no campaigns yet. A campaign brings together a segment, a message and a date; name the first one, and the steps lead on.
campaigns-nothing-found = No campaign fits the search and the statuses chosen.
campaigns-count = { $found } of { $all } { $all ->
    [one] campaign
   *[other] campaigns
}. Time zone: { $zone }.
campaigns-search = Search by name, goal or segment
campaigns-statuses = Status
campaigns-no-segment-yet = No segment yet
campaigns-at-once = As soon as it is approved
campaigns-at = { $moment }, { $zone } time
campaigns-column-name = Campaign
campaigns-column-status = Status
campaigns-column-segment = Segment
campaigns-column-schedule = Goes out
campaigns-column-owner = Started by
campaigns-column-reason = Why
campaigns-column-accounts = Accounts
campaigns-column-contacts = Contacts
campaigns-column-when = When
campaigns-column-who = Who
campaigns-column-what = What

# One campaign.

campaigns-back = All campaigns
campaigns-steps = Steps
campaigns-lacks = needs { $things }
campaigns-lacks-all = { $n ->
    [0] Nothing is missing
   *[other] { $n } missing
}
campaigns-lacking = Missing: { $things }.
campaigns-edit-warns = Approvers are looking at this campaign or have approved it. Any edit pulls it back and voids every approval.
campaigns-edit-anyway = Edit anyway
campaigns-fell-back = Saved. The campaign is back with you and its approvals are void; submit it again when it is ready.
campaigns-recall = Withdraw
campaigns-recalled = “{ $name }” is withdrawn, and its approvals are void.
campaigns-clone = Duplicate
campaigns-cloned = “{ $name }” is a new draft with the same settings.
campaigns-copy-of = { $name } (copy)
campaigns-stop = Stop
campaigns-stop-asks = “{ $name }” ends for good: what was not handed over is not sent, and it cannot be resumed.
campaigns-stop-reason = Why
campaigns-stop-needs-reason = Not stopped yet: please give a reason first.
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
campaigns-field-priority = Priority
campaigns-field-looks = Looks at the outcome
campaigns-send-at = Send at (time in { $zone })
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
campaigns-meets = { $n ->
    [one] One other campaign writes
   *[other] { $n } other campaigns write
} to some of these accounts in the same week
campaigns-meets-name = Campaign
campaigns-meets-accounts = Accounts in common
campaigns-calendar = Calendar of mailings
campaigns-frozen = These are the counts frozen on { $moment }, when it was submitted. What has changed in the data since does not change them.
campaigns-never-frozen = Nothing was ever frozen of this campaign: it ended before it was submitted, or after it had come back to its author.
campaigns-rests-on = Client data version { $publication } as of { $day }, segment version { $version }.
campaigns-holdout-exactly = Of { $eligible ->
    [one] { $eligible } account
   *[other] { $eligible } accounts
} with somebody to write to, { $held } { $held ->
    [one] is
   *[other] are
} left in peace and { $treated } written to: { $steps ->
    [one] { $messages }
   *[other] { $messages } at most, over { $steps } steps
}.

# Review.

campaigns-submits = On approval, **{ $contacts ->
    [one] { $contacts } contact
   *[other] { $contacts } contacts
}** at **{ $accounts ->
    [one] { $accounts } account
   *[other] { $accounts } accounts
}** will be written to: { $steps ->
    [one] **{ $messages }**
   *[other] at most **{ $messages }** over { $steps } steps
}. **{ $held }** more { $held ->
    [one] account is
   *[other] accounts are
} held out. Goes out: **{ $schedule }**.
campaigns-submit = Submit for approval: { $n ->
    [one] { $n } contact
   *[other] { $n } contacts
}, { $messages }
campaigns-submitted = “{ $name }” is with the approvers: { $n ->
    [one] { $n } contact
   *[other] { $n } contacts
}, { $messages }.

# How many messages by each channel.

campaigns-count-email = { $n ->
    [one] { $n } e-mail
   *[other] { $n } e-mails
}
campaigns-count-sms = { $n } SMS
campaigns-count-cabinet = { $n ->
    [one] { $n } notice in the cabinet
   *[other] { $n } notices in the cabinet
}
campaigns-count-call = { $n ->
    [one] { $n } call
   *[other] { $n } calls
}
campaigns-count-letter = { $n ->
    [one] { $n } letter on paper
   *[other] { $n } letters on paper
}
campaigns-count-all = { $n ->
    [one] { $n } message
   *[other] { $n } messages
} ({ $each })

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
campaigns-reason-channels = no channel is set up here for: { $channels }. What was queued waits; set it up and resume
campaigns-reason-doubt-again = a message that was never confirmed is sent again
campaigns-reason-doubt-not_taken = the relay’s log does not know a message that was never confirmed: it is sent again
campaigns-reason-doubt-settled = every message that was in doubt is settled
campaigns-reason-facts = the message quotes facts that may not be said any more: { $facts }
campaigns-reason-standing = a new standing holdout has begun: this audience was drawn beside an earlier one ({ $period }), and would write to accounts that are left in peace now. Submit it anew, and it is drawn anew
campaigns-by-rules = By the rules: { $rules }

campaigns-too-few = { $held ->
    [0] Nobody is held out, so nothing will show what this campaign sold: a result needs { $fewest } accounts in each group. Give the holdout a share, or send it knowing that.
   *[other] Too few to tell what this campaign sold: { $treated } treated and { $held } held out, and a result needs { $fewest } accounts in each group. Raise the holdout's share, widen the segment, or send it knowing that.
 }

# Steps.

campaigns-no-channel = No channel is set up for { $channel ->
    [sms] SMS
    [cabinet] notices in the personal cabinet
   *[other] messages like “{ $name }”
}, so “{ $name }” cannot be sent. Nothing was changed; set { $setting } and start the cockpit again.
campaigns-no-way-out = No channel is set up for { $channel ->
    [call] calls
    [letter] letters on paper
   *[other] messages like “{ $name }”
}, so “{ $name }” cannot be sent. Nothing was changed; choose a message of another channel.
campaigns-too-many-steps = A campaign has { $most } steps at most. Nothing was changed.
campaigns-condition-unknown = Nobody reports { $condition ->
    [not_opened] opens
    [not_clicked] clicks
   *[not_replied] replies
} to the house, so no step can wait for them. Nothing was changed; choose another condition, or set { $condition ->
    [not_replied] COCKPIT_BOUNCE_MAILDIR or COCKPIT_IMAP_HOST
   *[other] COCKPIT_TRACKING
}.
campaigns-first-step-first = Choose the first message before another one follows. Nothing was changed.
campaigns-no-such-step = There is no step { $number } that this could be done with. Nothing was changed; look at the steps again.
campaigns-nothing-to-undo = What was changed last in “{ $name }” are not its steps, so nothing was put back.
campaigns-bad-shares = Shares of variants lie between 0 and 100 %, and one of them is more than 0. Nothing was changed.
campaigns-field-channel = Channel
campaigns-field-steps = Further steps
campaigns-field-variant_shares = Shares of the variants
campaigns-ways-out = Messages of other channels can be chosen as soon as their channel is set up here.
campaigns-step-called = { $number } · { $channel }
campaigns-step-after = { $hours ->
    [0] at once after the step before
    [one] { $hours } hour after the step before
   *[other] { $days ->
        [0] { $hours } hours after the step before
        [one] { $hours } hours after the step before
       *[other] { $days } days after the step before
    }
}
campaigns-step-wait = Wait, hours
campaigns-step-wait-help = It begins for each account when the step before is settled for it: sent, refused or skipped.
campaigns-step-condition = Goes to
campaigns-step-condition-help = Delivery is that of the last step that went to the account; opens, clicks and replies are those of every step before. Only what a person opened or clicked counts, as far as one can tell. Whoever unsubscribes, replies, orders, refuses on the telephone, whose last address does not exist, or whom somebody stops by hand gets no further step, nor does anybody else of that account.
campaigns-condition-always = everybody
campaigns-condition-not_delivered = accounts nothing has reached
campaigns-condition-not_opened = accounts that have not opened it
campaigns-condition-not_clicked = accounts that have not clicked
campaigns-condition-not_replied = accounts that have not replied
campaigns-step-up = Move up
campaigns-step-remove = Take out
campaigns-step-add = Add a step
campaigns-step-add-now = Let it follow
campaigns-step-added = Step { $number } follows now.
campaigns-step-done-up = The message of step { $number } goes out one step earlier now.
campaigns-step-done-remove = Step { $number } is taken out.
campaigns-steps-undo = Put the steps back
campaigns-steps-undone = The steps are as they were before.
campaigns-step-shown = Message shown
campaigns-writing-shown = Variant and language shown
campaigns-languages = Each contact gets the message in the contact’s own language where it is written in it, else in the first one.
campaigns-variants = Variants, share of the accounts
campaigns-variants-help = Which account gets which variant is drawn at random and kept with the audience. An account gets the same letter at every step.
campaigns-variant-share = { $letter }, %
campaigns-cost = Cost
campaigns-cost-help = As if every step went to everybody: accounts that stop, or need no further step, cost less. Parts of SMS are counted in the real messages of the rehearsal. Prices are those of the sending book.
campaigns-cost-step = Step
campaigns-cost-messages = Messages
campaigns-cost-units = Paid units
campaigns-cost-price = Price of one
campaigns-cost-amount = Amount
campaigns-cost-total = In all **{ $total }** at most.
campaigns-cost-at-least = In all **{ $total }**, if each SMS has one part; the rehearsal counts them.
campaigns-no-prices = What this campaign costs cannot be told: the sending book has no prices yet.

# Comments.

campaigns-comments = { $n ->
    [0] Comments
    [one] { $n } comment
   *[other] { $n } comments
}
campaigns-comments-none = Nobody has said anything yet. Authors and approvers read what is said here; it changes nothing in the campaign.
campaigns-comment-about = About
campaigns-comment = Comment
campaigns-comment-say = Say it
campaigns-commented = Said. Authors and approvers will read it.
campaigns-comment-empty = There is nothing in the comment yet. Write something first.
campaigns-since = Since { $moment }
campaigns-never-sent = Never sent
campaigns-next = Next: { $step }
campaigns-begin-segment = A new campaign to the segment “{ $name }”
campaigns-begin-brief = A new campaign for the brief “{ $name }”
campaigns-begin-message = A new campaign with the message “{ $name }”
