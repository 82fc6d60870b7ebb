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
notices-edit-subject = A change waits for a second administrator: { $name }
notices-edit = { $by } wants to change who may do what: { $name }. Until another administrator confirms it, nothing changes.
notices-edition-subject = The rule book “{ $name }” waits for a second administrator
notices-edition = { $by } wrote a new version of the rule book “{ $name }”. Until another administrator confirms it, the one before is in force.
