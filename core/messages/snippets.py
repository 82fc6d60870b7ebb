"""Putting snippets into a source before anything else looks at it, line for line.

A snippet stands for its own source, on the line of its include: what is found wrong within is
found there, and no line after it moves. A snippet holds no other.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from jinja2 import TemplateSyntaxError

from core.foundation.words import Value
from core.messages.masking import masked
from core.messages.model import Finding, Part, Severity, Snippet, Writing, refused

MOST_INCLUDES = 50  # in one part

_INCLUDE: Final = re.compile(
    r"\{%[-+]?\s*include\s+(?P<quote>[\"'])(?P<name>[^\"'\n\\]{0,100})(?P=quote)\s*[-+]?%\}"
)
_BEFORE_BLOCK: Final = re.compile(r"^[ \t]+(?=\{[%#](?![-+]))", re.MULTILINE)
_AFTER_BLOCK: Final = re.compile(r"(?<![-+])([%#]\})\n")
_EAGER_START: Final = re.compile(r"(?<!\s)\s++(?=\{[{%#]-)")
_EAGER_END: Final = re.compile(r"(-[}%#]\})\s+")
_LINE_END: Final = '{{ "\\n" }}'  # a line end of what is read that is none of the source
_WORD: Final = "include"


@dataclass(frozen=True)
class _Include:
    """One include: where it begins and ends in the source, its line, whom it names."""

    start: int
    end: int
    line: int
    name: str


def names_in(writing: Writing) -> list[str]:
    """The snippets a writing names, each once, in order; known or not."""
    found: dict[str, None] = {}
    for part in Part:
        source = str(getattr(writing, part))
        found |= dict.fromkeys(one.name for one in _includes(source)[0])
    return list(found)


def names_in_all(writings: Iterable[Writing]) -> list[str]:
    """The snippets that any of some writings names, each once, in order."""
    return list(dict.fromkeys(name for one in writings for name in names_in(one)))


def includes_in(source: str) -> list[int]:
    """The lines on which a source includes something, in whatever way."""
    plain, odd = _includes(source)
    return sorted([*(one.line for one in plain), *odd])


def findings_of(writing: Writing, snippets: Mapping[str, Snippet]) -> list[Finding]:
    """What keeps a writing's includes from being replaced: unknown, archived, odd, too many."""
    return [found for part in Part for found in _findings(writing, part, snippets)]


def expanded(writing: Writing, snippets: Mapping[str, Snippet]) -> Writing:
    """The writing with every include replaced by its snippet's own source.

    Lines stay where they are. Raises `BadTemplate` naming every include that cannot be.
    """
    findings = findings_of(writing, snippets)
    if findings:
        raise refused(findings)
    return replace(
        writing,
        subject=_replaced(writing, Part.SUBJECT, snippets),
        html=_replaced(writing, Part.HTML, snippets),
        text=_replaced(writing, Part.TEXT, snippets),
        link=_replaced(writing, Part.LINK, snippets),
    )


def flat(part: Part, source: str) -> str:
    """A snippet's source on a single line that reads as the many did."""
    text = source.strip("\n")
    if "\n" not in text:
        return text
    if part is Part.HTML:
        return " ".join(text.split("\n"))
    # What Jinja2 would trim around blocks, while there still are lines to trim.
    for pattern, instead in (
        (_BEFORE_BLOCK, ""),
        (_AFTER_BLOCK, r"\1"),
        (_EAGER_START, ""),
        (_EAGER_END, r"\1"),
    ):
        text = pattern.sub(instead, text)
    return text.replace("\n", _LINE_END)


def _replaced(writing: Writing, part: Part, snippets: Mapping[str, Snippet]) -> str:
    source = str(getattr(writing, part))
    pieces, place = [], 0
    for one in _includes(source)[0]:
        pieces += [source[place : one.start], flat(part, snippets[one.name].words(part))]
        # The lines of the include itself stay, too.
        pieces.append("\n" * source.count("\n", one.start, one.end))
        place = one.end
    return "".join([*pieces, source[place:]])


def _findings(
    writing: Writing, part: Part, snippets: Mapping[str, Snippet]
) -> Iterator[Finding]:
    includes, odd = _includes(str(getattr(writing, part)))
    for line in odd:
        yield _error(part, line, "snippets-plain-include")
    if len(includes) > MOST_INCLUDES:
        yield _error(
            part, includes[MOST_INCLUDES].line, "snippets-too-many", most=MOST_INCLUDES
        )
    for one in includes:
        snippet = snippets.get(one.name)
        if snippet is None:
            yield _unknown(part, one, list(snippets))
        elif snippet.is_archived:
            yield _error(part, one.line, "snippets-put-away", name=one.name)
        elif not snippet.words(part).strip():
            yield _error(part, one.line, f"snippets-no-{_side(part)}", name=one.name)


def _unknown(part: Part, include: _Include, known: list[str]) -> Finding:
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(include.name.casefold(), folded, n=1, cutoff=0.5)
    if near:
        values = {"name": include.name, "nearest": folded[near[0]]}
        return _error(part, include.line, "snippets-unknown-nearest", **values)
    return _error(part, include.line, "snippets-unknown", name=include.name)


def _side(part: Part) -> str:
    return "html" if part is Part.HTML else "text"


def _includes(source: str) -> tuple[list[_Include], list[int]]:
    """The plain includes of a source, and the lines of those that are not plain.

    Jinja2's own lexer says which there are; a source it cannot read has none: the first wall
    will say what is wrong with it.
    """
    if _WORD not in source:
        return [], []
    try:
        pieces = masked(source).pieces
    except (TemplateSyntaxError, ValueError, RecursionError):
        return [], []
    asked = Counter(piece.line for piece in pieces if piece.statement == _WORD)
    found = []
    for match in _INCLUDE.finditer(source):
        line = source.count("\n", 0, match.start()) + 1
        if asked[line]:
            asked[line] -= 1
            found.append(_Include(match.start(), match.end(), line, match["name"]))
    return found, sorted(asked.elements())


def _error(part: Part, line: int, key: str, **values: Value) -> Finding:
    return Finding(line, Severity.ERROR, key, values, part)
