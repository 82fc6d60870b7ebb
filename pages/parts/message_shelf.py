"""The shelf of messages: every saved one by channel, who uses it, and the ones just begun."""

from collections import defaultdict

import pandas as pd
import streamlit as st

from core.campaigns import records as campaigns
from core.cockpit import Cockpit
from core.messages import actions as messages
from core.messages import records
from core.messages.model import Channel, Template, TemplateId, Writing
from core.people import records as people
from core.people.model import Person
from pages.parts import message_draft as drafts
from pages.parts.downloads import csv_button
from pages.parts.frame import announce, refusals_shown, say
from pages.parts.message_editor import CHANNEL_ICONS
from pages.parts.message_fields import spoken
from pages.parts.message_history import version_label
from pages.parts.plain import plain
from pages.parts.snippet_shelf import SNIPPETS, choose_shelf, show_snippets

SHOWN = 100
NAMED = 3  # campaigns that are named; the rest is a number
LONGEST = 110  # characters of a text in the list
SORTS = ("saved", "name", "used")

Uses = dict[str, list[str]]  # the names of the campaigns that use a message, by its id


def show_shelf(opened: Cockpit) -> None:
    """The list with its search, and the button for a new message; or the snippets."""
    if choose_shelf() == SNIPPETS:
        show_snippets(opened)
        return
    search, sort, archived = _draw_search()
    _draw_unsaved()
    with opened.store.reading() as tx:
        templates = records.everything(tx, archived=archived)
        names = people.names(tx)
        uses: Uses = defaultdict(list)
        for campaign in campaigns.everything(tx):
            for template_id in campaign.template_ids:
                uses[template_id].append(campaign.name)
    if not templates:
        st.info(say("messages-none-archived" if archived else "messages-none"))
        return
    channel = _choose_channel(templates)
    found = _found(templates, search, channel, sort, uses)
    st.caption(say("messages-count", found=len(found), all=len(templates)))
    for template in found[:SHOWN]:
        _draw_row(template, names, uses[template.id])
    csv_button(_table(found, names, uses), key="messages-csv", filename="messages")


def _draw_search() -> tuple[str, str, bool]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            say("messages-search"), key="messages-search", icon=":material/search:"
        )
        sort = st.selectbox(
            say("editor-sort"),
            SORTS,
            format_func=lambda one: say(f"editor-sort-{one}"),
            key="messages-sort",
            width=240,
        )
        archived = st.toggle(say("messages-archived"), key="messages-archived")
        st.button(
            say("messages-new"),
            key="messages-new",
            type="primary",
            icon=":material/add:",
            on_click=_open_new,
        )
    return search or "", sort, archived


def _choose_channel(templates: list[Template]) -> Channel | None:
    there = [one for one in Channel if any(template.channel is one for template in templates)]
    if len(there) == 1:
        return None
    chosen = st.pills(
        say("editor-channel"),
        [str(one) for one in there],
        format_func=lambda one: channel_label(Channel(one)),
        key="messages-channel",
        label_visibility="collapsed",
    )
    return Channel(chosen) if chosen else None


def channel_label(channel: Channel) -> str:
    """A channel's icon and its word."""
    return f":material/{CHANNEL_ICONS[channel]}: {say(f'editor-channel-{channel}')}"


def _found(
    templates: list[Template], search: str, channel: Channel | None, sort: str, uses: Uses
) -> list[Template]:
    wanted = search.strip().casefold()
    found = [
        one
        for one in templates
        if channel in {None, one.channel} and wanted in _said(one).casefold()
    ]
    if sort == "name":
        return sorted(found, key=lambda one: one.name.casefold())
    return sorted(found, key=lambda one: -len(uses[one.id])) if sort == "used" else found


def _said(template: Template) -> str:
    words = (f"{one.subject} {one.text}" for one in template.writings)
    return " ".join([template.name, *words])


def _draw_unsaved() -> None:
    """New messages that were begun and never saved: nothing of them is lost."""
    for draft_id, draft in drafts.unsaved().items():
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(gap="xxsmall"):
                name = plain(draft.name) or say("editor-unnamed")
                st.markdown(f"{channel_label(draft.channel)} · **{name}**")
                st.caption(say("editor-unsaved"))
            _open_button(draft_id)


def open_message(draft_id: str) -> None:
    st.query_params["message"] = draft_id


def _open_new() -> None:
    open_message(drafts.fresh_id())


def _open_button(draft_id: str) -> None:
    st.button(
        say("messages-open"),
        key=f"message-open-{draft_id}",
        icon=":material/edit:",
        on_click=open_message,
        args=(draft_id,),
    )


def _draw_row(template: Template, names: dict[str, str], used_by: list[str]) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap="xxsmall"):
            icon = f":material/{CHANNEL_ICONS[template.channel]}:"
            st.markdown(f"{icon} **{plain(template.name)}**")
            if words := _shown(template.first):
                st.text(words)  # an address in it must not become a link
            st.caption(plain(version_label(template, names)))
            st.caption(" · ".join([*_texts(template), _used(used_by)]))
        _open_button(template.id)


def _shown(writing: Writing) -> str:
    text = spoken(writing.subject or writing.text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _texts(template: Template) -> list[str]:
    """How many variants and languages, where there is more than one."""
    several = len(template.writings) > 1
    return [say("editor-texts", n=len(template.writings))] if several else []


def _used(used_by: list[str]) -> str:
    if not used_by:
        return say("editor-used-nowhere")
    shown = ", ".join(f"«{plain(name)}»" for name in used_by[:NAMED])
    rest = len(used_by) - NAMED
    return say("editor-used", names=shown) + (f" +{rest}" if rest > 0 else "")


def _table(templates: list[Template], names: dict[str, str], uses: Uses) -> pd.DataFrame:
    columns = ("name", "channel", "subject", "version", "saved_by", "saved_at", "note", "used")
    rows = [
        (
            one.name,
            say(f"editor-channel-{one.channel}"),
            one.first.subject,
            one.version,
            names.get(one.saved_by, one.saved_by),
            one.saved_at.isoformat(),
            one.note,
            len(uses[one.id]),
        )
        for one in templates
    ]
    return pd.DataFrame(rows, columns=[_heading(name) for name in columns])


def _heading(name: str) -> str:
    if name in {"channel", "used"}:
        return say(f"editor-column-{name}")
    return say(f"messages-column-{name}")


def template_of(opened: Cockpit, draft_id: str) -> Template | None:
    """The saved message a draft belongs to; nothing for a new one."""
    if drafts.is_new(draft_id):
        return None
    with opened.store.reading() as tx:
        return records.get(tx, TemplateId(draft_id))


def shelve(opened: Cockpit, person: Person, template: Template, asked: str) -> None:
    """Archive a message, or bring it back."""
    verb = messages.restore if asked == "restore" else messages.archive
    with refusals_shown():
        with opened.transaction(person) as tx:
            verb(tx, template.id, by=person, at=opened.clock.now())
        announce(f"messages-{asked}d-now", name=template.name)
        st.rerun()
