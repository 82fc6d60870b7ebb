"""One person: what is said of their roles, what leaving would mean, their password."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.approvals.edits import Kind, Wanted
from core.approvals.leaving import gaps
from core.cockpit import Cockpit
from core.people import records, session_records
from core.people.local import Newcomer
from core.people.model import LOCAL, Person, PersonId, Role
from pages.parts.frame import say
from pages.parts.names import spoken_roles
from pages.parts.people_edits import change
from pages.parts.plain import plain


def draw_claims(house: Cockpit, person: Person, chosen: Person) -> None:
    """What the sign-in claims, what the table allows, and what comes of it."""
    with house.store.reading() as tx:
        said = records.roles_said(tx)[chosen.id]
    if said.claimed is None:
        return
    granted = spoken_roles(said.granted) if said.is_narrowed else say("people-everything")
    st.info(
        say(
            "people-claims",
            claimed=spoken_roles(said.claimed),
            granted=granted,
            effective=spoken_roles(said.effective),
        ),
        icon=":material/badge:",
    )
    if not said.is_narrowed or not st.button(say("people-widen"), key="widen"):
        return
    change(house, person, Wanted(Kind.WIDEN, chosen.id), "people-saved", chosen.name)


def show_out_confirmed(house: Cockpit, place: DeltaGenerator, chosen: Person) -> bool:
    """Say exactly what would be missing, and ask; whether the answer was yes."""
    if not chosen.is_active:
        return False
    with place.popover(say("people-deactivate"), width="stretch"):
        st.write(plain(say("people-deactivate-confirm", person=chosen.name)))
        for line in _consequences(house, chosen):
            st.write(f"- {plain(line)}")
        return st.button(say("people-deactivate"), key="show-out", type="primary")


def _consequences(house: Cockpit, chosen: Person) -> list[str]:
    with house.store.reading() as tx:
        found = gaps(tx, chosen)
        sessions = len(session_records.not_ended(tx, chosen.id))
    told = [say("people-sessions-end", n=sessions)] if sessions else []
    for gap in found:
        role = say(f"people-role-{gap.role}")
        if gap.waiting:
            told.append(say("people-gap-waiting", n=gap.waiting, role=role))
        if not gap.others:
            told.append(say("people-gap-alone", role=role))
    return told or [say("people-gap-none")]


def draw_password(house: Cockpit, person: Person, chosen: Person) -> None:
    """A one-time password for somebody who signs in here; it is shown once."""
    if not house.settings.local_sign_in or chosen.issuer != LOCAL:
        return
    with st.popover(say("people-give-password")):
        st.write(plain(say("people-give-password-asks", person=chosen.name)))
        if st.button(say("people-give-password"), key="give-password", type="primary"):
            wanted = Wanted(Kind.PASSWORD, chosen.id)
            change(house, person, wanted, "people-saved", chosen.name)


def draw_newcomer(house: Cockpit, person: Person) -> None:
    """Let somebody in who signs in with a password, where the house keeps passwords."""
    if not house.settings.local_sign_in:
        return
    with st.expander(say("people-add"), icon=":material/person_add:"):
        with st.form("add-person", border=False):
            name = st.text_input(say("people-name"), max_chars=200, key="add-name")
            email = st.text_input(say("people-email"), max_chars=254, key="add-email")
            roles = st.pills(
                say("people-roles"),
                list(Role),
                selection_mode="multi",
                format_func=lambda role: say(f"people-role-{role}"),
                key="add-roles",
            )
            is_sent = st.form_submit_button(say("people-add"), key="add-person-save")
        if is_sent:
            newcomer = Newcomer(
                PersonId(house.ids.new()), name or "", email or "", frozenset(roles)
            )
            change(house, person, Wanted.adding(newcomer), "people-saved", newcomer.name)
