senders-unknown = Nobody here may write as “{ $address }”. Nothing was sent; choose one of the house’s senders and have the campaign approved anew.
