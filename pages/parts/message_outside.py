"""What others say of a text once they are asked: spam filters, and the sites it links to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from core.cockpit import Cockpit
from core.messages.hosts import links_of
from core.messages.manners import house_manners
from core.messages.model import Channel, Finding, Writing
from core.messages.redirects import redirect_findings
from core.messages.spam import spam_findings, specimen
from pages.parts import message_draft as drafts
from pages.parts.frame import house, language, refusals_shown, say
from pages.parts.message_brief import links_at_hand
from pages.parts.message_finished import finished

LINKED = frozenset({Channel.EMAIL, Channel.SMS, Channel.CABINET})
GOOD = frozenset({"checks-spam"})  # said for knowledge, not to be mended


@dataclass(frozen=True)
class Heard:
    """What was heard of a writing as it leaves."""

    made: Writing
    findings: Sequence[Finding]


def offer_outside(draft_id: str, *, is_good: bool) -> None:
    """The button that asks, and what was heard of the text as it stands now."""
    draft = drafts.current(draft_id)
    if draft.channel not in LINKED:
        return
    is_email = draft.channel is Channel.EMAIL
    asked = st.button(
        say("editor-ask-outside" if is_email else "editor-ask-links"),
        key=drafts.key("ask-outside", draft_id),
        icon=":material/travel_explore:",
        help=say("editor-ask-outside-help"),
        disabled=not is_good,
    )
    if not is_good:
        return
    with refusals_shown():
        made = finished(draft.writing, draft.channel, draft.utm)
        if asked:
            with st.spinner(say("editor-asking")):
                heard = Heard(made, _asked(house(), draft.channel, made))
            st.session_state[drafts.key("heard", draft_id)] = heard
        _draw(draft_id, made)


def _asked(opened: Cockpit, channel: Channel, made: Writing) -> list[Finding]:
    links = [*links_of(made), *links_at_hand(opened, made)]
    found = redirect_findings(links, house_manners().links)
    if channel is Channel.EMAIL:
        found += spam_findings(specimen(made, at=opened.clock.now()))
    return found


def _draw(draft_id: str, made: Writing) -> None:
    heard: Heard | None = st.session_state.get(drafts.key("heard", draft_id))
    if heard is None:
        return
    if heard.made != made:
        st.caption(say("editor-heard-before"))
        return
    if not any(
        one.key.startswith(("checks-link", "checks-redirect")) for one in heard.findings
    ):
        _line("green", "check_circle", say("editor-links-well"))
    for one in heard.findings:
        is_well = one.key in GOOD
        color: Literal["green", "orange"] = "green" if is_well else "orange"
        _line(color, "check_circle" if is_well else "warning", one.sentence(language()))


def _line(color: Literal["green", "orange"], icon: str, words: str) -> None:
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        st.badge("", icon=f":material/{icon}:", color=color)
        # Addresses stand in the sentence: shown as text, so that none is markdown.
        st.text(words)
