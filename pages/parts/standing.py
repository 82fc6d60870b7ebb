"""How our mail stands with those who receive it, on the page of health: asked when pressed."""

import streamlit as st

from core.cockpit import Cockpit
from core.delivery.domains.standing import Finding, Grade
from pages.parts.frame import language, refusals_shown, say

_FOUND = "standing-found"
_SHOWN = {
    Grade.MEND: (st.error, ":material/error:"),
    Grade.LOOK: (st.warning, ":material/warning:"),
    Grade.UNKNOWN: (st.info, ":material/help:"),
    Grade.GOOD: (st.success, ":material/check_circle:"),
}


def show_standing(house: Cockpit) -> None:
    """Every finding with what belongs into DNS; what has to be mended stands first."""
    st.subheader(say("standing-title"), anchor=False)
    st.caption(say("standing-says"))
    if st.button(say("standing-ask"), key="ask-standing", icon=":material/dns:"):
        with refusals_shown(), st.spinner(say("standing-asking")):
            st.session_state[_FOUND] = house.ways.standing()
    found: list[Finding] = st.session_state.get(_FOUND, [])
    grades = [*_SHOWN]
    for one in sorted(found, key=lambda one: grades.index(one.grade)):
        _show(one)


def _show(one: Finding) -> None:
    box, icon = _SHOWN[one.grade]
    subject = say(f"standing-subject-{one.subject}")
    box(f"**{subject}.** {one.sentence(language())}", icon=icon)
    if one.record:
        st.caption(say("standing-put"))
        st.code(one.zone_line, language=None, wrap_lines=True)
