"""Taking a segment away as a file: whom, in which format, and how much of it is masked."""

from functools import partial
from typing import NamedTuple, TypeVar

import streamlit as st

from core.cockpit import Cockpit
from core.people.model import Permission, Person
from core.segments import exports
from core.segments.exporting import MIME, MOST_XLSX_ROWS, Content, Format
from core.segments.exports import Wanted
from core.segments.model import Rule
from pages.parts.frame import language, say

LARGE_SHEET = 100_000  # rows; a sheet of that many takes ten seconds

T = TypeVar("T", Content, Format)


def show_export(
    opened: Cockpit,
    person: Person,
    subject: str,
    *,
    rule: Rule,
    since: Rule | None = None,
    key: str,
) -> None:
    """A menu to take the accounts of a rule, or what changed since another, as a file.

    The rules are as they were written, filled in; `subject` is what the journal names.
    """
    if not person.may(Permission.EXPORT):
        return
    menu = st.popover(
        say("library-export"), icon=":material/download:", key=f"{key}-menu", on_change="rerun"
    )
    if not menu.open:  # nothing is counted for a menu that nobody looks at
        return
    with menu:
        wanted = Wanted(_chosen("content", Content, key), _chosen("format", Format, key))
        order = _Order(subject, rule, since, wanted, language())
        if wanted.content is Content.CONTACTS and not person.may(Permission.SEE_PERSONAL):
            st.caption(say("library-export-masked"))
        _draw_button(opened, person, order, key)


class _Order(NamedTuple):
    """What is to be made, once the button is pressed; `subject` is what the journal names."""

    subject: str
    rule: Rule
    since: Rule | None
    wanted: Wanted
    language: str


def _draw_button(opened: Cockpit, person: Person, order: _Order, key: str) -> None:
    """The button with how much it gives, or why the format cannot hold that."""
    content, kind = order.wanted
    count = exports.rows(
        opened.warehouse.current(),
        content,
        rule=opened.resolved(order.rule),
        since=None if order.since is None else opened.resolved(order.since),
        catalogue=opened.catalogue,
    )
    if kind is Format.XLSX and count > MOST_XLSX_ROWS:
        st.warning(say("library-too-many-rows", rows=count, limit=MOST_XLSX_ROWS))
        return
    st.download_button(
        say(f"library-export-{content}", count=count),
        data=partial(_made, opened, person, order),
        file_name=f"segment-{content}.{kind}",
        mime=MIME[kind],
        key=f"{key}-file",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )
    if kind is Format.XLSX and count > LARGE_SHEET:
        st.caption(say("library-export-slow"))
    st.caption(say("library-export-journaled"))


def _made(opened: Cockpit, person: Person, order: _Order) -> bytes:
    """The file: noted first, and written when nobody waits for the store any more."""
    snapshot = opened.warehouse.current()
    with opened.transaction(person) as tx:
        parcel = exports.export(
            tx,
            **order._asdict(),
            snapshot=snapshot,
            catalogue=opened.catalogue,
            sources=opened.sets(tx),
            by=person,
            at=opened.clock.now(),
        )
    return exports.written(parcel, snapshot, opened.catalogue)


def _chosen(part: str, choices: type[T], key: str) -> T:
    options = list(choices)
    chosen = st.segmented_control(
        say(f"library-export-{part}"),
        options,
        default=options[0],
        format_func=lambda one: say(f"library-export-{part}-{one}"),
        key=f"{key}-{part}",
        required=True,
    )
    return chosen or options[0]
