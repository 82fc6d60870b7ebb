"""Calls: the account manager's list – whom, in which words – and how each call ended."""

import streamlit as st

from core.delivery.calls import calls
from core.people.model import Permission
from pages.parts import call_card, call_files, call_list
from pages.parts.frame import announce, open_page, refusals_shown, say

house, person = open_page("calls", Permission.CALL)

wanted = call_list.draw_filters(house, person)
found = call_list.found(house, wanted)
call_list.draw_counts(house, wanted)
is_taken_back = call_card.asks_undo(house, person)
if not found.calls:
    call_list.show_empty(wanted, is_any=found.is_any)
left, right = st.columns([5, 6], gap="medium")
with left:
    chosen = call_list.choose(house, found)
with right:
    ended = None if chosen is None else call_card.asked(house, person, chosen)

with refusals_shown():
    if chosen is not None and ended is not None:
        with house.transaction(person) as tx:
            calls.end(
                tx,
                chosen.dispatch_id,
                result=ended.result,
                note=ended.note,
                call_on=ended.call_on,
                id=house.ids.new(),
                today=house.today(),
                by=person,
                at=house.clock.now(),
            )
        call_card.settled(chosen, ended, following=call_list.after(found, chosen))
        word = say(f"calls-result-{ended.result}")
        announce("calls-ended", company=chosen.company or chosen.phone, result=word)
        st.rerun()
    if is_taken_back:
        with house.transaction(person) as tx:
            back = calls.undo(tx, call_card.last_ended(), by=person, at=house.clock.now())
        call_card.taken_back(back)
        announce("calls-undone", company=back.company or back.phone)
        st.rerun()
    if rows := call_files.asked(house, person, wanted):
        with house.transaction(person) as tx:
            left_out = calls.import_results(
                tx, rows, ids=house.ids, today=house.today(), by=person, at=house.clock.now()
            )
        call_files.imported(left_out)
        announce("calls-imported", n=len(rows) - len(left_out), left=len(left_out))
        st.rerun()
