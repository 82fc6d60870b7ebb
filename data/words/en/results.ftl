results-title = Results
results-sentence-up = Over { $days ->
    [one] { $days } day
   *[other] { $days } days
  }, “{ $name }” sold { $difference } more to each of { $treated } treated accounts than to { $holdout } held out (95 % interval { $low } to { $high }); in all { $total }, between { $total_low } and { $total_high }.
results-sentence-down = Over { $days ->
    [one] { $days } day
   *[other] { $days } days
  }, “{ $name }” sold { $difference } less to each of { $treated } treated accounts than to { $holdout } held out (95 % interval { $low } to { $high }); in all { $total }, between { $total_low } and { $total_high }.
results-sentence-inconclusive = Over { $days ->
    [one] { $days } day
   *[other] { $days } days
  }, “{ $name }” shows no clear effect: between { $low } and { $high } per account ({ $treated } treated accounts against { $holdout } held out, 95 % interval); it could have found { $smallest } or more.
results-sentence-refused = No verdict on “{ $name }” yet: { $reason }

results-reason-not-sent = nothing has been sent, so there is nothing to compare. Approve and deliver the campaign first.
results-reason-no-holdout = no account was held out, so nobody knows what the { $treated ->
    [one] { $treated } treated account
   *[other] { $treated } treated accounts
  } would have bought anyway. Hold some accounts out next time.
results-reason-few-accounts = the arms are too small to compare ({ $treated } treated, { $holdout } held out; at least { $fewest } in each are needed). Counts only.
results-reason-not-assigned = the arms were not fixed before the first message left, so any difference would be descriptive, not causal.
results-reason-mismatch = the arms have sizes the planned draw cannot have given ({ $treated } treated, { $holdout } held out, planned { $planned } held out). Find out which accounts are missing before any effect is shown.
results-reason-spoiled = { $contacted ->
    [one] { $contacted } of { $holdout } held-out accounts was
   *[other] { $contacted } of { $holdout } held-out accounts were
  } written to all the same, so the holdout is no longer one.
results-reason-window-open = the outcome window is open, and results are locked until { $until }. Looking earlier would make chance look like success.
results-reason-not-covered = sales are loaded until { $known }, and the window runs to { $last }. Load the newer sales and publish them.
results-reason-no-sales = no sales are loaded at all. Load sales up to { $last } and publish them.
results-reason-no-outcomes-treated = none of the { $accounts } treated accounts bought anything in the window. Counts only.
results-reason-no-outcomes-holdout = none of the { $accounts } held-out accounts bought anything in the window. Counts only.
results-reason-too-wide = an audience of this size cannot measure it: the interval is wider than what accounts buy at all. To see a change of { $change }, about { $needed } accounts are needed.
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
