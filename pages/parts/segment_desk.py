"""The desk of one segment: its numbers, its sentence, sample accounts, versions, statement."""

from functools import partial

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.people import records as people
from core.people.model import Person
from core.segments import actions as segments
from core.segments import records, tables
from core.segments.checking import completed, incomplete_paths, typed
from core.segments.editing import as_group
from core.segments.exporting import headings
from core.segments.model import EVERYBODY, Rule, Segment
from core.segments.sentence import sentence
from core.segments.tables import Measured
from pages.parts import segment_draft as drafts
from pages.parts.frame import house, language, say
from pages.parts.grids import show_grid
from pages.parts.plain import plain
from pages.parts.segment_addressing import show_addressing
from pages.parts.segment_draft import Draft
from pages.parts.segment_looks import LOOKS, show_look
from pages.parts.segment_shelf import version_line
from pages.parts.segment_why import show_why

VIEWS = ("sample", *LOOKS, "why", "addressing", "history", "sql")


def show_toolbar(draft_id: str, segment: Segment | None, draft: Draft) -> str | None:
    """Name, note and what to do with them; returns the verb that was asked for, if any."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for part in ("name", "note"):
            # Nothing is lost by a look at another page, nor by a refusal.
            st.text_input(
                say(f"segments-{part}"),
                key=drafts.key(part, draft_id),
                persist_state="session",
            )
        asked = _asked(segment)
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
    if st.button(label, key="segment-save", type="primary", icon=":material/save:"):
        return "save"
    pressed = [
        verb for verb in verbs if st.button(say(f"segments-{verb}"), key=f"segment-{verb}")
    ]
    return pressed[0] if pressed else None


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
        format_func=lambda one: say(f"{'insight-look' if one in LOOKS else 'segments'}-{one}"),
        key=f"segment-view-{draft_id}",
        required=True,
        label_visibility="collapsed",
    )
    so_far, _ = completed(drafts.current(draft_id).rule, opened.catalogue)
    rule = opened.resolved(so_far)
    snapshot = opened.warehouse.current()
    if view == "history":
        _show_history(opened, segment, draft_id)
    elif view == "why":
        show_why(opened, person, drafts.current(draft_id).rule, draft_id)
    elif view == "addressing":
        show_addressing(opened, person, rule, draft_id)
    elif view == "sql":
        st.code(tables.sql(snapshot, rule, opened.catalogue), language="sql")
    elif view in LOOKS:
        show_look(view, opened, draft_id, rule, measured)
    else:
        _show_sample(opened, person, rule, draft_id, measured)


def _show_sample(
    opened: Cockpit, person: Person, rule: Rule, draft_id: str, measured: Measured
) -> None:
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
    st.download_button(
        say("segments-export-ready", count=total),
        data=partial(_exported, opened, person, rule, draft_id, language()),
        file_name="segment.csv",
        mime="text/csv",
        key="segment-export",
        icon=":material/download:",
        on_click="ignore",
    )


def _exported(opened: Cockpit, person: Person, rule: Rule, draft_id: str, spoken: str) -> bytes:
    """The file, made when it is asked for, and noted in the journal."""
    with opened.transaction(person) as tx:
        return segments.export(
            tx,
            draft_id,
            rule=rule,
            snapshot=opened.warehouse.current(),
            catalogue=opened.catalogue,
            language=spoken,
            by=person,
            at=opened.clock.now(),
        )


def _show_history(opened: Cockpit, segment: Segment | None, draft_id: str) -> None:
    if segment is None:
        st.caption(say("segments-history-none"))
        return
    with opened.store.reading() as tx:
        versions = records.versions(tx, segment.id)
        names = people.names(tx)
    for version in versions:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container():
                st.markdown(plain(version_line(version, names)))
                st.caption(plain(sentence(version.rule, opened.speaking(), language())))
            st.button(
                say("segments-open-version"),
                key=f"segment-take-{draft_id}-{version.version}",
                on_click=drafts.reshape,
                args=(draft_id, partial(_taken, version.rule)),
            )


def _taken(rule: Rule, _now: Rule) -> Rule:
    return typed(as_group(rule), house().catalogue)


def _clear(draft_id: str) -> None:
    drafts.reshape(draft_id, lambda _: EVERYBODY)
