"""What every page shares: the house, who is here, their language, and how a refusal looks."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from core.books import follow
from core.cockpit import Cockpit, open_cockpit
from core.foundation import words
from core.foundation.refusal import Refusal
from core.foundation.settings import Settings
from core.people import denials
from core.people.model import NotAllowed, Permission, Person
from pages.parts.plain import plain
from pages.parts.signin import person_here

REFUSED = "refused"  # what was refused on the run before


@st.cache_resource(show_spinner=False)
def house() -> Cockpit:
    """The open house, one for the whole server."""
    return open_cockpit(Settings())


def language() -> str:
    """The language this person reads: chosen here, kept with them, or the house's."""
    chosen = st.session_state.get("language")
    return chosen if chosen in words.LANGUAGES else house().settings.language


def say(key: str, /, **values: words.Value) -> str:
    """A sentence of the catalogue, in the language of whoever looks."""
    return words.say(language(), key, **values)


def open_page(
    room: str, permission: Permission | None = None, *, needs_base: bool = False
) -> tuple[Cockpit, Person]:
    """Open a page for a known person who may be here, or draw nothing but the reason.

    `room` names the title: the word ``<room>-title``. A page that `needs_base` shows, while
    no client data is published, what to do about it instead.
    """
    # The menu alone is no guard: a page checks for itself, and so does every verb.
    person = person_here(house())
    if person is None:
        st.error(say("frame-sign-in-first"))
        st.stop()
    st.title(say(f"{room}-title"), anchor=False)
    if permission is not None and not person.may(permission):
        refusal = NotAllowed(person, permission)
        note_denial(refusal, f"page {room}")
        st.warning(plain(refusal.sentence(language())))
        st.stop()
    if needs_base and house().warehouse.is_empty():
        _show_empty_base(person, room)
        st.stop()
    with house().store.reading() as tx:
        follow(tx)
    return house(), person


def still_here(person: Person) -> None:
    """Begin what is drawn again without the page around it: whoever was shown out sees nothing.

    The menu, which would notice, does not run then; so the whole page begins anew.
    """
    now = person_here(house())
    if now is None or not person.roles <= now.roles:
        st.rerun(scope="app")


@contextmanager
def refusals_shown() -> Iterator[None]:
    """Show a refusal as a sentence. Anything else is a bug and may crash the page."""
    try:
        yield
    except Refusal as refusal:
        if isinstance(refusal, NotAllowed):
            note_denial(refusal, denials.place_of(refusal))
        st.warning(plain(refusal.sentence(language())), icon=":material/block:")


@contextmanager
def refusals_told() -> Iterator[None]:
    """Say a refusal over the page as it is now: somebody else was faster, and it shows."""
    try:
        yield
    except Refusal as refusal:
        if isinstance(refusal, NotAllowed):
            note_denial(refusal, denials.place_of(refusal))
        st.session_state[REFUSED] = refusal.sentence(language())
        st.rerun()


def show_refused() -> None:
    """What was refused on the run before, once."""
    if text := st.session_state.pop(REFUSED, ""):
        st.warning(plain(text), icon=":material/block:")


def note_denial(refusal: NotAllowed, place: str) -> None:
    """Take down who wanted what their roles do not reach."""
    with house().store.transaction() as tx:
        denials.note(tx, refusal, place, at=house().clock.now())


def announce(key: str, /, **values: words.Value) -> None:
    """Say that something is done, on the next run too: for verbs that end in a rerun."""
    st.session_state["announcement"] = plain(say(key, **values))


def show_announcement() -> None:
    """Say, once, what the last verb did."""
    if text := st.session_state.pop("announcement", None):
        st.toast(text, icon=":material/check:", duration="long")


def _show_empty_base(person: Person, room: str) -> None:
    st.markdown(say(f"frame-empty-{room}"))
    show_no_base(person)


def show_no_base(person: Person) -> None:
    """That no client data is published, and the way to load it, or who can."""
    is_able = person.may(Permission.IMPORT)
    sentence = say("frame-no-base" if is_able else "frame-no-base-yours")
    st.info(sentence, icon=":material/database:")
    if is_able:
        st.page_link(
            "people/imports.py", label=say("frame-load-file"), icon=":material/upload:"
        )
