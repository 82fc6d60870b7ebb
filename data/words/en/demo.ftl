# The demo: a furnished house to look at.

demo-telling-first = Making the base as it was 200 days ago …
demo-telling-library = Letting the demo people in, saving segments and templates …
demo-telling-campaigns = Running the campaigns of the past …
demo-telling-second = Making the base as it is today, with what the campaigns changed …
demo-telling-desk = Putting today's campaigns on their desks …
demo-built = The demo is ready: { $accounts ->
    [one] { $accounts } account
   *[other] { $accounts } accounts
}, { $campaigns ->
    [one] { $campaigns } campaign
   *[other] { $campaigns } campaigns
}, { $people ->
    [one] { $people } person
   *[other] { $people } people
}. What is true of the campaigns is in { $truth }.
demo-there-already = The house is furnished already; nothing was changed.
demo-inhabited = Somebody works here already, so the demo was not built and everything was kept. Choose an empty data folder (COCKPIT_DATA) and an empty store (COCKPIT_STORE), and try again.
demo-bad-size = The demo can have from 1 to { $most } accounts; nothing was built. Choose a number between them.
