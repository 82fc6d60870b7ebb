# The e-mail that tells managers of results, and where it is ordered.
bulletins-title = By e-mail
bulletins-what = New results with their money and interval, all campaigns together, and what comes next. Nothing of any contact is in it. It comes to { $address } at { $hour }:00 on the Monday or the first day of the month after.
bulletins-rhythm = How often
bulletins-rhythm-none = Never
bulletins-rhythm-weekly = Every week
bulletins-rhythm-monthly = Every month
bulletins-rhythm-now = On request
bulletins-language = Language of the mail
bulletins-chosen-none = No bulletin will come any more.
bulletins-chosen-weekly = The next bulletin comes on { $day } at { $hour }:00.
bulletins-chosen-monthly = The next bulletin comes on { $day } at { $hour }:00.
bulletins-now = Send me one now
bulletins-asked = A bulletin of the last seven days is on its way to { $address }.
bulletins-preview = What it would say now
bulletins-history = Bulletins sent to you
bulletins-period = Period
bulletins-kind = How
bulletins-made = Written
bulletins-state = State
bulletins-state-sent = sent
bulletins-state-waiting = waits to be sent
bulletins-state-unconfirmed = handed over, no answer heard
bulletins-state-given-up = could not be sent
bulletins-unknown-rhythm = Nobody can be told as often as “{ $rhythm }”.
bulletins-subject = Campaign results, { $first } – { $last }
bulletins-head = What campaigns brought, { $first } – { $last }.
bulletins-news = New results:
bulletins-no-news = No campaign has a new result.
bulletins-all = All campaigns together:
bulletins-next = What comes next:
bulletins-step = { $day }: “{ $name }” may be read
bulletins-stuck = These windows are over, but their sales are not loaded yet:
bulletins-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
  }
bulletins-why-weekly = You asked to be told every week. You can change that on the page above.
bulletins-why-monthly = You asked to be told every month. You can change that on the page above.
bulletins-why-now = You asked for this bulletin on the page above.
bulletins-paid = It paid for itself: margin less cost is { $total } (interval { $low } to { $high }).
bulletins-lost = It lost money: margin less cost is { $total } (interval { $low } to { $high }).
bulletins-unclear = Whether it paid for itself is not shown: margin less cost is { $total } (interval { $low } to { $high }).
bulletins-no-margin = Sales are no earnings: whether these campaigns paid for themselves is not said, since the rule book of sending does not name the margin, or not what a message costs.
