"""What the links of a message tell our own sites: where a visitor came from."""

from dataclasses import replace
from typing import Any

import streamlit as st

from core.cockpit import Cockpit
from core.messages import utm
from core.messages.manners import house_manners
from core.messages.model import NO_UTM, PARTS, Channel, Part, Utm
from pages.parts import message_draft as drafts
from pages.parts.frame import say
from pages.parts.plain import plain

VALUES = ("source", "medium", "campaign")


def usual(opened: Cockpit, channel: Channel) -> Utm:
    """What a new message tells them; nothing while the house lists no site of its own."""
    hosts = house_manners().links.own_hosts
    if not hosts:
        return NO_UTM
    source = opened.settings.utm_source
    return utm.defaults(channel, "", source=source, hosts=frozenset(hosts))


def show_tags(draft_id: str) -> None:
    """The three values, where the channel has links and the house has sites."""
    draft = drafts.current(draft_id)
    hosts = draft.utm.hosts or tuple(sorted(house_manners().links.own_hosts))
    if not hosts or not {Part.HTML, Part.LINK} & set(PARTS[draft.channel]):
        return
    with st.expander(say("editor-tags"), icon=":material/sell:"):
        st.caption(plain(say("editor-tags-help", hosts=", ".join(hosts))))
        for name in VALUES:
            key = drafts.shown(f"utm-{name}", draft_id, str(getattr(draft.utm, name)))
            st.text_input(
                say(f"editor-tag-{name}"),
                key=key,
                on_change=_take,
                args=(draft_id, name, key, hosts),
            )


def _take(draft_id: str, name: str, key: str, hosts: tuple[str, ...]) -> None:
    said: dict[str, Any] = {name: (st.session_state[key] or "").strip()}
    drafts.tag(draft_id, replace(drafts.current(draft_id).utm, hosts=hosts, **said))
