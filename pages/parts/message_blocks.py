"""A letter's blocks as rows: one open at a time, the rest as what they say."""

from dataclasses import fields

import streamlit as st

from core.messages import blocks as moves
from core.messages.blocks import KINDS, Block, Footer, Letter
from pages.parts import message_draft as drafts
from pages.parts.focus import give_focus, want_focus
from pages.parts.frame import say
from pages.parts.message_block_changes import Blocks, letter_of, open_block, opened, reshape
from pages.parts.message_block_fields import draw_fields
from pages.parts.message_fields import choose_field, spoken
from pages.parts.plain import plain

ICONS = {
    "heading": "title",
    "text": "notes",
    "button": "smart_button",
    "image": "image",
    "columns": "view_column",
    "products": "table",
    "divider": "horizontal_rule",
    "footer": "bottom_navigation",
}
LONGEST = 110  # characters of a folded block's words


def show_blocks(draft_id: str, letter: Letter) -> None:
    """Every block, the open one with its fields; and what can be added."""
    at_hand = opened(draft_id)
    for place, block in enumerate(letter.blocks):
        name = drafts.key(f"block-{place}", draft_id)
        with st.container(border=True, key=name, gap="xsmall"):
            _head(draft_id, letter, place, is_open=place == at_hand)
            if place == at_hand:
                draw_fields(draft_id, block, place)
    if not letter.blocks:
        st.caption(say("editor-no-blocks"))
    _additions(draft_id, len(letter.blocks))
    with st.popover(say("messages-fields"), icon=":material/data_object:", width="stretch"):
        st.caption(say("messages-fields-help"))
        choose_field(draft_id)
    give_focus()


def _head(draft_id: str, letter: Letter, place: int, *, is_open: bool) -> None:
    block = letter.blocks[place]
    kind = moves.kind_of(block)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        title = f":material/{ICONS[kind]}: **{say(f'editor-block-{kind}')}**"
        st.markdown(title, width="stretch")
        if fields(block):
            st.button(
                say("editor-fold" if is_open else "editor-edit"),
                key=drafts.key(f"fold-{place}", draft_id),
                type="tertiary",
                on_click=open_block,
                args=(draft_id, -1 if is_open else place),
            )
        name = drafts.key(f"block-menu-{place}", draft_id)
        st.menu_button(
            say("editor-actions"),
            _choices(letter.blocks, place),
            key=name,
            format_func=lambda choice: say(f"editor-do-{choice}"),
            on_click=_act,
            args=(draft_id, place, name),
            type="tertiary",
        )
    if fields(block) and not is_open:
        st.caption(_said(moves.summary(block)))


def _said(words: str) -> str:
    """What a folded block says, its fields by their names."""
    shown = spoken(words)
    short = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
    return plain(short) or say("editor-block-empty")


def _choices(blocks: Blocks, place: int) -> list[str]:
    up = ["up"] if place else []
    down = ["down"] if place < len(blocks) - 1 else []
    return [*up, *down, "copy", "remove"]


def _act(draft_id: str, place: int, name: str) -> None:
    choice = st.session_state[name]
    if choice == "copy":
        reshape(draft_id, lambda blocks: moves.copied(blocks, place), place + 1)
    elif choice == "remove":
        reshape(draft_id, lambda blocks: moves.removed(blocks, place), -1)
        place = max(place - 1, 0)
    elif choice in {"up", "down"}:
        step = -1 if choice == "up" else 1
        reshape(draft_id, lambda blocks: moves.moved(blocks, place, step), place + step)
        place += step
    want_focus(drafts.key(f"block-menu-{place}", draft_id))


def _additions(draft_id: str, end: int) -> None:
    st.caption(say("editor-add-block"))
    with st.container(horizontal=True, gap="small"):
        for kind, icon in ICONS.items():
            st.button(
                say(f"editor-block-{kind}"),
                key=drafts.key(f"add-{kind}", draft_id),
                icon=f":material/{icon}:",
                disabled=end >= moves.MOST_BLOCKS,
                on_click=_add,
                args=(draft_id, kind),
            )


def _add(draft_id: str, kind: str) -> None:
    """After the open block; without one, before the footer or at the end."""
    blocks = letter_of(draft_id).blocks
    at_hand = opened(draft_id)
    end = len(blocks) - (bool(blocks) and isinstance(blocks[-1], Footer))
    place = at_hand + 1 if 0 <= at_hand < len(blocks) else end
    fresh = _fresh(kind)
    reshape(draft_id, lambda now: moves.added(now, fresh, place), place)
    want_focus(drafts.key(f"block-{place}", draft_id))


def _fresh(kind: str) -> Block:
    return Footer(leave=say("messages-unsubscribe-word")) if kind == "footer" else KINDS[kind]()
