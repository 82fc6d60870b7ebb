"""The corner under the menu: who is here, the way out, and the language."""

import streamlit as st

from core.people import actions as people
from core.people.model import LOCAL, Person
from pages.parts import passwords
from pages.parts.frame import house, language, refusals_shown, say
from pages.parts.plain import plain
from pages.parts.signin import sign_out

LANGUAGES = {"ru": "Русский", "en": "English"}


def choose_language(person: Person | None) -> None:
    """Switch the language, and keep the choice with the person."""
    chosen = st.session_state["language-switch"]
    st.session_state["language"] = chosen
    _hand_back_choices()
    if person is not None:
        with refusals_shown(), house().transaction(person) as tx:
            people.speak(tx, chosen, by=person, at=house().clock.now())


def draw_switch(person: Person | None) -> None:
    """The languages to choose from, the one that is read marked."""
    st.session_state["language-switch"] = language()
    st.segmented_control(
        say("frame-language"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key="language-switch",
        required=True,
        label_visibility="collapsed",
        on_change=choose_language,
        args=(person,),
    )


def draw_person(person: Person) -> None:
    """Who is here, the way out, and the language: one block under the menu."""
    with st.container(gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(say("frame-signed-in", person=plain(person.name)), width="stretch")
            st.button(
                say("frame-sign-out"),
                on_click=sign_out,
                args=(house(),),
                key="sign-out",
                type="tertiary",
            )
        if person.issuer == LOCAL:
            st.button(
                say("frame-change-password"),
                key="change-password",
                type="tertiary",
                on_click=passwords.ask,
            )
        draw_switch(person)
        passwords.show_asked(person)


def _hand_back_choices() -> None:
    """Give every choice to its widget anew: a browser keeps the words it first drew it with."""
    for key, value in st.session_state.items():
        is_choices = isinstance(value, list) and all(isinstance(one, str) for one in value)
        if isinstance(value, str) or is_choices:
            st.session_state[key] = value
