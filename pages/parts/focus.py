"""Keeps the keyboard where the hand was, when what it was on has moved or gone."""

import streamlit as st
from streamlit.components.v2 import component

_WANTED = "focus-wanted"

# Trusted code of ours: it only looks for a widget by the class that its key gives it.
_MOVE = """
export default function ({ data }) {
    const key = data && data.key;
    if (!key) return;
    const find = () => document.querySelector(
        `.st-key-${CSS.escape(key)} :is(button, input, textarea, [tabindex="0"])`);
    let tries = 20;
    const move = () => {
        const widget = find();
        if (widget) widget.focus();
        else if (tries--) setTimeout(move, 50);
    };
    setTimeout(move, 0);
}
"""

_component = component("move_focus", js=_MOVE)


def want_focus(key: str) -> None:
    """Let the widget of that key have the keyboard after this run."""
    st.session_state[_WANTED] = key


def give_focus() -> None:
    """Move the keyboard to whom it was promised, once; otherwise leave it alone."""
    key = st.session_state.pop(_WANTED, None)
    _component(key="move-focus", data={"key": key}, height=1)
