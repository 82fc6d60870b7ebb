"""Proof of a readout: computed again before one's eyes, and all behind it to take away."""

import hashlib
import json
from dataclasses import replace

import streamlit as st

from core.cockpit import Cockpit
from core.people.model import Permission, Person
from core.results import actions as results
from core.results import ledger, readout, tables
from core.results.bundle import bundle
from core.results.facts import facts
from core.results.ledger import Ledger
from core.results.model import Readout
from core.results.readout import Asked
from pages.parts.frame import language, refusals_shown, say


def show(
    house: Cockpit, person: Person, found: Readout, delivery: Ledger, asked: Asked
) -> None:
    """A button that computes anew, and one that downloads the bundle."""
    if found.source is None or found.findings is None:
        return
    st.subheader(say("results-proof"), anchor=False)
    before = _digest(found)
    st.caption(say("results-digest", digest=before))
    again, away = st.columns(2)
    if again.button(say("results-again"), key="results-again", icon=":material/replay:"):
        with refusals_shown(), st.spinner(say("results-computing")):
            _compute_again(house, found, asked, before)
    if person.may(Permission.EXPORT) and person.may(Permission.SEE_ACCOUNTS):
        away.download_button(
            say("results-bundle"),
            data=lambda: _bundle(house, person, found, delivery),
            file_name=f"readout-{found.trial.campaign_id}.zip",
            mime="application/zip",
            key="results-bundle",
            icon=":material/folder_zip:",
            on_click="ignore",
        )


def _compute_again(house: Cockpit, found: Readout, asked: Asked, before: str) -> None:
    snapshot = house.warehouse.current()
    with house.store.reading() as tx:
        anew = readout.read(
            tx,
            snapshot,
            found.trial.campaign_id,
            at=house.clock.now(),
            asked=replace(asked, anew=True),
        )
    after = _digest(anew)
    if after == before:
        st.success(say("results-same", digest=after), icon=":material/verified:")
    else:
        st.warning(say("results-other", digest=after), icon=":material/difference:")


def _digest(found: Readout) -> str:
    """What all figures of a readout come to: other digits, another digest."""
    told = facts(found, ledger.NOTHING)
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()[:16]


def _bundle(house: Cockpit, person: Person, found: Readout, delivery: Ledger) -> bytes:
    with house.transaction(person) as tx:
        results.take(tx, found, by=person, at=house.clock.now())
    with house.store.reading() as tx:
        rows = tables.rows(tx, house.warehouse.current(), found)
    assert rows is not None
    return bundle(found, rows, facts(found, delivery, language()), language=language())
