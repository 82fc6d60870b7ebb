rulebook-no-book = The rule book { $file } is missing. Nothing was started; put it back into data/rules.
rulebook-bad-book = The rule book { $file } cannot be followed ({ $reason }). Nothing was started; correct it and start again.
