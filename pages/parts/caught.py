"""The furniture of the demo's mailbox: what the catch-all server caught, as it was sent."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.delivery import catchall
from core.delivery.catchall import Caught
from core.messages.model import Channel, Rendered
from pages.parts import caught_messages
from pages.parts.frame import say
from pages.parts.message_frame import Envelope
from pages.parts.message_preview import show_message
from pages.parts.plain import plain

SHOWN = 30
HEIGHT = 420  # pixels


def show(house: Cockpit) -> None:
    """The latest of what was caught: mails, SMS or notices, one of them open."""
    if not house.settings.caught.is_dir():
        st.caption(say("dispatches-nothing-caught"))
        return
    kind = st.segmented_control(
        say("dispatches-caught-kind"),
        [Channel.EMAIL, *caught_messages.KINDS],
        default=Channel.EMAIL,
        required=True,
        format_func=lambda one: say(f"editor-channel-{one}"),
        key="caught-kind",
        label_visibility="collapsed",
    )
    if kind == Channel.EMAIL:
        _show_mails(house)
    else:
        caught_messages.show(house, kind)


def _show_mails(house: Cockpit) -> None:
    sought = st.text_input(
        say("dispatches-caught-search"), key="caught-search", icon=":material/search:"
    )
    mails = list(catchall.latest(house.settings.caught, limit=SHOWN, words=sought))
    if not mails:
        st.caption(say("dispatches-nothing-caught"))
        return
    st.caption(say("dispatches-caught", n=len(mails)))
    left, right = st.columns([2, 3])
    with left:
        chosen = _chosen(mails)
    with right, st.container(border=True):
        _show_mail(chosen)


def _chosen(mails: Sequence[Caught]) -> Caught:
    """The mail whose row is marked; the latest where none is."""
    table = pd.DataFrame(
        {
            say("dispatches-caught-to"): [mail.recipient for mail in mails],
            say("dispatches-caught-about"): [mail.subject for mail in mails],
        }
    )
    event = st.dataframe(
        table,
        hide_index=True,
        height=HEIGHT,
        key="caught-mails",
        on_select="rerun",
        selection_mode="single-row",
    )
    marked = [row for row in event.selection.rows if row < len(mails)]
    return mails[marked[0]] if marked else mails[0]


def _show_mail(mail: Caught) -> None:
    if mail.html:
        # In the preview's frame: whatever a mail brings runs nothing there, and loads nothing.
        letter = Rendered(mail.subject, mail.html, mail.text)
        show_message(letter, Envelope(mail.sender, mail.recipient), key="caught")
    else:
        st.markdown(f"**{plain(mail.subject)}**")
        st.text(say("dispatches-caught-from-to", sender=mail.sender, to=mail.recipient))
        st.divider()
        st.text(mail.text or say("dispatches-caught-no-text"))
    with st.expander(say("dispatches-caught-headers"), icon=":material/code:"):
        lines = "\n".join(f"{name}: {value}" for name, value in mail.headers)
        st.code(lines, language=None, wrap_lines=True)
