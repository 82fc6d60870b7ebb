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
approvals-part-schedule = schedule
approvals-part-holdout = holdout
approvals-part-sender = sender
approvals-part-purpose = purpose
approvals-part-addressing = addressing
approvals-part-window = outcome window
approvals-part-looks = planned looks
approvals-part-route = approval route
approvals-part-rehearsal = rehearsal
approvals-part-seal = the seal itself
approvals-why-always = every campaign needs it
approvals-why-audience-over = audience { $size } is over { $limit }
approvals-why-service = a service message must not advertise
approvals-verdict-approve = Approved
approvals-verdict-ask_for_changes = Changes requested
approvals-verdict-reject = Rejected

# The desk.

approvals-title = Approvals
approvals-mine = Waits for you ({ $n })
approvals-others = Waits for others ({ $n })
approvals-nothing = Nothing waits for you.
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
approvals-why-own = You cannot decide: it is partly your own work ({ $works }).
approvals-why-decided = You have approved it already as { $stage }.
approvals-why-other-role = Another role decides: { $roles }.

# The file and the decision.

approvals-what = What it is
approvals-for-whom = For whom
approvals-message = The message
approvals-saved-by = Segment version { $version }, saved by { $person }
approvals-version = Version { $version }
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
approvals-words-changed = What changed in the message
approvals-comment = Comment (needed to ask for changes or to reject)
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
