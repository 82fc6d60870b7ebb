"""The furniture of the people page: the list, the roles of one, what happened with them."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.journal import records as journal
from core.people import records, session_records
from core.people.model import Person, Role, RolesSaid
from core.store.store import Tx
from pages.parts import people_edits
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.names import spoken_roles
from pages.parts.session_list import way_in
from pages.parts.verb_table import spoken_entry


def show(house: Cockpit, everyone: Sequence[Person]) -> None:
    """Everybody whom the search finds, as a table to be taken along."""
    found = _found(everyone)
    st.caption(say("people-count", n=len(found)))
    if not found:
        st.info(say("people-none-found"))
        return
    with house.store.reading() as tx:
        said = records.roles_said(tx)
        seen = _last_seen(house, tx)
    table: dict[str, Sequence[object]] = {say("people-name"): [person.name for person in found]}
    table |= people_edits.columns_of(house, found)
    table |= {
        say("people-roles"): [spoken_roles(person.roles) for person in found],
        say("people-email"): [person.email for person in found],
        say("people-active"): [person.is_active for person in found],
        say("people-last-seen"): [seen.get(person.id, "") for person in found],
        say("people-issuer"): [way_in(person.issuer) for person in found],
    }
    table |= _claimed([said[person.id] for person in found])
    st.dataframe(pd.DataFrame(table), hide_index=True, key="people-table")
    csv_button(pd.DataFrame(table), key="people-csv", filename=say("people-file"))


def _claimed(said: Sequence[RolesSaid]) -> dict[str, list[str]]:
    """What sign-ins claim and the table allows, where any claims something."""
    if all(one.claimed is None for one in said):
        return {}
    claims = ["" if one.claimed is None else spoken_roles(one.claimed) for one in said]
    allowed = [spoken_roles(one.granted) for one in said]
    return {say("people-claimed"): claims, say("people-allowed"): allowed}


def _found(everyone: Sequence[Person]) -> list[Person]:
    search, role, state = st.columns([4, 3, 3], vertical_alignment="bottom")
    wanted = search.text_input(say("people-search"), key="people-search", live=True)
    chosen = role.selectbox(
        say("people-verbs-role"),
        list(Role),
        index=None,
        format_func=lambda one: say(f"people-role-{one}"),
        placeholder=say("people-verbs-any-role"),
        key="people-role",
        label_visibility="collapsed",
    )
    is_active = state.toggle(say("people-only-active"), key="people-only-active")
    return [
        person
        for person in everyone
        if (wanted or "").strip().casefold() in f"{person.name} {person.email}".casefold()
        and (chosen is None or chosen in person.roles)
        and (person.is_active or not is_active)
    ]


def _last_seen(house: Cockpit, tx: Tx) -> dict[str, str]:
    """When each was last here, as far as a session that is open says."""
    zone = house.settings.time_zone
    seen: dict[str, str] = {}
    for session in session_records.not_ended(tx):
        moment = words.moment(language(), session.seen_at, zone)
        seen.setdefault(str(session.person_id), moment)
    return seen


def choose(everyone: Sequence[Person]) -> Person | None:
    """Whom to change: by the list, or by the address bar (``?person=``)."""
    by_id = {str(person.id): person for person in everyone}
    wanted = st.query_params.get("person", "")
    ids = list(by_id)
    chosen = st.selectbox(
        say("people-choose"),
        ids,
        index=ids.index(wanted) if wanted in ids else None,
        format_func=lambda person_id: by_id[person_id].name,
        placeholder=say("people-choose-hint"),
        key="person",
    )
    if chosen is not None:
        st.query_params["person"] = chosen
    return by_id.get(chosen) if chosen else None


def pick_roles(house: Cockpit, person: Person) -> frozenset[Role]:
    """The roles as they would be after saving; where a sign-in claims some, those allowed."""
    with house.store.reading() as tx:
        said = records.roles_said(tx)[person.id]
    allowed = said.granted if said.is_narrowed else said.effective
    picked = st.pills(
        say("people-roles"),
        list(Role),
        selection_mode="multi",
        default=sorted(allowed),
        format_func=lambda role: say(f"people-role-{role}"),
        key=f"roles-{person.id}",
    )
    return frozenset(picked)


def show_history(house: Cockpit, person: Person) -> None:
    """What the journal says was done to this person's rights."""
    with house.store.reading() as tx:
        entries = journal.about(tx, person.id)
        names = records.names(tx)
    zone = house.settings.time_zone
    with st.expander(say("people-history", person=person.name)):
        st.dataframe(
            pd.DataFrame(
                {
                    say("people-when"): [
                        words.moment(language(), entry.at, zone) for entry in entries
                    ],
                    say("people-by"): [names.get(entry.by, entry.by) for entry in entries],
                    say("people-what"): [spoken_entry(entry.verb) for entry in entries],
                }
            ),
            hide_index=True,
        )
