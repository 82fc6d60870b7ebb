home-title = Today
home-needs-you = What needs you
home-nothing = Nothing waits for you.
home-decide = “{ $campaign }” waits for your decision.
home-returned = “{ $campaign }” came back with changes asked for.
home-doubtful = { $n ->
    [one] “{ $campaign }”: { $n } message was handed over and never confirmed. You decide what becomes of it.
   *[other] “{ $campaign }”: { $n } messages were handed over and never confirmed. You decide what becomes of them.
 }
home-open = Open
home-accounts = Accounts
home-contacts = Contacts
home-in-review = In review
home-sending = On their way
home-as-of = Data as of
home-as-of-help = The last day the published client data speaks of. “In the last 90 days” counts back from it.
home-campaigns = Campaigns
home-no-campaigns = There is no campaign yet.
home-first-campaign = Make the first campaign
home-at-once = As soon as approved
home-to-results = Result
home-to-dispatches = Sending
home-to-approvals = Approval
home-edits = { $n ->
    [one] { $n } change of people waits
   *[other] { $n } changes of people wait
} for you to confirm.
home-editions = The rule book “{ $book }” waits in a new version for you to put it in force.
home-calls = { $n ->
    [one] { $n } call is due today: open the list and its script.
   *[other] { $n } calls are due today: open the list and their scripts.
 }
home-letters = { $n ->
    [one] { $n } letter on paper waits to be printed and posted.
   *[other] { $n } letters on paper wait to be printed and posted.
 }
