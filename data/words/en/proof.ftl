# What only shows in a message once a contact's values are in it.
proof-nothing-in-words = “{ $name }” says “none” in a machine's word; correct the client data, or leave the field out.
proof-empty-subject = The subject is empty.
proof-empty-html = The message is empty.
proof-empty-text = The text is empty.
proof-empty-link = A link leads nowhere.
proof-hole-left = “{ $name }” holds marks of a template; they would be read as they are.
proof-control = Characters nobody can see are left in the message.
proof-sms-long = The SMS takes more than { $most } parts.
proof-clipped = Over { $most } kB when filled: Gmail will cut it off.
proof-unsafe-address = The address cannot stand in a mail.
proof-unsafe-header = The subject cannot be written as one safe line.
proof-too-hard = Filling the message took too much time or memory, so it was stopped.
