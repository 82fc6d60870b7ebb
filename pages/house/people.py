"""People: who works here, what each may do, and where they are signed in."""

import streamlit as st

from core.people import actions as people
from core.people import records
from core.people.model import Permission
from pages.parts import denied, person_card, roster, session_list, verb_table
from pages.parts.approval_away import draw_away
from pages.parts.frame import announce, open_page, refusals_shown, say

house, person = open_page("people", Permission.ADMINISTER)

part = st.segmented_control(
    say("people-part"),
    ["people", "sessions", "verbs", "denials"],
    default="people",
    format_func=lambda one: say(f"people-part-{one}"),
    key="people-part",
    required=True,
    label_visibility="collapsed",
)
if part == "sessions":
    session_list.draw_sessions(house, person)
    st.stop()
if part == "verbs":
    verb_table.show_verbs()
    st.stop()
if part == "denials":
    denied.show_denials(house)
    st.stop()

with house.store.reading() as tx:
    everyone = records.everyone(tx)
roster.show(house, everyone)
person_card.draw_newcomer(house, person)

chosen = roster.choose(everyone)
if chosen is not None:
    person_card.draw_claims(house, person, chosen)
    roles = roster.pick_roles(house, chosen)
    save, door, _ = st.columns([2, 2, 5])
    with refusals_shown():
        if save.button(say("people-save"), type="primary", key="save-roles", width="stretch"):
            with house.transaction(person) as tx:
                people.grant(tx, chosen.id, roles, by=person, at=house.clock.now())
            announce("people-saved", person=chosen.name)
            st.rerun()
        if person_card.show_out_confirmed(house, door, chosen):
            with house.transaction(person) as tx:
                people.deactivate(tx, chosen.id, by=person, at=house.clock.now())
            announce("people-deactivated", person=chosen.name)
            st.rerun()
        if not chosen.is_active and door.button(say("people-reactivate"), key="let-in"):
            with house.transaction(person) as tx:
                people.reactivate(tx, chosen.id, by=person, at=house.clock.now())
            announce("people-reactivated", person=chosen.name)
            st.rerun()
    person_card.draw_password(house, person, chosen)
    with st.expander(say("people-sessions-of", person=chosen.name)):
        session_list.draw_sessions(house, person, chosen)
    roster.show_history(house, chosen)

draw_away(house, person)
