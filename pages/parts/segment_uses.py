"""Who uses a segment, what it rests on, and the question before a change that touches them."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

import streamlit as st

from core.campaigns import sets
from core.campaigns import tables as campaigns
from core.cockpit import Cockpit
from core.people.model import Person
from core.segments import actions as segments
from core.segments import uses
from core.segments.model import Segment
from core.segments.resolving import AUDIENCE, SEGMENT
from core.segments.uses import TOUCHED, Bearing, Use, UsedBy
from pages.parts.frame import announce, refusals_shown, say
from pages.parts.plain import plain

SHOWN = 60
ICONS = {
    UsedBy.CAMPAIGN: ":material/campaign:",
    UsedBy.SEGMENT: ":material/account_tree:",
    UsedBy.LIST: ":material/list_alt:",
}
Color = Literal["orange", "blue", "gray"]
COLORS: dict[Bearing, Color] = {Bearing.FALLS: "orange", Bearing.FOLLOWS: "blue"}


def agreed(
    opened: Cockpit, segment: Segment | None, draft_id: str, *, is_asked: bool
) -> frozenset[str] | None:
    """What a save may touch, once the person said so; none: nothing is to be saved now.

    A save that touches nobody is agreed to at once. Otherwise the names stand on the screen
    until they are agreed to, or left alone.
    """
    waiting = f"segment-touched-{draft_id}"
    if is_asked:
        touched = [] if segment is None else _touched(opened, segment)
        if not touched:
            return frozenset()
        st.session_state[waiting] = touched
    if segment is None or waiting not in st.session_state:
        return None
    place = st.empty()
    with place.container(border=True):
        answer = _ask(segment, st.session_state[waiting])
    if answer is None:
        return None
    place.empty()  # answered: what comes of it stands in its place
    touched = st.session_state.pop(waiting)
    return frozenset(one.key for one in touched) if answer == "save" else None


def show_uses(opened: Cockpit, person: Person, segment: Segment | None) -> None:
    """Who uses the saved segment, what it rests on itself, and the way to be rid of it."""
    if segment is None:
        st.caption(say("library-uses-unsaved"))
        return
    with opened.store.reading() as tx:
        found = uses.of_segment(tx, segment.id, campaigns.using)
        ever = uses.of_segment_ever(tx, segment.id, campaigns.using)
        within = uses.within(tx, segment.rule)
        names = sets.names(tx)
    st.markdown(f"**{say('library-used-by', count=len(found))}**")
    if found:
        st.caption(say("library-used-by-hint"))
    for use in found[:SHOWN]:
        _draw(use)
    if len(found) > SHOWN:
        st.caption(say("library-and-more", count=len(found) - SHOWN).strip())
    if within:
        st.markdown(f"**{say('library-rests-on')}**")
        for field, set_id in within:
            _draw_within(field, set_id, names[field].get(set_id, set_id))
    if not ever:
        _offer_to_delete(opened, person, segment)


def _touched(opened: Cockpit, segment: Segment) -> list[Use]:
    with opened.store.reading() as tx:
        found = uses.of_segment(tx, segment.id, campaigns.using)
    return [one for one in found if one.bearing in TOUCHED]


def _ask(segment: Segment, touched: Sequence[Use]) -> str | None:
    """Everybody a save would touch, by name; returns the answer, once there is one."""
    text = say("library-touches", name=segment.name, who=_counted(touched))
    st.warning(plain(text), icon=":material/warning:")
    for use in touched:
        _draw(use)
    with st.container(horizontal=True):
        label = say("library-save-anyway", version=segment.version + 1)
        if st.button(label, key="segment-touch", type="primary", icon=":material/save:"):
            return "save"
        if st.button(say("library-leave"), key="segment-leave"):
            return "leave"
    return None


def _counted(touched: Sequence[Use]) -> str:
    """How many of each kind: 2 campaigns and 1 segment."""
    kinds = Counter(use.kind for use in touched)
    each = [say(f"library-count-{kind}", count=kinds[kind]) for kind in UsedBy if kinds[kind]]
    return say("library-and").join(each)


def _draw(use: Use) -> None:
    """One line: who, through what, and what a change does to it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if use.kind is UsedBy.CAMPAIGN:
            _link("plan/campaigns.py", use.name, use.kind, campaign=use.id)
        elif use.kind is UsedBy.SEGMENT:
            _link("plan/segments.py", use.name, use.kind, segment=use.id)
        else:
            st.markdown(f"{ICONS[use.kind]} {plain(use.name)}", width="content")
        if use.through:
            through = ", ".join(say("library-quoted", name=one) for one in use.through)
            st.caption(plain(say("library-only-through", through=through)), width="content")
        what = say(f"library-bearing-{use.kind}-{use.bearing}")
        st.badge(what, color=COLORS.get(use.bearing, "gray"))


def _draw_within(field: str, set_id: str, name: str) -> None:
    if field == SEGMENT:
        _link("plan/segments.py", name, UsedBy.SEGMENT, segment=set_id)
    elif field == AUDIENCE:
        _link("plan/campaigns.py", name, UsedBy.CAMPAIGN, campaign=set_id)
    else:  # a list, or the top of a ranking
        st.markdown(f"{ICONS[UsedBy.LIST]} {plain(name)}")


def _link(page: str, name: str, kind: UsedBy, **query: str) -> None:
    st.page_link(page, label=plain(name), icon=ICONS[kind], query_params=query)


def _offer_to_delete(opened: Cockpit, person: Person, segment: Segment) -> None:
    with st.popover(say("library-delete"), icon=":material/delete_forever:"):
        st.markdown(plain(say("library-delete-hint", name=segment.name)))
        label = say("library-delete-yes", count=segment.version)
        if st.button(label, key="segment-delete", type="primary"):
            with refusals_shown():
                with opened.transaction(person) as tx:
                    segments.delete(
                        tx,
                        segment.id,
                        elsewhere=campaigns.using,
                        by=person,
                        at=opened.clock.now(),
                    )
                announce("library-deleted", name=segment.name)
                st.query_params.clear()
                st.rerun()
