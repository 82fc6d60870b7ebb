# Signing mail (DKIM).

dkim-no-domain = No domain to sign mail for is named. Name it in COCKPIT_DKIM_DOMAIN and say this again.
dkim-no-key = Mail is to be signed for { $domain }, and { $folder } holds no key. Make one: python -m core.cli dkim make. Nothing is sent until there is one.
dkim-key-for-all = Other accounts of this machine may read the key { $file }, so nothing is signed with it. Keep it to yourself: chmod 600.
dkim-unreadable-key = The key { $file } cannot be read: it is no private key in PEM, or a password protects it.
dkim-other-key = The key { $file } is of another kind: this place is for { $algorithm }.
dkim-weak-key = The key { $file } has { $bits } bits. It takes 2048 to 4096.
dkim-put-into-dns = Put these records into the domain's DNS. Mail is signed from the next start on, so let the records come first.
