"""What the house sent to the contacts of one account, and what came of it, line by line."""

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from core.accounts.tables import Row
from core.cockpit import Cockpit
from core.delivery import tellings
from core.delivery.tellings import Line, What
from core.foundation import words
from core.people.model import Permission, Person
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.veil import veiled

DETAILS: Mapping[What, str] = {
    What.ENDED: "delivery-state",
    What.RECEIPT: "accounts-receipt",
    What.RETURNED: "returned-kind",
    What.OPENED: "accounts-ledger-by",
    What.CLICKED: "accounts-ledger-by",
    What.CALLED: "calls-result",
    What.SUPPRESSED: "consent-reason",
    What.LIFTED: "consent-reason",
    What.STOPPED: "delivery-stop",
}


def show_ledger(
    house: Cockpit, person: Person, account_id: str, contacts: Sequence[Row]
) -> None:
    """The ledger of an account, or of one of its contacts; the address bar keeps whose."""
    with house.store.reading() as tx:
        found = tellings.told(tx, account_id, by=person)
    st.subheader(say("accounts-ledger"), anchor=False)
    if not found.lines:
        st.caption(say("accounts-ledger-none"))
        return
    chosen = _choose(person, found.contact_ids, contacts)
    lines = found.of(chosen) if chosen else found.lines
    st.caption(say("accounts-ledger-lines", n=len(lines)))
    narrow = {say("accounts-ledger-campaign"): st.column_config.Column(width=180)}
    show_grid(_table(house, person, lines), key="account-ledger", **narrow)
    if person.may(Permission.EXPORT):
        taken = partial(_taken, house, person, account_id, chosen)
        csv_button(taken, key="account-ledger-csv", filename="ledger")


def _taken(house: Cockpit, person: Person, account_id: str, contact_id: str) -> pd.DataFrame:
    """The lines as they are when the file is asked for; the journal knows."""
    at = house.clock.now()
    with house.transaction(person) as tx:
        lines = tellings.take(tx, account_id, contact_id=contact_id, by=person, at=at)
    return _table(house, person, lines)


def _choose(person: Person, known: Sequence[str], contacts: Sequence[Row]) -> str:
    """Whose lines; without names to choose by, everybody's."""
    if not person.may(Permission.SEE_PERSONAL):
        return ""
    named = {str(row["contact_id"]): str(row["full_name"] or "") for row in contacts}
    choices = ["", *known]
    asked = st.query_params.get("contact", "")
    chosen = st.selectbox(
        say("accounts-ledger-whose"),
        choices,
        index=choices.index(asked) if asked in choices else 0,
        format_func=lambda one: _named(one, named),
        key="ledger-contact",
    )
    if chosen:
        st.query_params["contact"] = chosen
    else:
        st.query_params.pop("contact", None)
    return chosen


def _named(contact_id: str, named: Mapping[str, str]) -> str:
    if not contact_id:
        return say("accounts-ledger-everybody")
    return f"{named[contact_id]} · {contact_id}" if named.get(contact_id) else contact_id


def _table(house: Cockpit, person: Person, lines: Sequence[Line]) -> pd.DataFrame:
    zone = house.settings.time_zone
    columns = {
        "accounts-ledger-when": [words.moment(language(), one.at, zone) for one in lines],
        "accounts-ledger-what": [_what(one) for one in lines],
        "accounts-ledger-text": [veiled(one.text, person) for one in lines],
        "accounts-ledger-campaign": [one.campaign for one in lines],
        "accounts-ledger-channel": [_channel(one) for one in lines],
        "accounts-ledger-address": [veiled(one.address, person) for one in lines],
    }
    return pd.DataFrame({say(key): values for key, values in columns.items()})


def _what(line: Line) -> str:
    """What happened, in words: “Ended: Bounced, no such mailbox”."""
    said = say(f"accounts-ledger-{line.what}")
    if line.detail:
        said = f"{said}: {say(f'{DETAILS[line.what]}-{line.detail}')}"
    return f"{said}. {say(f'delivery-reason-{line.why}')}" if line.why else said


def _channel(line: Line) -> str:
    if not line.channel:
        return ""
    named = say(f"editor-channel-{line.channel}")
    return named if line.step is None else say("results-step-of", step=line.step, channel=named)
