"""Whom a preview looks through the eyes of: any contact of a segment, or one of the worst."""

from dataclasses import dataclass

import streamlit as st

from core.cockpit import Cockpit
from core.messages import tables
from core.messages.tables import Names, Recipient
from core.segments import records as segments
from core.segments import tables as segment_tables
from core.segments.model import Rule, Segment
from core.segments.notation import canonical
from core.warehouse.snapshot import Snapshot
from pages.parts.frame import house, refusals_shown, say

EVERYBODY = ""


@dataclass(frozen=True)
class Frozen:
    """Whom a message was frozen for: contacts as a publication has them, and their way out."""

    publication: int
    contact_ids: tuple[str, ...]
    unsubscribe_url: str


def choose_recipient(opened: Cockpit, frozen: Frozen | None) -> Recipient | None:
    """Whom to preview as: searched, stepped to, or one of the worst; none without a base."""
    if opened.warehouse.is_empty():
        st.info(say("messages-preview-no-base"), icon=":material/database:")
        return None
    number = frozen.publication if frozen else opened.warehouse.current_number()
    snapshot = opened.warehouse.snapshot(number)
    members, search = (None, _search()) if frozen else _choose_among(opened)
    among = frozen.contact_ids if frozen else None
    names = tables.found(snapshot, search=search, ordinals=members, among=among)
    place = st.container()
    ways = st.container(horizontal=True)
    with ways:
        _draw_worst(snapshot, members, among)
    names = _with_worst(names, search, among)
    if not names:
        st.info(say("messages-preview-nobody"))
        return None
    with ways:
        known = _draw_steps(names)
    chosen = place.selectbox(
        say("messages-preview-as"),
        list(known),
        format_func=lambda one: _label(known[one]),
        key="preview-contact",
    )
    return tables.recipient(snapshot, chosen) if chosen else None


def _choose_among(opened: Cockpit) -> tuple[list[int] | None, str]:
    """Whose contacts to choose among, and the words they are searched by."""
    left, right = st.columns(2)
    with left:
        members = _members(opened, _choose_segment(opened))
    with right:
        search = _search()
    return members, search


def _search() -> str:
    asked = say("messages-preview-search")
    return st.text_input(asked, key="preview-search", icon=":material/search:") or ""


def _choose_segment(opened: Cockpit) -> Segment | None:
    with opened.store.reading() as tx:
        known: dict[str, Segment] = {one.id: one for one in segments.everything(tx)}
    chosen = st.selectbox(
        say("messages-preview-segment"),
        [EVERYBODY, *known],
        format_func=lambda one: known[one].name if one else say("messages-preview-everybody"),
        key="preview-segment",
        on_change=_forget_worst,
    )
    return known.get(chosen or EVERYBODY)


def _members(opened: Cockpit, segment: Segment | None) -> list[int] | None:
    if segment is None:
        return None
    number = opened.warehouse.current_number()
    members: list[int] | None = None
    with refusals_shown():
        rule = opened.resolved(segment.rule)
        members = ordinals_of(number, canonical(rule), _rule=rule)
    return [] if members is None else members


@st.cache_data(max_entries=8, show_spinner=False)
def ordinals_of(publication: int, written: str, *, _rule: Rule) -> list[int]:
    """The members of a rule, kept under the one way to write it."""
    opened = house()
    snapshot = opened.warehouse.snapshot(publication)
    found = segment_tables.member_ordinals(snapshot, _rule, opened.catalogue)
    return [int(one) for one in found]


def _draw_steps(names: list[Names]) -> dict[str, Names]:
    """The way to the one before and the one after; those there are, by their ids."""
    known = {one.contact_id: one for one in names}
    order = list(known)
    if st.session_state.get("preview-contact") not in known:
        st.session_state["preview-contact"] = order[0]
    place = order.index(st.session_state["preview-contact"])
    for icon, step in (("chevron_left", -1), ("chevron_right", 1)):
        there = place + step
        st.button(
            say("messages-previous") if step < 0 else say("messages-next"),
            key=f"preview-step-{step}",
            icon=f":material/{icon}:",
            disabled=not 0 <= there < len(order),
            on_click=_show,
            args=(order[there % len(order)],),
        )
    return known


def _draw_worst(
    snapshot: Snapshot, members: list[int] | None, among: tuple[str, ...] | None
) -> None:
    worst = {"longest": tables.longest_named, "emptiest": tables.emptiest}
    for kind, question in worst.items():
        if st.button(say(f"messages-preview-{kind}"), key=f"preview-{kind}"):
            worst_of_all = question(snapshot, ordinals=members, among=among)
            st.session_state["preview-worst"] = worst_of_all
            for one in st.session_state["preview-worst"]:
                st.session_state["preview-contact"] = one.contact_id


def _with_worst(names: list[Names], search: str, among: tuple[str, ...] | None) -> list[Names]:
    """The names found, and before them the worst that was asked for."""
    worst: list[Names] = [] if search else st.session_state.get("preview-worst", [])
    worst = [one for one in worst if among is None or one.contact_id in among]
    known = {one.contact_id for one in names}
    return [*(one for one in worst if one.contact_id not in known), *names]


def _forget_worst() -> None:
    st.session_state.pop("preview-worst", None)
    st.session_state.pop("preview-contact", None)


def _show(contact_id: str) -> None:
    st.session_state["preview-contact"] = contact_id


def _label(one: Names) -> str:
    return f"{one.name or one.contact_id} · {one.account}"


def segment_at_hand(opened: Cockpit) -> Segment | None:
    """Whose contacts one chooses among; none: everybody's."""
    chosen = st.session_state.get("preview-segment") or EVERYBODY
    with opened.store.reading() as tx:
        return next((one for one in segments.everything(tx) if one.id == chosen), None)
