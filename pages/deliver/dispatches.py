"""Dispatches: how far a campaign is, what became of each message, and what is in doubt."""

import streamlit as st

from core.delivery import actions as delivery
from core.delivery import tables
from core.people.model import Permission
from pages.parts import balance, caught, dispatches, doubts, progress, steps_shown
from pages.parts.frame import announce, open_page, refusals_told, show_refused

house, person = open_page("dispatches", Permission.SEND)

with house.store.reading() as tx:
    campaigns = tables.in_delivery(tx)
campaign = progress.choose(campaigns)
if campaign is None:
    progress.show_empty()
    st.stop()

progress.show_live(house, person, campaign)

with house.store.reading() as tx:
    now = tables.progress(tx, campaign.id, at=house.clock.now())
balance.show(house, person, campaign)
steps_shown.show_steps(house, campaign)
show_refused()
go, stop, one, _ = st.columns([3, 3, 4, 2])
with refusals_told():
    if progress.asks_pause(go, now):
        with house.transaction(person) as tx:
            held = delivery.pause(tx, campaign.id, by=person, at=house.clock.now())
        announce("dispatches-paused", name=campaign.name, n=held.moving)
        st.rerun()
    if progress.asks_resume(go, now):
        with house.transaction(person) as tx:
            left = delivery.resume(tx, campaign.id, by=person, at=house.clock.now())
        announce("dispatches-resumed", name=campaign.name, n=left.moving)
        st.rerun()
    if reason := progress.asks_stop(stop, now):
        with house.transaction(person) as tx:
            done = delivery.stop(
                tx, campaign.id, reason=reason, by=person, at=house.clock.now()
            )
        announce("dispatches-stopped", name=campaign.name, n=done.skipped, sent=done.reached)
        st.rerun()

with one, refusals_told():
    if asked := steps_shown.asks_account_stop(house, campaign):
        with house.transaction(person) as tx:
            skipped = delivery.stop_account(
                tx, campaign.id, asked[0], reason=asked[1], by=person, at=house.clock.now()
            )
        announce("dispatches-account-stopped", account=asked[0], n=skipped)
        st.rerun()

messages, in_doubt, domains, mails = st.tabs(dispatches.tab_names(house, now))
with messages:
    dispatches.show(house, person, campaign, now)
with in_doubt:
    for dispatch, verdict in doubts.asked(house, campaign):
        with refusals_told():
            with house.transaction(person) as tx:
                delivery.settle(
                    tx, dispatch.id, verdict=verdict, by=person, at=house.clock.now()
                )
            announce(f"dispatches-settled-{verdict}", address=dispatch.address)
            st.rerun()
with domains:
    dispatches.show_domains(house, campaign)
with mails:
    caught.show(house)
