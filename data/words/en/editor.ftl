# channels
editor-channel = Channel
editor-channel-email = E-mail
editor-channel-sms = SMS
editor-channel-cabinet = Personal cabinet
editor-channel-call = Manager's call
editor-channel-letter = Letter on paper
editor-about-email = A designed e-mail with a text part. Put it together from blocks, or write its code.
editor-about-sms = A short text to a phone. You see at once how many parts it takes and what it costs.
editor-about-cabinet = A card in the client's personal cabinet: a title, a text and a button.
editor-about-call = The script a manager has before their eyes while they talk.
editor-about-letter = A letter on paper. Printed from a PDF.

# how a message begins
editor-begin = Where do we begin?
editor-begin-help = Choose a channel: the message begins with a good example to make your own. The channel stays.
editor-begin-here = Begin
editor-begin-blocks = From blocks
editor-begin-mjml = As MJML code
editor-begin-html = As HTML code
editor-unnamed = Without a name
editor-unsaved = Begun, and not saved yet

# variants and languages
editor-language-ru = Russian
editor-language-en = English
editor-only-writing = One text: { $place }
editor-writing = Text
editor-writings = Variants and languages
editor-add-variant = Add variant { $variant } (a copy of variant { $of })
editor-add-language = Add a translation: { $language }
editor-remove-writing = Remove the text “{ $place }”

# the editor
editor-undo = Undo
editor-redo = Redo
editor-part = Part of the e-mail
editor-part-subject = Subject
editor-part-html = E-mail
editor-part-text = Text
editor-part-link = Link
editor-link-help = Where the button leads; a full address.
editor-shown-html = Design
editor-shown-text = Text part
editor-manner = How to write
editor-manner-blocks = Blocks
editor-manner-code = MJML code
editor-markup-html = HTML code
editor-markup-mjml = MJML code
editor-plain = Plain field
editor-plain-help = Instead of the editor that completes: an ordinary field, kind to screen readers.
editor-beyond-blocks = This code says what blocks cannot. It stays code, and nothing of it is lost.
editor-code-missing = The code editor did not load. Turn on “Plain field”: the text is there.
editor-fields-help = Choose a field and insert it where the cursor stands. The editor also offers them by itself: after “{"{{"}”, or with Ctrl+Space.
editor-insert = Insert the field
editor-insert-if = Insert a condition “if it is filled”
editor-jump = To the line
editor-phrase-find = Find
editor-phrase-replace = Replace
editor-phrase-next = next
editor-phrase-previous = previous
editor-phrase-all = all
editor-phrase-match_case = match case
editor-phrase-regexp = pattern
editor-phrase-by_word = by word
editor-ask-outside = Check spam score and redirects
editor-ask-links = Check redirects
editor-ask-outside-help = Asks SpamAssassin on this machine for its score, and every site a link names where it leads on to. Nobody learns who the contacts are.
editor-asking = Asking …
editor-links-well = Every link answers, and leads where it says.
editor-heard-before = The text was changed since it was checked for spam and redirects. Check again.
editor-filter-fallback = what to say if empty
editor-filter-default = what to say if empty
editor-filter-money = a sum in rubles
editor-filter-number = a number in groups
editor-filter-date = a date
editor-filter-plural = the word's form for a number
editor-filter-upper = in capitals
editor-filter-lower = in small letters
editor-filter-title = Every Word Capitalized
editor-filter-capitalize = first letter a capital
editor-filter-trim = without spaces at the ends
editor-filter-truncate = no longer than
editor-filter-join = a list, joined by
editor-filter-urlencode = for use in a link

# blocks
editor-block-heading = Heading
editor-block-text = Text
editor-block-button = Button
editor-block-image = Picture
editor-block-columns = Columns
editor-block-products = Product table
editor-block-divider = Line
editor-block-footer = Footer
editor-block-empty = empty
editor-no-blocks = The e-mail has no blocks yet. Add the first.
editor-add-block = Add a block
editor-edit = Edit
editor-fold = Fold
editor-actions = Actions
editor-do-up = Up
editor-do-down = Down
editor-do-copy = Copy
editor-do-remove = Remove
editor-field-text = Text
editor-field-title = Title
editor-field-link = Link
editor-field-address = The picture's address
editor-field-alt = What it shows (for those who do not see it)
editor-field-name = Product
editor-field-price = Price
editor-field-leave = Word of the unsubscribe link
editor-text-help = **bold** between two asterisks, a link as [words](https://address), fields in double braces.
editor-columns = How many columns
editor-rows = What is in the table
editor-rows-owned = The client's products
editor-rows-typed = Rows of my own
editor-add-row = Add a row
editor-drop-row = Remove the last

# previews
editor-as-brief = As the brief
editor-no-brief = Without a brief: facts by their names
editor-as-brief-help = This text quotes a brief. Choose one, and its confirmed facts stand in their places; what is not confirmed says so.
editor-load-images = Load pictures
editor-load-images-help = For this look only. The pictures' server learns that somebody opened them, and from which address.
editor-images-off = Pictures are not loaded: so the e-mail looks where they are turned off.
editor-images-on = Pictures come from other people's servers: they see that the e-mail was opened from here.
editor-sms-here = To this contact
editor-sms-longest = To the contact whose text is the longest
editor-sms-parts = Parts
editor-sms-length = Characters
editor-sms-room = { $n ->
    [one] { $n } character until the next part
    *[other] { $n } characters until the next part
    }
editor-sms-cost = Costs { $cost }
editor-sms-forced = Because of “{ $letter }” a part holds 70 characters, not 160.
editor-notice-open = Open
editor-call-contact = Whom
editor-call-position = Position
editor-call-account = Company
editor-call-city = City
editor-letter-pages = { $n ->
    [one] { $n } page
    *[other] { $n } pages
    }
editor-letter-page = Page { $n } of the letter

# the shelf
editor-sort = Order
editor-sort-saved = Newest first
editor-sort-name = By name
editor-sort-used = Most used first
editor-used = Campaigns: { $names }
editor-used-nowhere = Not used in any campaign
editor-texts = { $n ->
    [one] { $n } text
    *[other] { $n } texts
    }
editor-column-channel = Channel
editor-column-used = Campaigns

# files and snippets
editor-attachments = { $n ->
    [0] No attachments
    [one] { $n } attachment
    *[other] { $n } attachments
    }
editor-kilobytes = { $size } KB
editor-detach = Remove
editor-attach = A file for the e-mail
editor-attach-help = All files together: { $most } MB at most.
editor-attach-now = Attach
editor-attached = “{ $name }” is attached. It goes with the e-mail once you save a new version.
editor-shelf = What to show
editor-shelf-messages = Messages
editor-shelf-snippets = Snippets
editor-snippet = Snippet
editor-insert-snippet = Insert the snippet
editor-snippets-help = Words that many messages share: a signature, the legal lines, the unsubscribe link. Change them here, and they change everywhere.
editor-new-snippet = New snippet
editor-no-snippets = There are no snippets yet. Begin with an e-mail's footer: it is repeated most.
editor-snippet-used = In the messages: { $names }
editor-snippet-unused = Not used in any message
editor-snippet-name = The snippet's name
editor-snippet-name-help = A name: letters, digits, “-” and “_”. By it the snippet is put into a message.
editor-snippet-html = In HTML
editor-snippet-text = In text
editor-tags = Link tags (UTM)
editor-tags-help = They tell where a visitor came from. Added to links to { $hosts }; other links stay as they are.
editor-tag-source = Source (utm_source)
editor-tag-medium = Medium (utm_medium)
editor-tag-campaign = Campaign (utm_campaign)
