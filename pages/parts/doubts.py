"""The furniture of doubt: messages handed over and never confirmed, and what a person says."""

from collections.abc import Iterator

import streamlit as st

from core.campaigns.model import Campaign
from core.cockpit import Cockpit
from core.delivery import tables
from core.delivery.actions import Verdict
from core.delivery.model import Dispatch, Doubt, State
from core.delivery.policy import SendingBook
from core.foundation import words
from core.rulebook.shelf import in_force
from pages.parts.dispatches import account_names, reason_of
from pages.parts.frame import language, say

SHOWN = 25


def asked(house: Cockpit, campaign: Campaign) -> Iterator[tuple[Dispatch, Verdict]]:
    """Show the messages in doubt; yield the one that was just decided on, if any."""
    with house.store.reading() as tx:
        unsure = [State.UNCONFIRMED]
        rows = tables.some(tx, campaign.id, states=unsure, limit=SHOWN)
        count = tables.count(tx, campaign.id, states=unsure)
    if not rows:
        st.caption(f":material/check_circle: {say('dispatches-no-doubts')}")
        return
    st.markdown(say("dispatches-doubts", n=count))
    st.caption(_ruled(house, campaign))
    names = account_names(house, rows)
    for row in rows:
        yield from _asked_of(house, row, names.get(row.account_id, row.account_id))
    if count > len(rows):
        st.caption(say("dispatches-doubts-more", n=count - len(rows)))


def _ruled(house: Cockpit, campaign: Campaign) -> str:
    """What the book has become of them without anybody's doing, and by which rule."""
    book = in_force("sending", SendingBook)
    doubt = book.doubts.of(campaign.channel, campaign.purpose)
    log = house.ways.relay_log()
    is_blind = doubt is Doubt.SETTLE and (log is None or not log.is_readable)
    key = "nolog" if is_blind else str(doubt)
    rule = say("dispatches-by-rule", book=say("rules-book-sending"), version=book.version)
    return say(f"dispatches-doubts-{key}", rule=rule)


def _asked_of(
    house: Cockpit, row: Dispatch, account: str
) -> Iterator[tuple[Dispatch, Verdict]]:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container():
            st.text(f"{row.address} · {account}")
            handed = words.moment(
                language(), row.settled_at or row.not_before, house.settings.time_zone
            )
            st.caption(say("dispatches-doubt", moment=handed, reason=reason_of(row)))
            st.code(f"<{row.message_id}>", language=None)
        arrived = st.button(
            say("dispatches-arrived"), key=f"arrived-{row.id}", icon=":material/check:"
        )
        again = st.button(
            say("dispatches-again"), key=f"again-{row.id}", icon=":material/replay:"
        )
    if arrived:
        yield row, Verdict.ARRIVED
    if again:
        yield row, Verdict.AGAIN
