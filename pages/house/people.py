"""People: who works here, and what each may do."""

import streamlit as st

from core.people import actions as people
from core.people import records
from core.people.model import Permission
from pages.parts import roster
from pages.parts.approval_away import draw_away
from pages.parts.frame import announce, open_page, refusals_shown, say

house, person = open_page("people", Permission.ADMINISTER)

with house.store.reading() as tx:
    everyone = records.everyone(tx)
st.caption(say("people-count", n=len(everyone)))
roster.show(everyone)

chosen = roster.choose(everyone)
if chosen is not None:
    roles = roster.pick_roles(chosen)
    save, door, _ = st.columns([2, 2, 5])
    with refusals_shown():
        if save.button(say("people-save"), type="primary", key="save-roles", width="stretch"):
            with house.transaction(person) as tx:
                people.grant(tx, chosen.id, roles, by=person, at=house.clock.now())
            announce("people-saved", person=chosen.name)
            st.rerun()
        if roster.show_out_confirmed(door, chosen):
            with house.transaction(person) as tx:
                people.deactivate(tx, chosen.id, by=person, at=house.clock.now())
            announce("people-deactivated", person=chosen.name)
            st.rerun()
        if not chosen.is_active and door.button(say("people-reactivate"), key="let-in"):
            with house.transaction(person) as tx:
                people.reactivate(tx, chosen.id, by=person, at=house.clock.now())
            announce("people-reactivated", person=chosen.name)
            st.rerun()
    roster.show_history(house, chosen)

draw_away(house, person)
roster.show_permissions()
