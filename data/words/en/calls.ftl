# The account manager's list of calls.

calls-title = Calls
calls-none = There are no calls yet. They appear here once a campaign with a call among its steps is being sent.
calls-nothing-found = Nothing fits. Change the search or the filters.
calls-gone = The call that the link leads to is gone. Choose one in the list.
calls-all-done = All calls are made.
calls-search = Search
calls-search-hint = Company, name, phone
calls-campaign = Campaign
calls-every-campaign = Every campaign
calls-which = Which
calls-which-open = To be made
calls-which-today = Due today
calls-which-done = Done
calls-everybody = Everybody’s calls
calls-counts = { $waits ->
    [one] { $waits } call waits
   *[other] { $waits } calls wait
}; due today or overdue: { $due }.
calls-due = due { $day }
calls-keeper = looked after by { $person }
calls-note = Note
calls-note-hint = What they said, what you agreed on
calls-call-on = Call again on
calls-said = { $moment } · { $person }: { $result }.
calls-undo = Undo: { $company } – { $result }
calls-ended = { $company }: { $result }.
calls-undone = { $company }: the call is on the list again.

calls-result-reached = Reached
calls-result-reached-means = You talked, and the message was passed on.
calls-result-interested = Interested
calls-result-interested-means = They are interested.
calls-result-meeting = Meeting
calls-result-meeting-means = You agreed to meet; write the time into the note.
calls-result-refused = Refused, never call
calls-result-refused-means = They refused. Nobody calls this number again, for any campaign.
calls-result-wrong_number = Wrong number
calls-result-wrong_number-means = The number is somebody else’s. Nobody calls it or sends it an SMS again.
calls-result-later = Call later
calls-result-later-means = The call comes back on the day chosen below.
calls-result-not_reached = No answer
calls-result-not_reached-means = Nobody answered. The call comes back tomorrow.

calls-workbook = The list as a workbook, and back
calls-workbook-how = Download the list, write what became of each call into “Result”, and upload it again. Every row is checked before anything changes.
calls-sheet = Calls
calls-download = Download the list
calls-upload = Workbook with results
calls-checked = Can be written down: **{ $good }**. With errors: **{ $bad }**. Without a result: { $untouched }.
calls-import = { $n ->
    [one] Write down { $n } result
   *[other] Write down { $n } results
}
calls-imported = Results written down: { $n }, left: { $left }.
calls-column-number = Number
calls-column-due = Due
calls-column-company = Company
calls-column-name = Contact
calls-column-position = Position
calls-column-phone = Phone
calls-column-topic = Topic
calls-column-script = Script
calls-column-result = Result
calls-column-note = Note
calls-column-call-on = Call again on

calls-fault = Row { $line }: { $reason }
calls-faults-more = { $n ->
    [one] And { $n } more row with an error.
   *[other] And { $n } more rows with errors.
}
calls-fault-unknown = there is no call with the number “{ $number }”. Leave the column “Number” as it is.
calls-fault-result = there is no result “{ $result }”. Choose one from the list in the cell.
calls-fault-over = the call is over already ({ $company }).
calls-fault-not-now = this call is not to be made now ({ $company }): its campaign is paused or stopped, or they are not called any more.
calls-fault-note = the note has more than { $most } characters. Shorten it.
calls-fault-no-day = it says call again, and not on which day. Write one into the last column, such as 31.12.2026.
calls-fault-day = “{ $day }” is not a day a call can be put off to. Write a day to come, such as 31.12.2026.
calls-fault-twice = this call stands in the file already, further up.

calls-unknown = There is no such call. Nothing was changed; look at the list again.
calls-over = The call is over already ({ $company }). Nothing was changed; look at the list again.
calls-paused = The campaign of this call ({ $company }) is paused, so nobody is called for it. Nothing was changed; the call comes back once the campaign goes on.
calls-stopped = The campaign goes no further for this company ({ $company }), so nobody is called for it. Nothing was changed; look at the list again.
calls-forbidden = This number ({ $company }) is not to be called any more. Nothing was changed; look at the list again.
calls-no-day = Choose a day from today on, within { $most } days. Nothing was changed.
calls-note-too-long = The note has more than { $most } characters. Nothing was changed; shorten it.
calls-too-late = What was said of the call ({ $company }) cannot be taken back any more: more than ten minutes have passed, or somebody else said it. Nothing was changed.
calls-not-our-sheet = The workbook lacks the columns “Number” and “Result”. Nothing was changed; download the list here and fill it in.
calls-sheet-too-large = The workbook is larger than { $megabytes } MB. Nothing was changed; upload the list that was downloaded here.
calls-sheet-too-long = The workbook has { $rows } rows, and { $most } are the most. Nothing was changed; divide it.
