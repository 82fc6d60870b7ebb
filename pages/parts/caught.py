"""The furniture of the demo's mailbox: what the catch-all server caught, as it was sent."""

import streamlit as st

from core.cockpit import Cockpit
from core.delivery import catchall
from core.delivery.catchall import Caught
from pages.parts.frame import say
from pages.parts.plain import plain

SHOWN = 30


def show(house: Cockpit) -> None:
    """The latest mails, one of them open."""
    if not house.caught.is_dir():
        st.caption(say("dispatches-nothing-caught"))
        return
    sought = st.text_input(
        say("dispatches-caught-search"), key="caught-search", icon=":material/search:"
    )
    mails = list(catchall.latest(house.caught, limit=SHOWN, words=sought))
    if not mails:
        st.caption(say("dispatches-nothing-caught"))
        return
    st.caption(say("dispatches-caught", n=len(mails)))
    named = {mail.name: mail for mail in mails}
    left, right = st.columns([2, 3])
    with left:
        chosen = st.radio(
            say("dispatches-caught-choose"),
            list(named),
            format_func=lambda name: _line(named[name]),
            key="caught-mail",
            label_visibility="collapsed",
        )
    with right, st.container(border=True):
        _show_mail(named[chosen])


def _line(mail: Caught) -> str:
    # A label is read as Markdown, and a mail may say anything.
    return plain(f"{mail.recipient} — {mail.subject}")


def _show_mail(mail: Caught) -> None:
    st.text(say("dispatches-caught-subject", subject=mail.subject))
    st.caption(plain(say("dispatches-caught-from-to", sender=mail.sender, to=mail.recipient)))
    st.text(mail.text or say("dispatches-caught-no-text"))
    with st.expander(say("dispatches-caught-headers"), icon=":material/code:"):
        lines = "\n".join(f"{name}: {value}" for name, value in mail.headers)
        st.code(lines, language=None, wrap_lines=True)
