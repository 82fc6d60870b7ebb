"""People: who works here, what each may do, and where they are signed in."""

import streamlit as st

from core.approvals.edits import Kind, Wanted
from core.people import records
from core.people.model import Permission
from pages.parts import denied, people_edits, person_card, roster, session_list, verb_table
from pages.parts.approval_away import draw_away
from pages.parts.frame import open_page, say

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

people_edits.draw_waiting(house, person)
with house.store.reading() as tx:
    everyone = records.everyone(tx)
roster.show(house, everyone)
people_edits.show_past(house)
person_card.draw_newcomer(house, person)

chosen = roster.choose(everyone)
if chosen is not None:
    person_card.draw_claims(house, person, chosen)
    roles = roster.pick_roles(house, chosen)
    save, door, _ = st.columns([2, 2, 5])
    wanted = None
    if save.button(say("people-save"), type="primary", key="save-roles", width="stretch"):
        wanted = Wanted.granting(chosen.id, roles), "people-saved"
    if person_card.show_out_confirmed(house, door, chosen):
        wanted = Wanted(Kind.SHOW_OUT, chosen.id), "people-deactivated"
    if not chosen.is_active and door.button(say("people-reactivate"), key="let-in"):
        wanted = Wanted(Kind.LET_IN, chosen.id), "people-reactivated"
    if wanted is not None:
        people_edits.change(house, person, *wanted, chosen.name)
    person_card.draw_password(house, person, chosen)
    with st.expander(say("people-sessions-of", person=chosen.name)):
        session_list.draw_sessions(house, person, chosen)
    roster.show_history(house, chosen)

draw_away(house, person)
