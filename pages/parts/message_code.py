"""A message's source, in the code editor.

Whoever prefers a plain field, for a screen reader or a slow machine, has one; what is typed
goes the same way.
"""

from collections.abc import Sequence

import streamlit as st

from core.messages.model import Finding, Part
from pages.parts import message_draft as drafts
from pages.parts.code_editor import Source, show_code
from pages.parts.frame import say

HEIGHTS = {Part.HTML: 560, Part.TEXT: 460}  # pixels
PLAIN = "message-plain-fields"


def show_source(part: Part, draft_id: str, findings: Sequence[Finding]) -> None:
    """One part's source, to be edited, with what is to be mended in it."""
    if st.session_state.get(PLAIN):
        _plain_field(part, draft_id)
    else:
        _code_field(part, draft_id, [one for one in findings if one.part is part])


def insert(draft_id: str, text: str) -> None:
    """Write something where the cursor of the code editor stands."""
    _order(draft_id, "insert", text=text)


def jump(draft_id: str, part: Part, line: int) -> None:
    """Show a line of the source, and put the cursor there."""
    _order(draft_id, "jump", part=str(part), line=line)


def _order(draft_id: str, name: str, **facts: str | int) -> None:
    count = st.session_state.get("message-orders", 0) + 1
    st.session_state["message-orders"] = count
    st.session_state[drafts.key(name, draft_id)] = {**facts, "nonce": count}


def _plain_field(part: Part, draft_id: str) -> None:
    value = str(getattr(drafts.current(draft_id).writing, part))
    st.text_area(
        say(f"messages-{part}"),
        key=drafts.shown(str(part), draft_id, value),
        height=HEIGHTS[part],
        label_visibility="collapsed",
        on_change=_take_field,
        args=(part, draft_id),
    )


def _take_field(part: Part, draft_id: str) -> None:
    text = st.session_state[drafts.key(str(part), draft_id)] or ""
    drafts.type_in(draft_id, lambda one: drafts.with_part(one, part, text))


def _code_field(part: Part, draft_id: str, findings: Sequence[Finding]) -> None:
    draft = drafts.current(draft_id)
    variant, spoken = drafts.place_of(draft.writing)
    order = st.session_state.get(drafts.key("jump", draft_id))
    source = Source(
        text=str(getattr(draft.writing, part)),
        revision=draft.revision,
        label=say(f"messages-{part}"),
        is_markup=part is Part.HTML,
        height=HEIGHTS[part],
    )
    show_code(
        drafts.key(f"code-{part}-{variant}-{spoken}", draft_id),
        source,
        findings,
        take=lambda text: _take_code(part, draft_id, source.revision, text),
        orders={
            "insert": st.session_state.get(drafts.key("insert", draft_id)),
            "jump": order if order and order["part"] == part else None,
        },
    )


def _take_code(part: Part, draft_id: str, revision: int, text: str) -> None:
    if revision == drafts.current(draft_id).revision:
        drafts.type_in(draft_id, lambda one: drafts.with_part(one, part, text))
