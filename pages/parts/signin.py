"""Who is here: looked up anew on every run, by what the sign-in says or the demo picker."""

import streamlit as st

from core.cockpit import Cockpit
from core.people import actions as people
from core.people import records
from core.people.claims import Claims
from core.people.model import Person, PersonId


def person_here(house: Cockpit) -> Person | None:
    """The person behind this session, if they are known, active and signed in lately."""
    person = _picked(house) if house.settings.is_demo else _vouched(house)
    return person if person is not None and person.is_active else None


def sign_in_picked(person: Person) -> None:
    """The demo's sign-in: be one of the demo people."""
    st.session_state["person_id"] = person.id


def sign_out(house: Cockpit) -> None:
    """Leave; the next person starts with nothing of this one's."""
    st.session_state.clear()
    if not house.settings.is_demo:
        st.logout()


def _picked(house: Cockpit) -> Person | None:
    person_id = st.session_state.get("person_id")
    if person_id is None:
        return None
    with house.store.reading() as tx:
        person = records.get(tx, PersonId(person_id))
    return person if person is not None and person.is_made_up else None


def _vouched(house: Cockpit) -> Person | None:
    settings = house.settings
    spoken = st.user.to_dict() if st.user.is_logged_in else {}
    claims = Claims.of(spoken, role_claim=settings.role_claim)
    if claims is None:
        return None
    if claims.is_over(at=house.clock.now(), hours=settings.session_hours):
        st.logout()
        st.stop()
    return _recognized(house, claims)


def _recognized(house: Cockpit, claims: Claims) -> Person:
    """Whoever the claims name, welcomed if need be, with what is now claimed of their roles."""
    settings, at, issued_at = house.settings, house.clock.now(), claims.issued_at
    claimed = claims.roles(settings.roles_of, settings.administrators)
    with house.store.reading() as tx:
        known = records.recognized(tx, issuer=claims.issuer, subject=claims.subject)
        said = records.roles_said(tx).get(known.id) if known else None
    if known and said and not people.is_news(said, claimed, issued_at=issued_at):
        return known
    with house.store.transaction() as tx:
        person = people.welcome(
            tx,
            PersonId(house.ids.new()),
            claims=claims,
            administrators=settings.administrators,
            at=at,
        )
        return people.heed(tx, person.id, claimed, issued_at=issued_at, at=at)
