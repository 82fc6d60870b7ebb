# The catalogue: fields, what is in them, where they come from.

catalogue-title = Catalogue
catalogue-subtitle = Every field a segment or a message can use: what it means, how much of it is filled in, who answers for it and how old it is. Choose a row to look inside.
catalogue-back = All fields
catalogue-unknown-field = The catalogue has no field “{ $field }”. Nothing was changed; choose one from the list.

## Looking for a field

catalogue-search = Search
catalogue-search-hint = Name, meaning, key or source
catalogue-filter-group = Group
catalogue-filter-kind = Kind
catalogue-filter-level = About
catalogue-filter-personal = Personal data
catalogue-all = All
catalogue-personal-yes = Personal
catalogue-personal-no = Not personal
catalogue-found = { $found } of { $all ->
    [one] { $all } field
   *[other] { $all } fields
  }
catalogue-none-found = No field matches. Remove a word or a filter.

catalogue-column-field = Field
catalogue-column-group = Group
catalogue-column-kind = Kind
catalogue-column-filled = Filled in
catalogue-column-source = Source
catalogue-column-owner = Owner
catalogue-column-state = State
catalogue-column-use = Used in
catalogue-column-level = About
catalogue-column-key = Key
catalogue-column-schedule = Schedule
catalogue-column-newest = Newest
catalogue-column-age = Age, days
catalogue-column-limit = Limit, days
catalogue-column-rows = Rows
catalogue-column-fields = Fields

catalogue-use-rules = rules
catalogue-use-messages = messages
catalogue-use-personal = personal

catalogue-kind-text = Text
catalogue-kind-number = Number
catalogue-kind-money = Money
catalogue-kind-date = Date
catalogue-kind-boolean = Yes or no
catalogue-kind-category = Category
catalogue-kind-list = List
catalogue-kind-event = Event
catalogue-kind-series = Month by month
catalogue-kind-membership = Membership
catalogue-kind-written = Our messages
catalogue-kind-expression = Expression

catalogue-level-account = Account
catalogue-level-contact = Contact
catalogue-level-event = Event

## Sources

catalogue-sources = Sources
catalogue-sources-caption = Where the rows come from. A source whose newest row is older than its owner promised is stale, and counts over it are counts of the past.
catalogue-stale = Stale: { $sources }.
catalogue-stale-source = “{ $source }” is { $age ->
    [one] { $age } day
   *[other] { $age } days
  } old, with a limit of { $limit } ({ $owner })
catalogue-word-fresh = ✓ fresh
catalogue-word-stale = ⚠ stale
catalogue-word-empty = – empty
catalogue-state-fresh = Fresh: { $age ->
    [0] of today
    [one] { $age } day old
   *[other] { $age } days old
  }, the limit is { $limit ->
    [one] { $limit } day
   *[other] { $limit } days
  }
catalogue-state-stale = Stale: { $age ->
    [one] { $age } day old
   *[other] { $age } days old
  }, the limit is { $limit ->
    [one] { $limit } day
   *[other] { $limit } days
  }
catalogue-state-empty = Nothing has come from it yet

## One field

catalogue-begin-segment = Start a segment with this field
catalogue-personal = Personal data
catalogue-figure-filled = Filled in
catalogue-figure-happened = Accounts it happened to
catalogue-figure-different = Different values
catalogue-figure-low = Least
catalogue-figure-middle = Median
catalogue-figure-high = Most
catalogue-figure-first = Earliest
catalogue-figure-last = Latest
catalogue-counted-account = { $filled } of { $rows } accounts have a value.
catalogue-counted-contact = { $filled } of { $rows } contacts have a value.
catalogue-counted-event = It happened at least once to { $filled } of { $rows } accounts.
catalogue-personal-hidden = This is personal data: how much of it is filled in is shown, its values are not.
catalogue-names-hidden = Almost every row has a value of its own, so a picture would only be a list of names.
catalogue-nothing-filled = Nothing is filled in here yet. The owner of the source knows when it will be.
catalogue-kept-membership = This asks about sets that the house keeps – segments, lists, audiences of campaigns. It has no values of its own.
catalogue-kept-written = This asks about messages that went out from here, by their day of sending. The published client data knows nothing of them.
catalogue-kept-expression = This is a test over other fields, written by an expert. It has no values of its own.
catalogue-histogram-alt = How the values of “{ $field }” are spread
catalogue-axis-account = Accounts
catalogue-axis-contact = Contacts
catalogue-axis-event = Events
catalogue-axis-time = When it happened
catalogue-value = Value
catalogue-share = Share
catalogue-rest = All others
catalogue-others = The { $drawn } most frequent values are drawn; { $others ->
    [one] the other one is
   *[other] the other { $others } together are
  } { $share }.
catalogue-yes = Yes
catalogue-no = No
catalogue-below = below { $value }
catalogue-from = { $value } and on
catalogue-before = before { $value }
catalogue-since = { $value } and on
catalogue-range = { $low } – { $high }
catalogue-quarter = Q{ $quarter } { $year }

catalogue-origin = Where it comes from
catalogue-house = The cockpit itself
catalogue-source = Source
catalogue-owner = Owner
catalogue-schedule = Schedule
catalogue-newest = Newest row
catalogue-use = Where it can be used
catalogue-in-rules = In the rule of a segment, it can be asked
catalogue-not-in-rules = Not in the rules of segments: it says who somebody is, not which accounts belong together.
catalogue-in-messages = In a message, it is written
catalogue-not-in-messages = Not quoted in messages.
catalogue-definition = Definition
catalogue-definition-caption = How the value is found in the published tables, as of { $day }
