"""Approvals: what waits for me and why, one campaign's file, and the decision."""

import streamlit as st

from core.approvals import tables
from core.approvals.model import Verdict
from core.people import records as people
from core.people.model import Permission
from pages.parts.approval_away import draw_away
from pages.parts.approval_changes import show_since
from pages.parts.approval_desk import draw_decision
from pages.parts.approval_file import show_file
from pages.parts.approval_past import show_past
from pages.parts.approval_proof import draw_proof
from pages.parts.approval_queue import show_queue, spoken_right
from pages.parts.campaign_comments import show_talk
from pages.parts.campaign_fields import Desk
from pages.parts.campaign_review import draw_standing
from pages.parts.frame import open_page, say
from pages.parts.plain import plain
from pages.parts.rehearsal_shown import show_sealed

house, person = open_page("approvals", Permission.DECIDE)

with house.store.reading() as tx:
    named = people.names(tx)
    rows = tables.waiting(tx, for_=person, at=house.clock.now())
opened = next((row for row in rows if row.campaign.id == st.query_params.get("campaign")), None)
if opened is None:
    if "campaign" in st.query_params:
        show_past(house, person, st.query_params["campaign"])
    show_queue(house, person, rows)
    draw_away(house, person)
    st.stop()
st.button(say("approvals-back"), icon=":material/arrow_back:", on_click=st.query_params.clear)
st.header(plain(opened.campaign.name), anchor=False)
with house.store.reading() as tx:
    since = tables.changed_since(tx, opened.campaign, person)
# A press decides on what the person looked at, not on what it has become since.
pressed = any(st.session_state.get(verdict) for verdict in Verdict)
if not pressed:
    st.session_state[f"seen-{opened.campaign.id}"] = opened.campaign.fingerprint
draw_standing(Desk(house, person, opened.campaign))
if since is not None:
    show_since(house, person, since)
if opened.mine is None:
    st.warning(plain(spoken_right(opened, named)), icon=":material/visibility:")
else:
    draw_decision(house, person, opened, named)
show_file(house, opened.campaign)
show_sealed(house, opened.campaign)
show_talk(house, person, opened.campaign)
draw_proof(house, person, opened.campaign)
