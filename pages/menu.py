"""The menu: who is here, which pages they may open, and the frame around each.

The only script directly in `pages/`: whatever else lay beside it, a fresh server would serve
without asking who is there.
"""

from pathlib import Path
from typing import Literal

import streamlit as st

from core.people.model import Person
from pages.parts import street
from pages.parts.corner import draw_person, draw_switch
from pages.parts.dress import dress
from pages.parts.frame import house, say, show_announcement
from pages.parts.signin import hand_over, person_here
from pages.parts.welcome import show_welcome

ICON = str(Path(__file__).with_name("parts") / "icon.png")


def pages_of(person: Person | None) -> dict[str, list[st.Page]]:
    """Every page by section. One that is not for this person is hidden, and says so itself."""
    sections: dict[str, list[st.Page]] = {}
    for place in street.STREET:
        page = st.Page(
            place.path,
            title=say(f"{place.room}-title"),
            icon=f":material/{place.icon}:",
            url_path=place.link,
            default=place.room == "home",
            visibility="visible" if place.is_open_to(person) else "hidden",
        )
        section = "" if place.room == "home" else say(f"frame-section-{place.section}")
        sections.setdefault(section, []).append(page)
    return sections


st.set_page_config(page_title=say("frame-house"), page_icon=ICON, layout="wide")
person = person_here(house())
if person is not None and "language" not in st.session_state and person.language:
    st.session_state["language"] = person.language
dress()

# A stranger's address bar keeps what they asked for; what they see is the sign-in.
position: Literal["sidebar", "hidden"] = "sidebar" if person else "hidden"
page = st.navigation(pages_of(person), position=position, expanded=True)
if person is None:
    show_welcome(draw_switch)
else:
    with st.sidebar:
        draw_person(person)
        hand_over()
    show_announcement()
    page.run()
