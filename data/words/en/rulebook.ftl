rulebook-no-book = The rule book { $file } is missing. Nothing was started; put it back into data/rules.
rulebook-bad-book = The rule book { $file } cannot be followed ({ $reason }). Nothing was started; correct it, or go back with “python -m core.cli rules restore”, and start again.
rulebook-unknown-book = There is no rule book “{ $book }”. Nothing was changed.
rulebook-why-needed = Please say why the rule changes. Nothing was saved.
rulebook-another-waits = A version of this book waits for another person already. Nothing was saved; confirm or withdraw that one first.
rulebook-nothing-new = The book says exactly this already. Nothing was saved.
rulebook-own-edition = { $person }, you wrote this version; another administrator has to put it in force. Nothing was changed.
rulebook-not-waiting = This version does not wait any more: it is in force, or was withdrawn. Nothing was changed; reload the page.
