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
health-advice-store-behind = The store’s tables are older than this program. Copy the store, then run `python -m core.cli migrate` on the server.
health-advice-store-unreachable = The store does not answer: nothing is read or written. See whether the database runs, and whether COCKPIT_STORE names it.
health-advice-base-empty = No client data is published yet, so there is nothing to build segments from. Load a file on the page of client files.
health-advice-worker-never = The worker is not running, so nothing leaves; what is queued waits. Start it on the server: `python -m core.cli deliver`
health-advice-worker-asleep = The worker is silent; its last sign of life was { $moment }. What is queued waits and is not lost. Start it on the server: `python -m core.cli deliver`
health-advice-engine-unreachable = The outside engine of segments does not answer: conditions and counts wait, all else works. Check the address in COCKPIT_WAREHOUSE.
health-advice-engine-uncopied = The current version of the data is not on the outside engine. Run `python -m core.cli mirror` on the server.
health-advice-relay_log-sealed = The relay’s log cannot be read, so messages in doubt wait for people. Let the program read the file that COCKPIT_RELAY_LOG names.
health-channel-silent = Nobody answers at { $place }.
health-channel-last = The last message left by this channel { $moment }.
health-channel-never = Nothing has left by this channel yet.
health-channel-waiting = { $n ->
    [0] Nothing is queued for it.
    [one] { $n } message waits and leaves by itself once the channel answers.
   *[other] { $n } messages wait and leave by themselves once the channel answers.
 }
health-channel-do = See whether the server over there runs, whether the network lets us through, and whether the settings name it ({ $settings }).
health-channel-absent = “{ $channel }” is not set up: steps of campaigns by this channel wait. To have it, set { $settings } and start the program again.
health-channel-no-paper = “{ $channel }” is not available here: steps of campaigns by this channel wait. README says what the server needs.
