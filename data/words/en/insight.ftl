# Insight: what a segment is made of, how it compares, overlaps and changes.

insight-look-profile = Profile
insight-look-overlap = Overlap
insight-look-trend = Trend
insight-reading = Reading the base …

## Reach

insight-share-of-base = { $share } of the base
insight-channel-email = E-mail
insight-channel-sms = SMS
insight-channel-call = Phone calls
insight-channel-help-email = Contacts with an e-mail address, and those of them with a consent to advertising by e-mail on record that holds on the day of the base. Suppressions and contact policy are taken off when the campaign is resolved.
insight-channel-help-sms = Contacts with a phone number, and those of them with a consent to advertising by SMS on record that holds on the day of the base. Whether a number is a mobile one, nobody knows here.
insight-channel-help-call = Contacts with a phone number, and those of them with a consent to advertising by phone on record that holds on the day of the base.
insight-agreed = { $count } with consent

## The funnel

insight-funnel = Funnel
insight-everybody = All accounts of the base
insight-nobody = Nobody
insight-not = not: { $part }
insight-left-all = Accounts left after each condition
insight-left-none = Accounts left after each condition
insight-left-any = Accounts found with each condition
insight-cost-all = Accounts that would come back without it
insight-cost-none = Accounts that would come back without it
insight-cost-any = Accounts that would be lost without it
insight-hover-all = holds for { $alone } by itself<br>{ $left } are left up to here<br>{ $without } in all without it
insight-hover-none = holds for { $alone } by itself<br>{ $left } are left up to here<br>{ $without } in all without it
insight-hover-any = holds for { $alone } by itself<br>{ $left } are found up to here<br>{ $without } in all without it
insight-alt-all = Funnel from { $start } accounts to { $total } in { $steps } steps. The dearest condition alone costs { $cost } accounts: { $part }.
insight-alt-none = Funnel from { $start } accounts to { $total } in { $steps } steps. The dearest condition alone costs { $cost } accounts: { $part }.
insight-alt-any = From { $start } accounts to { $total } in { $steps } steps. The condition that alone brings most, { $cost } accounts: { $part }.
insight-column-part = Condition
insight-column-alone = Holds for, accounts
insight-column-left = Left (or found) up to here, accounts
insight-column-change = Change by it, accounts
insight-column-without = In all without it, accounts
insight-column-cost = What it alone costs, accounts

## The profile

insight-by = Compare by
insight-everything = What stands out most
insight-everything-caption = Values of { $fields } fields whose share in the segment surely differs from the base; what the rule itself asks about is left out. Each interval is widened so that all of them hold together with 95 %: whoever looks at hundreds of values would find some by chance.
insight-profile-caption = Right of the bars: share in the segment : share in the base. Gray cannot be told from chance; hatched rests on fewer than 5 accounts of the segment. Intervals: 95 %.
insight-profile-rest = { $count ->
    [one] One more value is in the table.
   *[other] { $count } more values are in the table.
  }
insight-nobody-to-compare = The rule holds for no account, so there is nobody to compare. Look in the funnel which condition takes the last ones.
insight-all-to-compare = The segment is the whole base, so there is nothing to compare it with. Add a condition.
insight-nothing-stands-out = In { $fields } fields nothing differs from the base by more than chance would do in a segment of this size. Look at one field at a time.
insight-of-field = { $field }: { $value }
insight-shares = segment : base
insight-axis-ratio = Times as often as in the base (÷ more rarely, × more often)
insight-hover-profile = { $share } of the segment ({ $inside } accounts)<br>{ $base_share } of the base ({ $base } accounts)<br>{ $ratio } as often, 95 %: { $low } to { $high }
insight-alt-profile = Shares of the segment against the base. What stands out most: { $value }, { $times } as often as in the base.
insight-mean = { $field }: { $mean } on average (95 % interval { $low } to { $high }), { $base } in the base; the difference is between { $less } and { $more }.
insight-total = In all { $total }, which is { $share } of the base.
insight-nps = NPS
insight-nps-detractors = Detractors (0 to 6)
insight-nps-passives = Passives (7 and 8)
insight-nps-promoters = Promoters (9 and 10)
insight-any-number = Any number
insight-up-to = up to { $high }
insight-over = over { $low }
insight-over-up-to = over { $low } up to { $high }
insight-yes = yes
insight-no = no
insight-unknown = not known
insight-others = rarer values together
insight-column-value = Value
insight-column-inside = Accounts of the segment
insight-column-share = Share of the segment, %
insight-column-base = Accounts of the base
insight-column-base-share = Share of the base, %
insight-column-ratio = Times as often as in the base
insight-column-ratio-low = Interval from
insight-column-ratio-high = Interval to
insight-column-points-low = Difference from, points
insight-column-points-high = Difference to, points

## Overlaps

insight-this = This rule
insight-and = {" "}and{" "}
insight-only-in = only { $segments }
insight-overlap-none = There is no other saved segment to compare with. Save this one and another, and come back.
insight-overlap-with = Compare with
insight-overlap-look = Look at
insight-overlap-upset = Exact intersections
insight-overlap-share = Pairs: share
insight-overlap-likeness = Pairs: likeness
insight-overlap-upset-caption = Each bar counts accounts that are in exactly the segments marked below it and in no other of these. Bars on the right: the size of each segment.
insight-overlap-share-caption = Of the row's accounts, the share that is in the column's segment too.
insight-overlap-likeness-caption = Of the accounts in either segment, the share in both (Jaccard): 100 % means the same accounts.
insight-upset-rest = { $count ->
    [one] One smaller intersection with { $accounts } accounts is not drawn.
   *[other] { $count } smaller intersections with { $accounts } accounts together are not drawn.
  }
insight-hover-pair = Of “{ $row }”, { $share } is in “{ $column }” too<br>{ $accounts } accounts are in both
insight-hover-likeness = “{ $row }” and “{ $column }” share { $share } of their accounts<br>{ $accounts } accounts are in both
insight-alt-overlap = Overlap of { $segments } segments. The largest exact intersection: { $largest }, { $accounts } accounts.
insight-axis-accounts = Accounts
insight-axis-share = Share, %
insight-column-intersection = Exactly in
insight-column-accounts = Accounts
insight-column-segment = Segment
insight-column-other = Other segment
insight-column-both = In both, accounts
insight-column-share-of-row = Share of the segment, %
insight-column-likeness = Likeness, %

## The trend, and the sources

insight-does-not-fit = Version { $number } of the base has no such data: it was loaded before the field was declared. It is left out of the line.
insight-trend-caption = This rule over every kept version of the base, each on its own day.
insight-trend-short = { $count ->
    [0] This rule fits no version of the base that is kept, so there is no trend.
    [one] Only one version of the base can be asked so far. The trend begins with the next one that is published.
   *[other] { $count } versions of the base can be asked.
  }
insight-hover-trend = { $day }, version { $number } of the base<br>{ $accounts } accounts, { $share } of the base
insight-alt-trend = Size of the segment over { $publications } versions of the base: { $first } accounts in the first, { $last } in the last.
insight-axis-day = Day of the base
insight-freshness = Sources of this rule
insight-stale = { $source }: the latest news is { $age ->
    [one] one day
   *[other] { $age } days
  } old, and this source should be at most { $limit }. Load newer data before you rest a campaign on it.
insight-no-events = no events
insight-is-stale = old
insight-is-fresh = fresh
insight-column-publication = Version of the base
insight-column-name = Name
insight-column-day = Day
insight-column-share-of-base = Share of the base, %
insight-column-reason = Why nobody knows
insight-column-source = Source
insight-column-fields = Read for
insight-column-latest = Latest event
insight-column-age = Age, days
insight-column-limit = At most, days
insight-column-verdict = Verdict
