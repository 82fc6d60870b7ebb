# Letters on paper: batches for the post, and what comes back.

letters-title = Letters on paper
letters-promise = Letters of one step of a campaign that were made on one day are a batch. Print it, take it to the post and say so here: only then are its letters sent.
letters-none = There are no letters yet. Batches appear here once a campaign with a letter among its steps is being sent.
letters-waits = Waits for the post
letters-is-posted = Posted
letters-counts = { $n ->
    [one] { $n } letter
   *[other] { $n } letters
}, { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}; made on { $day }
letters-posted-by = Posted by { $person }, { $moment }. Came back: { $returned }.
letters-pdf = PDF to print
letters-sheet = Sheet of addresses
letters-hand-over = Mark as posted
letters-hand-over-asks = { $n ->
    [one] Did the batch of **{ $n }** letter go to the post? It then counts as sent.
   *[other] Did the batch of **{ $n }** letters go to the post? They then count as sent.
} This cannot be taken back.
letters-hand-over-now = Yes, it did
letters-posted = Letters sent: { $n }. Not to be sent: { $withheld }.
letters-more = { $n ->
    [one] And { $n } earlier batch.
   *[other] And { $n } earlier batches.
}
letters-return = A letter that came back
letters-number-example = For example ABCDE-FGHIJ
letters-number = Number on the letter
letters-note = Why it came back
letters-note-hint = For example: moved away
letters-note-return = Note the return
letters-returned = Letter { $number } came back ({ $company }). Nobody writes to that address again.
letters-column-place = No.
letters-column-number = Number of the letter
letters-column-company = Company
letters-column-name = Contact
letters-column-address = Address
letters-column-pages = Pages
letters-column-page = From which page of the PDF

letters-unknown-batch = There is no such batch. Nothing was changed; look at the list again.
letters-already-posted = This batch was handed to the post already. Nothing was changed; look at the list again.
letters-still-made = Letters of this batch are still being made. Nothing was changed; wait until sending has come to its end, and try again.
letters-paused = The campaign is paused, so its letters do not leave. Nothing was changed; let the campaign go on first.
letters-given-up = The campaign was stopped or failed, so its letters do not leave. Nothing was changed; do not take them to the post.
letters-unknown = No letter that was sent has the number “{ $number }”. Nothing was changed; look at the number on the letter.
letters-note-too-long = The reason has more than { $most } characters. Nothing was changed; shorten it.
letters-missing = The file of letter { $number } is not in the folder of its batch. Nothing was downloaded; ask an administrator to bring the folder “letters” back from a backup.
