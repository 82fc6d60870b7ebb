results-title = Results
results-sentence-up = Over { $days ->
    [one] { $days } day
   *[other] { $days } days
  }, “{ $name }” sold { $difference } more to each of { $treated } treated accounts than to { $holdout } held out ({ $confidence } % interval { $low } to { $high }{ $capped ->
    [yes] , counting at most { $cap } of any one account
   *[no] {""}
  }); in all{ $capped ->
    [yes] , without that cap,
   *[no] {""}
  } { $total }, between { $total_low } and { $total_high }.
results-sentence-down = Over { $days ->
    [one] { $days } day
   *[other] { $days } days
  }, “{ $name }” sold { $difference } less to each of { $treated } treated accounts than to { $holdout } held out ({ $confidence } % interval { $low } to { $high }{ $capped ->
    [yes] , counting at most { $cap } of any one account
   *[no] {""}
  }); in all{ $capped ->
    [yes] , without that cap,
   *[no] {""}
  } { $total }, between { $total_low } and { $total_high }.
results-sentence-inconclusive = Over { $days ->
    [one] { $days } day
   *[other] { $days } days
  }, “{ $name }” shows no clear effect: between { $low } and { $high } per account ({ $treated } treated accounts against { $holdout } held out, { $confidence } % interval{ $capped ->
    [yes] , counting at most { $cap } of any one account
   *[no] {""}
  }); it could have found { $smallest } or more.
results-sentence-refused = No verdict on “{ $name }”: { $reason }
results-sentence-early = It is too early to judge “{ $name }”: { $reason }

results-reason-not-sent = nothing has been sent, so there is nothing to compare. Approve and deliver the campaign first.
results-reason-no-holdout = no account was held out, so nobody knows what the { $treated ->
    [one] { $treated } treated account
   *[other] { $treated } treated accounts
  } would have bought anyway. Hold some accounts out next time.
results-reason-few-accounts = the arms are too small to compare ({ $treated } treated, { $holdout } held out; at least { $fewest } in each are needed). Counts only.
results-reason-not-assigned = the arms were not fixed before the first message left, so any difference would be descriptive, not causal.
results-reason-mismatch = the arms have sizes the planned draw cannot have given ({ $treated } treated, { $holdout } held out, planned { $planned } held out). Find out which accounts are missing before any effect is shown.
results-reason-mismatch-strata = { $is_named ->
    [yes] stratum “{ $stratum }” has
   *[no] the small strata of the draw have
  } arms the planned draw cannot have given ({ $treated } treated, { $holdout } held out, planned { $planned } held out). { $knows_units ->
    [yes] Find out
   *[no] It was frozen before the house kept which accounts were drawn as one, so each counts by itself here. Find out
  } which accounts are missing before any effect is shown.
results-reason-spoiled = { $contacted ->
    [one] { $contacted } of { $holdout } held-out accounts was
   *[other] { $contacted } of { $holdout } held-out accounts were
  } written to all the same, so the holdout is no longer one.
results-reason-window-open = the outcome window is open, and results are locked until { $until }. Looking earlier would make chance look like success.
results-reason-not-covered = sales are loaded until { $known }, and the window runs to { $last }. Load the newer sales and publish them.
results-reason-no-sales = no sales are loaded at all. Load sales up to { $last } and publish them.
results-reason-no-outcomes-treated = none of the { $accounts } treated accounts bought anything in the window. Counts only.
results-reason-no-outcomes-holdout = none of the { $accounts } held-out accounts bought anything in the window. Counts only.
results-reason-too-wide = the interval is wider than what accounts buy at all; to see a change of { $change } in an audience like this, about { $needed } accounts are needed.
results-reason-hinges = The result hinges on account { $account }: without it, the interval runs from { $low } to { $high } and the verdict would be another one.
results-reason-contacted = { $contacted ->
    [one] { $contacted } of { $holdout } held-out accounts was written to all the same.
   *[other] { $contacted } of { $holdout } held-out accounts were written to all the same.
  }
results-reason-uneven = The arms differed before the campaign by { $apart } of a standard deviation. The adjustment takes most of it out.
results-reason-unadjusted = What accounts bought before foretells little of what they bought in the window, so the result is not adjusted.
results-reason-not-identified = The relative uplift is not identified: held-out accounts bought too little to divide by.
results-reason-unknown-accounts = { $accounts ->
    [one] { $accounts } assigned account is
   *[other] { $accounts } assigned accounts are
  } no longer in the published base and counted as having bought nothing.

results-reason-straddling = { $units ->
    [one] { $units } unit has
   *[other] { $units } units have
  } rows in both arms, so the arms are not apart. Name the unit that was drawn, or remove what was mixed.
results-reason-hinges-one = The result hinges on one unit: without it, the verdict would be another one.
results-file-up = Treated units did { $difference } more each than the control (95 % interval { $low } to { $high }; { $treated } treated, { $holdout } control).
results-file-down = Treated units did { $difference } less each than the control (95 % interval { $low } to { $high }; { $treated } treated, { $holdout } control).
results-file-inconclusive = No clear effect: between { $low } and { $high } per unit (95 % interval; { $treated } treated, { $holdout } control).
results-file-refused = No verdict: { $reason }
results-file-unreadable = “{ $file }” cannot be read as a table. Give a CSV file with a header line, or a Parquet file.
results-file-unknown-column = The file has no column “{ $column }”. It has: { $columns }.
results-file-nameless = { $rows ->
    [one] { $rows } row says
   *[other] { $rows } rows say
  } neither its unit nor its arm. Complete or remove such rows; nothing was computed.
results-file-not-numbers = Column “{ $column }” has { $rows ->
    [one] { $rows } row that is
   *[other] { $rows } rows that are
  } not a number. Correct the file or name another column; nothing was computed.
results-file-no-control = No row of column “{ $column }” says “{ $control }”, so there is no control. Check how the file writes it.
results-file-or-campaign = Name a campaign, or a file with --unit, --arm, --control and --outcome.
results-unknown-campaign = No campaign is called “{ $campaign }”, and none has that id.

results-campaign = Campaign
results-computing = Reading the outcomes…
results-nothing-yet = Not enough yet: no campaign has been sent. Once one is, its delivery shows here at once, and its uplift when its window is over and the sales are loaded.
results-plan-one = Plan a campaign
results-verdict = Verdict
results-verdict-up = Sold more
results-verdict-down = Sold less
results-verdict-inconclusive = No clear effect
results-verdict-refused = No verdict
results-verdict-early = Too early
results-also = Also: { $reason }
results-picture = What the campaign changed
results-estimate-money = Uplift per account
results-estimate-uncapped = The same, without a cap
results-cap = So that no single account decides, at most { $cap } of an account's sales count; the same without a cap stands below.
results-axis-uplift = Uplift in { $days } days, ₽ per account
results-axis-mean = Sales in { $days } days, ₽ per account
results-treated = Treated accounts
results-holdout = Held-out accounts
results-treated-how = Accounts assigned to receive the campaign, whether or not it arrived.
results-holdout-how = Accounts drawn at random and left in peace: what would have happened anyway.
results-sentence = In one sentence
results-number = Number
results-value = Value
results-low = From
results-high = To
results-total = In all, over the treated accounts (₽)
results-rate = Accounts that bought at all (percentage points)
results-delivery = Delivery
results-messages = Messages
results-channel = Channel
results-by-channel = By channel. A contact of several channels is in the audience of each.
results-formula = How it is counted
results-axis-messages = Messages
results-assumed = { $assumed ->
    [one] { $assumed } message was
   *[other] { $assumed } messages were
  } accepted by the mail server, and no bounce has come back within 72 hours. No receipt says that they arrived, and a bounce may still come, so this may be more than was delivered.
results-stage-contacts = Audience
results-stage-contacts-how = Contacts of the frozen audience that are to be written to.
results-stage-queued = Queued
results-stage-queued-how = Messages ever put into the outbox, one for each contact.
results-stage-sent = Sent
results-stage-sent-how = Handed to the channel: on the way, delivered, complained about or bounced.
results-stage-delivered = Delivered
results-stage-delivered-how = A receipt or a complaint says so, or it was accepted and no bounce has come back within 72 hours.
results-stage-assumed = Accepted, no bounce known
results-stage-assumed-how = A receipt or a complaint says that it was delivered, or it was accepted and no bounce has come back within 72 hours. Not every mail server tells.
results-stage-waiting = Waiting
results-stage-waiting-how = Queued or just being sent.
results-stage-on_the_way = On the way
results-stage-on_the_way-how = Accepted less than 72 hours ago, and nothing heard since.
results-stage-bounced = Bounced
results-stage-bounced-how = Refused for good; the address is suppressed.
results-stage-complained = Complained
results-stage-complained-how = Delivered, and reported as spam; the address is suppressed.
results-stage-skipped = Skipped
results-stage-skipped-how = Not sent, because a gate said no when its turn came.
results-stage-failed = Failed
results-stage-failed-how = Refused for now until no attempt was left.
results-stage-unconfirmed = Unconfirmed
results-stage-unconfirmed-how = Handed over, and never heard back: a person decides.
results-sceptic = What a sceptic asks
results-take = Take as PDF to forward
results-take-why = The verdict, its picture, what a sceptic asks, and what both arms said.
results-sceptic-question = Question
results-sceptic-answer = Answer
results-doubt-population = Who was compared?
results-answer-population = All { $treated } treated and { $holdout } held-out accounts as they were frozen before the first message, whether or not a message arrived.
results-doubt-assignment = Who chose them?
results-answer-assignment = Chance, by account: { $share } were to be held out, in one draw with a recorded seed.
results-doubt-ratio = Are the arms as large as planned?
results-answer-ratio = Sample-ratio check: p = { $p }. Below 0.001 nothing would be shown.
results-doubt-strata = And in every stratum of the draw?
results-answer-strata = Sample-ratio check over { $strata } strata, all together and the worst: p = { $p }. Below 0.001 nothing would be shown.
results-doubt-balance = Were they alike before?
results-answer-balance = In the 180 days before they differed by { $apart } of a standard deviation (p = { $p }).
results-doubt-variance = What did the past explain?
results-answer-variance = What accounts bought before took away { $reduction } of the variance.
results-doubt-relative = And relative to the holdout?
results-answer-relative = { $ratio } (Fieller's { $confidence } % interval from { $low } to { $high }).
results-doubt-influence = Does one account decide it?
results-answer-influence = The most influential is { $account }. Without it, the interval runs from { $low } to { $high }.
results-doubt-smallest = What could have been found?
results-answer-smallest = { $smallest } per account or more, four times out of five.
results-doubt-within = And like compared with like?
results-answer-within = Within { $strata } strata of the draw, put together by their accounts: { $difference } ({ $confidence } % interval { $low } to { $high }). A second opinion: it takes the effect for one sum per account, and decides nothing.
results-doubt-method = How was it computed?
results-answer-method = Difference of means per account, as assigned; the interval is the widest of Welch's, of a studentized permutation with { $rounds } rounds, seed { $seed }, and of the same where the campaign changes each account's sales by one share.
results-doubt-source = Over which facts?
results-answer-source = Publication { $publication } of the client data, as of { $day }.
results-doubt-question = The query behind it
results-rows = The { $accounts ->
    [one] { $accounts } account
   *[other] { $accounts } accounts
  } behind these numbers, to check by hand.
results-column-account-id = Account
results-column-name = Name
results-column-is-treated = Arm
results-column-outcome = Sales in the window
results-column-orders = Orders in the window
results-column-before = Sales in the 180 days before

results-not-sent = Nothing was sent by a campaign “{ $campaign }”. Below is another one; choose from the list.

results-headline = { $verdict ->
    [up] Works
    [down] Makes things worse
    [refused] No verdict
   *[inconclusive] No clear effect
  }{ $money ->
    [paid] , pays for itself
    [lost] , loses money
    [unclear] , whether it pays is unclear
   *[unsaid] {""}
  }
results-file-money = { $headline }: after costs, each treated unit { $is_gain ->
    [yes] earned { $gain } more
   *[no] earned { $gain } less
  } than the control (95 % interval { $low } to { $high }).
results-file-no-treated = Every row of column “{ $column }” is the control, so nobody was treated. Name the column that tells the arms apart.
results-file-bad-share = The planned share of treated units lies between 0 and 1, and “{ $share }” does not.
results-file-bad-money = Margin and cost are plain numbers, and a cost is not below zero.
results-file-no-number = “{ $given }” is not a number, and { $name } needs one.
results-reason-post-treatment = “{ $filter }” says what people did after the send. Whoever opens, gets or clicks differs from the rest by that very deed, so any difference is descriptive, not causal. Compare the arms as they were drawn.
results-reason-past-missing = For { $missing } of the units the time before is not known, so the result is not adjusted.
results-reason-no-share = The planned share of treated units was not said, so whether the draw was the planned one is not tested.
results-reason-few-answers = too few answered ({ $treated } treated, { $holdout } control; at least { $fewest } in each are needed), so only the worst cases are told.
results-reason-silence = the arms answered at different rates ({ $treated } treated, { $holdout } control), so those who kept silent may differ, too, and only the worst cases are told.
results-file-nps-up = NPS is { $difference } points higher among the treated than in the control (95 % interval { $low } to { $high }; { $treated } treated, { $holdout } control).
results-file-nps-down = NPS is { $difference } points lower among the treated than in the control (95 % interval { $low } to { $high }; { $treated } treated, { $holdout } control).
results-file-nps-inconclusive = No clear effect on NPS: between { $low } and { $high } points (95 % interval; { $treated } treated, { $holdout } control).
results-file-csat-up = The share of the pleased is { $difference } percentage points higher among the treated than in the control (95 % interval { $low } to { $high }; { $treated } treated, { $holdout } control).
results-file-csat-down = The share of the pleased is { $difference } percentage points lower among the treated than in the control (95 % interval { $low } to { $high }; { $treated } treated, { $holdout } control).
results-file-csat-inconclusive = No clear effect on the share of the pleased: between { $low } and { $high } percentage points (95 % interval; { $treated } treated, { $holdout } control).
results-file-not-cut = The lines of the file cannot be cut into columns, because a quotation mark in it is never closed or its lines have different lengths. Its header reads: { $line }
results-reason-look = This is planned look { $number } of { $of }, at its own share of the doubt. The next opens on { $until }; until then nothing new is shown.
results-reason-overlap = Other campaigns wrote to the same accounts within the window ({ $campaigns }): to { $treated } of the treated and { $holdout } of the held out. The result is what this one added to them.
results-reason-entangled = other campaigns wrote to the arms differently within the window ({ $campaigns }: to { $treated } of the treated and { $holdout } of the held out), so what this one did cannot be told apart from what they did.
results-bad-prices = The margin is a share of sales above 0 and up to 1, and a message costs 0 or more.
results-reason-still-asked = the question is still being answered until { $until }. So far { $answers } of { $asked } did; the difference is shown once nobody may answer any more.
results-reason-nobody-answered = nobody in one of the arms answered a survey within the window, so nothing is known of how it pleased.
results-pleased = Did it please?
results-nps-up = Accounts that were written to are more pleased: NPS is { $difference } points higher than in the holdout ({ $confidence } % interval { $low } to { $high }; { $treated } answers against { $holdout }).
results-nps-down = Accounts that were written to are less pleased: NPS is { $difference } points lower than in the holdout ({ $confidence } % interval { $low } to { $high }; { $treated } answers against { $holdout }).
results-nps-inconclusive = No clear effect on NPS: between { $low } and { $high } points ({ $treated } answers against { $holdout }).
results-nps-refused = No verdict on NPS: { $reason }
results-nps-bounds = Whatever the silent think, NPS differs by { $low } to { $high } points.
results-nps-label = NPS, treated less held out
results-axis-nps = Difference of NPS, points
results-axis-nps-arm = NPS, points
results-guards = What must not get worse
results-guards-fine = Nothing got worse that we watch: tests of harm alone, at 5 % each.
results-guards-harm = Got worse: { $names }.
results-guard = Watched
results-guard-lost = Accounts that lost a service
results-guard-tickets = Accounts that opened a ticket
results-guard-critical = Accounts with a critical ticket
results-guard-withdrawn = Accounts that withdrew a consent
results-guard-complaints = Messages called spam
results-guard-unsubscribes = Recipients who unsubscribed
results-guard-limit = Held out, or the ceiling
results-guard-least = At least worse by, percentage points
results-guard-p = p of harm
results-guard-verdict = Verdict
results-guard-is-fine = no harm shown
results-guard-is-harm = worse
results-prices = Did it pay? Margin and costs
results-prices-how = Say what part of a sale is earned. What a message costs is what was sealed with the campaign or, where nothing was, what the price list says; correct it where it is otherwise. The answer then stands with its interval.
results-prices-unknown = Whether it paid cannot be said yet: nobody said what a message costs here ({ $channels }). Say it under “Did it pay?”; 0, if it costs nothing.
results-no-price = Whether it paid cannot be said: no price is known here for { $channels }. Say it with --cost.
results-margin = Margin, % of sales
results-margin-none = not said
results-cost = One message, ₽: { $channel }
results-channel-email = e-mail
results-channel-sms = SMS
results-channel-cabinet = cabinet
results-channel-call = call
results-channel-letter = letter
results-paid = Did it pay for itself?
results-paid-paid = Paid back
results-paid-lost = Lost money
results-paid-unclear = Not shown either way
results-paid-sentence = Margin less cost over all treated accounts: { $total } (interval { $low } to { $high }), the messages' cost of { $cost } already taken off. It is paid back only where the whole interval lies above zero.
results-paid-label = Margin less cost, in all
results-axis-paid = Margin less cost in { $days } days, ₽
results-proof = Compute it yourself
results-digest = Digest of all these figures: { $digest }
results-again = Compute again
results-same = Computed again from the published rows: every digit is the same ({ $digest }).
results-other = Computed again, and the figures are others now ({ $digest }): client data or the campaign changed meanwhile. Reload the page.
results-bundle = Everything behind it: SQL, rows, notebook
results-bundle-readme = # { $name }

    query.sql is what was asked, accounts.parquet is what came back, readout.json is what was told.
    Open readout.ipynb beside them with numpy, scipy, pandas and pyarrow: it computes the result
    again with the very arithmetic of the house (core/uplift), and stops where a digit differs.
results-reason-no-advice-yet = There is no result yet that could tell whom a message moves.
results-reason-few-buyers = Too few accounts bought to learn from: at least { $fewest } are needed in each half of each arm.
results-reason-no-targeting = A model cannot tell whom this campaign moved: on accounts it had not seen it ranks no better than chance. No targeting advice is given; write to everybody of the segment, or to nobody.
results-no-model = Advice needs scikit-learn, which is not installed here: pip install -r requirements.txt
results-next = Whom to write to next?
results-next-how = A model learns from one half of the accounts whom the message moved, and is judged on the other half.
results-next-ask = Ask the model
results-qini = Qini { $value } (95 % interval { $low } to { $high }): 0 is chance, 1 a perfect ranking.
results-trait = Trait
results-trait-value = Value
results-trait-accounts = Accounts
results-trait-uplift = Buy more often for the message
results-trait-region = Region
results-trait-industry = Industry
results-trait-size_band = Size
results-elsewhere = A mailing run elsewhere
results-elsewhere-how = Any mailing with a control group, out of CSV or Parquet: one row a unit, or several that add up. Nothing of the file is kept.
results-elsewhere-file = File
results-elsewhere-unit = Whose rows add up
results-elsewhere-arm = Which arm a row is in
results-elsewhere-control = What the control is called there
results-elsewhere-outcome = What is compared
results-elsewhere-before = The same before the mailing
results-elsewhere-share = Planned share of treated, %
results-elsewhere-none = none
results-elsewhere-read = Read the result
results-elsewhere-plain = Plain difference
results-elsewhere-adjusted = Adjusted by the time before
results-elsewhere-axis = Difference of the outcome, per unit
results-elsewhere-axis-arm = Outcome, per unit

results-breakdown = Delivery in parts
results-breakdown-by = By
results-by-step = Step and channel
results-by-domain = Mail domain
results-by-variant = Variant
results-by-region = Region
results-by-industry = Industry
results-by-size_band = Company size
results-by-segment = Segment
results-breakdown-whole = Whole campaign
results-breakdown-accounts = As the client data has the accounts today. Accounts that are no longer in it are in no part.
results-breakdown-segments = By the segments as they stand today. An account may be in several, so the parts do not add up.
results-breakdown-left-out = The 50 largest parts are shown, and { $n ->
    [one] one smaller is not
   *[other] { $n } smaller ones are not
  }.
results-no-touches = No opens or clicks are known: counting them is switched off, the channel has none, or nobody opened anything yet.
results-no-rates-yet = Not enough yet for rates: they are shares of what is delivered, and nothing is known to be so far.
results-part = Part
results-step-of = Step { $step }: { $channel }
results-none-domain = no mailbox
results-none-variant = no variant drawn
results-none-region = region unknown
results-none-industry = industry unknown
results-none-size_band = size unknown
results-none-segment = no name
results-stage-quiet = Of these: no bounce known
results-stage-quiet-how = Counted as delivered because no bounce has come back within 72 hours; no receipt says so.
results-stage-opened = Opened
results-stage-opened-how = Messages that a person opened, or in which a person followed a link.
results-stage-opened-unsure = Opened, by whom is unclear
results-stage-opened-unsure-how = Opened through a privacy proxy or so soon that nobody can tell a person from a machine; in no rate.
results-stage-opened-machine = Opened by machines alone
results-stage-opened-machine-how = Opened only by what gave itself away as a scanner or a preview; in no rate.
results-stage-clicked = Clicked
results-stage-clicked-how = Messages in which a person followed a link.
results-stage-clicked-unsure = Clicked, by whom is unclear
results-stage-clicked-unsure-how = A link was followed, and nobody can tell whether by a person; in no rate.
results-stage-clicked-machine = Clicked by machines alone
results-stage-clicked-machine-how = Links followed only by scanners; in no rate.
results-open-rate = Open rate
results-open-rate-how = Delivered messages that a person opened ÷ delivered messages.
results-click-rate = Click rate
results-click-rate-how = Delivered messages in which a person followed a link ÷ delivered messages.
results-click-to-open = Click to open
results-click-to-open-how = Messages in which a person followed a link ÷ messages that a person opened.
results-behind = Messages behind a number
results-behind-which = Press a number in the table, or choose one
results-behind-search-hint = Company, or number of a contact
results-behind-nothing = No message fits. Choose another number or part, or search for less.
results-order = Order
results-order-latest = Latest first
results-order-address = By address
results-order-account = By account
results-order-state = By state
results-too-many-messages = { $count } messages are more than one file of { $most } holds. Choose a part or search for something first; nothing was taken.
results-over-time = Delivery over time
results-over-time-alt = Messages by time, from { $first } to { $last }
results-over-time-opens = Opened by people
results-over-time-clicks = Clicked by people
results-over-time-machines = By machines or unclear
results-when = When
results-reason-programme-small = there are too few accounts to compare: the smaller group has { $few }, at least { $fewest } are needed.
results-reason-programme-young = the period or its outcome windows are not over; the result opens on { $until }. Looking earlier would make chance look like success.
results-reason-programme-redrawn = the standing holdout was changed in the rule book in mid-period (its share or its seed), so that some accounts were written to and stood aside within the same period. The next period has a result if the holdout stays as it is.
results-reason-programme-mismatch = of { $asked } accounts that were asked about, the standing draw keeps { $drawn } aside, which a share of { $planned } cannot have given. Find out which accounts are missing before any effect is shown.
results-reason-programme-neighbors = { $neighbors } of the { $treated } in the programme were not written to: they share a mailbox with an account that stands aside. The draw did not choose them, so they count as in the programme, which makes the effect look a little smaller rather than biased.
results-reason-programme-undrawn = No rule book has the rule of this period's standing holdout any more. Accounts aside are those that stood there, also for a shared mailbox, which may distort the comparison.
results-programme-title = All campaigns together
results-programme-how = Accounts that at least one campaign of the period chose, against those of them that the standing draw keeps aside from all campaigns. Whoever no campaign wrote to because the contact policy said no is not counted at all. Each account counts once, over one window: from the first message of the period to the end of the last campaign's window. Accounts in campaigns' own holdouts stay on the programme's side.
results-programme-up = Over the period ({ $period }) the campaigns together ({ $campaigns }) brought { $difference } more per account (95% interval { $low } to { $high }): { $treated } in the programme, { $nested } of them only in campaigns' own holdouts, against { $aside } that stood aside from all. In all { $total_low } to { $total_high }, without a cap per account.
results-programme-down = Over the period ({ $period }) the campaigns together ({ $campaigns }) brought { $difference } less per account (95% interval { $low } to { $high }): { $treated } in the programme, { $nested } of them only in campaigns' own holdouts, against { $aside } that stood aside from all. In all { $total_low } to { $total_high }, without a cap per account.
results-programme-inconclusive = Over the period ({ $period }) no clear effect of all campaigns together ({ $campaigns }) is seen: { $low } to { $high } per account ({ $treated } in the programme, { $nested } of them only in campaigns' own holdouts, { $aside } stood aside from all, 95% interval).
results-programme-refused = No result for the period ({ $period }, campaigns: { $campaigns }): { $reason }
results-programme-axis = Uplift over the programme's window, ₽ per account
results-programme-period = Period
results-programme-aside = Aside
results-programme-treated = In the programme
results-advice-keep = Keep as a condition of segments
results-advice-kept = Kept: { $accounts } accounts ranked. In a segment, “Advised by a campaign” now offers the top 10, 20, 30 and 50 % of it, for { $days } days.
results-advice-keep-how = All accounts of the client data in use are ranked by the model above, as they are today.
