"""The sign-in: through the provider, or, in the demo, by picking who to be."""

from collections.abc import Callable

import streamlit as st

from core.people import records
from core.people.model import Person
from pages.parts.frame import house, say
from pages.parts.plain import plain
from pages.parts.signin import sign_in_picked

COLUMNS = 3


def show_welcome(draw_switch: Callable[[None], None]) -> None:
    """What a stranger sees, whatever page they asked for."""
    _, middle, _ = st.columns([1, 4, 1])
    with middle:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.title(say("frame-house"), anchor=False, width="stretch")
            draw_switch(None)
        st.write(say("frame-promise"))
        if house().settings.is_demo:
            _draw_picker()
        else:
            st.button(say("frame-sign-in"), type="primary", on_click=st.login, key="sign-in")


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
        on_click=sign_in_picked,
        args=(person,),
        width="stretch",
    )
