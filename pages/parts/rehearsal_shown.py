"""A rehearsal on the screen: its verdict, what was found, and who would have got it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from core.campaigns import records, rehearsal_records
from core.campaigns.model import FIRST_STEP, Campaign
from core.campaigns.rehearsal import Group, Outcome, Rehearsal
from core.cockpit import Cockpit
from core.foundation import words
from core.messages import tables
from core.messages.model import Severity
from core.people import records as people
from pages.parts.downloads import safe_csv
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.plain import plain
from pages.parts.rehearsal_examples import show_examples

COLORS: dict[Outcome, Any] = {
    Outcome.RUNNING: "blue",
    Outcome.PASSED: "green",
    Outcome.FAILED: "red",
    Outcome.CANCELLED: "gray",
    Outcome.BROKEN: "orange",
}
FIRST = 3  # contacts that a line names


def show_sealed(house: Cockpit, campaign: Campaign) -> None:
    """For whoever decides: the rehearsal it was submitted with, and messages to look at."""
    with house.store.reading() as tx:
        sealed = rehearsal_records.sealed(tx, campaign.id)
        card = records.audience(tx, campaign.id)
    st.subheader(say("rehearsal-title"), anchor=False, help=say("rehearsal-about"))
    if sealed is None:
        st.caption(say("rehearsal-none"))
        return
    base = card.publication if card is not None else None
    show_rehearsal(house, sealed, base, is_current=True, key="sealed-rehearsal")
    show_examples(house, campaign, sealed)


def show_rehearsal(
    house: Cockpit, rehearsal: Rehearsal, base: int | None, *, is_current: bool, key: str
) -> None:
    """The verdict, who had it, what was found; `is_current`: it is of what is there now.

    `base` is the version of the client data that knows the names of its contacts.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        status = rehearsal.status
        if status is Outcome.RUNNING:  # nobody works on it any more
            status = Outcome.BROKEN
        st.badge(say(f"rehearsal-status-{status}"), color=COLORS[status])
        st.markdown(plain(_verdict(rehearsal, status)), width="content")
    st.caption(plain(_made(house, rehearsal)))
    if not is_current:
        st.info(say("rehearsal-outdated"), icon=":material/history:")
    if rehearsal.groups:
        show_grid(_table(rehearsal, _names(house, rehearsal, base)), key=f"{key}-table")
    elif status is Outcome.PASSED:
        st.caption(say("rehearsal-nothing-found"))
    if any(group.count for group in rehearsal.groups):
        _offer_list(house, rehearsal, key=key)


def _verdict(rehearsal: Rehearsal, status: Outcome) -> str:
    return say(
        f"rehearsal-verdict-{status}",
        n=rehearsal.total,
        done=rehearsal.done,
        errors=rehearsal.count(Severity.ERROR),
    )


def _made(house: Cockpit, rehearsal: Rehearsal) -> str:
    """Who had it made, when, how long it took."""
    with house.store.reading() as tx:
        names = people.names(tx)
    seconds = (rehearsal.updated_at - rehearsal.started_at).total_seconds()
    each = rehearsal.letters / rehearsal.done if rehearsal.done else 0
    return say(
        # Of the few of a demo, no time is known.
        "rehearsal-by" if seconds else "rehearsal-by-whom",
        person=names.get(rehearsal.started_by, rehearsal.started_by),
        moment=words.moment(language(), rehearsal.started_at, house.settings.time_zone),
        seconds=words.number(language(), seconds, digits=1),
        letters=words.number(language(), round(each)),
    )


def _names(house: Cockpit, rehearsal: Rehearsal, base: int | None) -> dict[str, str]:
    """How the contacts that a line names are called, by their id."""
    shown = sorted({one for group in rehearsal.groups for one in group.contacts[:FIRST]})
    if base is None or not shown:
        return {}
    found = tables.recipients(house.warehouse.snapshot(base), shown)
    return {contact_id: recipient.name for contact_id, recipient in found.items()}


def _table(rehearsal: Rehearsal, names: Mapping[str, str]) -> pd.DataFrame:
    """A line for each kind of thing that was found."""
    columns = ["weight", "what", "where", "messages", "contacts"]
    rows = [
        (
            say(f"rehearsal-severity-{group.severity}"),
            group.sentence(language()),
            _where(group),
            words.number(language(), group.count) if group.count else say("rehearsal-template"),
            ", ".join(names.get(one, one) for one in group.contacts[:FIRST]),
        )
        for group in rehearsal.groups
    ]
    table = pd.DataFrame(rows, columns=[say(f"rehearsal-column-{one}") for one in columns])
    is_named = any(group.contacts for group in rehearsal.groups)
    return table if is_named else table.iloc[:, :-1]


def _where(group: Group) -> str:
    part = say(f"rehearsal-part-{group.part}") if group.part else ""
    if part and group.line:
        part = say("rehearsal-part-place", part=part, line=group.line)
    step = say("rehearsal-step", step=group.step) if group.step > FIRST_STEP else ""
    return ", ".join(piece for piece in (step, part) if piece)


def _offer_list(house: Cockpit, rehearsal: Rehearsal, *, key: str) -> None:
    """Contacts by their numbers and reasons: no names, no addresses, no values."""

    st.download_button(
        say("rehearsal-csv"),
        data=lambda: _listed(house, rehearsal),
        file_name="rehearsal.csv",
        mime="text/csv",
        key=f"{key}-csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )


def _listed(house: Cockpit, rehearsal: Rehearsal) -> bytes:
    with house.store.reading() as tx:
        failures = rehearsal_records.failures(tx, rehearsal.id)
    rows = [
        (
            one.contact_id,
            say(f"rehearsal-severity-{one.severity}"),
            ", ".join(
                [
                    *([say("rehearsal-step", step=one.step)] if one.step > FIRST_STEP else []),
                    *([say(f"rehearsal-part-{one.part}")] if one.part else []),
                ]
            ),
            one.sentence(language()),
        )
        for one in failures
    ]
    columns = ("contact", "weight", "where", "what")
    names = [say(f"rehearsal-column-{one}") for one in columns]
    return safe_csv(pd.DataFrame(rows, columns=names))
