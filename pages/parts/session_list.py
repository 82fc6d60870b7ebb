"""Who is signed in where, and ending that."""

import streamlit as st

from core.approvals.edits import Wanted
from core.cockpit import Cockpit
from core.foundation import words
from core.people import records, session_records
from core.people.model import DEMO, LOCAL, Person
from core.people.sessions import Limits, Session, digest_of
from pages.parts.frame import language, say
from pages.parts.people_edits import change
from pages.parts.plain import plain
from pages.parts.signin import token_here

PAGE = 20
ROW = [4, 4, 4, 3, 3]


def draw_sessions(house: Cockpit, person: Person, of: Person | None = None) -> None:
    """The open sessions of one person, or of everybody, the latest seen first."""
    settings, at = house.settings, house.clock.now()
    limits = Limits(settings.session_hours, settings.idle_minutes)
    with house.store.reading() as tx:
        known = session_records.not_ended(tx, None if of is None else of.id)
        named = records.names(tx)
    found = [one for one in known if one.is_open(limits, at=at)]
    st.caption(say("people-sessions-count", n=len(found)))
    pages = -(-len(found) // PAGE)
    place = st.pagination(pages, key="sessions-page") if pages > 1 else 1
    for session in found[(place - 1) * PAGE : place * PAGE]:
        _draw_session(house, person, session, named)


def _draw_session(
    house: Cockpit, person: Person, session: Session, named: dict[str, str]
) -> None:
    zone = house.settings.time_zone
    who, seen, whence, agent, deed = st.columns(ROW, vertical_alignment="center")
    who.text(named.get(session.person_id, session.person_id))
    seen.caption(
        plain(say("people-seen", when=words.moment(language(), session.seen_at, zone)))
    )
    whence.caption(plain(f"{session.address or '–'} · {way_in(session.issuer)}"))
    agent.caption(plain(session.browser))
    if session.token_digest == digest_of(token_here()):
        deed.badge(say("people-this-session"), color="blue")
        return
    if deed.button(say("people-end-session"), key=f"end-{session.id}"):
        wanted = Wanted.ending(session.person_id, session.id)
        change(house, person, wanted, "people-session-ended", named.get(session.person_id, ""))


def way_in(issuer: str) -> str:
    """How somebody signs in, in words; a provider by its address."""
    if issuer in (DEMO, LOCAL):
        return say(f"people-way-{issuer}")
    return issuer
