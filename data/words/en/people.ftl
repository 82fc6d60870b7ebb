people-title = People and roles
people-not-allowed = { $person }, your roles do not reach this (“{ $permission ->
    [see_accounts] see accounts
    [see_personal] see names and addresses of contacts
    [import] load client files
    [suppress] stop and resume writing to an address
    [brief] file briefs and confirm their facts
    [segment] build segments
    [export] take accounts out as a file
    [write] write messages
    [plan] plan campaigns
    [decide] decide on campaigns
    [send] start, pause and stop sending
    [call] work the call list
    [read_results] read results
    *[administer] administer the house
    }”). Nothing was changed; an administrator can grant the role.
people-unknown = Nobody here goes by “{ $person }”. Nothing was changed; look at the list of people.
people-no-longer-here = { $person }, you were shown out, or have fewer roles than a moment ago. Nothing was changed; reload the page, or ask an administrator.
people-last-administrator = { $person } is the last administrator. Nothing was changed; make somebody else an administrator first.
people-unknown-language = The house speaks Russian and English, not “{ $language }”.
people-role-requester = Requester
people-role-marketer = Marketer
people-role-marketing_lead = Marketing lead
people-role-legal = Legal
people-role-security = Security
people-role-product_owner = Product owner
people-role-account_manager = Account manager
people-role-manager = Manager
people-role-administrator = Administrator
people-role-house = The house itself
people-hand-house = The house itself
people-hand-worker = The sending worker
people-hand-contact = The recipient
people-hand-unsubscribe = The recipient
people-hand-demo = The demo
people-permission-see_accounts = See accounts
people-permission-see_personal = See names and addresses of contacts
people-permission-import = Load client files
people-permission-suppress = Stop and resume writing to an address
people-permission-brief = File briefs and confirm their facts
people-permission-segment = Build segments
people-permission-export = Take accounts out as a file
people-permission-write = Write messages
people-permission-plan = Plan campaigns
people-permission-decide = Decide on campaigns
people-permission-send = Start, pause and stop sending
people-permission-call = Work the call list
people-permission-read_results = Read results
people-permission-administer = Administer the house
people-count = { $n ->
    [one] { $n } person
   *[other] { $n } people
 }
people-name = Name
people-email = E-mail
people-roles = Roles
people-active = Active
people-issuer = Signs in through
people-choose = Whom to change
people-choose-hint = Choose a person to change their roles.
people-save = Save the roles
people-deactivate = Show out
people-reactivate = Let back in
people-deactivate-confirm = { $person } may nothing from the next click on. Their past work stays.
people-saved = The roles of { $person } are saved.
people-deactivated = { $person } may nothing here any more.
people-reactivated = { $person } is back, with the same roles.
people-permission = Permission
people-history = What happened with { $person }
people-when = When
people-by = Who did it
people-what = What
people-nothing-claimed = No sign-in says anything about the roles of this person. Nothing was changed; the roles below are all there is.
people-unknown-session = This session is over already. Nothing was changed.
people-password-length = A password has { $shortest } to { $longest } characters. Nothing was changed; a few words in a row are easy to remember.
people-password-plain = This password repeats the same few letters. Nothing was changed; please think of another.
people-password-named = This password is a name others know. Nothing was changed; please think of another.
people-no-address = “{ $email }” is not an e-mail address. Nobody was added.
people-already-here = Somebody signs in as { $email } already. Nobody was added.
people-not-local = This person signs in elsewhere, and their password is kept there. Nothing was changed.
people-wrong-password = The present password is not right. Nothing was changed; please try again.
people-same-password = The new password is the old one. Nothing was changed; please think of another.
people-not-recognized = E-mail or password is not right. Please check both; an administrator can give you a new password.
people-too-many-attempts = There were too many attempts. Please wait { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
 } and try again.
people-password-made = One-time password: { $password }. It is good for { $hours } hours and has to be changed at the first sign-in.
people-password-set = The password is set; all sessions of this person have ended.
people-verbs-promise = { $n ->
    [one] { $n } action
   *[other] { $n } actions
 }, read from the program itself: each asks for its permission before it does anything.
people-verbs-search = Search
people-verbs-role = What this role may
people-verbs-any-role = All roles
people-verbs-none = Nothing here has these words. Clear the search, or choose another role.
people-verbs-room = Where
people-verbs-what = Action
people-verbs-everybody = everybody
people-verbs-file = who-may-what
people-room-accounts = Accounts and files
people-room-approvals = Approvals
people-room-briefs = Briefs
people-room-campaigns = Campaigns
people-room-consent = Consent
people-room-delivery = Delivery
people-room-messages = Messages
people-room-people = People
people-room-results = Results
people-room-rulebook = Rule books
people-room-segments = Segments
people-denials = What was denied
people-denials-none = Nobody has tried anything their roles do not reach.
people-denials-wanted = What they wanted
people-denials-times = Times
people-denials-first = First
people-denials-page = Open the page “{ $page }”
people-denials-file = denials
people-part = What to look at
people-part-people = People
people-part-sessions = Sessions
people-part-verbs = Who may what
people-part-denials = Denials
people-search = Search by name or e-mail
people-only-active = Only those who may come in
people-none-found = Nobody fits. Clear the search, or choose another role.
people-last-seen = Last active
people-claimed = Sign-in claims
people-allowed = Table allows
people-file = people
people-no-roles = no role
people-everything = everything
people-claims = The sign-in claims: { $claimed }. The table allows: { $granted }. In effect: { $effective }.
people-widen = Allow everything the sign-in claims
people-sessions-end = { $n ->
    [one] { $n } session ends
   *[other] { $n } sessions end
 } at once.
people-gap-waiting = { $n ->
    [one] { $n } approval waits
   *[other] { $n } approvals wait
 } for the role “{ $role }”.
people-gap-alone = Nobody else has the role “{ $role }”.
people-gap-none = Nothing waits for them, and every role of theirs has somebody else.
people-give-password = One-time password
people-give-password-asks = { $person } gets a new password for one time. The old one is good no more, and all sessions end.
people-add = Let somebody in
people-sessions-count = { $n ->
    [one] { $n } open session
   *[other] { $n } open sessions
 }
people-sessions-of = Where { $person } is signed in
people-seen = last active { $when }
people-end-session = End
people-session-ended = The session is over.
people-way-demo = demo
people-way-local = password
people-this-session = this one
people-password-shown = { $person } can sign in with this one-time password. It is shown only now, is good for { $hours } hours and has to be changed at the sign-in:
people-own-edit = { $person }, you proposed this; another administrator has to confirm it. Nothing was changed.
people-stand-in = { $person }, you stood in for whoever proposed this; an administrator who did not has to confirm it. Nothing was changed.
people-proposer-gone = Whoever proposed this is no administrator any more. Nothing was changed; decline it, and propose it anew if it is still wanted.
people-roles-changed = The rights or the password of { $person } changed after this was proposed. Nothing was changed; decline it, and propose it anew if it is still wanted.
people-edit-waits-already = The same is proposed already and waits for another administrator. Nothing was changed; look at what waits, above the list of people.
people-edit-not-waiting = This does not wait any more: it was confirmed or withdrawn. Nothing was changed; reload the page.
people-edit-stale = The person is not what they were when this was proposed. Nothing was changed; decline it, and propose it anew if it is still wanted.
people-edit-waits-now = { $person }: the change waits for another administrator.
people-edit-done = { $person }: the change is confirmed and done.
people-edit-withdrawn = The change is withdrawn; nothing was done.
people-edits = { $n ->
    [one] { $n } change waits
   *[other] { $n } changes wait
} for another administrator
people-edits-says = The rule book of approvals wants two for this: nothing changes until an administrator other than the one who proposed it confirms.
people-edits-past = What was proposed, and what became of it
people-edit-proposed = proposed by { $person }, { $when }
people-edit-confirmers = may be confirmed by: { $people }
people-edit-nobody = nobody may confirm it as things are: decline it, or propose it anew
people-edit-waits = Waits for a second administrator
people-edit-may = Who may confirm
people-edit-own = You proposed it: another administrator confirms it.
people-edit-confirm = Confirm
people-edit-decline = Decline
people-edit-withdraw = Withdraw
people-edit-by = Proposed by
people-edit-state = State
people-edit-state-waits = waits
people-edit-state-confirmed = confirmed
people-edit-state-withdrawn = withdrawn
people-edit-second = Confirmed or withdrawn by
people-edit-second-at = When that was
people-edit-add = Let in { $person } ({ $email }) with the roles: { $roles }
people-edit-roles = Roles of { $person }: { $before } → { $roles }
people-edit-widen = Allow { $person } every role their sign-in claims
people-edit-let-in = Let { $person } back in with the roles: { $roles }
people-edit-show-out = Show { $person } out
people-edit-password = Give { $person } a one-time password
people-edit-end-session = End a session of { $person }
people-did-people-add = let in
people-did-people-welcome = came for the first time
people-did-people-heed = other roles claimed at a sign-in
people-did-people-grant = roles changed
people-did-people-widen = all claimed roles allowed
people-did-people-deactivate = shown out
people-did-people-reactivate = let back in
people-did-people-speak = language chosen
people-did-people-sign_in = signed in
people-did-people-sign_out = signed out
people-did-people-sign_in_failed = attempt to sign in failed
people-did-people-set_password = one-time password given
people-did-people-change_password = own password chosen
people-did-people-end_session = session ended
people-did-people-end_sessions = all sessions ended
people-did-people-denied = wanted what their roles do not reach
people-did-people-propose = change proposed
people-did-people-confirm = change confirmed
people-did-people-withdraw = change withdrawn
people-did-approvals-delegate = right to approve handed over
people-did-approvals-revoke = right to approve taken back
people-edit-stand-in = { $taker } decides for { $person } as { $role } from { $since } until { $until }. Reason: { $reason }
