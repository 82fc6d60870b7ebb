"""A letter as blocks, for people who do not write its source: what there is, and moving it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

MOST_BLOCKS = 40
MOST_COLUMNS = 3
MOST_ROWS = 12


@dataclass(frozen=True)
class Heading:
    text: str = ""


@dataclass(frozen=True)
class Text:
    """Paragraphs; ``**bold**`` and ``[words](https://…)`` are what they look like."""

    text: str = ""


@dataclass(frozen=True)
class Button:
    text: str = ""
    link: str = ""


@dataclass(frozen=True)
class Image:
    """A picture by its address; `alt` is what stands there where it is not loaded."""

    address: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Column:
    title: str = ""
    text: str = ""


@dataclass(frozen=True)
class Columns:
    """Two or three columns side by side; on a phone, one under the other."""

    columns: tuple[Column, ...] = (Column(), Column())


@dataclass(frozen=True)
class Row:
    name: str = ""
    price: str = ""


@dataclass(frozen=True)
class Products:
    """A table of products: typed rows, or without any what the account has."""

    title: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Divider:
    pass


@dataclass(frozen=True)
class Footer:
    """Who writes, and the way out: `leave` is the word of the unsubscribe link."""

    text: str = ""
    leave: str = ""


Block = Heading | Text | Button | Image | Columns | Products | Divider | Footer
KINDS: Final[dict[str, type[Block]]] = {
    "heading": Heading,
    "text": Text,
    "button": Button,
    "image": Image,
    "columns": Columns,
    "products": Products,
    "divider": Divider,
    "footer": Footer,
}


@dataclass(frozen=True)
class Letter:
    """The line a mailbox shows beside the subject, and the blocks from top to bottom."""

    preheader: str
    blocks: tuple[Block, ...]


def kind_of(block: Block) -> str:
    """The block's word in ``KINDS``."""
    return next(word for word, kind in KINDS.items() if type(block) is kind)


def summary(block: Block) -> str:
    """What a folded block says, on one line; empty where nothing is written yet."""
    match block:
        case Heading(text) | Text(text) | Button(text) | Image(alt=text) | Footer(text):
            said = text
        case Columns(columns):
            said = " · ".join(one.title or one.text for one in columns)
        case Products(title, rows):
            said = " · ".join([title, *(row.name for row in rows)])
        case _:
            said = ""
    return " ".join(said.split())


def added(blocks: tuple[Block, ...], block: Block, place: int) -> tuple[Block, ...]:
    """Another block before the one at `place`; where there are too many, nothing changes."""
    if len(blocks) >= MOST_BLOCKS:
        return blocks
    return (*blocks[:place], block, *blocks[place:])


def removed(blocks: tuple[Block, ...], place: int) -> tuple[Block, ...]:
    return (*blocks[:place], *blocks[place + 1 :])


def copied(blocks: tuple[Block, ...], place: int) -> tuple[Block, ...]:
    return added(blocks, blocks[place], place + 1)


def moved(blocks: tuple[Block, ...], place: int, step: int) -> tuple[Block, ...]:
    """The block one place up (−1) or down (1); at the edge it stays."""
    there = place + step
    if not 0 <= there < len(blocks):
        return blocks
    return added(removed(blocks, place), blocks[place], there)


def changed(
    blocks: tuple[Block, ...], place: int, change: Callable[[Block], Block]
) -> tuple[Block, ...]:
    """Another block in the place of one."""
    return (*blocks[:place], change(blocks[place]), *blocks[place + 1 :])


def with_columns(block: Columns, count: int) -> Columns:
    """So many columns, 2 or 3; those there are keep their words."""
    wanted = min(max(count, 2), MOST_COLUMNS)
    empty = (Column(),) * max(wanted - len(block.columns), 0)
    return replace(block, columns=(*block.columns, *empty)[:wanted])
