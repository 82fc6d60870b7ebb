"""What a hand does to the blocks of a letter: each change is a new source, one step to undo."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from core.messages.block_source import read, written
from core.messages.blocks import Block, Column, Letter, Row, changed
from core.messages.model import Writing
from pages.parts import message_draft as drafts

Blocks = tuple[Block, ...]
Change = Callable[[Any], Any]
Put = Callable[[Any, str], Any]


def letter_of(draft_id: str) -> Letter:
    """The letter as it stands; an empty one where the source is none any more."""
    return read(drafts.current(draft_id).writing.html) or Letter("", ())


def opened(draft_id: str) -> int:
    """Which block is open, from 0; −1: none."""
    return int(st.session_state.get(drafts.key("opened", draft_id), 0))


def open_block(draft_id: str, place: int) -> None:
    """Show one block with its fields, and fold the others."""
    st.session_state[drafts.key("opened", draft_id)] = place


def reshape(draft_id: str, change: Callable[[Blocks], Blocks], place: int) -> None:
    """Add, move or remove blocks; the one at `place` is open then."""
    letter = letter_of(draft_id)
    _write(draft_id, replace(letter, blocks=change(letter.blocks)))
    open_block(draft_id, place)


def change_block(draft_id: str, place: int, change: Change) -> None:
    """Another block in the place of one; nothing where it is gone meanwhile."""
    letter = letter_of(draft_id)
    if place < len(letter.blocks):
        _write(draft_id, replace(letter, blocks=changed(letter.blocks, place, change)))


def put(name: str) -> Put:
    """Writes a text into a field of a block."""
    return lambda block, text: replace(block, **{name: text})


def put_column(number: int, name: str) -> Put:
    """Writes a text into a column."""

    def written_in(block: Any, text: str) -> Any:
        columns: list[Column] = [*block.columns]
        columns[number] = replace(columns[number], **{name: text})
        return replace(block, columns=tuple(columns))

    return written_in


def put_row(number: int, name: str) -> Put:
    """Writes a text into a row of a table."""

    def written_in(block: Any, text: str) -> Any:
        rows: list[Row] = [*block.rows]
        rows[number] = replace(rows[number], **{name: text})
        return replace(block, rows=tuple(rows))

    return written_in


def _write(draft_id: str, letter: Letter) -> None:
    def rewritten(writing: Writing) -> Writing:
        return replace(writing, html=written(letter))

    drafts.rewrite(draft_id, rewritten)
