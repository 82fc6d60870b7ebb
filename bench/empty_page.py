"""A page of one button and one number: what the framework takes for doing nothing at all."""

import streamlit as st


def _again() -> None:
    st.session_state["times"] = st.session_state.get("times", 0) + 1


st.button("Again", on_click=_again)
st.metric("Times", st.session_state.get("times", 0))
