"""The shelf of messages: every saved one to open, and the versions of one to compare."""

import difflib

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.messages import records
from core.messages.model import Template, TemplateId
from core.people import records as people
from pages.parts import message_draft as drafts
from pages.parts.downloads import csv_button
from pages.parts.frame import house, language, say
from pages.parts.plain import plain

SHOWN = 100


def show_shelf(opened: Cockpit) -> None:
    """The list with its search, and the button for a new message."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            say("messages-search"), key="messages-search", icon=":material/search:"
        )
        archived = st.toggle(say("messages-archived"), key="messages-archived")
        _new_button("messages-new")
    with opened.store.reading() as tx:
        templates = records.everything(tx, archived=archived)
        names = people.names(tx)
    if not templates:
        st.info(say("messages-none-archived" if archived else "messages-none"))
        return
    wanted = (search or "").strip().casefold()
    found = [one for one in templates if wanted in f"{one.name} {one.first.subject}".casefold()]
    st.caption(say("messages-count", found=len(found), all=len(templates)))
    for template in found[:SHOWN]:
        _draw_row(template, names)
    csv_button(_table(found, names), key="messages-csv", filename="messages")


def show_history(opened: Cockpit, template: Template, draft_id: str) -> None:
    """Earlier versions: who saved them and why, what has changed since, and going back."""
    with opened.store.reading() as tx:
        versions = records.versions(tx, template.id)
        names = people.names(tx)
    with st.expander(
        say("messages-history", versions=len(versions)), icon=":material/history:"
    ):
        known = {one.version: one for one in versions}
        chosen = st.selectbox(
            say("messages-version"),
            list(known),
            format_func=lambda number: _version_label(known[number], names),
            key=f"message-version-{draft_id}",
        )
        version = known[chosen or template.version]
        st.button(
            say("messages-load-version", version=version.version),
            key=f"message-load-{draft_id}",
            icon=":material/settings_backup_restore:",
            on_click=drafts.fill,
            args=(draft_id, drafts.saved_draft(version)),
        )
        changes = _changes(drafts.saved_draft(version), drafts.current(draft_id))
        st.caption(say("messages-changes" if changes else "messages-no-changes"))
        if changes:
            st.code(changes, language=None, wrap_lines=True)


def open_message(draft_id: str) -> None:
    st.query_params["message"] = draft_id


def _new_button(key: str) -> None:
    st.button(
        say("messages-new"),
        key=key,
        type="primary",
        icon=":material/add:",
        on_click=open_message,
        args=(drafts.NEW,),
    )


def _draw_row(template: Template, names: dict[str, str]) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap="xxsmall"):
            st.markdown(f"**{plain(template.name)}**")
            if template.first.subject:
                st.markdown(plain(template.first.subject))
            st.caption(plain(_version_label(template, names)))
        st.button(
            say("messages-open"),
            key=f"message-open-{template.id}",
            icon=":material/edit:",
            on_click=open_message,
            args=(template.id,),
        )


def _version_label(template: Template, names: dict[str, str]) -> str:
    zone = house().settings.time_zone
    label = say(
        "messages-version-label",
        version=template.version,
        person=names.get(template.saved_by, template.saved_by),
        moment=words.moment(language(), template.saved_at, zone),
    )
    return f"{label} · {template.note}" if template.note else label


def _table(templates: list[Template], names: dict[str, str]) -> pd.DataFrame:
    columns = ("name", "subject", "version", "saved_by", "saved_at", "note")
    rows = [
        (
            one.name,
            one.first.subject,
            one.version,
            names.get(one.saved_by, one.saved_by),
            one.saved_at.isoformat(),
            one.note,
        )
        for one in templates
    ]
    return pd.DataFrame(rows, columns=[say(f"messages-column-{name}") for name in columns])


def _changes(before: drafts.Draft, after: drafts.Draft) -> str:
    lines: list[str] = []
    for part in ("subject", "html", "text"):
        old, new = getattr(before, part).splitlines(), getattr(after, part).splitlines()
        found = list(difflib.unified_diff(old, new, lineterm="", n=1))[2:]
        lines += [f"— {say(f'messages-part-{part}')} —", *found] if found else []
    return "\n".join(lines)


def template_of(opened: Cockpit, draft_id: str) -> Template | None:
    """The saved message a draft belongs to; nothing for a new one."""
    if draft_id == drafts.NEW:
        return None
    with opened.store.reading() as tx:
        return records.get(tx, TemplateId(draft_id))
