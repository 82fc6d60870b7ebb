"""The numbers of a segment on the screen: accounts, their share, whom each channel reaches."""

import streamlit as st

from core.foundation import words
from core.segments.tables import Measured
from core.warehouse.snapshot import Publication
from pages.parts.frame import language, say


def show_numbers(publication: Publication, measured: Measured) -> None:
    """What the rule comes to, per channel with who agreed to advertising; over which base."""
    spoken, reach = language(), measured.reach
    share = words.percent(spoken, measured.share)
    accounts, contacts, *channels = st.columns(2 + len(reach.channels))
    accounts.metric(
        say("segments-accounts"),
        words.number(spoken, measured.total.accounts),
        delta=say("insight-share-of-base", share=share),
        delta_color="off",
        delta_arrow="off",
    )
    contacts.metric(say("segments-contacts"), words.number(spoken, reach.contacts))
    for column, one in zip(channels, reach.channels, strict=True):
        column.metric(
            say(f"insight-channel-{one.channel}"),
            words.number(spoken, one.contacts),
            delta=say("insight-agreed", count=one.consented),
            delta_color="off",
            delta_arrow="off",
            help=say(f"insight-channel-help-{one.channel}"),
        )
    day = words.day(spoken, publication.as_of)
    st.caption(say("segments-as-of", number=publication.number, day=day))
