"""Catalogue: every field with its meaning, its owner, its age, and what is in it."""

import streamlit as st

from core.people.model import Permission
from pages.parts import catalogue_shelf as shelf
from pages.parts import field_card as card
from pages.parts.frame import open_page, say
from pages.parts.plain import plain

house, person = open_page("catalogue", Permission.SEE_ACCOUNTS, needs_base=True)
sources = shelf.freshness_of(house)

chosen = st.query_params.get("field")
if chosen is None:
    st.caption(say("catalogue-subtitle"))
    shelf.show_warning(sources.values())
    picked = shelf.show_fields(house, shelf.ask_wanted(house.catalogue), sources)
    if picked is not None:
        st.query_params["field"] = picked
        st.rerun()
    shelf.show_sources(house, sources)
    st.stop()

st.button(say("catalogue-back"), icon=":material/arrow_back:", on_click=st.query_params.clear)
field = house.catalogue.fields.get(chosen)
if field is None:
    st.warning(plain(say("catalogue-unknown-field", field=chosen[:60])))
    st.stop()
card.show_heading(house, person, field)
card.show_contents(house, field)
card.show_origin(house, field, sources[field.table])
