bounces-unopened-size = This mail is larger than any report need be; it was not read.
bounces-unopened-parts = This mail falls into more parts than any report has; it was not read.
bounces-unopened-nesting = This mail nests parts in parts without end; it was not read.
bounces-unopened-broken = This is no mail that could be read.
bounces-no-file = The file could not be read: { $why }.
