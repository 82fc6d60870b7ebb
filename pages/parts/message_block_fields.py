"""The fields of one block, each written into the letter as it is left."""

from dataclasses import fields, replace
from typing import Any

import streamlit as st

from core.messages import blocks as moves
from core.messages.block_source import tidied
from core.messages.blocks import Block, Column, Columns, Footer, Products, Row, Text
from pages.parts import message_draft as drafts
from pages.parts.frame import say
from pages.parts.message_block_changes import Put, change_block, put, put_column, put_row

PARAGRAPHS = (Text, Column, Footer)  # whose text has several lines
TEXT_HEIGHTS = {Text: 190, Column: 120, Footer: 110}  # pixels


def draw_fields(draft_id: str, block: Block, place: int) -> None:
    """The fields of the open block."""
    if isinstance(block, Columns):
        _columns(draft_id, block, place)
    elif isinstance(block, Products):
        _products(draft_id, block, place)
    else:
        for one in fields(block):
            _field(draft_id, place, block, one.name, put(one.name))


def _columns(draft_id: str, block: Columns, place: int) -> None:
    name = drafts.shown(f"columns-{place}", draft_id, str(len(block.columns)))
    st.segmented_control(
        say("editor-columns"),
        [str(one) for one in range(2, moves.MOST_COLUMNS + 1)],
        key=name,
        required=True,
        on_change=lambda: change_block(
            draft_id,
            place,
            lambda one: moves.with_columns(one, int(st.session_state[name])),
        ),
    )
    spaces = st.columns(len(block.columns))
    for number, (space, column) in enumerate(zip(spaces, block.columns, strict=True)):
        with space:
            for part in ("title", "text"):
                into = put_column(number, part)
                _field(draft_id, place, column, part, into, f"-{number}")


def _products(draft_id: str, block: Products, place: int) -> None:
    _field(draft_id, place, block, "title", put("title"))
    name = drafts.shown(f"rows-{place}", draft_id, "typed" if block.rows else "owned")
    st.segmented_control(
        say("editor-rows"),
        ("owned", "typed"),
        format_func=lambda one: say(f"editor-rows-{one}"),
        key=name,
        required=True,
        on_change=lambda: _refill(
            draft_id, place, (Row(),) if st.session_state[name] == "typed" else ()
        ),
    )
    for number, row in enumerate(block.rows):
        for space, part in zip(st.columns([3, 2]), ("name", "price"), strict=True):
            with space:
                _field(draft_id, place, row, part, put_row(number, part), f"-{number}")
    if block.rows:
        _draw_row_buttons(draft_id, block, place)


def _draw_row_buttons(draft_id: str, block: Products, place: int) -> None:
    count = len(block.rows)
    with st.container(horizontal=True):
        for label, rows, is_off in (
            ("add-row", (*block.rows, Row()), count >= moves.MOST_ROWS),
            ("drop-row", block.rows[:-1], count <= 1),
        ):
            st.button(
                say(f"editor-{label}"),
                key=drafts.key(f"{label}-{place}", draft_id),
                disabled=is_off,
                on_click=_refill,
                args=(draft_id, place, rows),
            )


def _refill(draft_id: str, place: int, rows: tuple[Row, ...]) -> None:
    change_block(draft_id, place, lambda one: replace(one, rows=rows))


def _field(draft_id: str, place: int, of: Any, name: str, into: Put, which: str = "") -> None:
    """One field of a block, or of one of its columns or rows."""
    key = drafts.shown(f"block-{place}-{name}{which}", draft_id, getattr(of, name))
    label, is_long = say(f"editor-field-{name}"), name == "text" and isinstance(of, PARAGRAPHS)

    def take() -> None:
        text = tidied(st.session_state[key] or "")
        change_block(draft_id, place, lambda one: into(one, text))

    if is_long:
        height, hint = TEXT_HEIGHTS[type(of)], say("editor-text-help")
        st.text_area(label, key=key, height=height, help=hint, on_change=take)
    else:
        st.text_input(label, key=key, on_change=take)
