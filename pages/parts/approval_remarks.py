"""Comments on single parts of a campaign: made by an approver, shown where they are changed."""

from collections.abc import Mapping

import streamlit as st

from core.approvals import tables
from core.approvals.model import ANCHORS, PARTS
from core.campaigns.model import Campaign, Step
from core.cockpit import Cockpit
from core.foundation import words
from core.people import records as people
from pages.parts.campaign_shelf import open_campaign
from pages.parts.frame import language, say
from pages.parts.plain import plain


def draw_anchors(campaign_id: str) -> dict[str, str]:
    """Choose the parts that want a change, and say of each what; by part."""
    chosen = st.pills(
        say("approvals-anchors"),
        PARTS,
        selection_mode="multi",
        format_func=lambda part: say(f"approvals-part-{part}"),
        key=f"anchors-{campaign_id}",
    )
    return {
        part: st.text_input(
            say("approvals-remark", part=say(f"approvals-part-{part}")),
            key=f"remark-{campaign_id}-{part}",
            max_chars=1_000,
        )
        or ""
        for part in PARTS
        if part in chosen
    }


def show_remarks(house: Cockpit, campaign: Campaign, open_step: Step) -> None:
    """What approvers said of the parts of the open step; of other steps, the way there."""
    with house.store.reading() as tx:
        decisions = tables.remarks(tx, campaign)
        names = people.names(tx)
    elsewhere: dict[Step, int] = {}
    for one in decisions:
        person = names.get(one.decided_by, one.decided_by)
        moment = words.moment(language(), one.decided_at, house.settings.time_zone)
        for step, parts in ANCHORS.items():
            said = {part: one.remarks[part] for part in parts if part in one.remarks}
            if step is open_step:
                _show(said, person, moment)
            elif said:
                elsewhere[step] = elsewhere.get(step, 0) + len(said)
    with st.container(horizontal=True):
        for step, count in elsewhere.items():
            st.button(
                say("approvals-remarks-there", step=say(f"campaigns-step-{step}"), n=count),
                key=f"remarks-{step}",
                icon=":material/chat_bubble:",
                on_click=open_campaign,
                args=(campaign.id, step),
            )


def _show(said: Mapping[str, str], person: str, moment: str) -> None:
    for part, text in said.items():
        with st.container(border=True):
            st.markdown(
                f":material/chat_bubble: **{say(f'approvals-part-{part}')}** — {plain(text)}"
            )
            st.caption(plain(f"{person} · {moment}"))
