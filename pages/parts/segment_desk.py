"""The desk of one segment: its numbers, its sentence, sample accounts, versions, statement."""

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Person
from core.segments import tables
from core.segments.checking import completed, incomplete_paths
from core.segments.exporting import headings
from core.segments.model import EVERYBODY, Listed, Rule, Segment, walk
from core.segments.resolving import abridged
from core.segments.sentence import sentence
from core.segments.tables import Measured
from pages.parts import segment_draft as drafts
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.plain import plain
from pages.parts.segment_addressing import show_addressing
from pages.parts.segment_compare import show_compare
from pages.parts.segment_draft import Draft
from pages.parts.segment_export import show_export
from pages.parts.segment_filing import show_filing
from pages.parts.segment_history import show_history
from pages.parts.segment_lists import show_keep
from pages.parts.segment_looks import LOOKS, show_look
from pages.parts.segment_uses import show_uses
from pages.parts.segment_why import show_why

MOST_IDS = 12  # accounts of one set that a shown statement writes out
SAVED = ("history", "compare", "uses")  # views of what is saved
VIEWS = ("sample", *LOOKS, "why", "addressing", *SAVED, "sql")
_WORDS = {
    **{look: f"insight-look-{look}" for look in LOOKS},
    **{view: f"library-view-{view}" for view in SAVED[1:]},
}


def show_toolbar(
    opened: Cockpit, person: Person, draft_id: str, segment: Segment | None, draft: Draft
) -> str | None:
    """Name, note and what to do with them; returns the verb that was asked for, if any."""
    with st.container(horizontal=True):
        for part in ("name", "note"):
            # Nothing is lost by a look at another page, nor by a refusal.
            st.text_input(
                say(f"segments-{part}"),
                key=drafts.key(part, draft_id),
                persist_state="session",
            )
    with st.container(horizontal=True, vertical_alignment="center"):
        asked = _asked(segment)
    show_filing(opened, person, segment)
    if draft.is_changed:
        st.caption(f":orange[{say('segments-unsaved')}]")
    return asked


def _asked(segment: Segment | None) -> str | None:
    """Which verb's button was pressed."""
    label = say("segments-save")
    verbs = []
    if segment is not None:
        label = say("segments-save-version", version=segment.version + 1)
        verbs = ["save-as", "archive" if segment.archived_at is None else "restore"]
    is_saving = st.button(label, key="segment-save", type="primary", icon=":material/save:")
    pressed = [
        verb for verb in verbs if st.button(say(f"segments-{verb}"), key=f"segment-{verb}")
    ]
    return "save" if is_saving else next(iter(pressed), None)


def show_steps(draft_id: str, draft: Draft) -> None:
    """Undo, redo, and beginning anew."""
    with st.container(horizontal=True):
        for verb, act, icon, can, shortcut in (
            ("undo", drafts.undo, "undo", bool(draft.history.past), "alt+z"),
            ("redo", drafts.redo, "redo", bool(draft.history.future), "alt+y"),
            ("clear", _clear, "restart_alt", draft.rule != EVERYBODY, None),
        ):
            st.button(
                say(f"segments-{verb}"),
                key=f"segment-{verb}",
                icon=f":material/{icon}:",
                disabled=not can,
                on_click=act,
                args=(draft_id,),
                type="tertiary",
                shortcut=shortcut,
            )


def show_sentence(opened: Cockpit, draft: Draft) -> None:
    """The rule in words, and how much of it is still open."""
    st.info(plain(sentence(draft.rule, opened.speaking(), language())))
    if blanks := len(incomplete_paths(draft.rule, opened.catalogue)):
        st.caption(f":orange[{say('segments-not-counted', count=blanks)}]")


def show_view(
    opened: Cockpit, person: Person, segment: Segment | None, draft_id: str, measured: Measured
) -> None:
    """One look behind the numbers: sample accounts, versions, or the statement."""
    view = st.segmented_control(
        say("segments-look"),
        VIEWS,
        default=VIEWS[0],
        format_func=lambda one: say(_WORDS.get(one, f"segments-{one}")),
        key=f"segment-view-{draft_id}",
        required=True,
        label_visibility="collapsed",
    )
    so_far, _ = completed(drafts.current(draft_id).rule, opened.catalogue)
    rule = opened.resolved(so_far)
    if view in SAVED:
        _show_saved(view, opened, person, segment, draft_id)
    elif view == "why":
        show_why(opened, person, drafts.current(draft_id).rule, draft_id)
    elif view == "addressing":
        show_addressing(opened, person, rule, draft_id)
    elif view == "sql":
        _show_statement(opened, rule)
    elif view in LOOKS:
        show_look(view, opened, draft_id, rule, measured)
    else:
        _show_ways_out(opened, person, segment, draft_id, so_far)
        _show_sample(opened, rule, measured)


def _show_statement(opened: Cockpit, rule: Rule) -> None:
    """The rule in the engine's own words; of the house's sets, as many ids as one can read."""
    sets = [len(one.accounts) for _, one in walk(rule) if isinstance(one, Listed)]
    if sets:
        st.caption(say("studio-sql-sets"))
    if sets and max(sets) > MOST_IDS:
        text = words.number(language(), max(sets))
        st.caption(f":orange[{say('studio-sql-abridged', shown=MOST_IDS, total=text)}]")
    shortened = abridged(rule, MOST_IDS)
    statement = tables.sql(opened.warehouse.current(), shortened, opened.catalogue)
    st.code(statement, language="sql")


def _show_saved(
    view: str, opened: Cockpit, person: Person, segment: Segment | None, draft_id: str
) -> None:
    """What there is to see of a segment once it is saved."""
    if view == "history":
        show_history(opened, segment, draft_id)
    elif view == "compare":
        show_compare(opened, person, segment, draft_id)
    else:
        show_uses(opened, person, segment)


def _show_sample(opened: Cockpit, rule: Rule, measured: Measured) -> None:
    total = measured.total.accounts
    if not total:
        st.info(say("segments-sample-none"))
        return
    snapshot = opened.warehouse.current()
    rows = tables.sample(snapshot, rule, opened.catalogue)
    columns = headings(opened.catalogue, language())
    text = words.number(language(), total)
    st.caption(say("segments-sample-caption", shown=len(rows), total=text))
    table = pd.DataFrame(rows, columns=list(columns)).rename(columns=columns)
    show_grid(table.dropna(axis=1, how="all"))


def _show_ways_out(
    opened: Cockpit, person: Person, segment: Segment | None, draft_id: str, rule: Rule
) -> None:
    """The members as a file, or as a list that stays; above them, where menus have room."""
    with st.container(horizontal=True):
        show_export(opened, person, draft_id, rule=rule, key=f"segment-export-{draft_id}")
        show_keep(opened, person, segment, draft_id, rule)


def _clear(draft_id: str) -> None:
    drafts.reshape(draft_id, lambda _: EVERYBODY)
