"""Which fields a writing quotes, where, and which of them with nothing to stand in."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jinja2 import TemplateError, nodes

from core.messages.environment import environment
from core.messages.expressions import Reading
from core.messages.model import Part, Writing

LEVELS: Final = frozenset({"contact", "account", "sender", "brief"})


@dataclass(frozen=True)
class Quote:
    """A field that a part quotes, and the first line it stands on."""

    name: str  # “contact.first_name”, “brief.price”
    part: Part
    line: int
    is_bare: bool  # it may show as nothing: neither a fallback nor a condition stands in for it


@lru_cache(maxsize=256)
def quotes(writing: Writing) -> tuple[Quote, ...]:
    """Every field of every part, once a part; none of a part that does not parse."""
    return tuple(
        quote
        for part in Part
        if (source := str(getattr(writing, part))).strip()
        for quote in _in_part(part, source)
    )


def names(writing: Writing) -> tuple[str, ...]:
    """The fields a writing quotes, in the order they come."""
    return tuple(dict.fromkeys(quote.name for quote in quotes(writing)))


def bare_names(writing: Writing) -> frozenset[str]:
    """Those of them that would leave a gap where a contact has no value."""
    return frozenset(quote.name for quote in quotes(writing) if quote.is_bare)


def _in_part(part: Part, source: str) -> Iterator[Quote]:
    try:
        tree = environment("en", escapes=False).parse(source)
        reading = Reading(part)
        reading.read(tree)
    except (TemplateError, RecursionError, MemoryError, ValueError, OverflowError):
        return
    lines: dict[str, int] = {}
    for node in tree.find_all(nodes.Getattr):
        owner = node.node
        if isinstance(owner, nodes.Name) and owner.name in LEVELS:
            lines.setdefault(f"{owner.name}.{node.attr}", node.lineno)
    for name, line in lines.items():
        yield Quote(name, part, line, is_bare=name in reading.warned)
