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
people-who-may-what = Who may what
people-permission = Permission
people-history = What happened with { $person }
people-when = When
people-by = Who did it
people-what = What
