"""Results: what a campaign changed – and may we say so."""

import streamlit as st

from core.people.model import Permission
from core.results import readout, tables
from core.results.ledger import ledger
from core.results.model import Verdict
from core.results.pricing import message_costs
from core.results.satisfaction import satisfaction
from core.results.surveyed import surveyed
from pages.parts import (
    advised,
    booklets,
    breakdowns,
    delivered,
    elsewhere,
    paid,
    pleased,
    proof,
    readouts,
    varied,
)
from pages.parts import surveyed as asked_both
from pages.parts.frame import open_page, refusals_shown, say

house, person = open_page("results", Permission.READ_RESULTS, needs_base=True)

with house.store.reading() as tx:
    choices = tables.choices(tx)
if not choices:
    readouts.show_nothing_yet(person)
    elsewhere.offer(house.settings.upload_limit_mb)
    st.stop()

chosen = readouts.choose(choices)
with house.store.reading() as tx:
    channels = tables.channels(tx, chosen)
    costs = message_costs(tx, chosen, house.prices())
zone = house.settings.time_zone
snapshot, now = house.warehouse.current(), house.clock.now()
with refusals_shown():
    money = paid.ask_money(
        chosen, {one: costs.get(one) for one in channels}, house.pricing().margin
    )
    asked = readout.Asked(time_zone=zone, money=money)
    with st.spinner(say("results-computing")), house.store.reading() as tx:
        found = readout.read(tx, snapshot, chosen, at=now, asked=asked)
        delivery = ledger(tx, chosen, at=now)
        by_channel = {one: ledger(tx, chosen, at=now, channel=one) for one in channels}
        rows = tables.rows(tx, snapshot, found)
        please = satisfaction(tx, snapshot, found, time_zone=zone, rounds=asked.rounds)
        surveys = surveyed(tx, found, at=now, time_zone=zone, rounds=asked.rounds)
    readouts.show_verdict(found)
    asked_both.headline(surveys, found)
    booklets.offer_one(house, person, found, surveys)
    if found.findings is not None and found.verdict is not Verdict.REFUSED:
        readouts.show_money(found, found.findings)
    if found.variants is not None:
        varied.show(found, found.variants)
    if found.gain is not None:
        paid.show(found, found.gain)
    readouts.show_cautions(found)
    if please is not None:
        pleased.show(please, found)
    asked_both.show(house, person, surveys)
    asked_both.offer(house, person, found, surveys)
    delivered.show(delivery, by_channel)
    breakdowns.show(house, person, chosen)
    readouts.show_doubts(found)
    advised.offer(house, person, found)
    proof.show(house, person, found, delivery, asked)
    if rows is not None and person.may(Permission.SEE_ACCOUNTS):
        readouts.offer_rows(found, rows)
elsewhere.offer(house.settings.upload_limit_mb)
