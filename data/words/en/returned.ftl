returned-title = Mail that came back
returned-no-mailbox = No mailbox for returned mail is set up (COCKPIT_IMAP_HOST or COCKPIT_BOUNCE_MAILDIR), so nobody tells us what comes back.
returned-waiting = { $n ->
    [0] The mailbox lets us in, and no new mail waits in it.
    [one] The mailbox lets us in, and { $n } new mail waits in it; the worker picks it up.
   *[other] The mailbox lets us in, and { $n } new mails wait in it; the worker picks them up.
  }
returned-none = No mail about a return came in the last { $days } days.
returned-blocked = In the last { $days } days other servers refused { $n ->
    [one] { $n } mail
   *[other] { $n } mails
} for what we are: reputation, signature or content. No address was suppressed; look below at what they say, and show it to whoever runs the mail server.
returned-kind = What it is
returned-kind-hard = No such mailbox
returned-kind-soft = It will pass
returned-kind-block = They refuse us
returned-kind-complaint = Complaint
returned-kind-delayed = Delayed
returned-kind-delivered = Delivered
returned-kind-auto_reply = Automatic answer
returned-kind-reply = A person’s answer
returned-kind-none = Something else
returned-taken = What was done
returned-taken-followed = Followed
returned-taken-noted = Noted
returned-taken-unsigned = Not signed by us, nothing changed
returned-taken-quarantined = Quarantined: not safe to read
returned-count = Mails
returned-ours = The latest refusals that are about us
returned-when = When
returned-domain = Whose server
returned-said = What it said
