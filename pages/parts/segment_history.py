"""The versions of a segment: who saved each, why, and in words what was another before."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import streamlit as st

from core.cockpit import Cockpit
from core.people import records as people
from core.segments import records
from core.segments.checking import typed
from core.segments.differences import Difference, Tone, differences
from core.segments.editing import as_group
from core.segments.model import Rule, Segment
from core.segments.sentence import sentence
from core.warehouse.catalogue import Catalogue
from pages.parts import segment_draft as drafts
from pages.parts.frame import house, language, say
from pages.parts.plain import plain
from pages.parts.segment_shelf import version_line

SHOWN = 30  # versions
MARKS = {
    Tone.ADDED: ":green[:material/add_circle:]",
    Tone.GONE: ":red[:material/do_not_disturb_on:]",
    Tone.CHANGED: ":orange[:material/edit:]",
    Tone.MOVED: ":blue[:material/drive_file_move:]",
    Tone.OFF: ":gray[:material/toggle_off:]",
    Tone.ON: ":green[:material/toggle_on:]",
}


def show_history(opened: Cockpit, segment: Segment | None, draft_id: str) -> None:
    """Every version, the newest first, with what it changed and the way back to it."""
    if segment is None:
        st.caption(say("segments-history-none"))
        return
    with opened.store.reading() as tx:
        versions = records.versions(tx, segment.id)
        names = people.names(tx)
    speaking = opened.speaking()
    for version, before in [*pairwise(versions), (versions[-1], None)][:SHOWN]:
        with st.container(border=True, gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(version_line(version, names)), width="stretch")
                _take_button(version, draft_id)
            _draw_changes(speaking, before, version)
    if len(versions) > SHOWN:
        st.caption(say("library-older-versions", count=len(versions) - SHOWN))


def show_lines(lines: Sequence[Difference]) -> None:
    """What changed, a line each, marked by its kind."""
    marked = [f"{MARKS[line.tone]} {plain(line.text)}" for line in lines]
    st.markdown("  \n".join(marked))


def _draw_changes(speaking: Catalogue, before: Segment | None, version: Segment) -> None:
    """What a version changed; of the first one, what it says."""
    if before is None:
        st.caption(plain(sentence(version.rule, speaking, language())))
        return
    if before.name != version.name:
        st.markdown(plain(say("library-renamed", before=before.name, after=version.name)))
    lines = differences(before.rule, version.rule, speaking, language())
    if lines:
        show_lines(lines)
    else:
        st.caption(say("library-same-rule"))


def _take_button(version: Segment, draft_id: str) -> None:
    st.button(
        say("segments-open-version"),
        key=f"segment-take-{draft_id}-{version.version}",
        on_click=drafts.reshape,
        args=(draft_id, partial(_taken, version.rule)),
    )


def _taken(rule: Rule, _now: Rule) -> Rule:
    return typed(as_group(rule), house().catalogue)
