# Receipts that channels send afterwards.

receipts-unknown = The receipt belongs to none of our messages. It was not kept.
receipts-none = There are no receipts.
receipts-replayed = { $n ->
    [one] { $n } message moved on.
   *[other] { $n } messages moved on.
}
