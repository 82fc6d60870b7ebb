"""Which of a message's texts is written: variants and languages, adding and removing one."""

from functools import partial
from typing import Any

import streamlit as st

from core.foundation.words import LANGUAGES
from core.messages.actions import VARIANTS
from core.messages.model import errors
from pages.parts import message_draft as drafts
from pages.parts.frame import say
from pages.parts.message_draft import Draft, Place
from pages.parts.message_finished import checked

SIDE_BY_SIDE = 3  # texts


def show_writings(draft_id: str) -> None:
    """The texts there are, the one at hand marked, and what can be done with them."""
    draft = drafts.current(draft_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(draft.writings) > 1:
            _choose(draft, draft_id)
        else:
            st.caption(say("editor-only-writing", place=named(draft.place)))
        name = drafts.key("writings", draft_id)
        st.menu_button(
            say("editor-writings"),
            _choices(draft),
            key=name,
            icon=":material/translate:",
            format_func=lambda choice: _label(choice, draft),
            on_click=_act,
            args=(draft_id, name),
        )


def next_variant(draft: Draft) -> str | None:
    """The next free letter; none where all are taken."""
    taken = {one.variant for one in draft.writings}
    return next((letter for letter in VARIANTS if letter not in taken), None)


def next_language(draft: Draft) -> str | None:
    """A language this variant is not written in yet."""
    taken = {one.language for one in draft.writings if one.variant == draft.writing.variant}
    return next((one for one in LANGUAGES if one not in taken), None)


def named(place: Place) -> str:
    """“A · English”."""
    variant, spoken = place
    return f"{variant} · {say(f'editor-language-{spoken}')}"


def _choose(draft: Draft, draft_id: str) -> None:
    places = {named(drafts.place_of(one)): one for one in draft.writings}
    wrong = {
        label for label, one in places.items() if errors(checked(one, draft.channel, draft.utm))
    }
    known = {f"{one.variant}-{one.language}": label for label, one in places.items()}
    at_hand = drafts.place_of(draft.writing)
    name = drafts.shown("place", draft_id, "-".join(at_hand))
    # Side by side where they fit on a line; one below the other where they would be cut off.
    is_short = len(known) <= SIDE_BY_SIDE
    choose: Any = partial(st.segmented_control, required=True) if is_short else st.selectbox
    choose(
        say("editor-writing"),
        list(known),
        format_func=lambda one: known[one] + (" ⚠" if known[one] in wrong else ""),
        key=name,
        label_visibility="collapsed",
        on_change=_go,
        args=(draft_id, name),
    )


def _go(draft_id: str, name: str) -> None:
    variant, _, spoken = str(st.session_state[name]).partition("-")
    drafts.go_to(draft_id, (variant, spoken))


def _choices(draft: Draft) -> list[str]:
    choices = []
    if next_variant(draft):
        choices.append("variant")
    if next_language(draft):
        choices.append("language")
    return [*choices, "remove"] if len(draft.writings) > 1 else choices


def _label(choice: str, draft: Draft) -> str:
    variant, spoken = drafts.place_of(draft.writing)
    if choice == "variant":
        return say("editor-add-variant", variant=next_variant(draft) or "", of=variant)
    if choice == "language":
        other = next_language(draft) or spoken
        return say("editor-add-language", language=say(f"editor-language-{other}"))
    return say("editor-remove-writing", place=named((variant, spoken)))


def _act(draft_id: str, name: str) -> None:
    draft = drafts.current(draft_id)
    variant, spoken = drafts.place_of(draft.writing)
    choice = st.session_state[name]
    if choice == "variant":
        drafts.add_writing(draft_id, (next_variant(draft) or variant, spoken))
    elif choice == "language":
        drafts.add_writing(draft_id, (variant, next_language(draft) or spoken))
    elif choice == "remove":
        drafts.remove_writing(draft_id)
