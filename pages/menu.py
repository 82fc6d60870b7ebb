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
from pages.parts.frame import house, say, show_announcement
from pages.parts.signin import hand_over, person_here
from pages.parts.welcome import show_welcome

ICON = str(Path(__file__).with_name("parts") / "icon.png")
# The framework leaves a hand's breadth free around every page; we have something to show. On a
# wide screen a page stops growing, and a line of text stops where an eye loses it. A way to
# another page looks like one, also where it leads to the page at hand; and a choice is read in
# the color of text.
STYLE = """
[data-testid="InputInstructions"] { display: none; } /* it speaks English only */
[class*="st-key-book-text"] textarea { font-family: monospace; font-size: 0.85rem; }
.stMainBlockContainer { padding-top: 3rem; padding-bottom: 4rem; max-width: 96rem; }
@media (min-width: 48rem) {
  .stMainBlockContainer { padding-left: 3rem; padding-right: 3rem; }
}
.stMainBlockContainer [data-testid="stCaptionContainer"],
.stMainBlockContainer [data-testid="stMarkdownContainer"] > p { max-width: 60rem; }
.stMainBlockContainer [data-testid="stPageLink"] p {
  text-decoration: underline color-mix(in srgb, currentColor 40%, transparent);
  text-underline-offset: 0.25em;
}
.stMainBlockContainer td [data-testid="stMarkdownContainer"] { max-width: 60rem; }
.stMainBlockContainer [data-testid="stPageLink-NavLink"]:not(:hover) { background: none; }
.stMainBlockContainer [data-testid="stPageLink-NavLink"] :is(span, p) { font-weight: 400; }
[data-variant="segmented_control"][aria-checked="true"],
[data-variant="pills"]:is([aria-checked="true"], [aria-pressed="true"]) {
  color: inherit !important;
}
/* Whoever goes by keyboard sees on which way to another page they are. */
:is([data-testid="stSidebarNavLink"], [data-testid="stPageLink-NavLink"]):focus-visible {
  outline: 2px solid currentColor; outline-offset: -2px;
}
"""
# So does the field for a file: its button, and what may be put there, which its label says.
CHOOSE_FILE = """
[data-testid="stFileUploaderDropzone"] button p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button p::after { content: "%s"; font-size: 0.875rem; }
[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
"""
# And the way past the menu, which only a keyboard meets.
SKIP = """
[data-testid="stSkipToContent"] { font-size: 0 !important; }
[data-testid="stSkipToContent"]::after { content: "%s"; font-size: 1rem; }
"""


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
framework = CHOOSE_FILE % say("frame-choose-file") + SKIP % say("frame-skip")
st.html(f"<style>{STYLE}{framework}</style>")

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
