"""What was denied to whom: on the screen, and in the journal."""

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.people import denials
from core.people.verbs import every_verb
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.names import names
from pages.parts.verb_table import spoken_verb

SHOWN = 200


def show_denials(house: Cockpit) -> None:
    """The latest first, each with how often it was tried."""
    st.subheader(say("people-denials"), anchor=False)
    with house.store.reading() as tx:
        found, named = denials.latest(tx, SHOWN), names(tx)
    if not found:
        st.caption(say("people-denials-none"))
        return
    zone = house.settings.time_zone
    table = pd.DataFrame(
        {
            say("people-when"): [words.moment(language(), one.last_at, zone) for one in found],
            say("people-name"): [named.get(one.person_id, one.person_id) for one in found],
            say("people-denials-wanted"): [_place(one.place) for one in found],
            say("people-permission"): [
                say(f"people-permission-{one.permission}") for one in found
            ],
            say("people-denials-times"): [one.times for one in found],
            say("people-denials-first"): [
                words.moment(language(), one.first_at, zone) for one in found
            ],
        }
    )
    show_grid(table, key="denials-table")
    csv_button(table, key="denials-csv", filename=say("people-denials-file"))


def _place(place: str) -> str:
    """A verb or a page, in words; what has since gone from the code keeps its name."""
    page = place.removeprefix("page ")
    if page != place:
        title = f"{page}-title"
        known = title in words.keys(language())
        return say("people-denials-page", page=words.say(language(), title) if known else page)
    verb = next((one for one in every_verb() if one.place == place), None)
    return place if verb is None else spoken_verb(verb)
