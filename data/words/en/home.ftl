home-title = Today
home-needs-you = Waiting for you
home-nothing = Nothing waits for you.
home-decide = “{ $campaign }” waits for your decision.
home-returned = “{ $campaign }” was sent back for changes.
home-doubtful = { $n ->
    [one] “{ $campaign }”: { $n } message was handed over and never confirmed. You decide what becomes of it.
   *[other] “{ $campaign }”: { $n } messages were handed over and never confirmed. You decide what becomes of them.
}
home-open = Open
home-accounts = Accounts
home-contacts = Contacts
home-in-review = In review
home-sending = Sending now
home-as-of = Data as of
home-as-of-help = The last day the published client data speaks of. “In the last 90 days” counts back from it.
home-campaigns = Campaigns
home-no-campaigns = No campaigns yet.
home-first-campaign = Put together the first campaign
home-to-results = Result
home-to-dispatches = Sending
home-to-approvals = Approval
home-edits = { $n ->
    [one] { $n } change of people waits
   *[other] { $n } changes of people wait
} for you to confirm.
home-editions = A new version of the rule book “{ $book }” is waiting for you to put it in force.
home-first-brief = File a brief
home-first = Where to begin
home-first-people = Let your colleagues in
home-first-people-go = People
home-first-people-why = It takes two: a marketer prepares the campaign, somebody else approves it – nobody approves their own.
home-first-data = Load your accounts
home-first-data-go = Imports
home-first-data-why = A spreadsheet or an export of your CRM will do: companies, contacts, consents. The imports page has a sample.
home-first-segment = Build the first segment
home-first-segment-go = Segments
home-first-segment-why = A segment says whom you write to: say, companies in Moscow that have an e-mail address.
home-first-message = Write the first message
home-first-message-go = Messages
home-first-message-why = Start from a ready-made letter and make it yours; beside it you see what a contact will get.
home-first-campaign-go = Campaigns
home-first-campaign-why = A campaign brings together the segment, the message and the date. Five steps, then it goes for approval.
home-first-by = done by: { $roles }
home-no-roles = { $n ->
    [0] You are signed in, but have no role yet, so the pages are closed to you. An administrator can grant one.
    [one] You are signed in, but have no role yet, so the pages are closed to you. Your administrator can grant one: { $names }.
   *[other] You are signed in, but have no role yet, so the pages are closed to you. Any administrator can grant one: { $names }.
}
home-calls = { $n ->
    [one] { $n } call is due today: open the list and its script.
   *[other] { $n } calls are due today: open the list and their scripts.
}
home-letters = { $n ->
    [one] { $n } letter on paper waits to be printed and posted.
   *[other] { $n } letters on paper wait to be printed and posted.
}
