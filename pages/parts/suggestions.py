"""Suggested segments on the shelf: a card for each, with its reason and a way to take it up."""

import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Permission, Person
from core.segments import records
from core.segments.notation import canonical
from core.segments.prospects import Kind, Suggestion
from core.segments.suggestions import Suggested, suggested
from core.warehouse.snapshot import Publication
from pages.parts import segment_draft as drafts
from pages.parts.frame import language, say
from pages.parts.plain import plain

IN_A_ROW = 3
ICONS = {
    Kind.RENEWAL: "event_upcoming",
    Kind.CROSSING: "join_inner",
    Kind.SILENT: "notifications_paused",
    Kind.COOLING: "trending_down",
    Kind.PROMOTER: "thumb_up",
}


def show_suggestions(house: Cockpit, person: Person) -> None:
    """What the base points at and nobody has saved yet, and what it is not asked about."""
    if not person.may(Permission.SEGMENT):
        return
    snapshot = house.warehouse.current()
    found = suggested(snapshot, house.catalogue, today=house.today())
    with house.store.reading() as tx:
        saved = {canonical(one.rule) for one in records.everything(tx)}
    fresh = [one for one in found.suggestions if canonical(one.rule) not in saved]
    title = say("suggestions-title" if fresh else "suggestions-none-title", count=len(fresh))
    with st.expander(title, icon=":material/lightbulb:", expanded=bool(fresh)):
        if fresh:
            _show_cards(fresh, snapshot.publication)
        else:
            st.markdown(say(f"suggestions-{'all-saved' if found.suggestions else 'nothing'}"))
        _show_declined(found)


def _show_cards(fresh: list[Suggestion], publication: Publication) -> None:
    day = words.day(language(), publication.as_of)
    st.caption(say("suggestions-caption", number=publication.number, day=day))
    every = st.session_state.get("suggestions-every", False)
    shown = fresh if every else fresh[:IN_A_ROW]
    for start in range(0, len(shown), IN_A_ROW):
        row = shown[start : start + IN_A_ROW]
        for place, column in enumerate(st.columns(IN_A_ROW)[: len(row)]):
            with column:
                _draw_card(row[place], key=f"suggestion-{start + place}")
    if len(fresh) > IN_A_ROW:
        label = say("suggestions-every", count=len(fresh))
        st.toggle(label, key="suggestions-every", persist_state="session")


def _draw_card(suggestion: Suggestion, *, key: str) -> None:
    spoken = language()
    count = words.number(spoken, suggestion.accounts)
    accounts = say("suggestions-accounts", count=suggestion.accounts)
    with st.container(border=True, height="stretch", gap="xsmall"):
        icon = ICONS[suggestion.kind]
        st.markdown(f":material/{icon}: **{plain(suggestion.title(spoken))}**")
        st.markdown(f"### {count} :small[:gray[{accounts}]]")
        st.markdown(f":small[{plain(suggestion.reason(spoken))}]")
        if worth := suggestion.worth(spoken):
            st.caption(plain(worth))
        st.space("stretch")
        st.button(
            say("suggestions-open"),
            key=key,
            icon=":material/edit:",
            on_click=_take_up,
            args=(suggestion,),
        )


def _take_up(suggestion: Suggestion) -> None:
    """Put the suggestion's rule on the desk of a new segment, and go there."""
    drafts.take_up(suggestion.rule, name=suggestion.title(language()))
    st.query_params["segment"] = drafts.NEW


def _show_declined(found: Suggested) -> None:
    """Which sources nothing is suggested from, and what was looked for and not found."""
    sources = {
        one.source.source.table: one.source for one in found.declined if one.source is not None
    }
    for one in sources.values():
        name = one.source.label(language())
        if one.is_empty:
            st.caption(plain(say("suggestions-declined-empty", source=name)))
            continue
        limit = one.source.fresh_days
        text = say("suggestions-declined-stale", source=name, age=one.age, limit=limit)
        st.caption(plain(text), help=say("catalogue-sources-caption"))
    kinds = [say(f"suggestions-kind-{one.kind}") for one in found.declined if not one.source]
    if kinds:
        st.caption(plain(say("suggestions-declined-nobody", kinds="; ".join(kinds))))
