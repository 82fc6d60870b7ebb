"""Today: what needs you now, what is on its way, and the base it all rests on."""

import streamlit as st

from core.campaigns import records as campaigns
from core.foundation import words
from core.people.model import Permission
from pages.parts import today
from pages.parts.frame import language, open_page, say
from pages.parts.plain import plain

house, person = open_page("home")
today_is = words.weekday(language(), house.clock.now(), house.settings.time_zone)
st.caption(plain(f"{person.name} · {today_is}"))

with house.store.reading() as tx:
    errands = list(today.errands(tx, person, house))
    everything = campaigns.everything(tx)

st.subheader(say("home-needs-you"), anchor=False)
if not errands:
    st.markdown(f":material/check_circle: {say('home-nothing')}")
for errand in errands:
    errand.show()

today.show_base(house, everything, person)

st.subheader(say("home-campaigns"), anchor=False)
if everything:
    today.show_campaigns(house, everything, person)
else:
    st.info(say("home-no-campaigns"), icon=":material/campaign:")
    if person.may(Permission.PLAN):
        st.page_link(
            "plan/campaigns.py", label=say("home-first-campaign"), icon=":material/add:"
        )
