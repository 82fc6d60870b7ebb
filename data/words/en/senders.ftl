senders-unknown = Nobody here may write as “{ $address }”. Nothing was sent; choose one of the house’s senders and have the campaign approved anew.
senders-choose = From
senders-none-chosen = Choose who it comes from
senders-help = Only senders whose domain is set up and verified; an administrator adds others.
senders-answers = answers to { $address }
senders-not-listed = “{ $address }” is not one of the house’s senders. Nothing was changed; choose one from the list.
