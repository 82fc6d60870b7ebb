# Suggested segments: what the base itself points at, with its numbers.

suggestions-title = { $count ->
    [one] One segment worth a look
   *[other] { $count } segments worth a look
  }
suggestions-none-title = Segments worth a look
suggestions-caption = Counted over version { $number } of the base, as of { $day }. Each is an ordinary rule: open it as a draft, change it, save it or leave it.
suggestions-open = Open as a draft
suggestions-on-the-desk = On the desk of a new segment.
suggestions-aside = On the desk; the rule before is one Undo away.
suggestions-every = Show all { $count }
suggestions-accounts = { $count ->
    [one] account
   *[other] accounts
  }
suggestions-all-saved = Everything the base points at now is saved already.
suggestions-nothing = Nothing in the base stands out now.

suggestions-renewal-title = The contract ends, the traffic rises
suggestions-renewal-reason = A contract ends in the next { $days ->
    [one] day
   *[other] { $days } days
  }, and in three months traffic grew by { $percent } % or more; the median of the base is { $usual } %.
suggestions-renewal-worth = Together they now pay { $fee } a month.
suggestions-crossing-title = “{ $held }”, and no “{ $wanted }” yet
suggestions-crossing-reason = Of { $counted } { $holders ->
    [one] account
   *[other] accounts
  } with “{ $held }” that are alike ({ $peers }), { $share } hold “{ $wanted }” too ({ $low } to { $high }, chance allowed for); of the whole base, { $usual }. These are the ones without it.
suggestions-crossing-worth = The median fee for “{ $wanted }” is { $fee } a month.
suggestions-silent-title = Large, and silent for long
suggestions-silent-reason = Among the top { $high } % by “{ $field }”, with the last sale more than { $days ->
    [one] a day
   *[other] { $days } days
  } ago; the median of accounts as large is { $usual ->
    [one] one day
   *[other] { $usual } days
  }.
suggestions-silent-worth = “{ $field }” of all of them together: { $amount }.
suggestions-cooling-title = They pay much and use less
suggestions-cooling-reason = The fee is among the top { $large } %, and in three months traffic fell by { $percent } % or more; the median of the base is a change of { $usual } %.
suggestions-cooling-worth = Together they now pay { $fee } a month.
suggestions-promoter-title = They recommend us and hold little
suggestions-promoter-reason = The last NPS answer is { $score } or 10, nothing is overdue, no critical ticket is open, and there { $services ->
    [one] is one active service
   *[other] are { $services } active services at most
  }; the median of the base is { $usual }.

suggestions-peers-all = all of the base
suggestions-peers-and = {" "}and{" "}
suggestions-peers-many = of one { $fields }, { $count } groups
suggestions-peers-named = { $fields }: { $values }

suggestions-declined-stale = Nothing is suggested from “{ $source }”: it is { $age ->
    [one] { $age } day
   *[other] { $age } days
  } old, and its limit is { $limit }.
suggestions-declined-empty = Nothing is suggested from “{ $source }”: nothing has come from it yet.
suggestions-declined-nobody = Looked for and not found: { $kinds }.
suggestions-kind-renewal = contracts that end while traffic rises
suggestions-kind-crossing = a product that peers hold with another
suggestions-kind-silent = large accounts gone silent
suggestions-kind-cooling = large payers whose traffic falls
suggestions-kind-promoter = promoters with few services
