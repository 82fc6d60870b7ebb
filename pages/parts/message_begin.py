"""How a new message begins: with its channel, and an e-mail also with the way to write it."""

import streamlit as st

from core.messages.model import Channel, Markup
from pages.parts import message_draft as drafts
from pages.parts.frame import house, say
from pages.parts.message_editor import CHANNEL_ICONS
from pages.parts.message_tags import usual

PER_ROW = 3
# How an e-mail may be written: the markup, and whether its source is shown first.
MANNERS = {
    "blocks": (Markup.MJML, False),
    "mjml": (Markup.MJML, True),
    "html": (Markup.HTML, True),
}


def show_beginnings(draft_id: str) -> None:
    """A card for each channel; each begins with a good example."""
    st.subheader(say("editor-begin"), anchor=False)
    st.caption(say("editor-begin-help"))
    channels = [*Channel]
    for start in range(0, len(channels), PER_ROW):
        spaces = st.columns(PER_ROW)
        for space, channel in zip(spaces, channels[start : start + PER_ROW], strict=False):
            with space:
                _draw_card(draft_id, channel)


def _draw_card(draft_id: str, channel: Channel) -> None:
    with st.container(border=True, height="stretch"):
        icon = f":material/{CHANNEL_ICONS[channel]}:"
        st.markdown(f"**{icon} {say(f'editor-channel-{channel}')}**")
        st.caption(say(f"editor-about-{channel}"))
        with st.container(horizontal=True):
            if channel is Channel.EMAIL:
                for name in MANNERS:
                    _draw_button(draft_id, channel, name)
            else:
                _draw_button(draft_id, channel, "html")


def _draw_button(draft_id: str, channel: Channel, manner: str) -> None:
    markup, is_code = MANNERS[manner]
    is_email = channel is Channel.EMAIL
    st.button(
        say(f"editor-begin-{manner}" if is_email else "editor-begin-here"),
        key=f"message-begin-{channel}-{manner}" if is_email else f"message-begin-{channel}",
        type="primary" if manner == "blocks" else "secondary",
        on_click=lambda: drafts.begin_new(
            draft_id, channel, markup, is_code=is_code, utm=usual(house(), channel)
        ),
    )
