"""The furniture of the demo's gateway: the SMS and notices it caught, as they were sent."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.delivery import catchgateway
from core.delivery.catchgateway import CaughtMessage
from core.foundation import words
from core.messages.model import Channel
from pages.parts.frame import language, say
from pages.parts.plain import plain

KINDS = (Channel.SMS, Channel.CABINET)
SHOWN = 30
HEIGHT, ROW, BORDER = 420, 35, 3  # pixels


def show(house: Cockpit, kind: Channel) -> None:
    """The latest messages of a channel, one of them open."""
    sought = st.text_input(
        say("dispatches-search"), key=f"caught-{kind}-search", icon=":material/search:"
    )
    found = catchgateway.latest(
        house.settings.caught, channel=kind, limit=SHOWN, words=sought or ""
    )
    if not found:
        st.caption(say("dispatches-no-messages-caught"))
        return
    left, right = st.columns(2)
    with left:
        chosen = _chosen(house, found, kind)
    with right, st.container(border=True):
        st.markdown(f"**{plain(chosen.title or chosen.to)}**")
        st.text(_whom(chosen))
        st.divider()
        st.text(chosen.text)
        if chosen.link:
            st.text(chosen.link)


def _whom(message: CaughtMessage) -> str:
    if message.sender:
        return say("dispatches-caught-from-to", sender=message.sender, to=message.to)
    return f"{say('dispatches-caught-to')}: {message.to}"


def _chosen(house: Cockpit, found: Sequence[CaughtMessage], kind: Channel) -> CaughtMessage:
    """The message whose row is marked; the latest where none is."""
    zone = house.settings.time_zone
    table = pd.DataFrame(
        {
            say("dispatches-caught-to"): [one.to for one in found],
            say("dispatches-when"): [words.moment(language(), one.at, zone) for one in found],
            say("dispatches-caught-about"): [one.title or one.text for one in found],
        }
    )
    event = st.dataframe(
        table,
        hide_index=True,
        height=min(HEIGHT, ROW * (len(found) + 1) + BORDER),
        key=f"caught-{kind}",
        on_select="rerun",
        selection_mode="single-row",
    )
    marked = [row for row in event.selection.rows if row < len(found)]
    return found[marked[0]] if marked else found[0]
