consent-title = Consent and suppressions
consent-no-address = “{ $address }” is not an address we could write to. Nothing was changed; check the spelling.
consent-unknown = That suppression is not on the list. Nothing was changed; look at the list again.
consent-already-lifted = Somebody else has just lifted the suppression of { $address }. Nothing more was changed.
consent-reason-unsubscribed = Unsubscribed
consent-reason-hard_bounce = The mailbox does not exist
consent-reason-soft_bounces = Returned too often
consent-reason-complaint = Complained
consent-reason-by_hand = By hand
consent-reason-legal = Legal

# The page.

consent-promise = Nobody is written to at an address on this list, whatever any segment says. It counts from the moment it is added, for messages on their way too.
consent-address = Address
consent-reason = Reason
consent-source = Where we know it from
consent-source-example = A call, a letter, an order of the court …
consent-when = Since
consent-suppress = Suppress
consent-suppressed = { $address } is written to no more.
consent-search = Search by address
consent-lifted-too = Show lifted ones too
consent-count = { $shown } found; { $all ->
    [one] { $all } address or number stands
   *[other] { $all } addresses and numbers stand
} suppressed.
consent-none = No suppressed address fits.
consent-lift = Lift
consent-lift-asks = { $address } may be written to again. The suppression and its lifting are both kept.
consent-note = Why
consent-lift-now = Lift it
consent-lifted = { $address } may be written to again.
consent-is-lifted = Lifted
