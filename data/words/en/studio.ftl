## What the studio says beside a rule that asks about what only the house knows

studio-sql-sets = The client data knows nothing of lists, audiences and whom we wrote to. So the statement names their accounts, as they are now, by id.
studio-sql-abridged = A set is too long to read: only its first { $shown } accounts of { $total } are written out, so the statement as shown finds fewer.
studio-trend-sends = Whom we wrote to, lists and audiences count on every day as they are today.
