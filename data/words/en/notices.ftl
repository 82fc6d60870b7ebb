# What the house writes to its people: the campaign's name, what to do, and nothing of any contact.

notices-sender = Campaign cockpit
notices-end = This mail was written by the cockpit. Answers are not read.
notices-waiting-subject = “{ $name }” waits for your decision
notices-waiting = “{ $name }” waits for your decision. Stage: { $stage }.
notices-late-subject = “{ $name }” is late, and you may decide
notices-late = The limit of a stage of “{ $name }” is over. You may decide it, too. Stage: { $stage }.
notices-approved-subject = “{ $name }” is approved
notices-approved = “{ $name }” has every approval it needs.
notices-returned-subject = “{ $name }” is back with you
notices-returned = An approver asked for changes in “{ $name }”. Their comments are at its steps.
notices-rejected-subject = “{ $name }” is rejected
notices-rejected = “{ $name }” was rejected and is over. The reason is in its history.
