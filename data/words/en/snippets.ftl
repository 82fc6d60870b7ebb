snippets-plain-include = A snippet is put in as {"{%"} include "name" %{"}"}, with its plain name and nothing else.
snippets-too-many = At most { $most } snippets in one part of a message.
snippets-unknown = There is no snippet “{ $name }”.
snippets-unknown-nearest = There is no snippet “{ $name }”. Did you mean “{ $nearest }”?
snippets-put-away = The snippet “{ $name }” is in the archive; bring it back, or use another.
snippets-no-html = The snippet “{ $name }” has no HTML; it can stand in plain text only.
snippets-no-text = The snippet “{ $name }” has no plain text; it can stand in HTML only.
