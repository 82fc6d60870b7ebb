"""Results: what a campaign changed – and may we say so."""

import streamlit as st

from core.people.model import Permission
from core.results import readout, tables
from core.results.ledger import ledger
from core.results.model import Verdict
from pages.parts import delivered, readouts
from pages.parts.frame import open_page, refusals_shown, say

house, person = open_page("results", Permission.READ_RESULTS, needs_base=True)

with house.store.reading() as tx:
    choices = tables.choices(tx)
if not choices:
    readouts.show_nothing_yet(person)
    st.stop()

chosen = readouts.choose(choices)
snapshot, now = house.warehouse.current(), house.clock.now()
asked = readout.Asked(time_zone=house.settings.time_zone)
with refusals_shown(), st.spinner(say("results-computing")):
    with house.store.reading() as tx:
        found = readout.read(tx, snapshot, chosen, at=now, asked=asked)
        delivery = ledger(tx, chosen, at=now)
        rows = tables.rows(tx, snapshot, found)
    readouts.show_verdict(found)
    if found.findings is not None and found.verdict is not Verdict.REFUSED:
        readouts.show_money(found, found.findings)
    readouts.show_cautions(found)
    delivered.show(delivery)
    readouts.show_doubts(found)
    if rows is not None and person.may(Permission.SEE_ACCOUNTS):
        readouts.offer_rows(found, rows)
