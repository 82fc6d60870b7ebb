"""The sign-in: through the provider, or, in the demo, by picking who to be."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from core.people import records
from core.people.model import Permission, Person
from pages.parts import passwords
from pages.parts.frame import house, say
from pages.parts.plain import plain
from pages.parts.signin import person_at_door, sign_in

COLUMNS = 3


def show_welcome(draw_switch: Callable[[None], None]) -> None:
    """What a stranger sees, whatever page they asked for."""
    _, middle, _ = st.columns([1, 4, 1])
    with middle:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.title(say("frame-house"), anchor=False, width="stretch")
            draw_switch(None)
        st.write(say("frame-promise"))
        _draw_ways_in()


def _draw_ways_in() -> None:
    settings, person = house().settings, person_at_door(house())
    if person is not None and person.is_active:  # all they owe is a password of their own
        passwords.draw_first(person)
        return
    if settings.is_demo:
        _draw_picker()
    else:
        _show_nobody_yet()
    if settings.local_sign_in:
        passwords.draw_sign_in()
    if settings.has_oidc:
        name = "frame-sign-in-elsewhere" if settings.local_sign_in else "frame-sign-in"
        kind: Literal["primary", "secondary"] = (
            "secondary" if settings.local_sign_in else "primary"
        )
        st.button(say(name), type=kind, on_click=st.login, key="sign-in")


def _show_nobody_yet() -> None:
    """In a house without an administrator: how the first one gets in."""
    with house().store.reading() as tx:
        if any(person.may(Permission.ADMINISTER) for person in records.everyone(tx)):
            return
    way = "frame-first-local" if house().settings.local_sign_in else "frame-first-oidc"
    st.info(say("frame-first-administrator"), icon=":material/badge:")
    st.markdown(say(way))


def _draw_picker() -> None:
    with house().store.reading() as tx:
        known = records.everyone(tx)
    people = [person for person in known if person.is_active and person.is_made_up]
    if not people:
        st.info(say("frame-no-people"))
        return
    st.caption(say("frame-demo"))
    columns = st.columns(COLUMNS)
    for number, person in enumerate(people):
        with columns[number % COLUMNS], st.container(border=True):
            _draw_person(person)


def _draw_person(person: Person) -> None:
    roles = ", ".join(say(f"people-role-{role}") for role in sorted(person.roles))
    with st.container(gap="xxsmall"):
        st.markdown(f"**{plain(person.name)}**")
        st.caption(roles)
    st.button(
        say("frame-come-in"),
        key=f"sign-in-{person.id}",
        on_click=sign_in,
        args=(house(), person),
        width="stretch",
    )
