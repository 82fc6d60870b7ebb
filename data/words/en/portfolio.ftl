portfolio-title = Portfolio
portfolio-forest = Uplift of each campaign
portfolio-axis = Change of sales against the holdout, each in its own window
portfolio-all = All campaigns that were sent
portfolio-choose = Mark a row to open its result.
portfolio-nothing-to-tell = Not enough yet: no campaign has a result that may be told. The table says what each is waiting for.
portfolio-booklet = What our campaigns changed
portfolio-counts = { $campaigns ->
    [one] { $campaigns } campaign was sent:
   *[other] { $campaigns } campaigns were sent:
  } { $up } sold more, { $down } sold less, { $unclear } show no clear effect, for { $early } it is too early, and of { $refused } nothing may be said.
portfolio-unfinished = { $campaigns ->
    [one] { $campaigns } campaign still has
   *[other] { $campaigns } campaigns still have
  } planned looks to come and will be counted in the totals after the last of them: { $names }.
portfolio-pooled = In the middle a campaign changed sales by { $mean } (95 % interval { $low } to { $high }).
portfolio-grown = All campaigns that may be told came to { $total } together (95 % interval { $low } to { $high }).
portfolio-shrunken-how = Gray: as each campaign measured it. In color: what is left beside the others – the best of many is rarely as good as it looks, so each is pulled towards the rest, the less sure the further.
portfolio-own = as measured
portfolio-pulled = beside the others
portfolio-growth = Incremental revenue, added up
portfolio-growth-how = Each step is a campaign on the day its window ended; the band is the 95 % interval of the sum.
portfolio-axis-total = Incremental revenue so far, ₽
portfolio-until = Until
portfolio-total = In all, ₽
portfolio-learnt-title = What was learnt
portfolio-by-segment = Segment
portfolio-by-product = Product
portfolio-by-purpose = Purpose
portfolio-campaigns = Campaigns
portfolio-mean = Change in the middle
portfolio-too-few = needs three campaigns
portfolio-none = not said
portfolio-take = As { $kind }
portfolio-unprintable = The pages could not be laid out on this machine: { $reason }. The workbook and the slides are there.
portfolio-sheet-campaign = Campaign
portfolio-sheet-ratio = Change, as measured
portfolio-sheet-low = From
portfolio-sheet-high = To
portfolio-sheet-pulled = Beside the others
portfolio-sheet-pulled-low = From (beside the others)
portfolio-sheet-pulled-high = To (beside the others)
portfolio-reading = { $done } of { $all } campaigns read; what was read once is remembered
portfolio-by-channel = Channel
portfolio-learnt-how = What campaigns of one kind changed in the middle, each against its own holdout. It does not say that one kind is better than another: they wrote to other accounts at other times, and nobody drew lots over it. Channels and texts are compared by the variants of one campaign.
portfolio-by = By
portfolio-kind = Which
