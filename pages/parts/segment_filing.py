"""Where a segment is kept: its folder and tags on its desk, and those of many on the shelf."""

from collections.abc import Sequence

import streamlit as st

from core.campaigns.tables import using
from core.cockpit import Cockpit
from core.people.model import Permission, Person
from core.segments import actions as segments
from core.segments import labels, shelving
from core.segments.model import Segment, SegmentId
from pages.parts.frame import announce, refusals_shown, say
from pages.parts.plain import plain


def show_filing(opened: Cockpit, person: Person, segment: Segment | None) -> None:
    """The folder and the tags of a saved segment, and the way to change them."""
    if segment is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        show_labels(segment)
        menu = st.popover(say("library-filing"), type="tertiary", icon=":material/folder_open:")
        with menu:
            folder = _folder(opened, segment.folder, f"segment-folder-{segment.id}")
            tags = _tags(opened, segment.tags, f"segment-tags-{segment.id}")
            if st.button(say("library-file"), key="segment-file", type="primary"):
                _file(opened, person, segment, folder, tags)
        if segment.archived_at is None and person.may(Permission.PLAN):
            st.page_link(
                "plan/campaigns.py",
                label=say("campaigns-new"),
                icon=":material/campaign:",
                query_params={"segment": str(segment.id)},
            )


def shelve(opened: Cockpit, person: Person, segment: Segment, asked: str) -> None:
    """Archive a segment, or bring it back."""
    with refusals_shown():
        with opened.transaction(person) as tx:
            at = opened.clock.now()
            if asked == "restore":
                segments.restore(tx, segment.id, by=person, at=at)
            else:
                segments.archive(tx, segment.id, elsewhere=using, by=person, at=at)
        announce(f"segments-{asked}d-now", segment=segment.name)
        st.rerun()


def show_labels(segment: Segment) -> None:
    """The folder and the tags as chips."""
    if segment.folder:
        st.badge(plain(segment.folder), icon=":material/folder:", color="gray")
    for tag in segment.tags:
        st.badge(plain(tag), color="violet")


def show_bulk(opened: Cockpit, person: Person, picked: Sequence[SegmentId]) -> None:
    """Move the picked segments into a folder, or tag them, all at once."""
    if not picked:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        st.markdown(f"**{say('library-picked', count=len(picked))}**", width="content")
        folder = _folder(opened, "", "segments-bulk-folder")
        if st.button(say("library-bulk-move"), key="segments-bulk-move"):
            with refusals_shown():
                with opened.transaction(person) as tx:
                    at = opened.clock.now()
                    moved = shelving.move(tx, picked, folder=folder, by=person, at=at)
                _done("library-moved", moved)
        tags = _tags(opened, (), "segments-bulk-tags")
        for verb in ("add", "remove"):
            if st.button(say(f"library-bulk-{verb}"), key=f"segments-bulk-{verb}"):
                _tag(opened, person, picked, verb, tags)


def _file(
    opened: Cockpit, person: Person, segment: Segment, folder: str, tags: Sequence[str]
) -> None:
    with refusals_shown():
        with opened.transaction(person) as tx:
            at, only = opened.clock.now(), [segment.id]
            shelving.move(tx, only, folder=folder, by=person, at=at)
            gone = set(segment.tags) - set(tags)
            shelving.tag(tx, only, add=tags, remove=gone, by=person, at=at)
        announce("library-filed", name=segment.name)
        st.rerun()


def _tag(
    opened: Cockpit, person: Person, picked: Sequence[SegmentId], verb: str, tags: Sequence[str]
) -> None:
    with refusals_shown():
        with opened.transaction(person) as tx:
            at, changes = opened.clock.now(), {verb: tags}
            tagged = shelving.tag(tx, picked, **changes, by=person, at=at)
        _done("library-tagged", tagged)


def _done(key: str, count: int) -> None:
    announce(key, count=count)
    st.rerun()


def _folder(opened: Cockpit, now: str, key: str) -> str:
    """A folder that there is, a new one, or none."""
    with opened.store.reading() as tx:
        known = labels.folders(tx)
    options = ["", *known]
    chosen = st.selectbox(
        say("library-folder"),
        options,
        index=options.index(now),
        format_func=lambda one: one or say("library-no-folder"),
        accept_new_options=True,
        help=say("library-folder-help"),
        key=key,
    )
    return chosen or ""


def _tags(opened: Cockpit, now: Sequence[str], key: str) -> list[str]:
    with opened.store.reading() as tx:
        known = labels.tags(tx)
    return st.multiselect(
        say("library-tags"),
        known,
        default=list(now),
        accept_new_options=True,
        placeholder=say("library-tags-placeholder"),
        key=key,
    )
