"""Letters: batches for the post – to print, to post, and what of them came back."""

import streamlit as st

from core.delivery.paper import post
from core.people.model import Permission
from pages.parts import letter_batches
from pages.parts.frame import announce, open_page, refusals_shown, say

house, person = open_page("letters", Permission.SEND)

st.caption(say("letters-promise"))
batches = letter_batches.all_of(house)
if not batches:
    st.info(say("letters-none"), icon=":material/local_post_office:")

with refusals_shown():
    if (posted := letter_batches.asks_posting(house, person, batches)) is not None:
        with house.transaction(person) as tx:
            done = post.hand_to_post(tx, posted.batch.id, by=person, at=house.clock.now())
        announce("letters-posted", n=done.sent, withheld=len(done.withheld))
        st.rerun()

if batches:
    with refusals_shown():
        if (back := letter_batches.asks_return()) is not None:
            with house.transaction(person) as tx:
                letter = post.note_return(
                    tx,
                    back.number,
                    note=back.note,
                    id=house.ids.new(),
                    by=person,
                    at=house.clock.now(),
                )
            letter_batches.noted()
            announce("letters-returned", number=letter.number, company=letter.company)
            st.rerun()
