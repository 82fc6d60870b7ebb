rules-title = Rules
rules-promise = What this house goes by. Every decision that a rule makes cites it as book@version#rule.
rules-book = Book
rules-book-recipients = Recipients
rules-book-briefs = Briefs
rules-book-approval = Approval
rules-book-sending = Sending
rules-book-messages = Messages
rules-in-force = In force: { $book }, version { $version }.
rules-part = What to look at
rules-part-read = What it says
rules-part-edit = Change it
rules-part-versions = Versions
rules-search = Search the rules
rules-says = What the rule says
rules-cited = Cited as
rules-file = rules
rules-none-found = No rule has these words. Clear the search to see all of them.
rules-stage-always = “{ $stage }” ({ $role }) has to approve every campaign.
rules-stage = “{ $stage }” ({ $role }) has to approve a campaign if { $condition }.
rules-when-audience_over = it goes to more than { NUMBER($value) } contacts
rules-when-purpose = { $value ->
    [service] it is a service message
    *[advertising] it advertises
 }
rules-when-channels = it goes out by one of these: { $value }
rules-when-products = its brief is about { $value }
rules-when-sensitive_segment = its segment asks for personal data
rules-when-personal_message = its message says more about a contact than a name
rules-when-cost_over = it costs more than { $value }
rules-when-no_holdout = nobody is held out
rules-when-contacts_per_account_over = more than { NUMBER($value) ->
    [one] { NUMBER($value) } contact
    *[other] { NUMBER($value) } contacts
 } of an account may be written to
rules-hours = “{ $stage }” decides within { $n ->
    [one] { $n } working hour
    *[other] { $n } working hours
 }.
rules-hours-then = “{ $stage }” decides within { $n ->
    [one] { $n } working hour
    *[other] { $n } working hours
 }; after that, { $role } may decide, too.
rules-office = Working hours are { $opens } to { $closes }, with a break from { $pause_from } to { $pause_until }, in { $zone }.
rules-exclusion = Nobody writes to accounts with “{ $label }”. Except: { $exempt }.
rules-cap = At most “{ $label }”, over all channels and campaigns. Except: { $exempt }.
rules-priority = Of two campaigns that compete for an account, the one with the higher priority goes first. The usual priority is { $n } of 100.
rules-standing = { $label }: { $share } of accounts get nothing from any campaign; they are drawn anew { $rotation ->
    [quarter] every quarter
    [half_year] every half-year
    *[year] every year
 }. Except: { $exempt }.
rules-holdout = A campaign’s holdout is spread evenly over: { $strata }.
rules-stratum-size_band = company size
rules-stratum-region = region
rules-purpose = { $purpose ->
    [service] Service messages
    *[advertising] Advertising
 }: { $need }; it may rest on { $bases }.
rules-purpose-name = { $purpose ->
    [service] service messages
    *[advertising] advertising
 }
rules-record-needed = consent has to be on record
rules-record-not-needed = no record is needed, and a withdrawal counts
rules-basis-opt_in = an opt-in
rules-basis-legitimate_interest = a legitimate interest
rules-basis-contract = a contract
rules-capacity = One week bears { $n ->
    [one] { $n } mailing
   *[other] { $n } mailings
 } and { NUMBER($contacts) } contacts written to.
rules-attachments = A brief has at most { $n ->
    [one] { $n } file
   *[other] { $n } files
 } of { $megabytes } MB each.
rules-stale = Client data of the source “{ $source }” older than its owner promised stop a campaign from being submitted.
rules-fact = { $kind }: “{ $fact }” is { $mandatory }, confirmed by: { $role }; { $dated }.
rules-mandatory = mandatory
rules-voluntary = voluntary
rules-dated = a day has to be named until which it is true
rules-undated = true until it is changed
rules-step = { $kind }: a brief rests in “{ $status }” for at most { $n ->
    [one] { $n } working day
   *[other] { $n } working days
 }; next: { $owner }.
rules-quiet-hours = Nobody is written to from { $start } to { $end }, by the clock of the recipient. Exempt: { $exempt }.
rules-nobody = nothing
rules-none = none
rules-retries = What is refused for now is tried again { $n ->
    [one] once
   *[other] { $n } times
 }: after { $minutes } minutes.
rules-doubts = Handed over by e-mail and never confirmed: { $what }.
rules-doubts-purpose = The same in campaigns “{ $purpose }”: { $what }.
rules-doubt-hold = a person decides
rules-doubt-settle = settled by the mail server’s log where it can be read here, else a person decides
rules-doubt-resend = sent again by itself, so that some may get it twice
rules-throttles = Speed limits, for each machine that sends: { $paces }. After { $n ->
    [one] { $n } refusal
   *[other] { $n } refusals
 } for now in a row, a recipient domain is left alone for a minute, then longer.
rules-pace = { $what } – { $n } a minute
rules-pace-domain = to one recipient domain
rules-pace-campaign = of one campaign
rules-soft-bounces = If { $n ->
    [one] { $n } mail comes
    *[other] { $n } mails come
 } back from an address within { $days ->
    [one] { $days } day
    *[other] { $days } days
 }, nobody writes there any more.
rules-no-prices = No prices of messages are set, so the cost of campaigns is not counted.
rules-prices = What a message costs: { $prices }. An SMS, for each of its parts.
rules-own-hosts = Our own sites: { $hosts }.
rules-other-hosts = Other sites that links may lead to: { $hosts }.
rules-any-host = Links may lead to any other site.
rules-marks = Links to our sites carry: { $marks }.
rules-welcome = Personal fields a message may quote without a warning: { $fields }.
rules-footer = Advertising in the language “{ $spoken }” says somewhere: { $words }.
rules-promotion = A service message in the language “{ $spoken }” has none of { $n ->
    [one] this word
   *[other] these { $n } beginnings of words
 }: { $words }.
rules-sms = An SMS of more than { $n ->
    [one] { $n } part
   *[other] { $n } parts
 } is warned of.
rules-edit-promise = This becomes the next version; what is in force stays as it is written. Campaigns that are approved keep the version their seal cites.
rules-text = Text of the book
rules-unchanged = This is what is in force. Change the text to write the next version.
rules-changes = What changes
rules-why = Why (kept in the journal)
rules-undo = Undo the changes
rules-save = Put in force
rules-save-second = Hand over to a second person
rules-in-force-now = Version { $version } is in force, on every screen and for the worker.
rules-waits-now = Version { $version } waits for another administrator.
rules-withdrawn = Version { $version } is withdrawn.
rules-can-be-followed = This book can be followed.
rules-faults = { $n ->
    [one] The book cannot be followed:
   *[other] The book cannot be followed, for { $n } reasons:
 }
rules-line = Line { $line }
rules-somewhere = In the book
rules-fault-toml = this is not TOML; look at quotation marks, brackets and equals signs.
rules-fault-missing = something is missing here that the book needs.
rules-fault-extra_forbidden = the book does not know this.
rules-fault-int_type = a whole number belongs here.
rules-fault-string_type = a text in quotation marks belongs here.
rules-fault-bool_type = true or false belongs here.
rules-fault-list_type = a list in square brackets belongs here.
rules-fault-string_pattern_mismatch = small Latin letters, digits, - and _ only.
rules-fault-string_too_short = a text is missing here.
rules-fault-too_short = at least one is needed here.
rules-fault-other = this value cannot stand here.
rules-waits = Version { $version } by { $person } waits for another administrator
rules-confirm = Put in force
rules-withdraw = Withdraw
rules-version = Version { $version } · { $person } · { $when } · { $state }
rules-state-current = in force
rules-state-waits = waits
rules-state-withdrawn = withdrawn
rules-state-past = earlier
rules-shipped = Version { $version } · as it came with the program
rules-go-back = Go back to this text
rules-people-two = As soon as there are two administrators, one proposes and another confirms: { $deeds }.
rules-people-one = One administrator changes people alone.
rules-books-two = As soon as there are two administrators, a rule book changed by one is put in force by another.
rules-books-one = One administrator changes the rule books alone.
rules-deed-add = letting somebody in
rules-deed-roles = changing roles
rules-deed-let_in = letting somebody back in
rules-deed-show_out = showing somebody out
rules-deed-password = giving out a one-time password
rules-deed-end_session = ending a session
rules-fault-greater_than_equal = this number is too small: at least { $ge }.
rules-fault-less_than_equal = this number is too large: at most { $le }.
rules-fault-string_too_long = this text is too long: at most { $max_length } characters.
rules-fault-too_long = too many stand here: at most { $max_length }.
rules-fault-literal_error = only one of these belongs here: { $expected }.
rules-fault-time_type = a time of day belongs here, as 09:00:00 without quotation marks.
rules-fault-time_parsing = a time of day belongs here, as 09:00:00 without quotation marks.
rules-fault-dict_type = a table with a name of its own in square brackets belongs here.
rules-fault-model_type = a table with a name of its own in square brackets belongs here.
rules-fault-unicode = this is not a text in UTF-8.
rules-fault-role = “{ $role }” is no role that decides; these are: { $known }.
rules-fault-field = the rule “{ $rule }” asks for the field “{ $field }”, which accounts in the catalogue do not have.
rules-fault-operator = the rule “{ $rule }” asks the field “{ $field }” for “{ $operator }”; it can be asked: { $known }.
rules-fault-value = the rule “{ $rule }” asks the field “{ $field }” for “{ $value }”, which it never says; it says: { $known }.
rules-fault-says-nothing = the rule “{ $rule }” says nothing; it needs at least one condition.
rules-fault-always-and-more = the rule “{ $rule }” holds always, so it can have no other condition beside that.
rules-fault-zone = there is no time zone “{ $zone }”; write it as in Europe/Moscow.
rules-fault-office-hours = the hours are out of order: opens before pause_from, that not after pause_until, and that before closes.
rules-fault-escalates-without-hours = the stage “{ $stage }” names others to decide, but no hours after which they may.
rules-fault-escalates-to-itself = the stage “{ $stage }” would pass the decision on to the role that decides anyway.
rules-fault-twice = the name “{ $name }” stands here twice; each name belongs to one.
rules-fault-nobody-always = no stage has a rule with always = true, so a campaign might need nobody's approval.
rules-fault-people-without-books = as long as people are changed by two, rule books are, too: say books_need_two = true. Otherwise one alone could strike this rule out.
rules-fault-both-purposes = it has to be said for both purposes: advertising and service.
rules-fault-order = the exclusions have to stand in this order of their reasons: { $order }.
rules-fault-steps = the kind “{ $kind }” needs exactly one step for each of these: { $needed }.
rules-fault-undeclared = the kind “{ $kind }” asks for the fact “{ $fact }”, which this book declares nowhere.
rules-question = Unless somebody chooses otherwise, both arms are asked { $wait ->
    [one] { $wait } day
   *[other] { $wait } days
} after the first message; answers are taken for { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
rules-question-words = In the language “{ $spoken }” the question is “{ $question }”, from { $least } (“{ $low }”) to { $most } (“{ $high }”).
