"""The shelf of segments: every saved one with its count, to search, to file and to open."""

from textwrap import shorten

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.people import records as people
from core.people.model import Person
from core.segments import records, tables
from core.segments.model import Counts, Segment, SegmentId
from core.segments.sentence import sentence
from core.warehouse.catalogue import Catalogue
from pages.parts import segment_draft as drafts
from pages.parts.downloads import csv_button
from pages.parts.frame import house, language, say
from pages.parts.plain import plain
from pages.parts.segment_filing import show_bulk, show_labels
from pages.parts.segment_filters import Filters, show_filters
from pages.parts.segment_lists import show_lists
from pages.parts.suggestions import show_suggestions

SHOWN = 50
SENTENCE = 200  # letters of a rule; the whole of it is on its desk
ROW = [6, 1.3, 1.3, 1.3]
NUMBERS = ("accounts", "contacts", "emailable")
LABELS = ("folder", "tags")
TABS = ("segments", "lists")
UNKNOWN = "–"


def show_shelf(opened: Cockpit, person: Person) -> None:
    """The segments with their search and the button for a new one, and the kept lists."""
    st.session_state.setdefault("segments-tab", TABS[0])
    tab = st.segmented_control(
        say("library-tab"),
        TABS,
        format_func=lambda one: say(f"library-tab-{one}"),
        key="segments-tab",
        required=True,
        label_visibility="collapsed",
    )
    if tab == "lists":
        show_lists(opened, person)
    else:
        _show_segments(opened, person)


def _show_segments(opened: Cockpit, person: Person) -> None:
    st.caption(say("segments-subtitle"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            say("segments-search"),
            key="segments-search",
            placeholder=say("segments-search-placeholder"),
            icon=":material/search:",
        )
        archived = st.toggle(say("segments-show-archived"), key="segments-archived")
        _new_button()
    show_suggestions(opened, person)
    with opened.store.reading() as tx:
        segments = records.everything(tx, archived=archived)
        names = people.names(tx)
    if not segments:
        st.info(say("segments-none-yet"), icon=":material/account_tree:")
        return
    filters = show_filters(segments, names, search or "")
    found = filters.matching(segments, names, opened.speaking())
    if not found:
        st.info(say("library-none-found"))
        return
    _show_found(opened, person, filters, found, names)


def segment_of(opened: Cockpit, draft_id: str) -> Segment | None:
    """The saved segment a draft belongs to; nothing for a new one. Raises `UnknownSegment`."""
    if draft_id == drafts.NEW:
        return None
    with opened.store.reading() as tx:
        return records.get(tx, SegmentId(draft_id))


def open_segment(draft_id: str) -> None:
    st.query_params["segment"] = draft_id


def _new_button() -> None:
    st.button(
        say("segments-new"),
        key="segments-new",
        type="primary",
        icon=":material/add:",
        on_click=open_segment,
        args=(drafts.NEW,),
    )


def _show_found(
    opened: Cockpit,
    person: Person,
    filters: Filters,
    found: list[Segment],
    names: dict[str, str],
) -> None:
    snapshot = opened.warehouse.current()
    with opened.store.reading() as tx:
        counts = tables.counts_of(snapshot, found, opened.catalogue, sources=opened.sets(tx))
    catalogue = opened.speaking()
    ordered = filters.ordered(found, counts)
    st.caption(say("segments-found", count=len(found)))
    bulk = st.container()
    picked = [
        one.id for one in ordered[:SHOWN] if _draw_row(catalogue, one, counts[one.id], names)
    ]
    if len(found) > SHOWN:
        st.caption(say("library-first-shown", shown=SHOWN))
    with bulk:
        show_bulk(opened, person, picked)
    table = _table(catalogue, ordered, counts, names)
    csv_button(table, key="segments-csv", filename="segments")


def _draw_row(
    catalogue: Catalogue, segment: Segment, counts: Counts | None, names: dict[str, str]
) -> bool:
    """A segment with its numbers; says whether it is picked."""
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            is_picked = st.checkbox(
                f"**{plain(_title(segment))}**", key=f"segment-pick-{segment.id}"
            )
            show_labels(segment)
            st.space("stretch")
            st.button(
                say("segments-open"),
                key=f"segment-open-{segment.id}",
                icon=":material/edit:",
                on_click=open_segment,
                args=(segment.id,),
            )
        about, *numbers = st.columns(ROW)
        with about.container(gap="xxsmall"):
            about_rule = sentence(segment.rule, catalogue, language())
            st.caption(plain(shorten(about_rule, SENTENCE, placeholder=" …")))
            st.caption(plain(version_line(segment, names)))
        for column, name in zip(numbers, NUMBERS, strict=True):
            shown = words.number(language(), getattr(counts, name)) if counts else UNKNOWN
            label = say(f"segments-short-{name}")
            column.markdown(f"**{shown}**  \n:small[:gray[{label}]]", text_alignment="right")
    return is_picked


def version_line(segment: Segment, names: dict[str, str]) -> str:
    """Which version, whose, when and why."""
    line = say(
        "segments-version-line",
        version=segment.version,
        person=names.get(segment.saved_by, segment.saved_by),
        moment=words.moment(language(), segment.saved_at, house().settings.time_zone),
    )
    return f"{line} · {segment.note}" if segment.note else line


def _title(segment: Segment) -> str:
    if segment.archived_at is None:
        return segment.name
    return say("segments-archived-mark", name=segment.name)


def _table(
    catalogue: Catalogue,
    found: list[Segment],
    counts: dict[SegmentId, Counts | None],
    names: dict[str, str],
) -> pd.DataFrame:
    rows = [
        {
            "name": one.name,
            **{name: getattr(counts[one.id], name, None) for name in NUMBERS},
            "rule": sentence(one.rule, catalogue, language()),
            "folder": one.folder,
            "tags": ", ".join(one.tags),
            "version": one.version,
            "saved-by": names.get(one.saved_by, one.saved_by),
            "saved-at": one.saved_at.isoformat(),
            "note": one.note,
        }
        for one in found
    ]
    table = pd.DataFrame(rows)
    headings = {name: say(f"segments-column-{name}") for name in table if name not in LABELS}
    return table.rename(columns=headings | {name: say(f"library-{name}") for name in LABELS})
