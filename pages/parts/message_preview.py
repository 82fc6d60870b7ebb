"""The preview: a message as any contact of a segment would get it, in an inert frame."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from core.cockpit import Cockpit
from core.foundation.settings import Settings
from core.messages import fields, tables
from core.messages.limits import render_limited
from core.messages.model import Rendered, Writing
from core.messages.tables import Names, Recipient
from core.segments import records as segments
from core.segments import tables as segment_tables
from core.segments.model import Rule, Segment
from core.segments.notation import canonical
from core.warehouse.snapshot import Snapshot
from pages.parts.frame import house, language, refusals_shown, say
from pages.parts.message_frame import Envelope, View, mail_page

HEIGHT = 760  # pixels
Facts = Mapping[str, Any] | None  # of a brief, by their keys; none: there is no brief
EVERYBODY = ""
VIEWS = ("desktop", "phone", "text")
VIEW_ICONS = {"desktop": "computer", "phone": "smartphone", "text": "notes"}


@dataclass(frozen=True)
class Sender:
    """Whom a message comes from."""

    name: str
    address: str


@dataclass(frozen=True)
class Frozen:
    """Whom a message was frozen for: contacts as a publication has them, and their way out."""

    publication: int
    contact_ids: tuple[str, ...]
    unsubscribe_url: str


def show_preview(
    opened: Cockpit,
    writing: Writing,
    sender: Sender | None = None,
    frozen: Frozen | None = None,
    *,
    brief: Facts = None,
) -> None:
    """Choose whom to be, and see what they would see. The writing passed the check.

    Without a `sender` of its own, the message comes from the house; what is `frozen` is shown
    to its own contacts only, filled from its own publication. Without a `brief` its facts
    stand there by their names.
    """
    chosen = _choose_recipient(opened, frozen)
    sender = sender or Sender(say("messages-your-company"), opened.settings.sender_address)
    with refusals_shown():
        rendered = render_limited(
            writing,
            _values(opened.settings, chosen, sender, frozen) | _quoted(brief),
        )
        show_message(rendered, _envelope(chosen, sender), key="preview")


def show_message(rendered: Rendered, envelope: Envelope, *, key: str) -> None:
    """A rendered message as its reader sees it: desktop, phone or text, light or dark."""
    with st.container(horizontal=True, vertical_alignment="center"):
        kind = st.segmented_control(
            say("messages-view"),
            VIEWS,
            format_func=lambda view: (
                f":material/{VIEW_ICONS[view]}: {say(f'messages-view-{view}')}"
            ),
            key=f"{key}-view",
            default=VIEWS[0],
            required=True,
            label_visibility="collapsed",
        )
        in_dark = st.context.theme.type == "dark"
        is_dark = st.toggle(say("messages-view-dark"), key=f"{key}-dark", value=in_dark)
    view = View(str(kind), is_dark=is_dark)
    title = say("messages-preview")
    page = mail_page(rendered, envelope, view=view, title=title, height=HEIGHT)
    # Safe by its own inner frame: see `message_frame`.
    st.iframe(page, height=HEIGHT + 4, alt=title)


def _choose_recipient(opened: Cockpit, frozen: Frozen | None) -> Recipient | None:
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
        members = _ordinals(number, canonical(rule), _rule=rule)
    return [] if members is None else members


@st.cache_data(max_entries=8, show_spinner=False)
def _ordinals(publication: int, written: str, *, _rule: Rule) -> list[int]:
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


def _values(
    settings: Settings, chosen: Recipient | None, sender: Sender, frozen: Frozen | None
) -> dict[str, object]:
    if chosen is None:
        return fields.stand_ins(language())
    leave = frozen.unsubscribe_url if frozen else f"{settings.public_url}/u/example"
    return fields.values_for(
        chosen.contact, chosen.account, asdict(sender), unsubscribe_url=leave
    )


def _quoted(brief: Facts) -> dict[str, object]:
    """What a message quotes of a brief: its facts, or, without one, what they are called."""
    if brief is None:
        return {"brief": fields.stand_ins(language())["brief"]}
    return {"brief": fields.values_for({}, {}, {}, brief=brief)["brief"]}


def _envelope(chosen: Recipient | None, sender: Sender) -> Envelope:
    shown = f"{sender.name} <{sender.address}>"
    return Envelope(shown, "…" if chosen is None else chosen.name)
