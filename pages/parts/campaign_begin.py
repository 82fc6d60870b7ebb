"""The beginning of a campaign: its name, and what a link brought along for it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from core.briefs import records as briefs
from core.briefs.model import BriefId
from core.campaigns import actions as campaigns
from core.campaigns.model import Campaign, CampaignId, Step
from core.cockpit import Cockpit
from core.messages import records as messages
from core.messages.model import TemplateId
from core.people.model import Person
from core.segments import records as segments
from core.segments.model import SegmentId
from core.store.store import Tx
from pages.parts.campaign_shelf import open_campaign
from pages.parts.frame import announce, house, refusals_shown, say
from pages.parts.plain import plain

NAMED: dict[str, tuple[str, Callable[[Tx, str], str]]] = {
    "segment": ("segment_id", lambda tx, one: segments.get(tx, SegmentId(one)).name),
    "brief": ("brief_id", lambda tx, one: briefs.get(tx, BriefId(one)).name),
    "message": ("template_id", lambda tx, one: _named_message(tx, one)),
}
LONGEST = 120  # characters of a name


def draw_new(person: Person) -> None:
    """The way to a new campaign with nothing in it yet."""
    with st.popover(say("campaigns-new"), icon=":material/add:", type="primary"):
        _draw_name(person, {}, "")


def draw_brought(person: Person) -> None:
    """A new campaign, open in full, where a link brought something along for it."""
    if brought := _brought():
        with refusals_shown():
            _draw_brought(person, brought)


def _brought() -> dict[str, str]:
    return {one: st.query_params[one] for one in NAMED if st.query_params.get(one)}


def _draw_brought(person: Person, brought: dict[str, str]) -> None:
    with house().store.reading() as tx:
        names = {one: NAMED[one][1](tx, key) for one, key in brought.items()}
    with st.container(border=True):
        for one, name in names.items():
            st.markdown(say(f"campaigns-begin-{one}", name=plain(name)))
        changes = {NAMED[one][0]: key for one, key in brought.items()}
        _draw_name(person, changes, next(iter(names.values())))


def _draw_name(person: Person, changes: dict[str, str], name: str) -> None:
    label = say("campaigns-field-name")
    kind = "brought" if changes else "new"
    given = st.text_input(label, value=name[:LONGEST], key=f"{kind}-name", max_chars=LONGEST)
    if st.button(
        say("campaigns-start"),
        key="start" if kind == "new" else "start-brought",
        type="primary",
    ):
        _start(house(), person, given or "", changes)


def _start(opened: Cockpit, person: Person, name: str, changes: dict[str, str]) -> None:
    """Draft a campaign with what was brought along, and open it."""
    with refusals_shown():
        with opened.transaction(person) as tx:
            campaign = _drafted(tx, opened, person, name)
            if changes:
                _bring(tx, opened, person, campaign, changes)
        for one in NAMED:
            st.query_params.pop(one, None)
        open_campaign(campaign.id, Step.BRIEF)
        announce("campaigns-started", name=campaign.name)
        st.rerun()


def _bring(tx: Tx, opened: Cockpit, person: Person, campaign: Campaign, changes: Any) -> None:
    campaigns.edit(
        tx,
        campaign.id,
        by=person,
        at=opened.clock.now(),
        seen=campaign.revision,
        channels=tuple(opened.channels()),
        senders=opened.settings.senders,
        **changes,
    )


def _drafted(tx: Tx, opened: Cockpit, person: Person, name: str) -> Campaign:
    settings = opened.settings
    return campaigns.draft(
        tx,
        CampaignId(opened.ids.new()),
        name=name,
        seed=opened.ids.new(),
        by=person,
        at=opened.clock.now(),
        sender_address="" if settings.senders else settings.sender_address,
    )


def _named_message(tx: Tx, key: str) -> str:
    found = messages.get(tx, TemplateId(key))
    return key if found is None else found.name
