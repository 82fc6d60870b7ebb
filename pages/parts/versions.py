"""The published versions: who made which, when, as of which day; and going back to one."""

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.warehouse.schema import TABLES
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.names import names


def show(house: Cockpit) -> int | None:
    """Every version; the number of one that shall become current, once confirmed."""
    st.subheader(say("imports-versions"), anchor=False)
    cards = house.warehouse.publications()
    if not cards:
        st.info(say("imports-no-versions"), icon=":material/database:")
        return None
    current = house.warehouse.current_number()
    with house.store.reading() as tx:
        named = names(tx)
    zone, speaks = house.settings.time_zone, language()
    filled = [table for table in TABLES if any(card.counts.get(table) for card in cards)]
    facts = {
        say("imports-is-current"): [card.number == current for card in cards],
        say("imports-number"): [card.number for card in cards],
        say("imports-name"): [card.name for card in cards],
        say("imports-by"): [named.get(card.published_by, card.published_by) for card in cards],
        say("imports-when"): [words.moment(speaks, card.published_at, zone) for card in cards],
        say("imports-as-of"): [words.day(speaks, card.as_of) for card in cards],
    }
    counts = {
        say(f"accounts-table-{table}"): [card.counts.get(table, 0) for card in cards]
        for table in filled
    }
    notes = {say("imports-note"): [card.note for card in cards]}
    show_grid(pd.DataFrame(facts | counts | notes), key="versions-table")
    return _ask_for_another([card.number for card in cards if card.number != current])


def _ask_for_another(others: list[int]) -> int | None:
    if not others:
        return None
    with st.popover(say("imports-make-current"), icon=":material/history:"):
        number = st.selectbox(
            say("imports-which"),
            others,
            format_func=lambda one: say("imports-version", number=one),
            key="version",
        )
        st.caption(say("imports-make-current-hint"))
        pressed = st.button(
            say("imports-make-current-yes", number=number), type="primary", key="make-current"
        )
    return number if pressed else None
