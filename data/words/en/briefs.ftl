# Briefs: what a mailing is for, its facts, and whose name stands under each.

briefs-title = Briefs

## What the room says when it declines

briefs-unknown = There is no such brief ({ $brief }). Nothing was changed; choose one of the list.
briefs-unknown-kind = The brief book has no kind of mailing “{ $kind }”. Nothing was changed; choose one of the list.
briefs-changed-meanwhile = Somebody else has just changed “{ $name }”. Nothing of yours was saved, so that nothing of theirs is lost. Look again, and repeat your change.
briefs-illegal-move = “{ $name }” has moved on and cannot do that from where it is. Nothing was changed; reload and look at its status.
briefs-not-yours = “{ $name }” is changed by whoever filed it, by marketing and by product owners. Nothing was changed; ask one of them.
briefs-closed = “{ $name }” is with marketing, so it is not edited. Nothing was changed; its facts can be renewed, and everything else once it was returned.
briefs-incomplete = “{ $name }” was not supplied yet. It lacks: { $things }.
briefs-unconfirmed = “{ $name }” was not accepted. These facts are not confirmed, or not true any more: { $things }.
briefs-own-brief = You had a hand in “{ $name }”, so somebody else of marketing accepts it. Nothing was changed.
briefs-comment-needed = “{ $name }” was not returned yet: say of at least one field what is wanted otherwise.
briefs-reason-needed = “{ $name }” was not withdrawn yet: please give a reason first.
briefs-nameless = A brief needs a name. Nothing was changed; fill in: { $things }.
briefs-too-long = Too long, { $most } characters at most: { $things }. Nothing was changed; shorten it.
briefs-out-of-range = It must be a whole number between { $low } and { $high }: { $things }. Nothing was changed.
briefs-window-backwards = The mailing would end before it begins. Nothing was changed; look at: { $things }.
briefs-bad-text = The fact needs 1 to { $most } characters: { $things }. Nothing was changed.
briefs-bad-number = “{ $value }” is no number that can be promised: { $things }. Nothing was changed; type digits, such as 1990.
briefs-bad-day = “{ $value }” is no day: { $things }. Nothing was changed; choose one of the calendar.
briefs-bad-link = A link begins with https:// and has no spaces: { $things }. Nothing was changed.
briefs-unknown-fact = “{ $name }” does not ask for that fact: { $things }. Nothing was changed.
briefs-not-said = Nobody has said it yet: { $things }. Nothing was changed; fill it in first.
briefs-not-confirmed = Nobody's name stands under it: { $things }. Nothing was changed.
briefs-own-word = You said it yourself, so somebody else confirms it: { $things }. Nothing was changed.
briefs-not-your-word = The brief book names another role to confirm it: { $things }. Nothing was changed.
briefs-lapsed = It is not true any more: { $things }. Nothing was confirmed; renew it first.
briefs-said-otherwise = Somebody has just said it otherwise: { $things }. Nothing was confirmed; look again.
briefs-bad-file = “{ $name }” was not kept: it is none of { $kinds }, or its content is not what its name says. Nothing was changed.
briefs-bad-size = “{ $name }” was not kept: a file has 1 byte to { $most } MB. Nothing was changed.
briefs-too-many-files = A brief has { $most } files at most. Nothing was kept; remove one first.

## Statuses, fields

briefs-status-asked = Asked for
briefs-status-supplied = Supplied
briefs-status-returned = Returned
briefs-status-accepted = Accepted
briefs-status-used = Used
briefs-status-withdrawn = Withdrawn
briefs-standing-missing = Missing
briefs-standing-unconfirmed = Not confirmed
briefs-standing-expired = Expired
briefs-standing-confirmed = Confirmed
briefs-shown-missing = ‹{ $label }: not in the brief›
briefs-shown-unconfirmed = ‹{ $label }: { $value }, not confirmed›
briefs-shown-expired = ‹{ $label }: { $value }, expired›
briefs-field-name = Name
briefs-field-kind = Kind of mailing
briefs-field-product = Product
briefs-field-goal = Goal
briefs-field-promise = Promise to the account
briefs-field-audience = Whom to write to, in words
briefs-field-segment_id = Segment
briefs-field-measure = How to tell that it worked
briefs-field-window_days = Outcome window, days
briefs-field-starts_on = Mailing from
briefs-field-ends_on = Mailing until
briefs-field-deadline = Needed by
briefs-field-contacts = Contacts expected
briefs-field-cost = Cost, rubles
briefs-field-benefit = Benefit, rubles
briefs-example-goal = What should these accounts do that they would not do otherwise?
briefs-example-promise = What do they get, in their words?
briefs-example-audience = Which companies, and who there?
briefs-example-measure = Which sales, within which time, compared with accounts left in peace?

## The list

briefs-view = View
briefs-view-list = List
briefs-view-calendar = Calendar
briefs-new = New brief
briefs-file = File it
briefs-filed = “{ $name }” is filed. Fill in what it asks for.
briefs-asks-for = It asks for: { $facts }.
briefs-none = There are no briefs yet. A brief asks for a mailing: to whom, about what, why, and on which facts. File the first one.
briefs-nothing-found = No brief fits the search and the choices.
briefs-count = { $found } of { $all } { $all ->
    [one] brief
   *[other] briefs
}
briefs-search = Search by name, product or person
briefs-whose = Whose
briefs-whose-all = Everybody's
briefs-whose-mine = Filed by me
briefs-whose-turn = My turn
briefs-order = Order
briefs-order-late = Most urgent first
briefs-order-newest = Newest first
briefs-order-starts = By day of mailing
briefs-order-name = By name
briefs-statuses = Status
briefs-age = day { $age } of { $most }
briefs-late = { $n ->
    [one] { $n } working day late
   *[other] { $n } working days late
}
briefs-turn-of-requester = The requester's turn
briefs-turn-of-marketer = Marketing's turn
briefs-turn = { $owner ->
    [requester] The requester's turn
   *[marketer] Marketing's turn
} until { $day } · working day { $age } of { $most }
briefs-by-rule = By the rule { $rule }
briefs-column-name = Brief
briefs-column-kind = Kind
briefs-column-status = Status
briefs-column-product = Product
briefs-column-owner = Filed by
briefs-column-limit = Limit
briefs-column-late = Working days late
briefs-column-week = Week of
briefs-column-mailings = Mailings
briefs-column-contacts = Contacts
briefs-column-planned = Planned
briefs-column-conflict = Conflict

## One brief

briefs-back = All briefs
briefs-what-for = What for
briefs-whom = For whom
briefs-when = When
briefs-worth = What it is worth
briefs-no-segment = In words only
briefs-segment-help = With a segment, the house can say which other briefs ask for the same accounts.
briefs-facts = Facts a message may quote
briefs-facts-help = Each is confirmed by name, by the role the brief book names. A change takes the name off again.
briefs-valid-until = True until
briefs-said-by = said by { $person }
briefs-confirmed-by = confirmed by { $person }, { $moment }
briefs-confirms = to be confirmed by: { $role }
briefs-true-until = true until { $day }
briefs-confirm = Confirm as { $person }
briefs-confirmed = “{ $name }”: your name stands under the fact.
briefs-take-back = Take my name off
briefs-taken-back = “{ $name }”: the fact is not confirmed any more. Approvals that rest on it fell.
briefs-lacks = Before it can be supplied: { $things }.
briefs-waits-for-names = Before it can be accepted, these facts wait for a name: { $things }.
briefs-doubtful = Not confirmed, or not true any more: { $things }. A message that quotes them does not go out.
briefs-supply = Supply it
briefs-supplied = “{ $name }” is with marketing.
briefs-accept = Accept
briefs-accepted = “{ $name }” is accepted. A campaign can use it.
briefs-return = Return with comments
briefs-return-fields = What is wanted otherwise
briefs-return-choose = Choose fields
briefs-return-now = Return it
briefs-returned = “{ $name }” is back with its requester.
briefs-withdraw = Withdraw
briefs-withdraw-why = Why
briefs-withdraw-now = Withdraw it for good
briefs-withdrawn = “{ $name }” is withdrawn.
briefs-files = Files
briefs-no-files = No files.
briefs-attach = PDF, picture, Office file or text, up to { $most } MB
briefs-attached = The file is with “{ $name }”.
briefs-detach = Remove
briefs-detached = The file was removed from “{ $name }”.
briefs-kilobytes = { $n } KB

## Collisions, uses, history

briefs-twin = “{ $name }” is about the same product at the same time ({ $weeks }). Talk to each other before both go out.
briefs-collides = { $n ->
    [one] One other brief asks for the same accounts
   *[other] { $n } other briefs ask for the same accounts
} in the same weeks: { $names }. In common: up to { $accounts ->
    [one] { $accounts } account
   *[other] { $accounts } accounts
}.
briefs-uses = Where it is used
briefs-unused = No campaign uses it yet.
briefs-to-result = Result
briefs-history = History ({ $n })
briefs-event-confirmed = Confirmed: { $fact }
briefs-event-voided = The name fell: { $fact }
briefs-event-used = submitted with “{ $name }”

## The calendar

briefs-calendar = Planned mailings by week, in contacts, against what a week bears
briefs-capacity = One week bears { $mailings ->
    [one] { $mailings } mailing
   *[other] { $mailings } mailings
} and { $contacts } contacts. The number above a bar is how many mailings; the dashed line is what a week bears.
briefs-axis-week = Week beginning
briefs-axis-contacts = Contacts
briefs-week = { $mailings ->
    [one] { $mailings } mailing
   *[other] { $mailings } mailings
}, { $contacts ->
    [one] { $contacts } contact
   *[other] { $contacts } contacts
}
briefs-over-capacity = More than a week bears
briefs-contacts = { $n ->
    [one] { $n } contact
   *[other] { $n } contacts
}

## In a campaign, and on the first page

briefs-campaign-choose = Brief
briefs-campaign-none = Without a brief
briefs-campaign-help = Accepted briefs. Its confirmed facts are what the message may quote, as brief.price and so on. Choosing one sets the purpose, and fills in the goal, the segment and the window where nobody has.
briefs-campaign-open = Open the brief
briefs-column-fact = Fact
briefs-column-value = Value
briefs-column-confirmed = Confirmed by
briefs-column-until = True until
briefs-column-quote = In a message
briefs-errand-confirm = “{ $name }”: { $n ->
    [one] a fact waits for your name
   *[other] { $n } facts wait for your name
}.
briefs-errand-asked = “{ $name }” needs its facts by { $day }.
briefs-errand-supplied = “{ $name }” waits to be accepted by { $day }.
briefs-errand-returned = “{ $name }” came back with comments; answer by { $day }.
briefs-errand-accepted = “{ $name }” is accepted; plan a campaign for it by { $day }.
briefs-errand-late = { $n ->
    [one] { $n } working day late
   *[other] { $n } working days late
}

## Sources of client data

briefs-stale = { $source } is known up to { $day }, { $age } days ago; { $owner } promised no more than { $most }.
briefs-stale-stops = Until it is refreshed, no campaign over it can be submitted.
briefs-to-campaign = Plan a campaign with it
briefs-collision = “{ $first }” and “{ $second }” write to the same { $n ->
    [one] { $n } account
   *[other] { $n } accounts
} in this week.
briefs-collision-members = The segments of “{ $first }” and “{ $second }” have { $n ->
    [one] { $n } account
   *[other] { $n } accounts
} in common; not all of them need be written to.
briefs-capacity-rule = The rule says so: { $rule }
briefs-legend-planned = Planned
briefs-legend-later = Further steps: at most
briefs-later = not before { $day } · { $name }, step { $step }
briefs-contacts-most = at most { $n ->
    [one] { $n } contact
   *[other] { $n } contacts
}
briefs-undated = Without a date
briefs-undated-why = They go out as soon as approved, or nobody has set a day yet
briefs-quoted = told in the message
