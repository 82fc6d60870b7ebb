# The DNS records by which our mail is believed.

standing-title = Trust in our mail
standing-says = What the servers of those we write to see: SPF, DKIM, DMARC, the reverse record and unsubscribing. The check asks DNS and takes up to a minute.
standing-ask = Check the DNS records
standing-asking = Asking DNS…
standing-put = Put into DNS:
standing-subject-spf = Who may send (SPF)
standing-subject-dkim = Signature (DKIM)
standing-subject-dmarc = Forged mail (DMARC)
standing-subject-ptr = Reverse record (PTR)
standing-subject-list = Unsubscribing
standing-subject-returns = Returned mail
standing-silent = DNS did not answer about { $name }. Check again later.
standing-spf-none = { $domain } has no SPF record: nobody knows who may send as it.
standing-spf-several = { $domain } has { $n ->
        [one] { $n } SPF record
       *[other] { $n } SPF records
    }. There has to be exactly one, or none of them holds: put all of it into one.
standing-spf-broken = The SPF record of { $domain } does not hold: whoever reads it stumbles over “{ $term }”.
standing-spf-lookups = The SPF record of { $domain } takes more than 10 questions to DNS, so it is read as an error. Take out what it need not include.
standing-spf-all = The SPF record of { $domain } lets anybody send as it (+all). Close it.
standing-spf-open = The SPF record of { $domain } says nothing of strangers. Close it with -all.
standing-spf-good = The SPF record of { $domain } is well, with { $lookups } of 10 questions to DNS.
standing-dkim-not-here = Mail is not signed here. Make sure that the relay signs it, or set COCKPIT_DKIM_DOMAIN and make keys with the command dkim make.
standing-dkim-none = There is no record at { $name }, so nobody can verify our signature ({ $algorithm }).
standing-dkim-several = There are { $n } records at { $name }. Leave one.
standing-dkim-revoked = The key at { $name } is revoked: its p= is empty. The signature ({ $algorithm }) does not hold.
standing-dkim-other = The key at { $name } is not ours: the signature this house makes ({ $algorithm }) does not hold by it.
standing-dkim-testing = The key at { $name } is ours and marked as a test (t=y): the signature may be disregarded.
standing-dkim-good = The key at { $name } is ours ({ $algorithm }).
standing-dmarc-none = { $domain } has no DMARC record. Large providers take no bulk mail without one.
standing-dmarc-several = { $at } has { $n } DMARC records. There has to be one, or none of them holds.
standing-dmarc-unreadable = The DMARC record of { $at } does not say what to do with forged mail: p has to be none, quarantine or reject.
standing-dmarc-watching = DMARC of { $domain } only watches (p=none). When the reports show none of our mail unsigned any more, go on to quarantine.
standing-dmarc-quarantine = DMARC of { $domain }: forged mail goes to spam.
standing-dmarc-reject = DMARC of { $domain }: forged mail is refused.
standing-aligned = Mail from { $domain } is known as its own: return path and signature are of the same domain.
standing-aligned-by-key = Mail from { $domain } is known as its own by its signature alone: returns go to { $envelope }, which is not of it.
standing-aligned-by-return = Mail from { $domain } is known as its own by SPF alone: the signature is of { $signing }. Once forwarded, it is trusted no more.
standing-not-aligned = Mail from { $domain } is not known as its own: returns go to { $envelope }, and the signature is of { $signing }. By DMARC that is forged mail.
standing-not-aligned-unsigned = Mail from { $domain } is not known as its own: returns go to { $envelope }, and there is no signature. By DMARC that is forged mail.
standing-ptr-not-here = The relay stands in a network of its own, and from here nobody sees with which address it goes out. Check the reverse record of that address yourself.
standing-ptr-nowhere = The relay { $relay } has no address in DNS.
standing-ptr-none = The address { $address } has no reverse record. Ask whoever owns the network: without one, mail is refused.
standing-ptr-one-way = The address { $address } is called { $names }, and no such name leads back to it. Make them agree.
standing-ptr-good = The address { $address } is called { $names }, and the name leads back.
standing-list-good = Every mail offers to unsubscribe with one click (List-Unsubscribe-Post).
standing-list-by-mail = Nobody can unsubscribe with one click: contacts need an https address. Set COCKPIT_CONTACTS_URL. Until then they can only write back.
standing-returns-good = Returned mail to { $domain } is taken by { $hosts }.
standing-returns-nobody = { $domain } has no MX record: returned mail goes nowhere, and many servers will refuse ours.
