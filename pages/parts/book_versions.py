"""The versions of a rule book: what waits, what was, and the way back."""

import streamlit as st

from core.approvals import delegating
from core.books import check_beside_others
from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Permission, Person
from core.rulebook import actions as rulebook
from core.rulebook import editions
from core.rulebook.editions import Edition
from pages.parts.book_editor import show_changes
from pages.parts.frame import announce, language, refusals_shown, say
from pages.parts.names import names
from pages.parts.plain import plain


def draw_waiting(house: Cockpit, person: Person, book: str) -> None:
    """The version that waits for another person, with what it would change."""
    with house.store.reading() as tx:
        found = next((one for one in editions.of_book(tx, book) if one.waits), None)
        now, named = rulebook.text_in_force(tx, book), names(tx)
    if found is None:
        return
    with st.container(border=True):
        who = plain(named.get(found.written_by, found.written_by))
        st.markdown(f"**{say('rules-waits', version=found.version, person=who)}**")
        st.write(plain(found.note))
        show_changes(now, found.text)
        if person.may(Permission.ADMINISTER):
            _draw_decision(house, person, found)


def _draw_decision(house: Cockpit, person: Person, edition: Edition) -> None:
    confirm, withdraw, _ = st.columns([2, 2, 4])
    with refusals_shown():
        if confirm.button(
            say("rules-confirm"), type="primary", key="book-confirm", width="stretch"
        ):
            _confirm(house, person, edition)
        if withdraw.button(say("rules-withdraw"), key="book-withdraw", width="stretch"):
            with house.transaction(person) as tx:
                rulebook.withdraw(
                    tx, edition.book, edition.version, by=person, at=house.clock.now()
                )
            announce("rules-withdrawn", version=edition.version)
            st.rerun()


def _confirm(house: Cockpit, person: Person, edition: Edition) -> None:
    at = house.clock.now()
    with house.transaction(person) as tx:
        stood_in = delegating.stand_ins(tx, edition.written_by, since=edition.written_at, at=at)
        rulebook.confirm(
            tx, edition, check=check_beside_others, stand_ins=stood_in, by=person, at=at
        )
    announce("rules-in-force-now", version=edition.version)
    st.rerun()


def draw_versions(house: Cockpit, person: Person, book: str) -> None:
    """Every version with who, when and why; each can be gone back to, as a new version."""
    with house.store.reading() as tx:
        known, named = editions.of_book(tx, book), names(tx)
        current = editions.in_force(tx).get(book)
    for edition in known:
        _draw_version(house, person, edition, named, is_current=edition.version == current)
    with st.expander(say("rules-shipped", version=rulebook.shipped_version(book))):
        _draw_text(person, book, None, is_current=current is None, house=house)


def _draw_version(
    house: Cockpit, person: Person, edition: Edition, named: dict[str, str], *, is_current: bool
) -> None:
    zone = house.settings.time_zone
    state = "waits" if edition.waits else "withdrawn" if edition.withdrawn_at else "past"
    title = say(
        "rules-version",
        version=edition.version,
        person=named.get(edition.written_by, edition.written_by),
        when=words.moment(language(), edition.written_at, zone),
        state=say(f"rules-state-{'current' if is_current else state}"),
    )
    with st.expander(plain(title)):
        st.write(plain(edition.note))
        _draw_text(person, edition.book, edition.version, is_current=is_current, house=house)


def _draw_text(
    person: Person, book: str, version: int | None, *, is_current: bool, house: Cockpit
) -> None:
    with house.store.reading() as tx:
        text = rulebook.text_of(tx, book, version)
    st.code(text, language="toml", height=300)
    if person.may(Permission.ADMINISTER) and not is_current:
        st.button(
            say("rules-go-back"),
            key=f"book-back-{book}-{version or 'shipped'}",
            on_click=_go_back,
            args=(book, text),
        )


def _go_back(book: str, text: str) -> None:
    """Put an earlier text into the editor; saving it makes a new version."""
    st.session_state[f"book-text-{book}"] = text
    st.session_state["rules-part"] = "edit"
