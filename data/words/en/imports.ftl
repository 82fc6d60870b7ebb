# The imports page.

imports-title = Load client files
imports-explained = A spreadsheet, CSV or Parquet file, as the source system wrote it. Before anything is published you see every rejected row and why.
imports-upload = Client file
imports-looking = Looking at the file…
imports-checking = Checking every row…
imports-publishing = Publishing…
imports-step-map = Map the columns
imports-step-check = Check
imports-step-publish = Publish
imports-leave = Another file
imports-main = What the file is mainly about
imports-main-guess = Detect automatically
imports-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
 }
imports-delimiter = delimiter { $sign }
imports-renamed = Columns without a name of their own were renamed: { $columns }.
imports-mapping = Which column fills which field
imports-mapping-hint = Detected from names and values. Correct what is wrong; a column may fill several fields, or none.
imports-rules = Rows to turn away: { $n ->
    [0] no rules
    [one] { $n } rule
   *[other] { $n } rules
 }
imports-rules-hint = A row that meets a rule is rejected with your reason, and counted.
imports-column = Column
imports-values = Values
imports-feeds = Fills
imports-test = Test
imports-value = Value
imports-test-starts_with = starts with
imports-test-equals = equals
imports-test-contains = contains
imports-test-not_above = is not above
imports-test-is_empty = is empty
imports-check = Check the file
imports-report = What we found
imports-stale = The mapping has changed since this check. Check the file again before you publish.
imports-read = Read
imports-accepted = Accepted
imports-rejected = Rejected
imports-tables = Rows by table, those of one key merged: { $tables }
imports-unmapped = Unused columns: { $columns }
imports-clashes = { $n ->
    [one] { $n } customer code has different company names in this file. Check that these are not different companies: the last name stays, and their data become one.
   *[other] { $n } customer codes have different company names in this file. Check that these are not different companies: the last name stays, and their data become one.
 }
imports-clash = line { $line }, code { $key }: { $names }
imports-no-consents = The contacts come without consents: advertising goes only to those whose consent is already in the base. Consents are loaded here too, with this file or one of their own: map columns to “{ $channel }” and “{ $purpose }” of the table “{ $table }”. A single yes/no column is not enough.
imports-rejects = Rejected rows, by reason
imports-flags = { $n ->
    [one] { $n } value
   *[other] { $n } values
 } changed or dropped in accepted rows
imports-flags-hint = The row was kept. A value that cannot be used is left empty.
imports-field = Field
imports-reason = Reason
imports-count = Rows
imports-first-line = First line
imports-line = Line
imports-raw = Original row
imports-examples = The first rejected rows
imports-download-rejects = Download { $n ->
    [one] the rejected row
   *[other] all { $n } rejected rows
 }
imports-download-mapping = Download this mapping
imports-name = Name of the version
imports-note = Note
imports-way = How to combine it with the published data
imports-way-merge = Merge by key
imports-way-replace = Replace everything
imports-way-merge-hint = New accounts and events are added, known ones updated.
imports-way-replace-hint = The new version holds this file and nothing else.
imports-publish = Publish { $n ->
    [one] { $n } row
   *[other] { $n } rows
 }
imports-published = “{ $name }” is published as version { $number }.
imports-versions = Published versions
imports-no-versions = Nothing is published yet. Your first file becomes version 1.
imports-is-current = Current
imports-number = No.
imports-by = Published by
imports-when = When
imports-as-of = As of
imports-which = Version
imports-version = Version { $number }
imports-make-current = Go back to another version
imports-make-current-hint = Every segment counts over the chosen version from then on. Nothing is lost; you can come back.
imports-make-current-yes = Make version { $number } current
imports-made-current = Version { $number } is current.
imports-fed-twice = Two columns feed “{ $field }”: “{ $first }” is taken, “{ $second }” is not. Let one of them go.
imports-sample = Download a sample table
imports-sample-why = Name the columns as you like: a mapping is suggested, and you correct it. Without columns on consent, no advertising can be sent.
imports-sample-name = sample-accounts
