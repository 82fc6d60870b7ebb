"""Who is here: looked up anew on every run, by what the sign-in says or the demo picker."""

import streamlit as st

from core.cockpit import Cockpit
from core.door.handing import COOKIE, HAND_OVERS
from core.people import actions as people
from core.people import local, records, signing
from core.people.claims import Claims
from core.people.model import DEMO, LOCAL, Person, PersonId
from core.people.sessions import Limits
from pages.parts.visitor import address, agent

TOKEN, TICKET = "session_token", "session_ticket"


def person_here(house: Cockpit) -> Person | None:
    """The person behind this session, if they are known, active and signed in lately.

    Whoever has yet to choose a password of their own is nobody.
    """
    person = person_at_door(house)
    return None if person is None or owes_password(house, person) else person


def person_at_door(house: Cockpit) -> Person | None:
    """The same, whether or not they may come any further."""
    if house.settings.has_oidc and st.user.is_logged_in:
        return _vouched(house)
    return _by_token(house, token_here())


def owes_password(house: Cockpit, person: Person) -> bool:
    """Whether all they may do is to choose a password of their own."""
    if person.issuer != LOCAL:
        return False
    with house.store.reading() as tx:
        return local.must_change(tx, person)


def token_here() -> str:
    """What this browser opens its session with: given just now, or its cookie."""
    return str(st.session_state.get(TOKEN) or st.context.cookies.get(COOKIE) or "")


def sign_in(house: Cockpit, person: Person) -> None:
    """Begin a session, and have its cookie handed over: a reload finds the person again."""
    at, token = house.clock.now(), house.ids.new() + house.ids.new()
    with house.store.transaction() as tx:
        signing.begin(tx, house.ids.new(), person, token=token, whence=_whence(house), at=at)
    ticket = house.ids.new()
    HAND_OVERS.keep(token, ticket=ticket, at=at)
    st.session_state[TOKEN], st.session_state[TICKET] = token, ticket


def hand_over() -> None:
    """Let the browser take its cookie, once, by a picture of nothing."""
    link = HAND_OVERS.link(st.session_state.get(TICKET, ""))
    if link is not None:
        st.html(f'<img src="{link}" alt="" width="0" height="0">')


def sign_out(house: Cockpit) -> None:
    """Leave; the next person starts with nothing of this one's."""
    token = _spoken_token(house) or token_here()
    with house.store.transaction() as tx:
        signing.leave(tx, token, at=house.clock.now())
    st.session_state.clear()
    if house.settings.has_oidc and st.user.is_logged_in:
        st.logout()


def _by_token(house: Cockpit, token: str) -> Person | None:
    person = _seen(house, token) if token else None
    if person is None:
        return None
    is_expected = house.settings.is_demo if person.issuer == DEMO else person.issuer == LOCAL
    is_open = house.settings.is_demo or house.settings.local_sign_in
    return person if is_expected and is_open else None


def _seen(house: Cockpit, token: str) -> Person | None:
    """Whom a token stands for; that they were here is written down now and then."""
    at, settings = house.clock.now(), house.settings
    limits = Limits(settings.session_hours, settings.idle_minutes)
    with house.store.reading() as tx:
        found = signing.find(tx, token, limits, at=at)
    if found is None:
        return None
    session, person = found
    if session.needs_a_look(at=at):
        with house.store.transaction() as tx:
            signing.see(tx, session, at=at)
    return person


def _spoken(house: Cockpit) -> Claims | None:
    said = st.user.to_dict() if house.settings.has_oidc and st.user.is_logged_in else {}
    return Claims.of(said, role_claim=house.settings.role_claim)


def _spoken_token(house: Cockpit) -> str:
    """The provider's sign-in as a token: it is signed, so it is known here and nowhere else."""
    claims = _spoken(house)
    return "" if claims is None else claims.token


def _vouched(house: Cockpit) -> Person | None:
    """Whom the provider vouches for, until our own limits pass or somebody ends the session."""
    claims, at = _spoken(house), house.clock.now()
    if claims is None:
        return None
    if claims.is_over(at=at, hours=house.settings.session_hours):
        st.logout()
        st.stop()
    person = _recognized(house, claims)
    if not person.is_active:
        return None
    if _seen(house, claims.token) is None and not _begun(house, person, claims.token):
        st.logout()
        st.stop()
    return person


def _begun(house: Cockpit, person: Person, token: str) -> bool:
    """Begin the session of a sign-in never seen before; false where it was ended."""
    at, whence = house.clock.now(), _whence(house)
    try:
        with house.store.transaction() as tx:
            if signing.was_here(tx, token):
                return False
            signing.begin(tx, house.ids.new(), person, token=token, whence=whence, at=at)
    except signing.AlreadyBegun:  # by another window of the same browser, just now
        return _seen(house, token) is not None
    return True


def _whence(house: Cockpit) -> tuple[str, str]:
    return address(house.settings.proxies), agent()


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
