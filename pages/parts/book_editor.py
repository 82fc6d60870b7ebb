"""Editing a rule book: its text, what is wrong with it line by line, and what would change."""

from collections.abc import Sequence
from difflib import unified_diff
from html import escape

import streamlit as st

from core.books import check_beside_others
from core.cockpit import Cockpit
from core.people.model import Person
from core.rulebook import actions as rulebook
from core.rulebook.actions import Proposal
from core.rulebook.loading import BadBook
from core.rulebook.places import Fault, spoken, unnumbered
from pages.parts.frame import announce, language, refusals_shown, say
from pages.parts.plain import plain

MOST_FAULTS = 20
SHADES = {"+": "rgba(46,160,67,.18)", "-": "rgba(248,81,73,.18)"}


def draw_editor(house: Cockpit, person: Person, book: str) -> None:
    """The text in force, to be changed into the next version."""
    with house.store.reading() as tx:
        now = rulebook.text_in_force(tx, book)
    key = f"book-text-{book}"
    if key not in st.session_state:
        st.session_state[key] = now
    st.caption(say("rules-edit-promise"))
    text = st.text_area(say("rules-text"), height=420, key=key, label_visibility="collapsed")
    faults = check(house, book, text or "")
    show_faults(faults)
    if unnumbered(text or "") == unnumbered(now):
        st.caption(say("rules-unchanged"))
        return
    st.markdown(f"**{say('rules-changes')}**")
    show_changes(now, text or "")
    _draw_saving(house, person, book, text or "", is_faulty=bool(faults))


def _draw_saving(
    house: Cockpit, person: Person, book: str, text: str, *, is_faulty: bool
) -> None:
    note = st.text_input(say("rules-why"), key=f"book-why-{book}", max_chars=1000)
    save, undo, _ = st.columns([2, 2, 4])
    undo.button(
        say("rules-undo"), key="book-undo", on_click=_forget, args=(book,), width="stretch"
    )
    with house.store.reading() as tx:
        waits = house.settings.rules_four_eyes or rulebook.needs_second(tx, person)
    if save.button(
        say("rules-save-second" if waits else "rules-save"),
        type="primary",
        key="book-save",
        disabled=is_faulty,
        width="stretch",
    ):
        _save(house, person, Proposal(book, text, note or ""))


def check(house: Cockpit, book: str, text: str) -> Sequence[Fault]:
    """What keeps a text from being a book; nothing: it can be followed."""
    try:
        check_beside_others(book, text)
    except BadBook as refusal:
        return refusal.faults
    return ()


def show_faults(faults: Sequence[Fault]) -> None:
    """Each fault with its line and what is wrong there."""
    if not faults:
        st.success(say("rules-can-be-followed"), icon=":material/check:")
        return
    lines = [f"- {plain(_spoken(fault))}" for fault in faults[:MOST_FAULTS]]
    st.error(say("rules-faults", n=len(faults)) + "\n\n" + "\n".join(lines))


def show_changes(before: str, after: str) -> None:
    """What would be gone and what would come, line by line."""
    lines = list(unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2))[2:]
    drawn = "".join(
        f'<div style="background:{SHADES.get(line[:1], "transparent")};white-space:pre-wrap">'
        f"{escape(line) or '&nbsp;'}</div>"
        for line in lines
    )
    st.html(f'<div style="font-family:monospace;font-size:.85rem">{drawn}</div>')


def _save(house: Cockpit, person: Person, wanted: Proposal) -> None:
    with refusals_shown():
        with house.transaction(person) as tx:
            edition = rulebook.propose(
                tx,
                wanted,
                check=check_beside_others,
                four_eyes=house.settings.rules_four_eyes,
                by=person,
                at=house.clock.now(),
            )
        _forget(wanted.book)
        key = "rules-waits-now" if edition.waits else "rules-in-force-now"
        announce(key, version=edition.version)
        st.rerun()


def _forget(book: str) -> None:
    for key in (f"book-text-{book}", f"book-why-{book}"):
        st.session_state.pop(key, None)


def _spoken(fault: Fault) -> str:
    where = f" ({fault.place})" if fault.place else ""
    line = say("rules-line", line=fault.line) if fault.line else say("rules-somewhere")
    return f"{line}{where}: {spoken(fault, language())}"
