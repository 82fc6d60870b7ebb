# Segments: rules, the editor, what is refused.

segments-title = Segments
segments-subtitle = A segment is a rule: its members change as the data does.

## Refusals

segments-unknown = There is no segment “{ $segment }”. Nothing was changed; open one from the list.
segments-bad-name = A segment needs a name of 1 to { $limit } printable characters. Nothing was saved and your rule is still here; name it and save again.
segments-bad-note = A note can have { $limit } characters. Nothing was saved and your rule is still here; shorten the note and save again.
segments-name-taken = There is already a segment “{ $segment }”. Nothing was saved and your rule is still here; choose another name.
segments-archived = “{ $segment }” is archived. Restore it first, or save your rule under a new name.
segments-changed-meanwhile = { $person } has saved version { $version } of “{ $segment }” since you opened it. That version was kept and your rule is still here: save yours under a new name, or open the new version and make your change there.
segments-rule-not-json = This is not a rule: the text is not valid JSON. Nothing was counted.
segments-rule-not-a-rule = This is not a rule. A rule is {"{"}"all": […]{"}"}, {"{"}"any": […]{"}"}, {"{"}"none": […]{"}"} or {"{"}"field": …, "operator": …, "value": …{"}"}. Nothing was counted.
segments-rule-too-large = The rule is too large. Nothing was changed; split it into several segments.
segments-rule-too-deep = The rule has groups more than { $limit } deep. Nothing was counted; make it flatter.
segments-unknown-field = The catalogue has no field “{ $field }” for rules. The nearest is “{ $nearest }”.
segments-unknown-operator = “{ $field }” cannot be asked “{ $operator }”. The nearest is “{ $nearest }”; it knows { $known }.
segments-bad-value = A value of the condition on “{ $field }” does not fit it or is missing. Fill it in, or remove the condition.
segments-empty-group = A group has no condition. Add one to it, or remove the group.
segments-not-of-a-contact = “{ $field }” is not about a contact. A group about one contact can only ask about contacts; move the condition out of the group.
segments-contacts-in-contacts = A group about one contact cannot hold another one. Nothing was changed; put it beside the group.
segments-stale-ranking = What “{ $name }” taught is more than { $days } days ago, so nobody may be chosen by it any more. Ask the model again at the campaign’s result, or take the condition out.
segments-damaged-ranking = The advice of “{ $name }” is not what was kept. Ask the model again at the campaign’s result.
segments-unknown-set = The rule asks about a segment, a list or an audience that is not there any more (“{ $id }”). Nothing was counted; choose another one.
segments-circle = A segment cannot rest on itself: { $chain }. Nothing was saved and your rule is still here; take one of them out.
segments-expression-unreadable = The expression cannot be read. Write one test, such as monthly_fee > 1000 AND city = 'Omsk'.
segments-expression-too-large = The expression is too large. Split it into several conditions.
segments-expression-kinds = In the expression, “{ $part }” is of another kind than what it is put together with: numbers go with numbers, texts with texts, days with days, and a test is a test.
segments-expression-not-allowed = The expression may not contain “{ $part }”. It knows comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL, CASE, + − × /, ABS, CEIL, COALESCE, FLOOR, LOWER, NULLIF, and days as DATE '2026-03-02'.
segments-expression-unknown-field = The expression names “{ $field }”, and the catalogue has no such field. The nearest is “{ $nearest }”.
segments-expression-failed = The engine could not work the expression out, so nothing was counted: a number in it grows too large. Make it simpler.
segments-no-group-beside = There is no group beside it to move it into. Nothing was changed.
segments-no-group-around = It stands outermost already. Nothing was changed.
segments-no-such-place = The rule has changed here meanwhile. Nothing was changed; try once more.

## A rule in words

segments-sentence = Accounts for which { $rule }.
segments-sentence-everybody = All accounts.
segments-all-link = , and{" "}
segments-any-link = , or{" "}
segments-none-of-it = it is not the case that ({ $rules })
segments-quoted = “{ $text }”
segments-and-more = {" "}and { $count } more

segments-says-is = { $field } is { $value }
segments-says-is-not = { $field } is not { $value }
segments-says-one-of = { $field } is one of { $value }
segments-says-none-of = { $field } is none of { $value }
segments-says-contains = { $field } contains { $value }
segments-says-not-contains = { $field } does not contain { $value }
segments-says-starts-with = { $field } starts with { $value }
segments-says-equals = { $field } is exactly { $number }
segments-says-at-least = { $field } is at least { $value }
segments-says-at-most = { $field } is at most { $value }
segments-says-more-than = { $field } is more than { $value }
segments-says-less-than = { $field } is less than { $value }
segments-says-between = { $field } is from { $low } to { $high }
segments-says-before = { $field } is before { $value }
segments-says-after = { $field } is after { $value }
segments-says-in-last-days = { $field } is in the last { $days ->
    [one] day
   *[other] { $days } days
  }
segments-says-not-in-last-days = { $field } is not in the last { $days ->
    [one] day
   *[other] { $days } days
  }
segments-says-in-next-days = { $field } is today or in the next { $days ->
    [one] day
   *[other] { $days } days
  }
segments-says-is-true = { $field }: yes
segments-says-is-false = { $field }: no
segments-says-has = { $field }: { $value }
segments-says-has-not = { $field }: not { $value }
segments-says-has-any = { $field }: any of { $value }
segments-says-has-all = { $field }: all of { $value }
segments-says-has-none = { $field }: none of { $value }
segments-says-is-not-empty = { $field } is filled in
segments-says-is-empty = { $field } is not filled in
segments-says-at-least-times = { $field }: at least { $times ->
    [one] once
   *[other] { $times } times
  } in the last { $days ->
    [one] day
   *[other] { $days } days
  }
segments-says-at-most-times = { $field }: { $times ->
    [0] never
    [one] at most once
   *[other] at most { $times } times
  } in the last { $days ->
    [one] day
   *[other] { $days } days
  }
segments-says-exactly-times = { $field }: { $times ->
    [0] never
    [one] exactly once
   *[other] exactly { $times } times
  } in the last { $days ->
    [one] day
   *[other] { $days } days
  }

segments-says-top-count = { $field } is among the { $days } highest of the base
segments-says-bottom-count = { $field } is among the { $days } lowest of the base
segments-says-top-percent = { $field } is in the top { $percent } % of the base
segments-says-bottom-percent = { $field } is in the bottom { $percent } % of the base
segments-says-above-median-of = { $field } is above the median of its “{ $grouping }”
segments-says-below-median-of = { $field } is below the median of its “{ $grouping }”
segments-says-sum-at-least = { $field }: at least { $amount } in the last { $months ->
    [one] month
   *[other] { $months } months
  }
segments-says-sum-at-most = { $field }: at most { $amount } in the last { $months ->
    [one] month
   *[other] { $months } months
  }
segments-says-mean-at-least = { $field }: on average at least { $amount } a month in the last { $months ->
    [one] month
   *[other] { $months } months
  }
segments-says-mean-at-most = { $field }: on average at most { $amount } a month in the last { $months ->
    [one] month
   *[other] { $months } months
  }
segments-says-rose-by = { $field }: up by { $percent } % or more, the last { $months ->
    [one] month against the one before
   *[other] { $months } months against the { $months } before
  }
segments-says-fell-by = { $field }: down by { $percent } % or more, the last { $months ->
    [one] month against the one before
   *[other] { $months } months against the { $months } before
  }
segments-says-in-any = { $field }: { $value }
segments-says-in-none = { $field }: not { $value }
segments-says-written-in-last-days = somebody was written to in the last { $days ->
    [one] day
   *[other] { $days } days
  }
segments-says-not-written-in-last-days = nobody was written to in the last { $days ->
    [one] day
   *[other] { $days } days
  }
segments-says-holds = by expression { $value }
segments-says-listed = on a list of { $count ->
    [one] one account
   *[other] { $count } accounts
  }
segments-some-contacts = there { $count ->
    [1] is a contact for whom ({ $rules })
    [one] is { $count } contact for whom ({ $rules })
   *[other] are at least { $count } contacts for each of whom ({ $rules })
  }
segments-every-contact = there are contacts, and for each of them ({ $rules })

segments-unit-people = { $text } { $n ->
    [one] person
   *[other] people
  }
segments-unit-days = { $text } { $n ->
    [one] day
   *[other] days
  }
segments-unit-rub = { $text } ₽
segments-unit-gb = { $text } GB
segments-unit-services = { $text } { $n ->
    [one] service
   *[other] services
  }
segments-unit-sales = { $text } { $n ->
    [one] sale
   *[other] sales
  }
segments-unit-tickets = { $text } { $n ->
    [one] ticket
   *[other] tickets
  }
segments-unit-points = { $text } { $n ->
    [one] point
   *[other] points
  }
segments-unit-minutes = { $text } { $n ->
    [one] minute
   *[other] minutes
  }

## Operators in the editor

segments-operator-is = is
segments-operator-is-not = is not
segments-operator-one-of = is one of
segments-operator-none-of = is none of
segments-operator-contains = contains
segments-operator-not-contains = does not contain
segments-operator-starts-with = starts with
segments-operator-equals = is exactly
segments-operator-at-least = is at least
segments-operator-at-most = is at most
segments-operator-more-than = is more than
segments-operator-less-than = is less than
segments-operator-between = is between
segments-operator-before = is before
segments-operator-after = is after
segments-operator-in-last-days = in the last N days
segments-operator-not-in-last-days = not in the last N days
segments-operator-in-next-days = in the next N days
segments-operator-is-true = yes
segments-operator-is-false = no
segments-operator-has-any = any of
segments-operator-has-all = all of
segments-operator-has-none = none of
segments-operator-at-least-times = at least n times
segments-operator-at-most-times = at most n times
segments-operator-exactly-times = exactly n times
segments-operator-top-percent = in the top N percent
segments-operator-bottom-percent = in the bottom N percent
segments-operator-top-count = among the N highest
segments-operator-bottom-count = among the N lowest
segments-operator-above-median-of = above its median by
segments-operator-below-median-of = below its median by
segments-operator-sum-at-least = adds up to at least
segments-operator-sum-at-most = adds up to at most
segments-operator-mean-at-least = a month on average at least
segments-operator-mean-at-most = a month on average at most
segments-operator-rose-by = rose by N % or more
segments-operator-fell-by = fell by N % or more
segments-operator-in-any = is in any of
segments-operator-in-none = is in none of
segments-operator-written-in-last-days = in the last N days
segments-operator-not-written-in-last-days = not in the last N days
segments-operator-holds = holds
segments-operator-is-not-empty = is filled in
segments-operator-is-empty = is not filled in

## The list

segments-search = Search
segments-search-placeholder = Name, rule or person
segments-show-archived = Show archived
segments-new = New segment
segments-open = Open
segments-back = All segments
segments-none-yet = No segments yet. Start with a rule, watch the count, save it under a name.
segments-none-found = No segment matches “{ $search }”.
segments-found = { $count ->
    [one] { $count } segment
   *[other] { $count } segments
  }
segments-column-name = Segment
segments-column-accounts = Accounts
segments-column-contacts = Contacts
segments-column-emailable = Reachable by e-mail
segments-column-rule = Rule
segments-column-version = Version
segments-column-saved-by = Saved by
segments-column-saved-at = Saved
segments-column-note = Note
segments-archived-mark = { $name } (archived)

## The editor

segments-version-line = Version { $version }, saved by { $person } on { $moment }
segments-unsaved = There are changes that are not saved.
segments-accounts = Accounts
segments-contacts = Contacts
segments-as-of = Counted over version { $number } of the data, as of { $day }
segments-not-filled = empty
segments-not-counted = { $count ->
    [one] One condition is not filled in and does not count yet.
   *[other] { $count } conditions are not filled in and do not count yet.
  }
segments-undo = Undo
segments-redo = Redo
segments-clear = Start over
segments-combine = Which of these must hold
segments-combine-all = All of these
segments-combine-any = Any of these
segments-combine-none = None of these
segments-add-condition = Add a condition
segments-add-group = Add a group
segments-empty-rule = No condition yet: the segment is everybody.
segments-empty-inner = No condition in this group yet.
segments-field = Field
segments-operator = Operator
segments-value = Value
segments-values = Values
segments-choose-values = Choose or type
segments-from = From
segments-to = To
segments-days = Days
segments-times = Times
segments-times-in = times in
segments-of-days = days
segments-no-value = –
segments-of-accounts = accounts
segments-of-percent = %
segments-of-months = months
segments-count = How many
segments-percent = Percent
segments-amount = Amount
segments-months = Months
segments-choose-sets = Choose
segments-no-sets = None yet
segments-choose-grouping = Compared within
segments-expression = Expression
segments-expression-example = monthly_fee > 1000 AND city <> 'Omsk'
segments-expression-help = One test over fields by their keys. What is unknown does not hold. Fields: { $fields }
segments-is-off = off
segments-about = What the group is about
segments-about-account = about the account
segments-about-every-contact = about every contact
segments-about-contacts = { $count ->
    [one] about one contact
   *[other] about { $count } contacts or more
  }
segments-add-contact = Add a contact
segments-do-negate = Turn into the opposite
segments-do-off = Switch off
segments-do-on = Switch on
segments-do-in = Move into the group beside
segments-do-out = Move out of the group
segments-actions = Actions
segments-do-up = Move up
segments-do-down = Move down
segments-do-copy = Copy
segments-do-remove = Remove
segments-do-group = Put into a group
segments-do-ungroup = Dissolve the group
segments-do-fold = Fold
segments-do-edit = Edit
segments-value-count = { $value } · { $count }

segments-sample = Sample
segments-sample-caption = { $shown ->
    [one] One account of { $total }
   *[other] { $shown } accounts of { $total }, spread evenly over the segment
  }
segments-sample-none = No account meets the rule. See which condition shows 0.
segments-why = Why
segments-why-ask = Account: number, name or INN
segments-why-choose = Which of them
segments-why-none = No such account.
segments-why-in = “{ $account }” belongs to the segment.
segments-why-out = “{ $account }” does not belong to the segment. { $count ->
    [0] { "" }
    [one] One part keeps it out.
   *[other] { $count } parts keep it out.
  }
segments-why-nothing = nothing is known
segments-why-true = yes
segments-why-false = no
segments-why-unknown = The published data has no account “{ $account }”. Look for another one.
segments-why-part = Part of the rule
segments-why-verdict = Holds
segments-why-known = What the account has
segments-why-off = not asked
segments-why-hint = Type an account to see every condition with its verdict and the value it looked at.
segments-addressing = People
segments-addressing-reached = **{ $contacts ->
    [one] { $contacts } person
   *[other] { $contacts } people
  }** at **{ $accounts }** of { $of } accounts would be written to, before any holdout.
segments-addressing-sample = Looked at were accounts spread evenly over all { $accounts }.
segments-addressing-named = { $count ->
    [one] One of them
   *[other] { $count } of them
  }
segments-addressing-company = Company
segments-addressing-contact = Contact
segments-addressing-role = Role
segments-addressing-position = Position
segments-sql = SQL
segments-history = Versions
segments-history-none = Nothing is saved yet.
segments-open-version = Use this rule

segments-name = Name
segments-note = What changed and why
segments-save = Save
segments-save-version = Save version { $version }
segments-save-as = Save as a new segment
segments-archive = Archive
segments-restore = Restore
segments-saved = “{ $segment }” is saved as version { $version }.
segments-archived-now = “{ $segment }” is archived.
segments-restored-now = “{ $segment }” is back in the list.
segments-export-ready = Download { $count ->
    [one] { $count } account
   *[other] { $count } accounts
  } as CSV
segments-counted = { $accounts } accounts, { $contacts } contacts, { $emailable } reachable by e-mail (version { $publication } of the base, { $as_of }). { $sentence }
segments-look = Look at
segments-short-accounts = Accounts
segments-short-contacts = Contacts
segments-short-emailable = With e-mail
