# What the room says when it declines.

approvals-incomplete = “{ $name }” is not ready to be submitted. Missing: { $things }. Everything you entered was kept; add what is missing and submit again.
approvals-stale-audience = “{ $name }”, or its segment, has changed since this audience was counted. Nothing was submitted; look at the new counts and submit again.
approvals-empty-audience = Nobody would be written to by “{ $name }”. Nothing was submitted; look at the waterfall, and change the segment or the addressing.
approvals-no-holdout = “{ $name }” asks for a holdout, but no account can be held out of { $accounts }. Nothing was submitted; widen the segment or set the holdout to zero.
approvals-not-waiting = “{ $name }” does not wait for a decision any more. Nothing was changed; reload and look at its status.
approvals-not-submitted = “{ $name }” is not on the approvers' desk, so there is nothing to take back.
approvals-changed = “{ $name }” is no longer what you were looking at. Changed: { $things }. Nothing was decided; reload and look again.
approvals-seal-broken = “{ $name }” is no longer what was approved. Changed: { $things }. Nothing was sent; submit it for approval again.
approvals-not-approved = “{ $name }” does not have every approval it needs. Nothing was sent; see which stage is open.
approvals-comment-needed = Please say why in a comment; the author needs it. Nothing was decided.
approvals-own-work = “{ $name }” is partly your own work ({ $things }), and nobody decides on their own work. Nothing was decided; somebody else of your role has to.
approvals-already-decided = You have approved “{ $name }” already, and one person decides at most one stage. Nothing was changed.
approvals-not-your-stage = No open stage of “{ $name }” is decided by your roles. Nothing was decided.
approvals-not-yet-open = Your stage of “{ $name }” comes after another one, which is not decided yet. Nothing was decided; it will wait for you here.
approvals-no-delegation = That right is not handed over any more, or it is not yours. Nothing was changed.
approvals-not-yours-to-give = { $person } does not have that role, so there is nothing to hand over. Nothing was changed.
approvals-no-delegate = Choose somebody else who sits at the approvals desk; what you chose cannot decide. Nothing was changed.
approvals-own-favour = { $person }, nobody enters a substitution in their own favour; whose right it is, or another administrator, has to do it. Nothing was changed.
approvals-delegate-has-it = { $person } decides in that role anyway; there is nothing to hand over. Nothing was changed.
approvals-no-period = The end has to be later than the beginning, and still to come. Nothing was changed.
approvals-delegation-reason = Please say why: it is shown to whoever reads the decision later. Nothing was changed.
approvals-not-yours = Only somebody who had a hand in “{ $name }” can take it back. Nothing was changed.

# Four eyes, parts, reasons, verdicts.

approvals-work-campaign = the campaign
approvals-work-brief = the brief
approvals-work-segment = the segment
approvals-work-template = the message
approvals-work-submission = its submission
approvals-part-goal = name and goal
approvals-part-segment = segment
approvals-part-brief = facts of the brief
approvals-part-audience = audience
approvals-part-template = message
approvals-part-channel = the first step's channel
approvals-part-steps = further steps
approvals-part-variants = variants
approvals-part-cost = cost
approvals-part-schedule = schedule
approvals-part-holdout = holdout
approvals-part-sender = sender
approvals-part-purpose = purpose
approvals-part-addressing = addressing
approvals-part-window = outcome window
approvals-part-priority = priority
approvals-part-looks = planned looks
approvals-part-survey = survey
approvals-part-route = approval route
approvals-part-rehearsal = rehearsal
approvals-part-seal = the seal itself
approvals-part-hands = an approver had a hand in it afterwards
approvals-was-escalated = The limit of a stage was over; { $role } may decide, too
approvals-verdict-for = { $verdict } on behalf of { $whose }
approvals-verdict-escalated = { $verdict }, since the limit was over
approvals-why-always = every campaign needs it
approvals-why-audience-over = audience { $size } is over { $limit }
approvals-why-audience-over-asked = audience { $size } is over { $limit } ({ $asked } of it held out and only asked at the end)
approvals-why-service = a service message must not advertise
approvals-why-and = { $first } and { $more }
approvals-why-channels = it goes out by { $channel ->
    [sms] SMS
    [call] telephone
    [letter] paper letter
    [cabinet] personal cabinet
   *[email] e-mail
}
approvals-why-products = it is about “{ $product }”
approvals-why-sensitive-segment = the segment asks for personal data
approvals-why-personal-message = the message says more about a person than a name
approvals-why-cost-over = cost { $cost } ₽ is over { $limit } ₽
approvals-why-no-holdout = nobody is held out, so the result cannot be measured
approvals-why-contacts-per-account-over = { $most ->
    [0] everybody at an account is written to
   *[other] up to { $most } people at an account are written to, over { $limit }
}
approvals-why-advertising = it is advertising
approvals-verdict-approve = Approved
approvals-verdict-ask_for_changes = Changes requested
approvals-verdict-reject = Rejected

# The desk.

approvals-title = Approvals
approvals-mine = Waits for you ({ $n })
approvals-others = Waits for others ({ $n })
approvals-nothing = Nothing waits for you.
approvals-shelf = Which campaigns
approvals-shelf-mine = Waits for me ({ $n })
approvals-shelf-others = Waits for others ({ $n })
approvals-shelf-decided = Decided by me ({ $n })
approvals-search = Search by name
approvals-order = Order
approvals-order-age = The longest waiting first
approvals-order-limit = Whose limit ends first
approvals-order-name = By name
approvals-decided-none = You have not decided on anything yet.
approvals-fell = has fallen since
approvals-open = Open
approvals-back = All approvals
approvals-gone = That campaign does not wait for a decision any more.
approvals-age-hours = { $n ->
    [0] less than an hour ago
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
approvals-age-days = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
approvals-submitted = Submitted by { $person }, { $age }. Stages decided: { $decided } of { $all }.
approvals-why-mine = Yours as { $role }: { $reasons }.
approvals-why-delegated = Yours as { $role }, on behalf of { $whose }: { $reasons }.
approvals-why-escalated = Yours, since { $role } did not decide in time: { $reasons }.
approvals-by-delegate = approved by { $person } on behalf of { $whose }
approvals-by-escalation = approved by { $person }, since the limit was over
approvals-hours = { $worked } of { $hours ->
    [one] { $hours } working hour
   *[other] { $hours } working hours
}
approvals-stage-later = waits for an earlier stage
approvals-stage-needs = { $missing } of { $needed } people still have to decide
approvals-escalated = the limit is over; { $role } may decide, too
approvals-why-own = You cannot decide: it is partly your own work ({ $works }).
approvals-why-decided = You have approved it already as { $stage }.
approvals-why-other-role = Another role decides: { $roles }.

# The file and the decision.

approvals-what = What it is
approvals-for-whom = For whom
approvals-message = The message
approvals-saved-by = Segment version { $version }, saved by { $person }
approvals-version = Version { $version }
approvals-priority-usual = { $n } (the usual one)
approvals-sender = Sender
approvals-share-held = Share held out
approvals-since-decided = Since you decided on it, { $moment }: { $n ->
    [0] no part has changed
    [one] { $n } part has changed
   *[other] { $n } parts have changed
}
approvals-since-submitted = Since it was submitted before, { $moment }: { $n ->
    [0] no part has changed
    [one] { $n } part has changed
   *[other] { $n } parts have changed
}
approvals-column-part = What
approvals-column-before = Before
approvals-column-now = Now
approvals-comings = Contacts written to: +{ $come }, −{ $gone }
approvals-come = Came
approvals-gone-again = Went
approvals-column-change = Change
approvals-column-contact = Contact
approvals-column-account = Account
approvals-words-changed = What changed in the message
approvals-comment = Comment (needed to ask for changes or to reject)
approvals-anchors = What should be changed? (a comment for each part)
approvals-remark = About: { $part }
approvals-remarks-there = { $step }: { $n ->
    [one] { $n } comment
   *[other] { $n } comments
}
approvals-reason-remarks = see the comments at its steps
approvals-do-approve = Approve
approvals-do-ask_for_changes = Ask for changes
approvals-do-reject = Reject
approvals-done-approve = You approved “{ $name }”.
approvals-done-ask_for_changes = “{ $name }” is back with its author, with your comment.
approvals-done-reject = “{ $name }” is rejected and over.
approvals-stale-data = “{ $name }” was not submitted: the client data is older than was promised. { $sources }. Rule: { $rules }. Load fresh data, or ask an administrator to change the rule.
approvals-stale-source = “{ $source }” is known up to { $day }, { $age } days ago; { $owner } promised { $most } at most
approvals-files-changed = Files that go along: { $was } → { $now }
approvals-tags-changed = What links tell our sites was changed.

# While somebody is away.

approvals-away = While I am away{ $n ->
    [0] {""}
   *[other] {" "}({ $n })
}
approvals-away-says = Hand your right to decide over for some days. It never reaches what you, or whoever gets it, had a hand in, and it is not passed on. The decision says on whose behalf it was taken.
approvals-away-row = { $giver } → { $taker } · { $role } · from { $since } to { $until }
approvals-away-why = { $reason } · entered by { $person }
approvals-away-revoke = Take back
approvals-away-from = Who is away
approvals-away-role = In which role
approvals-away-to = Who decides instead
approvals-away-choose = Choose a colleague
approvals-away-days = From and to, both days included
approvals-away-reason = Why
approvals-away-do = Hand over
approvals-away-done = { $person } decides instead.
approvals-away-revoked = The right was taken back.
approvals-away-everyone = Who stands in for whom{ $n ->
    [0] {""}
   *[other] {" "}({ $n })
}
approvals-second-needed = Two administrators move a right between two others: propose it on the page of people, and another administrator confirms it. Nothing was changed.
