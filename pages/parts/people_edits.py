"""What administrators want changed about people: done at once, or waiting for another one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

import pandas as pd
import streamlit as st

from core.approvals import editing, edits
from core.approvals.edits import Edit, Kind, Wanted
from core.cockpit import Cockpit
from core.foundation import words
from core.people import local, records
from core.people.model import Person, Role
from core.store.store import Tx
from pages.parts.frame import announce, language, refusals_shown, say
from pages.parts.grids import show_grid
from pages.parts.names import spoken_roles
from pages.parts.plain import plain

SHOWN = 50
NOBODY = "–"


def change(house: Cockpit, person: Person, wanted: Wanted, done: str, name: str) -> None:
    """Make a change, say what came of it – `done`, or that it waits – and begin the page anew.

    A one-time password that it makes is shown once, and the page goes on.
    """
    password = house.ids.new() if wanted.kind.needs_password else ""
    with refusals_shown():
        with house.transaction(person) as tx:
            edit = editing.make(
                tx,
                wanted,
                edit_id=house.ids.new(),
                password=password,
                by=person,
                at=house.clock.now(),
            )
        if edit is None and password:
            _show_password(password, name)
            return
        announce(done if edit is None else "people-edit-waits-now", person=name)
        st.rerun()


def draw_waiting(house: Cockpit, person: Person) -> None:
    """Every change that waits: who wants what, since when; to be confirmed, or withdrawn."""
    with house.store.reading() as tx:
        found, names = edits.waiting(tx), records.names(tx)
        seconds = {edit.id: _seconds(tx, house, edit) for edit in found}
    if not found:
        return
    st.subheader(say("people-edits", n=len(found)), anchor=False)
    st.caption(say("people-edits-says"))
    for edit in found:
        _draw_edit(house, person, edit, names, seconds[edit.id])


def columns_of(house: Cockpit, people: Sequence[Person]) -> dict[str, list[str]]:
    """Three columns of a table of people: what waits, who proposed it, who may confirm it.

    None of them where nothing waits for any of these people.
    """
    with house.store.reading() as tx:
        found, names = edits.waiting(tx), records.names(tx)
        may = {edit.id: editing.confirmers(tx, edit, at=house.clock.now()) for edit in found}
    about = {one.id: [edit for edit in found if edit.person_id == one.id] for one in people}
    if not any(about.values()):
        return {}
    spoken: dict[str, Callable[[Edit], str]] = {
        "people-edit-waits": partial(_told, house, names=names),
        "people-edit-by": lambda edit: names.get(edit.proposed_by, edit.proposed_by),
        "people-edit-may": lambda edit: ", ".join(one.name for one in may[edit.id]) or NOBODY,
    }
    return {
        say(key): ["; ".join(map(tell, about[one.id])) for one in people]
        for key, tell in spoken.items()
    }


def show_past(house: Cockpit) -> None:
    """What was proposed of late, and what became of it."""
    with house.store.reading() as tx:
        found, names = edits.latest(tx, SHOWN), records.names(tx)
    if not found:
        return
    with st.expander(say("people-edits-past")):
        show_grid(pd.DataFrame([_row(house, edit, names) for edit in found]), key="edits-past")


def _draw_edit(
    house: Cockpit, person: Person, edit: Edit, names: Mapping[str, str], seconds: str
) -> None:
    is_own = edit.proposed_by == person.id
    with st.container(border=True, key=f"edit-{edit.id}"):
        st.markdown(plain(_told(house, edit, names)))
        st.caption(plain(f"{_proposed(house, edit, names)}; {seconds}"))
        with st.container(horizontal=True, vertical_alignment="center"):
            if is_own:
                st.caption(say("people-edit-own"))
            elif st.button(
                say("people-edit-confirm"), key=f"confirm-{edit.id}", type="primary"
            ):
                _confirm(house, person, edit, _name(edit, names))
            label = say("people-edit-withdraw" if is_own else "people-edit-decline")
            if st.button(label, key=f"withdraw-{edit.id}"):
                _withdraw(house, person, edit)


def _confirm(house: Cockpit, person: Person, edit: Edit, name: str) -> None:
    password = house.ids.new() if edit.kind.needs_password else ""
    with refusals_shown():
        with house.transaction(person) as tx:
            editing.confirm(tx, edit.id, password=password, by=person, at=house.clock.now())
        if password:
            _show_password(password, name)
            return
        announce("people-edit-done", person=name)
        st.rerun()


def _withdraw(house: Cockpit, person: Person, edit: Edit) -> None:
    with refusals_shown():
        with house.transaction(person) as tx:
            editing.withdraw(tx, edit.id, by=person, at=house.clock.now())
        announce("people-edit-withdrawn")
        st.rerun()


def _show_password(password: str, name: str) -> None:
    st.success(plain(say("people-password-shown", person=name, hours=local.ONE_TIME_HOURS)))
    st.code(password, language=None)


def _row(house: Cockpit, edit: Edit, names: Mapping[str, str]) -> dict[str, str]:
    zone = house.settings.time_zone
    state, who, when = "waits", "", None
    if edit.confirmed_at:
        state, who, when = "confirmed", edit.confirmed_by or "", edit.confirmed_at
    elif edit.withdrawn_at:
        state, who, when = "withdrawn", edit.withdrawn_by or "", edit.withdrawn_at
    return {
        say("people-when"): words.moment(language(), edit.proposed_at, zone),
        say("people-what"): _told(house, edit, names),
        say("people-edit-by"): names.get(edit.proposed_by, edit.proposed_by),
        say("people-edit-state"): say(f"people-edit-state-{state}"),
        say("people-edit-second"): names.get(who, who),
        say("people-edit-second-at"): words.moment(language(), when, zone) if when else "",
    }


def _proposed(house: Cockpit, edit: Edit, names: Mapping[str, str]) -> str:
    return say(
        "people-edit-proposed",
        person=names.get(edit.proposed_by, edit.proposed_by),
        when=words.moment(language(), edit.proposed_at, house.settings.time_zone),
    )


def _seconds(tx: Tx, house: Cockpit, edit: Edit) -> str:
    """Who may confirm it now, by name; or that nobody may."""
    found = editing.confirmers(tx, edit, at=house.clock.now())
    if not found:
        return say("people-edit-nobody")
    return say("people-edit-confirmers", people=", ".join(one.name for one in found))


def _name(edit: Edit, names: Mapping[str, str]) -> str:
    return str(edit.wanted.get("name") or names.get(edit.person_id, edit.person_id))


def _told(house: Cockpit, edit: Edit, names: Mapping[str, str]) -> str:
    """What would change, in a sentence."""
    kind = edit.kind
    before = frozenset(Role(one) for one in edit.before.get("granted", ()))
    if kind is Kind.STAND_IN:
        return _told_stand_in(house, edit, names)
    return say(
        f"people-edit-{kind.replace('_', '-')}",
        person=_name(edit, names),
        email=str(edit.wanted.get("email", "")),
        before=spoken_roles(before),
        roles=spoken_roles(edit.change.roles if kind is not Kind.LET_IN else before),
    )


def _told_stand_in(house: Cockpit, edit: Edit, names: Mapping[str, str]) -> str:
    zone = house.settings.time_zone
    since, until = (
        datetime.fromisoformat(edit.wanted[one]) for one in ("starts_at", "ends_at")
    )
    return say(
        "people-edit-stand-in",
        person=_name(edit, names),
        taker=names.get(edit.wanted["to"], edit.wanted["to"]),
        role=say(f"people-role-{edit.wanted['role']}"),
        since=words.moment(language(), since, zone),
        until=words.moment(language(), until, zone),
        reason=str(edit.wanted["reason"]),
    )
