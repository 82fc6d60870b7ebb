# The proof of a campaign.

proof-nothing = “{ $name }” was never submitted, so there is nothing to prove yet.
proof-no-contact = That contact was not in the segment of “{ $name }”. Nothing was made.
proof-no-key = The house's key ({ $file }) cannot be read, so nothing is signed. Ask whoever runs this machine.
proof-no-proof = That file is no proof of a campaign.
proof-holds = The proof holds. Signed { $moment } by { $key }.
proof-broken = The proof does not hold ({ $members }). Expected the signature of { $key }.
proof-made = Made
proof-status = Status
proof-fingerprint = Fingerprint
proof-digest = Digest of the audience
proof-audience = Audience
proof-route = Approval route
proof-decisions = Decisions
proof-message = Message
proof-contact = Contact
proof-consents = Consents as the client data knew them
proof-sent = Sent
proof-journal = Journal
proof-title = Proof
proof-says = Who decided on what, what it says, and what was sent: as PDF and JSON in one archive, signed by this house. With a contact: the consent, the very message, and what became of it.
proof-of-contact = Contact, by its id (may stay empty)
proof-make = Make the proof
proof-load = Save the archive
proof-key = Public key of this house
