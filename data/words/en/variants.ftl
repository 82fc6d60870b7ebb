variants-title = Variants of the message
variants-how = Each variant against the holdout, and against each other. The conclusions together err in at most 5 of 100 cases, and the intervals hold together in at least 95: p is Holm's, and intervals are wider than usual.
variants-best = { $known ->
    [of_all] Variant { $variant } is better than the others.
    [of_compared] Variant { $variant } is the best of those compared.
   *[no] Which variant is better cannot be told from these data.
  }
variants-holdout-more = Variant { $variant } brought { $difference } more per account than the holdout (from { $low } to { $high }).
variants-holdout-less = Variant { $variant } brought { $difference } less per account than the holdout (from { $low } to { $high }).
variants-holdout-untold = Variant { $variant }: no clear difference from the holdout ({ $low } to { $high } per account).
variants-other-more = Variant { $variant } is better than variant { $other } by { $difference } per account (from { $low } to { $high }).
variants-other-less = Variant { $variant } is worse than variant { $other } by { $difference } per account (from { $low } to { $high }).
variants-other-untold = Variants { $variant } and { $other } cannot be told apart: the difference lies between { $low } and { $high } per account.
variants-few = Not compared: { $variants } – fewer than { $fewest } accounts.
variants-against-holdout = { $variant } against the holdout
variants-against-other = { $variant } against { $other }
variants-axis = Uplift over the window, ₽ per account
variants-pair = Comparison
variants-accounts = Accounts
variants-means = Sales per account
variants-difference = Difference
variants-low = From
variants-high = To
variants-p = Holm's p
