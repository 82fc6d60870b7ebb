# What else is worth a look in a message.
checks-personal = “{ $name }” is personal data; say it only where the message needs it.
checks-personal-in-link = “{ $name }” is personal data inside an address; others keep addresses in their logs. Leave it out.
checks-fact-missing = The brief has no fact “{ $name }”. Ask for it, or leave it out.
checks-fact-unconfirmed = Nobody has confirmed “{ $name }” yet. Have it confirmed in the brief.
checks-fact-expired = “{ $name }” is past its date. Have it renewed in the brief.
checks-unknown-host = “{ $host }” is not on the house's list of sites. Check the link, or have the site listed.
checks-no-mark = A link to our own site carries no { $marks }: { $host }
checks-no-alt = An image has no words for whoever does not see it (alt): { $address }
checks-contrast = Letters { $color } on { $ground } are too pale: { $ratio } to 1, at least { $enough } is readable.
checks-promotion = “{ $word }” advertises, and this message is declared as service.
checks-no-footer = The legal footer lacks “{ $word }”.
checks-sms-parts = { $parts } parts ({ $encoding }) before a single value is in it: each costs as much as an SMS.
checks-redirect = “{ $address }” leads on to “{ $host }”, which is not on the house's list of sites.
checks-link-dead = “{ $address }” does not answer: { $reason }
checks-spam = SpamAssassin gives { $score } points of { $limit }: { $tests }
checks-spam-high = SpamAssassin calls it spam: { $score } points of { $limit }: { $tests }
checks-spam-missing = SpamAssassin is not installed here, so nothing is known about spam filters.
