health-title = Health
health-part-status = The house
health-part-store = Store
health-part-base = Client data
health-part-engine = Engine
health-part-worker = Delivery worker
health-part-relay_log = Relay’s log
health-word-sealed = Not readable
health-word-ok = Well
health-word-unwell = Needs a look
health-word-behind = Tables are behind
health-word-unreachable = No answer
health-word-empty = Nothing published
health-word-asleep = Not running
health-word-partly = Partly running
health-word-uncopied = Current version not copied
health-word-absent = Not set up
health-channels = Channels
health-senders = Programs that send
health-sender-host = Machine
health-sender-number = Program
health-sender-state = State
health-sender-alive = Running
health-sender-silent = Silent
health-sender-since = Since
health-sender-beat = Last heard of
health-sender-rate = Messages a minute
health-sender-falls = Times it ended unasked
health-senders-silent = { $n ->
    [one] A program has not been heard of for more than 15 seconds. Whatever it had in hand waits for it: start the worker again on its machine, and it settles what it left.
   *[other] { $n } programs have not been heard of for more than 15 seconds. Whatever they had in hand waits for them: start the worker again on their machine, and it settles what they left.
}
health-base = Published client data
health-version = Version
health-name = Name
health-as-of = As of
health-published = Published
health-accounts = Accounts
health-contacts = Contacts
health-journal = Journal
health-journal-promise = Every deed is written down, and each entry carries the digest of the one before. The audit walks the whole chain and names the first entry that does not hold.
health-audit = Audit the journal
health-auditing = Walking the chain…
health-holds = { $n ->
    [0] The journal is empty, and it holds.
    [one] { $n } entry, and the chain holds.
   *[other] { $n } entries, and the chain holds.
 }
health-broken = The journal does not hold: entry { $number } { $fault }. Keep the store as it is and tell security.
health-fault-edited = was edited after it was written
health-fault-gap = comes after a gap
health-fault-chain = does not follow the one before it
health-fault-tail = is missing: entries were cut off the end
health-no-entries = Nothing has been done yet.
health-number = No.
health-when = When
health-who = Who
health-verb = What
health-subject = To which
health-details = Details
health-held = “{ $name }”. { $why }
health-channels-quiet = Nothing left by any channel in the last { $days } days.
health-channels-week = What left in the last { $days } days, and what became of it.
