# A campaign's audience: contact policy, what could be seen, why this account.

audience-policy = Contact policy
audience-policy-if = If you send on { $day }, the policy caps { $accounts ->
    [0] no account.
    [one] { $accounts } account.
   *[other] { $accounts } accounts.
}
audience-policy-by = “{ $name }” – { $accounts ->
    [one] { $accounts } account
   *[other] { $accounts } accounts
}
audience-policy-by-list = They were written to, or will be first, by { $list }.
audience-policy-quiet = On none of the next { $n } days would the policy cap anybody.
audience-policy-caps = By the recipients book, version { $version }: { $caps }.
audience-policy-steps = Each further step is counted on the day it is due, as if it went to everybody; whoever is capped by then is skipped as it is handed over.
audience-policy-exempt = Service messages heed no cap.
audience-policy-chart = How many accounts the policy caps on each day of sending
audience-policy-axis = Accounts capped
audience-policy-days = Day of sending
audience-policy-day = Day
audience-policy-accounts = Accounts capped
audience-policy-contacts = Messages capped
audience-policy-most = Mostly because of
audience-priority-help = From 0 to 100. Campaigns with a lower priority make room for yours; those with a higher or equal one go first. Empty: the book's, { $usual }.

audience-power = What could be seen
audience-power-caption = The smallest uplift in sales per account that is found in four cases of five. From the past of these very { $accounts ->
    [one] { $accounts } account
   *[other] { $accounts } accounts
}: { $held } held out, a window of { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
audience-power-plain = Plain
audience-power-adjusted = Adjusted for the past
audience-power-capped = Adjusted and capped
audience-power-help-plain = The bare difference of means.
audience-power-help-adjusted = With what each account bought in the 180 days before the window (CUPED).
audience-power-help-capped = And the largest accounts count up to a cap only. This is how the result will be judged.
audience-power-unknown = cannot be told
audience-power-unsure = Before their last window these accounts bought almost nothing, so that nothing says how large the largest may be: the next window may differ, and the forecast may be off by a third.
audience-power-few = This campaign cannot be judged: { $held ->
    [0] no account is held out
    [one] { $held } account is held out
   *[other] { $held } accounts are held out
}. It takes { $fewest } in each arm at least.
audience-power-cannot = This campaign cannot be judged: even doubled sales could go unseen.
audience-power-blunt = An uplift below { $reach } is not likely to show.
audience-power-needs = To see an uplift of { $change }, { $n ->
    [1] it takes { $ways }.
   *[other] any of these would do: { $ways }.
}
audience-power-never = Neither a longer window nor a larger holdout would show an uplift of { $change }.
audience-power-accounts = { $n ->
    [one] { $n } account
   *[other] { $n } accounts
} in the audience
audience-power-days = a window of { $n ->
    [one] { $n } day
   *[other] { $n } days
}
audience-power-share = a holdout of { $share }
audience-power-sharp = The campaign shows an uplift from { $reach } on: enough to judge it by.

audience-why = Why this account, and why not that one
audience-why-ask = Name, id, INN or e-mail of an account or a contact
audience-why-outside = { $name } is not in the segment, so no question was asked.
audience-why-nobody = The client data has no such account.
audience-why-no-contacts = { $name }: { $reason }. The account has no contacts.
audience-why-in = { $name } is written to.
audience-why-held = { $name } qualifies, and is held out.
audience-why-held-asked = At the end, { $after }, { $contacts ->
    [one] { $contacts } contact of it gets
   *[other] { $contacts } contacts of it get
} one short question, the same that the others get; nothing else.
audience-held-asked = only asked a question at the end
audience-why-out = { $name }: { $reason }.
audience-why-choose = Which of them
audience-column-question = Question
audience-column-verdict = Answer
audience-column-seen = What was seen
audience-verdict-passed = ✓ passed
audience-verdict-fell = ✕ fell here
audience-verdict-unasked = – not asked
audience-touches = { $n ->
    [0] no messages in the window
    [one] { $n } message
   *[other] { $n } messages
}
audience-forgotten = The person was forgotten on request; the order stands without a name or an address
audience-no-record = no consent on record

audience-export = Download who is out, with reasons ({ $n })
audience-export-journaled = The journal keeps that you took it.
audience-column-account = Account id
audience-column-company = Account
audience-column-contact = Contact id
audience-column-channel = Channel
audience-column-reason = Reason
audience-column-rule = Rule
audience-channel-email = E-mail
audience-channel-sms = SMS
audience-channel-cabinet = Cabinet
audience-channel-call = Call
audience-channel-letter = Letter
audience-drawn = Book of recipients: version { $book }. The holdout is spread evenly over { $strata }.
audience-drawn-plain = Book of recipients: version { $book }.
audience-stratum-size_band = size
audience-stratum-region = region
audience-no-grounds = For “{ $name }” no audience is frozen, or it was frozen before the house kept what it rests on. Nothing was changed; what was frozen can be read row by row.
audience-replays = The audience of “{ $name }” replays to the same digest: { $digest }
audience-replays-not = The audience of “{ $name }” does not replay: frozen { $frozen }, resolved anew { $digest }
