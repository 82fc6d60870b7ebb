"""The brief a preview is filled with, where a text quotes one: chosen, and what it lacks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from core.briefs import quotable, records
from core.briefs.model import Brief, BriefId, Facts, Status
from core.cockpit import Cockpit
from core.messages import advice
from core.messages.hosts import Link
from core.messages.model import Finding, Severity, Writing
from core.messages.quoted import names, quotes
from pages.parts.frame import language, say
from pages.parts.message_finished import placed

QUOTED = "brief."  # what a field's name begins with that is a fact of a brief
CHOSEN = "preview-brief"


def choose_brief(opened: Cockpit, writing: Writing) -> Mapping[str, Any] | None:
    """The facts of the brief that is chosen; none: they stand there by their names.

    Nothing is offered beside a text that quotes no brief. `writing` is the one that leaves.
    """
    if not _quotes(writing):
        return None
    known = _known(opened)
    st.selectbox(
        say("editor-as-brief"),
        ["", *known],
        format_func=lambda one: known[one].name if one else say("editor-no-brief"),
        key=CHOSEN,
        help=say("editor-as-brief-help"),
        persist_state="session",
    )
    facts = _facts_at_hand(opened)
    if facts is None:
        return None
    return quotable.previewed(facts, on=opened.today(), language=language())


def doubts(opened: Cockpit, writing: Writing, made: Writing) -> list[Finding]:
    """What the brief at hand may not be quoted for yet; `made` is the writing that leaves.

    A warning only: the message may be saved, and other campaigns have other briefs.
    """
    facts = _facts_at_hand(opened) if _quotes(made) else None
    if facts is None:
        return []
    states = quotable.states(facts, on=opened.today())
    named = {f"{QUOTED}{key}": str(state) for key, state in states.items()}
    links = {f"{QUOTED}{key}": link for key, link in quotable.links(facts).items()}
    found = [
        *advice.facts(made, named),
        *advice.led_away(made, links, advice.house_manners().links),
    ]
    return [replace(placed(one, writing, made), severity=Severity.WARNING) for one in found]


def links_at_hand(opened: Cockpit, made: Writing) -> list[Link]:
    """The addresses of the brief at hand that a text quotes, each where it stands."""
    facts = _facts_at_hand(opened) if _quotes(made) else None
    known = {f"{QUOTED}{key}": link for key, link in quotable.links(facts or {}).items()}
    return [
        Link(known[one.name], one.part, one.line) for one in quotes(made) if one.name in known
    ]


def _quotes(writing: Writing) -> bool:
    return any(name.startswith(QUOTED) for name in names(writing))


def _known(opened: Cockpit) -> dict[str, Brief]:
    """Every brief that was not withdrawn, the newest first."""
    with opened.store.reading() as tx:
        found = [one for one in records.everything(tx) if one.status is not Status.WITHDRAWN]
    newest = sorted(found, key=lambda one: one.created_at, reverse=True)
    return {str(one.id): one for one in newest}


def _facts_at_hand(opened: Cockpit) -> Facts | None:
    chosen = st.session_state.get(CHOSEN)
    if not chosen:
        return None
    with opened.store.reading() as tx:
        return records.facts(tx, BriefId(chosen))
