# Refusals.
rehearsal-under-way = A rehearsal of this campaign is under way. Nothing was begun; wait for it, or call it off.
rehearsal-not-running = The rehearsal is over already. Nothing was changed; look at what it found.
rehearsal-needed = “{ $name }” has not been rehearsed as it is now. Nothing was submitted; rehearse it first, every message will be filled and read.
rehearsal-failed-first = The rehearsal of “{ $name }” found messages that nobody may send. Nothing was submitted; mend what is listed, and rehearse again.
rehearsal-nobody = Nobody would be written to in “{ $name }”. There is nothing to rehearse; choose another segment.
rehearsal-no-message = “{ $name }” has no message. There is nothing to rehearse; choose one first.
rehearsal-unknown = There is no campaign “{ $campaign }”. Nothing was rehearsed; name one by its name or id.

# What is found.
rehearsal-gap = “{ $name }” is empty and nothing stands in for it: a gap would be seen.
rehearsal-gone = The contact is not in the published client data any more.
rehearsal-other-language = The contact reads { $language ->
    [ru] Russian
    [en] English
    *[other] “{ $language }”
    }, and the message is not written in it.

# The review.
rehearsal-title = Rehearsal
rehearsal-about = Every message of the audience is filled and read before anybody may approve it.
rehearsal-now = Rehearse { $n ->
    [one] { $n } message
    *[other] { $n } messages
    }
rehearsal-again = Rehearse again
rehearsal-cancel = Call it off
rehearsal-began = The rehearsal of “{ $name }” has begun. You may leave this page.
rehearsal-called-off = The rehearsal of “{ $name }” was called off.
rehearsal-small = { $n ->
    [one] { $n } message is
    *[other] { $n } messages are
    } rehearsed as part of submitting; it takes seconds.
rehearsal-reading = Filling and reading { $n ->
    [one] { $n } message …
    *[other] { $n } messages …
    }
rehearsal-status-running = Under way
rehearsal-status-passed = Passed
rehearsal-status-failed = Not passed
rehearsal-status-cancelled = Called off
rehearsal-status-broken = Broken off
rehearsal-outdated = Something has changed since this rehearsal, so it does not count any more.
rehearsal-verdict-passed = { $n ->
    [one] { $n } message was
    *[other] { $n } messages were
    } filled and read; nothing stands in the way.
rehearsal-verdict-failed = { $n ->
    [one] { $n } message was
    *[other] { $n } messages were
    } filled and read; { $errors ->
    [one] { $errors } thing stands
    *[other] { $errors } things stand
    } in the way.
rehearsal-verdict-cancelled = Called off after { $done } of { $n } messages.
rehearsal-verdict-broken = It broke off after { $done } of { $n } messages. Rehearse again.
rehearsal-progress = { $done } of { $n } messages · { $rate } a second · { $left }
rehearsal-left-unknown = time left not known yet
rehearsal-left-seconds = { $n ->
    [one] about { $n } second left
    *[other] about { $n } seconds left
    }
rehearsal-by = { $person }, { $moment } · { $seconds } s · { $letters } characters a message
rehearsal-by-whom = { $person }, { $moment } · { $letters } characters a message
rehearsal-column-weight = Weight
rehearsal-column-what = What
rehearsal-column-where = Where
rehearsal-column-messages = Messages
rehearsal-column-contacts = First contacts
rehearsal-column-contact = Contact
rehearsal-severity-error = Error
rehearsal-severity-warning = Look
rehearsal-template = template
rehearsal-nothing-found = Nothing was found to mend.
rehearsal-examples = Messages to look at
rehearsal-example = Message
rehearsal-kind-random = drawn at random
rehearsal-kind-longest = longest
rehearsal-kind-emptiest = emptiest
rehearsal-kind-parts = most parts
rehearsal-csv = CSV: contacts and reasons
rehearsal-none = This campaign was submitted without a rehearsal.
rehearsal-part-subject = subject
rehearsal-part-html = HTML
rehearsal-part-text = text
rehearsal-part-link = link
rehearsal-part-place = { $part }, line { $line }
rehearsal-comes-first = Rehearse it first: what is submitted has passed its rehearsal.
rehearsal-step = step { $step }
