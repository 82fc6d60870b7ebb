messages-title = Messages
messages-yes = yes
messages-no = no
messages-sender-name = Sender’s name
messages-sender-address = Sender’s address
messages-unsubscribe-label = Unsubscribe link

# what is wrong with a template
messages-no-calls = A template calls no functions; only fields and filters stand in braces.
messages-no-brackets = Square brackets are not allowed; write a field as “contact.first_name”.
messages-no-arithmetic = A template does not calculate.
messages-no-tests = “is …” is not allowed here; compare with “==” or just write “if” and the field.
messages-no-statement = “{ $statement }” is not allowed; what is: if, elif, else, endif, for, endfor.
messages-not-allowed = This expression is not allowed; fields, texts, filters, comparisons, and, or, not are.
messages-plain-loops = A loop is plain: “for item in” a list, without a condition.
messages-loop-needs-list = A loop runs over a list: { $lists }.
messages-loops-too-deep = Loops may stand in each other at most { $most } deep.
messages-name-taken = “{ $name }” is taken; give the loop’s item another name.
messages-no-such-name = There is no field “{ $name }”. Pick one from the list.
messages-no-such-name-nearest = There is no field “{ $name }”. Did you mean “{ $nearest }”?
messages-no-such-filter = There is no filter “{ $name }”.
messages-no-such-filter-nearest = There is no filter “{ $name }”. Did you mean “{ $nearest }”?
messages-filter-fallback = “fallback” takes one text: fallback("colleague").
messages-filter-default = “default” takes one text: default("colleague").
messages-filter-money = “money” takes nothing.
messages-filter-number = “number” takes how many digits after the point, 0 to 6, or nothing.
messages-filter-date = “date” takes "short", "medium", "long", "full" or nothing.
messages-filter-plural = “plural” takes the forms of a word: plural("service", "services").
messages-filter-upper = “upper” takes nothing.
messages-filter-lower = “lower” takes nothing.
messages-filter-title = “title” takes nothing.
messages-filter-capitalize = “capitalize” takes nothing.
messages-filter-trim = “trim” takes nothing.
messages-filter-truncate = “truncate” takes a length up to 1,000.
messages-filter-join = “join” takes the text to put between, or nothing.
messages-filter-urlencode = “urlencode” takes nothing.
messages-compare-numbers = “Less” and “more” compare numbers only.
messages-in-needs-list = “in” looks for a text in a list: { $lists }.
messages-no-fallback = “{ $name }” can be empty, and nothing stands in for it. Add a fallback.
messages-gap = { $n ->
    [one] { $n } of { $total } contacts has no “{ $name }” and would read a gap. Add a fallback.
    *[other] { $n } of { $total } contacts have no “{ $name }”: they would read a gap. Add a fallback.
    }
messages-gap-segment = { $n ->
    [one] { $n } of { $total } contacts of the segment “{ $segment }” has no “{ $name }” and would read a gap. Add a fallback.
    *[other] { $n } of { $total } contacts of the segment “{ $segment }” have no “{ $name }”: they would read a gap. Add a fallback.
    }
messages-no-gap = Every contact has “{ $name }” today ({ $total }). It may be empty tomorrow: add a fallback.
messages-no-gap-segment = Every contact of the segment “{ $segment }” has “{ $name }” today ({ $total }). It may be empty tomorrow: add a fallback.
messages-syntax = This is not well-formed: look for a missing brace, quote or word.
messages-unclosed = Something begins here or above and never ends: a brace, “if” or “for”.
messages-too-many = Too many fields and conditions, or one of them is too long.
messages-too-deep = Too many things inside each other here.
messages-too-long = { $length } characters are too many; at most { $most }.
messages-strange-letter = A character nobody can see stands here ({ $letter }); delete it.
messages-subject-lines = A subject is one line.
messages-script-address = An address here would run a script or carry a file in itself; mail has no such links.
messages-broken-markup = The HTML is broken here: look for a missing “>”, quote or space, or a condition inside a tag.
messages-statement-in-comment = No conditions inside comments.
messages-forbidden-tag = <{ $tag }> does not belong in an e-mail.
messages-forbidden-attribute = The attribute “{ $attribute }” does not belong in an e-mail.
messages-hole-in-style = No fields and conditions inside styles.
messages-forbidden-style = This style loads or runs something; only https addresses, no imports, no expressions.
messages-empty-link = A link leads nowhere.
messages-forbidden-link = “{ $address }” is not an address for a link; whole addresses beginning with { $schemes } are.
messages-blank-in-link = “{ $address }” has spaces or hidden characters in it.
messages-no-host-in-link = “{ $address }” does not say plainly which site it leads to.
messages-hole-in-link = A field inside an address ends with “| urlencode”: “{ $address }”.
messages-empty-subject = There is no subject.
messages-empty-html = There is no HTML.
messages-empty-text = There is no plain text; whoever reads without HTML would see nothing.
messages-no-unsubscribe = Advertising needs a way out: put “{ $name }” into a link.
messages-clipped = Over { $most } kB: Gmail will cut it off.

# refusals
messages-bad-template = { $errors ->
    [one] Not saved: one thing must be mended first; it is listed under the editor.
    *[other] Not saved: { $errors } things must be mended first; they are listed under the editor.
    } Your text is kept.
messages-nameless = Not saved: the message has no name. Give it one; your text is kept.
messages-unknown-template = There is no message “{ $template }”. Nothing was changed; choose one from the list.
messages-archived-template = “{ $name }” is in the archive. Nothing was changed; bring it back first.
messages-saved-meanwhile = Not saved: version { $version } was saved by somebody else while you were writing. Your text is kept; compare it with the history, then save it as a new message or open the newest version.
messages-unrenderable = The message cannot be filled for this contact. Nothing was sent; check the fields it uses.
messages-rendered-too-long = The filled message is longer than { $most } characters. Nothing was sent; shorten the template.
messages-too-hard = Filling the message took too much time or memory, so it was stopped. Nothing was sent; make the template simpler.
messages-unsafe-header = The header “{ $name }” cannot be written safely. The message was not built; correct its value.
messages-unsafe-address = “{ $address }” cannot be used as an e-mail address. The message was not built; correct the address.
messages-unknown-contact = There is no contact “{ $contact }” in the published client data.
messages-unknown-brief = There is no brief “{ $name }”.

# commands
messages-all-well = Nothing to fix.
messages-unreadable-file = “{ $name }” is not there or is not a text in UTF-8. Nothing was checked; name another file.

# the page
messages-view = View
messages-view-desktop = Desktop
messages-view-phone = Phone
messages-view-text = Text
messages-view-dark = Dark
messages-preview = Preview of the message
messages-preview-no-base = No client data is published yet, so the fields show their names.
messages-preview-search = Find a contact
messages-preview-nobody = Nobody matches. Try other words, or another segment.
messages-preview-segment = Segment
messages-preview-everybody = All contacts
messages-preview-as = As seen by
messages-preview-longest = Longest name
messages-preview-emptiest = Most blanks
messages-preview-waits = The preview shows the last version without errors; fix what is listed to go on.
messages-previous = Previous
messages-next = Next
messages-name = Name
messages-name-help = Only you and your colleagues see it.
messages-subject = Subject
messages-subject-help = One line; fields in braces are filled for each contact.
messages-preheader = Pre-header
messages-preheader-help = The line a mailbox shows beside the subject. It is kept inside the HTML.
messages-html = HTML
messages-text = Plain text
messages-write-text = Write it from the HTML
messages-write-text-help = Replaces the text below with the HTML’s own words, fields included.
messages-findings = { $errors ->
    [0] Worth a look: { $warnings }
    [one] One thing to mend, { $warnings } worth a look
    *[other] { $errors } things to mend, { $warnings } worth a look
    }
messages-fields = Fields to write with
messages-fields-help = Choose a field, copy what is below and paste it where it belongs.
messages-field = Field
messages-condition-help = To say something only where it is filled:
messages-unsubscribe-word = Unsubscribe
messages-fallback-word = colleague
messages-part-subject = Subject
messages-part-html = HTML
messages-part-text = Text
messages-place = { $part }, line { $line }
messages-search = Search
messages-archived = Archive
messages-new = New message
messages-none = No messages yet. Start from a ready-made one and make it yours.
messages-none-archived = The archive is empty.
messages-count = { $found } of { $all }
messages-history = { $versions ->
    [one] History: { $versions } version
    *[other] History: { $versions } versions
    }
messages-version = Version
messages-load-version = Load version { $version } into the editor
messages-changes = From that version to what is in the editor:
messages-no-changes = Same as the text in the editor.
messages-open = Open
messages-version-label = Version { $version } · { $person } · { $moment }
messages-column-name = Name
messages-column-subject = Subject
messages-column-version = Version
messages-column-saved_by = Saved by
messages-column-saved_at = Saved at (UTC)
messages-column-note = Note
messages-note = What is new in this version
messages-save = Save
messages-more = More
messages-copy = Continue as a new message
messages-discard = Discard my changes
messages-archive = Archive
messages-restore = Bring back from the archive
messages-unsaved = Not saved yet. Your text is kept here while you are signed in.
messages-back = All messages
messages-saved = “{ $name }” is saved as version { $version }.
messages-archived-now = “{ $name }” is in the archive.
messages-restored-now = “{ $name }” is back from the archive.
messages-your-company = Your company
messages-no-such-part = This channel has no such part.
messages-other-channel = “{ $name }” was begun for another channel, and a message keeps its channel. Nothing was saved; begin a new message for this one.
messages-twice-written = Of each variant and language a message has one writing, and at least one in all. Nothing was saved.
