frame-house = Campaign cockpit
frame-promise = Write to the right business accounts, with everybody's consent and approval, and know what it sold.
frame-language = Language
frame-signed-in = Signed in: { $person }
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-sign-in-first = Please sign in.
frame-come-in = Sign in
frame-demo = This is the demo: pick who you want to be. Nothing leaves this machine.
frame-no-people = Nobody is here yet. Build the demo base first: python -m core.cli demo
frame-no-base = No client data is published yet. Load a spreadsheet, check it and publish it; then this page comes to life.
frame-load-file = Load a client file
frame-crashed = Something went wrong on this page. Nothing was changed; the details are in the log. Please try again, and tell an administrator if it happens twice.
frame-section-people = Accounts
frame-section-plan = Plan
frame-section-decide = Decide
frame-section-deliver = Deliver
frame-section-learn = Learn
frame-section-house = Administration
frame-sign-in-elsewhere = Sign in with your company account
frame-password = Password
frame-password-forgotten = Forgot your password? An administrator can give you a one-time one.
frame-change-password = Change password
frame-first-password = A password of your own
frame-first-password-why = { $person }, the password you came in with is good for one time. Choose one that only you know.
frame-one-time-password = One-time password
frame-old-password = Current password
frame-new-password = New password
frame-new-password-again = Repeat the new password
frame-password-rule = At least { $n } characters; a few words in a row are easy to remember.
frame-save-password = Save the password
frame-passwords-differ = The two new passwords differ. Nothing was changed; please type them again.
frame-password-changed = Password changed. You were signed out everywhere else.
frame-skip = Skip to the page
frame-choose-file = Choose a file
frame-upload-kinds = { $kinds }; at most { $most } MB
frame-period = { $part ->
    [Q1] Q1 { $year }
    [Q2] Q2 { $year }
    [Q3] Q3 { $year }
    [Q4] Q4 { $year }
    [H1] first half of { $year }
    [H2] second half of { $year }
   *[whole] { $year }
  }
frame-no-base-yours = No client data is published yet. A marketer or an administrator loads it; then this page comes to life.
frame-empty-accounts = Every company you serve will be here: its particulars, contacts, services, purchases, and all that was sent to it.
frame-empty-catalogue = Every field of the client data will be explained here: what it means, where it comes from, what is in it.
frame-empty-segments = This is where you choose whom to write to: conditions add up to a rule, and the count follows as you type.
frame-empty-results = What each campaign sold will be here – compared with those who were not written to.
frame-empty-portfolio = All campaigns will be here side by side: what worked, what did not, and how sure we are.
frame-first-administrator = There is no administrator yet, so nobody can sign in.
frame-first-local = Add the first one on the server. The command prints a one-time password; sign in with it below: `python -m core.cli person add name@company.com --name "First Last" --role administrator`
frame-first-oidc = Name them on the server – their subject with your identity provider – in `COCKPIT_ADMINISTRATORS`, and start the program again.
