"""Today: what needs you now, what is on its way, and the base it all rests on."""

import streamlit as st

from core.campaigns import records as campaigns
from core.foundation import words
from pages.parts import today
from pages.parts.first_steps import draw_first_steps, show_no_roles
from pages.parts.frame import language, open_page, say
from pages.parts.plain import plain

house, person = open_page("home")
today_is = words.weekday(language(), house.clock.now(), house.settings.time_zone)
st.caption(plain(f"{person.name} · {today_is}"))

with house.store.reading() as tx:
    errands = list(today.errands(tx, person, house))
    everything = campaigns.everything(tx)
    if not person.roles:
        show_no_roles(tx, person)
        st.stop()
    is_beginning = draw_first_steps(tx, house, person)

st.subheader(say("home-needs-you"), anchor=False)
if not errands:
    st.markdown(f":material/check_circle: {say('home-nothing')}")
for errand in errands:
    errand.show()

today.show_base(house, everything, person)

if everything:
    st.subheader(say("home-campaigns"), anchor=False)
    today.show_campaigns(house, everything, person)
elif not is_beginning:
    st.subheader(say("home-campaigns"), anchor=False)
    today.show_no_campaigns(person)
