"""Segments: build a rule, see whom it finds at every edit, and keep it."""

import streamlit as st

from core.campaigns.tables import using
from core.people.model import Permission
from core.segments import actions as segments
from core.segments import tables
from core.segments.model import Segment, SegmentId
from pages.parts import segment_draft as drafts
from pages.parts.frame import announce, open_page, refusals_shown, say, still_here
from pages.parts.rule_editor import View, show_rule
from pages.parts.segment_desk import show_sentence, show_steps, show_toolbar, show_view
from pages.parts.segment_filing import shelve
from pages.parts.segment_funnel import show_funnel
from pages.parts.segment_reach import show_numbers
from pages.parts.segment_shelf import open_segment, segment_of, show_shelf
from pages.parts.segment_uses import agreed

house, person = open_page("segments", Permission.SEGMENT, needs_base=True)


def save(draft_id: str, segment: Segment | None, accepts: frozenset[str] = frozenset()) -> None:
    """Save the rule as the next version of the segment, or as the first of a new one."""
    draft = drafts.current(draft_id)
    with refusals_shown():
        with house.transaction(person) as tx:
            saved = segments.save(
                tx,
                SegmentId(segment.id if segment else house.ids.new()),
                name=drafts.written("name", draft_id),
                rule=draft.rule,
                note=drafts.written("note", draft_id),
                by=person,
                at=house.clock.now(),
                based_on=draft.version if segment else None,
                elsewhere=using,
                accepts=accepts,
            )
        drafts.discard(draft_id)
        open_segment(saved.id)
        announce("segments-saved", segment=saved.name, version=saved.version)
        st.rerun()


@st.fragment
def draw_desk(draft_id: str, segment: Segment | None) -> None:
    """Everything that changes with an edit."""
    still_here(person)
    draft, snapshot = drafts.current(draft_id), house.warehouse.current()
    asked = show_toolbar(house, person, draft_id, segment, draft)
    accepts = agreed(house, segment, draft_id, is_asked=asked == "save")
    if accepts is not None:
        save(draft_id, segment, accepts)
    elif asked == "save-as":
        save(draft_id, None)
    elif asked in ("archive", "restore") and segment:
        shelve(house, person, segment, asked)
    with refusals_shown():
        with house.store.reading() as tx:
            measured = tables.measured_so_far(
                snapshot, draft.rule, house.catalogue, sources=house.sets(tx)
            )
        show_numbers(snapshot.publication, measured)
        show_steps(draft_id, draft)
        show_rule(View(draft_id, draft, snapshot, house.speaking(), measured))
        show_sentence(house, draft)
        show_funnel(house, draft_id, draft.rule, measured)
        show_view(house, person, segment, draft_id, measured)


chosen = st.query_params.get("segment")
if chosen is None:
    show_shelf(house, person)
    st.stop()
st.button(say("segments-back"), icon=":material/arrow_back:", on_click=st.query_params.clear)
opened = None
with refusals_shown():
    opened = segment_of(house, chosen)
if opened is None and chosen != drafts.NEW:
    st.stop()
drafts.begin(chosen, opened)
draw_desk(chosen, opened)
