"""Who may what, verb by verb, as the code itself asks for it."""

import pandas as pd
import streamlit as st

from core.foundation import words
from core.people.model import Role
from core.people.verbs import Verb, every_verb
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.grids import show_grid


def spoken_verb(verb: Verb) -> str:
    """What a verb does, in words."""
    return words.say(language(), verb.key)


def spoken_entry(deed: str) -> str:
    """What the journal calls a deed (“campaigns.submit”), in words."""
    name = deed.replace(".", "-")
    known = (f"people-did-{name}", f"journal-did-{name}")
    found = next((key for key in known if key in words.keys(language())), "")
    return say(found) if found else deed


def show_verbs() -> None:
    """Every verb with its permission and who has it, to be searched and taken along."""
    st.caption(say("people-verbs-promise", n=len(every_verb())))
    search, role = st.columns([3, 2])
    wanted = search.text_input(say("people-verbs-search"), key="verbs-search", live=True)
    chosen = role.selectbox(
        say("people-verbs-role"),
        list(Role),
        index=None,
        format_func=lambda one: say(f"people-role-{one}"),
        placeholder=say("people-verbs-any-role"),
        key="verbs-role",
    )
    table = _table([one for one in every_verb() if chosen is None or chosen in one.roles])
    hit = table.apply(lambda row: wanted.casefold() in " ".join(row).casefold(), axis=1)
    found = table[hit] if len(table) else table
    if found.empty:
        st.info(say("people-verbs-none"))
        return
    show_grid(found, key="verbs-table")
    csv_button(found, key="verbs-csv", filename=say("people-verbs-file"))


def _table(verbs: list[Verb]) -> pd.DataFrame:
    everybody = say("people-verbs-everybody")
    return pd.DataFrame(
        {
            say("people-verbs-room"): [say(f"people-room-{verb.room}") for verb in verbs],
            say("people-verbs-what"): [spoken_verb(verb) for verb in verbs],
            say("people-permission"): [
                ", ".join(say(f"people-permission-{one}") for one in verb.permissions)
                or everybody
                for verb in verbs
            ],
            say("people-roles"): [
                ", ".join(say(f"people-role-{one}") for one in Role if one in verb.roles)
                if len(verb.roles) < len(Role)
                else everybody
                for verb in verbs
            ],
        }
    )
