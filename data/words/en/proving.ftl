# The proof of a campaign.

proving-nothing = “{ $name }” was never submitted, so there is nothing to prove yet.
proving-no-contact = That contact was not in the segment of “{ $name }”. Nothing was made.
proving-no-key = The house's key ({ $file }) cannot be read, so nothing is signed. Ask whoever runs this machine.
proving-no-proof = That file is no proof of a campaign.
proving-holds = The proof holds. Signed { $moment } by { $key }.
proving-broken = The proof does not hold ({ $members }). Expected the signature of { $key }.
proving-made = Made
proving-status = Status
proving-fingerprint = Fingerprint
proving-digest = Digest of the audience
proving-audience = Audience
proving-route = Approval route
proving-decisions = Decisions
proving-message = Message
proving-contact = Contact
proving-consents = Consents as the client data knew them
proving-sent = Sent
proving-journal = Journal
proving-title = Proof
proving-says = Who decided on what, what it says, and what was sent: as PDF and JSON in one archive, signed by this house. With a contact: the consent, the very message, and what became of it.
proving-of-contact = Contact, by its id (may stay empty)
proving-make = Make the proof
proving-load = Save the archive
proving-key = Public key of this house
