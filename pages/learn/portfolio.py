"""Portfolio: all campaigns together, each with its doubt."""

import streamlit as st

from core.people.model import Permission
from core.results import readout, tables
from core.results.portfolio import portfolio
from core.results.programme import programmes
from core.results.surveyed import surveyed
from pages.parts import booklets, bulletin, programme, readouts, shelf
from pages.parts.frame import open_page, refusals_shown, say

house, person = open_page("portfolio", Permission.READ_RESULTS, needs_base=True)

with house.store.reading() as tx:
    choices = tables.choices(tx)
if not choices:
    readouts.show_nothing_yet(person)
    st.stop()

snapshot, now = house.warehouse.current(), house.clock.now()
zone, costs = house.settings.time_zone, house.pricing()
with refusals_shown():
    with st.spinner(say("results-computing")), house.store.reading() as tx:
        read = []
        for one in readouts.one_by_one(choices):
            asked = readout.Asked(time_zone=zone, money=costs.of(tx, one))
            read.append(readout.read(tx, snapshot, one, at=now, asked=asked))
        found = portfolio(tx, read)
        pleased = [
            surveyed(tx, one, at=now, time_zone=zone, rounds=asked.rounds) for one in read
        ]
        whole = programmes(tx, snapshot, at=now, time_zone=zone)
    shelf.show_summary(found)
    booklets.offer(house, person, found)
    shelf.show_forest(found)
    shelf.show_growth(found)
    programme.show(whole)
    if found.placed:
        shelf.show_learnt(found)
    bulletin.offer(house, person, found)
    shelf.show_table(found.readouts, pleased)
