snippets-plain-include = Фрагмент вставляется как {"{%"} include "имя" %{"}"}: простое имя и больше ничего.
snippets-too-many = Не больше { $most } фрагментов в одной части сообщения.
snippets-unknown = Фрагмента «{ $name }» нет.
snippets-unknown-nearest = Фрагмента «{ $name }» нет. Может быть, «{ $nearest }»?
snippets-put-away = Фрагмент «{ $name }» в архиве; верните его или возьмите другой.
snippets-no-html = У фрагмента «{ $name }» нет HTML; он может стоять только в тексте.
snippets-no-text = У фрагмента «{ $name }» нет простого текста; он может стоять только в HTML.
