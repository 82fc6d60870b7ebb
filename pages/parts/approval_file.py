"""One campaign's file on one screen, read-only: what it is, for whom, and what changed."""

import difflib
from collections.abc import Iterator
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from core.approvals.tables import Since
from core.campaigns import records
from core.campaigns.model import Campaign, Fate
from core.cockpit import Cockpit
from core.foundation import words
from core.messages import records as messages
from core.messages.model import Template, TemplateId
from core.people import records as people
from core.segments import records as segments
from core.segments.model import SegmentId
from core.segments.sentence import sentence
from pages.parts.audience_shown import show_waterfall
from pages.parts.campaign_shelf import spoken_schedule
from pages.parts.frame import language, say
from pages.parts.message_draft import Draft
from pages.parts.message_preview import Sender, show_preview
from pages.parts.plain import plain

ENGAGED = (Fate.IN, Fate.CAMPAIGN_HOLDOUT)


def show_file(house: Cockpit, campaign: Campaign) -> None:
    """What it is and for whom, who is in and out, and how the message looks."""
    with house.store.reading() as tx:
        card = records.audience(tx, campaign.id)
        segment = segments.get(tx, SegmentId(campaign.segment_id or ""))
        template = messages.get(tx, TemplateId(campaign.template_id or ""))
        names = people.names(tx)
    falls: list[list[Any]] = [] if card is None else card.waterfall
    show_sizes(falls)
    left, right = st.columns([5, 6], gap="large")
    with left:
        st.subheader(say("approvals-what"), anchor=False)
        st.markdown(plain(campaign.goal))
        _show_facts(house, campaign)
        st.subheader(say("approvals-for-whom"), anchor=False)
        rule = sentence(segment.rule, house.catalogue, language())
        st.markdown(f"**{plain(segment.name)}** · {plain(rule)}")
        by = names.get(segment.saved_by, segment.saved_by)
        st.caption(plain(say("approvals-saved-by", version=segment.version, person=by)))
        show_waterfall(falls, key="approval-waterfall")
    with right:
        st.subheader(say("approvals-message"), anchor=False)
        if template is not None:
            _show_message(house, campaign, template)


def show_sizes(falls: list[list[Any]]) -> None:
    """The frozen counts: written to, left in peace."""
    by_fate = {fall[0]: fall for fall in falls}
    treated, held = (by_fate.get(fate, [fate, 0, 0]) for fate in ENGAGED)
    share = held[1] / max(held[1] + treated[1], 1)
    shown = (
        ("campaigns-messages", words.number(language(), treated[2])),
        ("campaigns-accounts-treated", words.number(language(), treated[1])),
        ("campaigns-accounts-held", words.number(language(), held[1])),
        ("approvals-share-held", words.percent(language(), share)),
    )
    for column, (key, value) in zip(st.columns(len(shown)), shown, strict=True):
        column.metric(say(key), value, border=True)


def show_since(house: Cockpit, since: Since) -> None:
    """What changed since it was last seen: each part before and after."""
    moment = words.moment(language(), since.seen_at, house.settings.time_zone)
    key = "approvals-since-decided" if since.was_decided else "approvals-since-submitted"
    with st.container(border=True):
        st.markdown(f"**{say(key, moment=moment, n=len(since.parts))}**")
        rows = [row for part in since.parts for row in _changes(part, since)]
        if rows:
            keys = ("part", "before", "now")
            columns = [say(f"approvals-column-{key}") for key in keys]
            table = pd.DataFrame(rows, columns=columns)
            st.dataframe(table, hide_index=True, key="approval-since")
        if "template" in since.parts:
            _show_words_changed(house, since)


def _show_facts(house: Cockpit, campaign: Campaign) -> None:
    roles = ", ".join(say(f"campaigns-role-{role}") for role in campaign.roles)
    limit = campaign.contacts_per_account
    facts = (
        ("campaigns-field-purpose", say(f"campaigns-purpose-{campaign.purpose}")),
        ("campaigns-field-send_at", spoken_schedule(house, campaign)),
        ("approvals-sender", f"{campaign.sender_name} · {campaign.sender_address}"),
        ("campaigns-field-roles", roles or say("campaigns-any-role")),
        (
            "campaigns-field-contacts_per_account",
            say("campaigns-everybody") if limit is None else str(limit),
        ),
        ("campaigns-field-window_days", str(campaign.window_days)),
    )
    for key, value in facts:
        label, shown = st.columns([2, 3], gap="small")
        label.caption(say(key))
        shown.text(value)


def _show_message(house: Cockpit, campaign: Campaign, template: Template) -> None:
    st.caption(plain(f"{template.name} · {say('approvals-version', version=template.version)}"))
    if st.session_state.get("previewed") != campaign.id:
        st.session_state["previewed"] = campaign.id
        st.session_state["preview-segment"] = campaign.segment_id
        st.session_state.pop("preview-contact", None)
    draft = Draft(template.name, template.subject, template.html, template.text)
    show_preview(house, draft, Sender(campaign.sender_name, campaign.sender_address))


def _changes(part: str, since: Since) -> Iterator[tuple[str, str, str]]:
    """Each value of a part that is another now; an audience by its counts."""
    before, now = since.before.get(part), since.now.get(part)
    label = say(f"approvals-part-{part}")
    if part == "audience":
        counts = _counts(before), _counts(now)
        for fate in Fate:
            was, is_now = (count.get(fate, 0) for count in counts)
            if was != is_now:
                name = f"{label}: {say(f'campaigns-fate-{fate}')}"
                yield name, str(was), f"{is_now} ({is_now - was:+})"
        return
    if part in ("segment", "template"):
        yield label, _version(before), _version(now)
        return
    if part != "route":
        yield label, _spoken(before), _spoken(now)


def _counts(part: Any) -> dict[str, int]:
    return {fall[0]: fall[2] for fall in (part or {}).get("waterfall", [])}


def _version(part: Any) -> str:
    return say("approvals-version", version=part["version"]) if part else ""


def _spoken(value: Any) -> str:
    if isinstance(value, dict):
        return " · ".join(str(one) for one in value.values() if one not in (None, [], ""))
    return "" if value is None else str(value)


def _show_words_changed(house: Cockpit, since: Since) -> None:
    before, now = since.before.get("template"), since.now.get("template")
    if not before or not now or before["id"] != now["id"]:
        return
    with house.store.reading() as tx:
        versions = [
            messages.version(tx, TemplateId(part["id"]), part["version"])
            for part in (before, now)
        ]
    texts = [f"{one.subject}\n{one.html}".splitlines() if one else [] for one in versions]
    with st.expander(say("approvals-words-changed"), icon=":material/difference:"):
        st.html("".join(_lines(*texts)))


def _lines(before: list[str], now: list[str]) -> Iterator[str]:
    """The lines that went and came, each escaped: it is other people's markup."""
    for line in difflib.unified_diff(before, now, lineterm="", n=1):
        tag = {"+": "ins", "-": "del"}.get(line[:1])
        if tag and not line.startswith(("+++", "---")):
            yield f"<div><{tag}>{escape(line[1:])}</{tag}></div>"
