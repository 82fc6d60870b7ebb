portfolio-title = Portfolio
portfolio-forest = Uplift of each campaign
portfolio-best-of-many = The best of many looks better than it is: read the intervals, not the order.
portfolio-axis = Uplift in the campaign's own window, ₽ per account
portfolio-all = All campaigns that were sent
portfolio-choose = Mark a row to open its result.
portfolio-nothing-to-tell = Not enough yet: no campaign has a result that may be told. The table says what each is waiting for.
