"""Whom to write to next, on the screen: the advice, or why there is none."""

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Permission, Person
from core.results import actions as results
from core.results.model import Readout
from core.results.targeting import Advice, advice, ranking
from core.segments.ranked import FRESH, Ranking
from pages.parts.downloads import csv_button
from pages.parts.frame import language, refusals_shown, say
from pages.parts.grids import show_grid
from pages.parts.plain import plain

SHOWN = 10


def offer(house: Cockpit, person: Person, found: Readout) -> None:
    """A button, since learning takes seconds; then the advice with how far to trust it."""
    if found.findings is None:
        return
    st.subheader(say("results-next"), anchor=False)
    st.caption(say("results-next-how"))
    key = f"advice-{found.trial.campaign_id}"
    if st.button(say("results-next-ask"), key="results-next", icon=":material/model_training:"):
        waiting = st.spinner(say("results-computing"))
        with refusals_shown(), waiting, house.store.reading() as tx:
            st.session_state[key] = advice(tx, house.warehouse.current(), found)
    if key in st.session_state:
        _show(st.session_state[key], found)
        if not st.session_state[key].refusals and person.may(Permission.SEGMENT):
            _offer_to_keep(house, person, found)


def _show(told: Advice, found: Readout) -> None:
    for reason in told.refusals:
        st.info(plain(reason.sentence(language())), icon=":material/block:")
    if told.qini is not None:
        bounds = [words.number(language(), part, digits=3) for part in told.qini]
        st.caption(say("results-qini", value=bounds[0], low=bounds[1], high=bounds[2]))
    if told.refusals:
        return
    rows = [
        (
            say(f"results-trait-{one.trait}"),
            one.value,
            one.accounts,
            words.percent(language(), one.uplift, signed=True),
        )
        for one in told.levels
    ]
    names = ("trait", "trait-value", "trait-accounts", "trait-uplift")
    table = pd.DataFrame(rows, columns=[say(f"results-{name}") for name in names])
    show_grid(table.head(SHOWN), key="advice")
    csv_button(table, key="advice-csv", filename=f"advice-{found.trial.campaign_id}")


def _offer_to_keep(house: Cockpit, person: Person, found: Readout) -> None:
    st.caption(say("results-advice-keep-how"))
    if not st.button(say("results-advice-keep"), key="advice-keep", icon=":material/bookmark:"):
        return
    with refusals_shown(), st.spinner(say("results-computing")):
        kept = keep(house, person, found)
        told = say("results-advice-kept", accounts=kept.accounts, days=FRESH.days)
        st.success(told, icon=":material/check:")


def keep(house: Cockpit, person: Person, found: Readout) -> Ranking:
    """Learnt first, since that takes seconds, and kept then: meanwhile others may write."""
    snapshot = house.warehouse.current()
    with house.store.reading() as tx:
        account_ids = ranking(tx, snapshot, found)
    number = snapshot.publication.number
    now, new = house.clock.now(), house.ids.new()
    with house.transaction(person) as tx:
        return results.keep_advice(
            tx, new, found, account_ids, publication=number, by=person, at=now
        )
