"""The first quarter of an hour: what a new house still lacks, and who can see to it."""

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from core.campaigns import records as campaigns
from core.campaigns.model import Status
from core.cockpit import Cockpit
from core.messages import records as messages
from core.people import records as people
from core.people.model import PERMISSIONS, Permission, Person, Role
from core.segments import records as segments
from core.store.store import Tx
from pages.parts.frame import say
from pages.parts.names import spoken_roles
from pages.parts.plain import plain

DONE, OPEN = "check_circle", "radio_button_unchecked"
NAMED = 5  # administrators, to ask for a role


@dataclass(frozen=True)
class FirstStep:
    """One thing a new house needs: its word, its page, and whether it is there."""

    name: str
    page: str
    permission: Permission
    is_done: bool

    def draw(self, person: Person, *, is_next: bool) -> None:
        """The step in a line; the one whose turn it is says why, and leads there."""
        with st.container(horizontal=True, vertical_alignment="center"):
            icon, sentence = DONE if self.is_done else OPEN, say(f"home-first-{self.name}")
            if self.is_done:
                st.markdown(f":material/{icon}: :gray[{sentence}]", width="stretch")
                return
            st.markdown(
                f":material/{icon}: {f'**{sentence}**' if is_next else sentence}",
                width="stretch",
            )
            if person.may(self.permission):
                label = say(f"home-first-{self.name}-go")
                st.page_link(self.page, label=label, icon=":material/arrow_forward:")
            else:
                st.caption(say("home-first-by", roles=self._roles()), width="content")
        if is_next:
            st.caption(say(f"home-first-{self.name}-why"))

    def _roles(self) -> str:
        able = PERMISSIONS[self.permission]
        first = [role for role in (Role.ADMINISTRATOR, Role.MARKETER) if role in able]
        return spoken_roles(frozenset(first))


def first_steps(tx: Tx, house: Cockpit) -> Iterator[FirstStep]:
    """What a house needs before its first campaign is on an approver's desk."""
    here = [one for one in people.everyone(tx) if one.is_active]
    may = {
        wish: {one.id for one in here if one.may(wish)}
        for wish in (Permission.PLAN, Permission.DECIDE)
    }
    # Nobody approves their own work, so it takes two.
    is_team = bool(may[Permission.PLAN] and may[Permission.DECIDE]) and (
        len(may[Permission.PLAN] | may[Permission.DECIDE]) > 1
    )
    has_base = not house.warehouse.is_empty()
    is_submitted = any(one.status is not Status.DRAFT for one in campaigns.everything(tx))
    yield FirstStep("people", "house/people.py", Permission.ADMINISTER, is_team)
    yield FirstStep("data", "people/imports.py", Permission.IMPORT, has_base)
    for name, page, permission, found in (
        ("segment", "plan/segments.py", Permission.SEGMENT, segments.everything(tx)),
        ("message", "plan/messages.py", Permission.WRITE, messages.everything(tx)),
    ):
        yield FirstStep(name, page, permission, bool(found))
    yield FirstStep("campaign", "plan/campaigns.py", Permission.PLAN, is_submitted)


def draw_first_steps(tx: Tx, house: Cockpit, person: Person) -> bool:
    """The steps with those done ticked off, for whoever has a hand in them; whether it drew.

    Nothing once a campaign was submitted.
    """
    steps = list(first_steps(tx, house))
    if steps[-1].is_done or not any(person.may(step.permission) for step in steps):
        return False
    st.subheader(say("home-first"), anchor=False)
    waiting = next(step for step in steps if not step.is_done)
    with st.container(border=True, gap="small"):
        for step in steps:
            step.draw(person, is_next=step is waiting)
    return True


def show_no_roles(tx: Tx, person: Person) -> None:
    """To whom nothing is open yet: why, and whom to ask."""
    able = [one for one in people.everyone(tx) if one.may(Permission.ADMINISTER)]
    names = ", ".join(plain(one.name) for one in able[:NAMED])
    sentence = say("home-no-roles", names=names, n=len(able))
    st.info(sentence, icon=":material/badge:")
