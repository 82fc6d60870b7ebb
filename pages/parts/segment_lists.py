"""Kept lists: the members of a rule today under a name, and the shelf of all of them."""

from collections.abc import Mapping

import streamlit as st

from core.campaigns import tables as campaigns
from core.cockpit import Cockpit
from core.foundation import words
from core.people import records as people
from core.people.model import Person
from core.segments import lists, records
from core.segments.differences import is_same
from core.segments.model import Condition, ListId, Rule, Segment, SegmentList
from core.segments.resolving import LIST
from pages.parts.frame import announce, language, refusals_shown, say
from pages.parts.plain import plain
from pages.parts.segment_export import show_export

SHOWN = 50


def show_keep(
    opened: Cockpit, person: Person, segment: Segment | None, draft_id: str, rule: Rule
) -> None:
    """Name today's members of the rule, and keep them as a list."""
    key = f"segment-keep-{draft_id}"
    icon = ":material/playlist_add_check:"
    menu = st.popover(say("library-keep"), icon=icon, key=f"{key}-menu", on_change="rerun")
    if not menu.open:
        return
    with menu:
        st.caption(say("library-keep-hint"))
        name = st.text_input(say("library-list-name"), key=f"{key}-name")
        note = st.text_input(say("library-list-note"), key=f"{key}-note")
        if st.button(say("library-keep-yes"), key=key, type="primary"):
            of = segment if segment is not None and is_same(segment.rule, rule) else None
            with refusals_shown():
                kept = _keep(opened, person, of, rule, name=name, note=note)
                for part in ("menu", "name", "note"):  # done: the menu closes
                    st.session_state.pop(f"{key}-{part}", None)
                announce("library-kept", name=kept.name, count=kept.accounts)
                st.rerun()


def _keep(
    opened: Cockpit, person: Person, of: Segment | None, rule: Rule, *, name: str, note: str
) -> SegmentList:
    with opened.transaction(person) as tx:
        return lists.keep(
            tx,
            ListId(opened.ids.new()),
            name=name,
            note=note,
            rule=rule,
            of=of,
            snapshot=opened.warehouse.current(),
            catalogue=opened.catalogue,
            sources=opened.sets(tx),
            by=person,
            at=opened.clock.now(),
        )


def show_lists(opened: Cockpit, person: Person) -> None:
    """Every kept list with where it came from, who uses it, and what can be done with it."""
    st.caption(say("library-lists-subtitle"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            say("segments-search"), key="lists-search", icon=":material/search:"
        )
        archived = st.toggle(say("segments-show-archived"), key="lists-archived")
    with opened.store.reading() as tx:
        kept = records.lists(tx, archived=archived)
        names = people.names(tx)
        called = {str(one.id): one.name for one in records.everything(tx, archived=True)}
    if not kept:
        st.info(say("library-lists-none"), icon=":material/list_alt:")
        return
    wanted = (search or "").strip().casefold()
    found = [one for one in kept if wanted in f"{one.name} {one.note}".casefold()]
    st.caption(say("library-lists-found", count=len(found)))
    for one in found[:SHOWN]:
        _draw(opened, person, one, names, called)


def _draw(
    opened: Cockpit,
    person: Person,
    kept: SegmentList,
    names: Mapping[str, str],
    called: Mapping[str, str],
) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            title = kept.name
            if kept.archived_at is not None:
                title = say("segments-archived-mark", name=title)
            st.markdown(f"**{plain(title)}**", width="stretch")
            st.markdown(say("library-accounts-count", count=kept.accounts))
            members = Condition(LIST, "in_any", (kept.id,))
            show_export(opened, person, kept.id, rule=members, key=f"list-{kept.id}")
            asked = "archive" if kept.archived_at is None else "restore"
            if st.button(say(f"segments-{asked}"), key=f"list-{asked}-{kept.id}"):
                _shelve(opened, person, kept, asked)
        st.caption(plain(_about(opened, kept, names, called)))


def _about(
    opened: Cockpit,
    kept: SegmentList,
    names: Mapping[str, str],
    called: Mapping[str, str],
) -> str:
    """Where a list came from: the day, the segment's version, who, when, and why."""
    by = names.get(kept.made_by, kept.made_by)
    moment = words.moment(language(), kept.made_at, opened.settings.time_zone)
    day = words.day(language(), kept.as_of)
    line = say("library-list-made", person=by, moment=moment, day=day, number=kept.publication)
    if kept.segment_id is not None:
        of = say(
            "library-list-of",
            name=called.get(kept.segment_id, kept.segment_id),
            version=kept.segment_version or 0,
        )
        line = f"{line} · {of}"
    return f"{line} · {kept.note}" if kept.note else line


def _shelve(opened: Cockpit, person: Person, kept: SegmentList, asked: str) -> None:
    with refusals_shown():
        with opened.transaction(person) as tx:
            if asked == "restore":
                lists.restore(tx, kept.id, by=person, at=opened.clock.now())
            else:
                elsewhere = campaigns.using
                lists.archive(
                    tx, kept.id, elsewhere=elsewhere, by=person, at=opened.clock.now()
                )
        announce(f"library-list-{asked}d", name=kept.name)
        st.rerun()
