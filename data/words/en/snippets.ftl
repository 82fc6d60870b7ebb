snippets-plain-include = A snippet is put in as {"{%"} include "name" %{"}"}, with its plain name and nothing else.
snippets-too-many = At most { $most } snippets in one part of a message.
snippets-unknown = There is no snippet “{ $name }”.
snippets-unknown-nearest = There is no snippet “{ $name }”. Did you mean “{ $nearest }”?
snippets-put-away = The snippet “{ $name }” is in the archive; bring it back, or use another.
snippets-no-html = The snippet “{ $name }” has no HTML; it can stand in plain text only.
snippets-no-text = The snippet “{ $name }” has no plain text; it can stand in HTML only.

snippets-no-such = There is no snippet “{ $name }”. Nothing was changed; choose one from the list.
snippets-archived = “{ $name }” is in the archive. Nothing was changed; bring it back first.
snippets-saved-meanwhile = Not saved: version { $version } was saved by somebody else while you were writing. Your text is kept; open the newest version and put it in there.
snippets-bad-name = Not saved: a snippet’s name is letters, digits, “-” and “_”, at most 60. Your text is kept.
snippets-empty = Not saved: the snippet says nothing, neither in HTML nor in plain text.
snippets-within = A snippet holds no other snippet.
snippets-break = Not saved: with these words messages that use “{ $name }” could not be sent: { $messages }. Your text is kept; mend it, or change those messages first.
snippets-in-use = “{ $name }” is used by { $messages }. It was not archived; take it out of those messages first.
