"""Forms with a password in them: the sign-in, a first one of one's own, and another one."""

import streamlit as st

from core.people import local
from core.people.model import Person
from core.people.passwords import SHORTEST
from pages.parts.frame import announce, house, refusals_shown, say
from pages.parts.plain import plain
from pages.parts.signin import sign_in
from pages.parts.visitor import address

ASKED = "password_asked"


def draw_sign_in() -> None:
    """E-mail and password; who they are is known only once both are right."""
    with st.form("local-sign-in", width=460):
        email = st.text_input(say("people-email"), autocomplete="username", max_chars=254)
        password = st.text_input(
            say("frame-password"), type="password", autocomplete="current-password"
        )
        is_sent = st.form_submit_button(
            say("frame-sign-in"), type="primary", key="sign-in-local"
        )
    st.caption(say("frame-password-forgotten"))
    if is_sent:
        with refusals_shown():
            person = local.sign_in(
                house().store.transaction,
                email,
                password,
                address=address(house().settings.proxies),
                at=house().clock.now(),
            )
            sign_in(house(), person)
            st.rerun()


def draw_first(person: Person) -> None:
    """A password of one's own in place of the one an administrator gave."""
    st.subheader(say("frame-first-password"), anchor=False)
    st.write(say("frame-first-password-why", person=plain(person.name)))
    with st.container(width=460):
        _draw_change(person, say("frame-one-time-password"))


def ask() -> None:
    """Open the dialog for another password on the next run."""
    st.session_state[ASKED] = True


def show_asked(person: Person) -> None:
    """The dialog for another password, when it was asked for."""
    if st.session_state.pop(ASKED, False):
        _dialog(person)


def _dialog(person: Person) -> None:
    @st.dialog(say("frame-change-password"))
    def opened() -> None:
        _draw_change(person, say("frame-old-password"))

    opened()


def _draw_change(person: Person, old_label: str) -> None:
    with st.form("change-password"):
        st.caption(say("frame-password-rule", n=SHORTEST))
        old = st.text_input(old_label, type="password", autocomplete="current-password")
        new = _new("frame-new-password")
        again = _new("frame-new-password-again")
        is_sent = st.form_submit_button(
            say("frame-save-password"), type="primary", key="save-password"
        )
    if not is_sent:
        return
    if new != again:
        st.warning(say("frame-passwords-differ"), icon=":material/block:")
        return
    with refusals_shown():
        at = house().clock.now()
        local.change_password(house().store.transaction, person, old, new, at=at)
        # Every session has ended with the old password; this one begins anew.
        sign_in(house(), person)
        announce("frame-password-changed")
        st.rerun()


def _new(label: str) -> str:
    return st.text_input(say(label), type="password", autocomplete="new-password")
