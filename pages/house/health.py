"""Health: what runs, how fresh the client data is, and whether the journal holds."""

import streamlit as st

from core.people.model import Permission
from pages.parts import denied, wellbeing
from pages.parts.channel_health import show_channels
from pages.parts.frame import open_page, say
from pages.parts.returned import show_returned
from pages.parts.standing import show_standing

house, person = open_page("health", Permission.ADMINISTER)

wellbeing.show_parts(house)
show_channels(house)
wellbeing.show_senders(house)
wellbeing.show_held(house)
show_standing(house)
wellbeing.show_base(house)
show_returned(house)

denied.show_denials(house)

st.subheader(say("health-journal"), anchor=False)
st.caption(say("health-journal-promise"))
if st.button(say("health-audit"), key="audit"):
    wellbeing.show_verdict(house)
wellbeing.show_latest(house, person)
