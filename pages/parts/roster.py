"""The furniture of the people page: the list, the roles of one, who may what."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.cockpit import Cockpit
from core.foundation import words
from core.journal import records as journal
from core.people import records
from core.people.model import PERMISSIONS, Permission, Person, Role
from pages.parts.frame import language, say


def show(everyone: Sequence[Person]) -> None:
    """Everybody as a table."""
    st.dataframe(
        pd.DataFrame(
            {
                say("people-name"): [person.name for person in everyone],
                say("people-roles"): [_spoken(person.roles) for person in everyone],
                say("people-email"): [person.email for person in everyone],
                say("people-active"): [person.is_active for person in everyone],
                say("people-issuer"): [person.issuer for person in everyone],
            }
        ),
        hide_index=True,
        key="people-table",
    )


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


def pick_roles(person: Person) -> frozenset[Role]:
    """The roles as they would be after saving."""
    picked = st.pills(
        say("people-roles"),
        list(Role),
        selection_mode="multi",
        default=sorted(person.roles),
        format_func=lambda role: say(f"people-role-{role}"),
        key=f"roles-{person.id}",
    )
    return frozenset(picked)


def show_out_confirmed(place: DeltaGenerator, person: Person) -> bool:
    """Ask before somebody loses their way in; whether the answer was yes."""
    if not person.is_active:
        return False
    with place.popover(say("people-deactivate"), width="stretch"):
        st.write(say("people-deactivate-confirm", person=person.name))
        return st.button(say("people-deactivate"), key="show-out")


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
                    say("people-what"): [entry.verb for entry in entries],
                }
            ),
            hide_index=True,
        )


def show_permissions() -> None:
    """The whole table of who may what, as the verbs enforce it."""
    with st.expander(say("people-who-may-what")):
        names = [say(f"people-permission-{permission}") for permission in Permission]
        table: dict[str, list[str] | list[bool]] = {say("people-permission"): names}
        for role in Role:
            column = [role in PERMISSIONS[permission] for permission in Permission]
            table[say(f"people-role-{role}")] = column
        st.dataframe(pd.DataFrame(table), hide_index=True)


def _spoken(roles: frozenset[Role]) -> str:
    return ", ".join(say(f"people-role-{role}") for role in sorted(roles))
