"""Campaigns: all of them, and one on its way from a goal to the approvers' desk."""

from functools import partial

import streamlit as st

from core.campaigns import records
from core.campaigns.model import CampaignId, Step, missing
from core.people.model import Permission
from pages.parts import campaign_steps as steps
from pages.parts.approval_remarks import show_remarks
from pages.parts.campaign_begin import draw_brought, draw_new
from pages.parts.campaign_comments import show_talk
from pages.parts.campaign_fields import Desk
from pages.parts.campaign_history import show_last_reason
from pages.parts.campaign_messages import draw_message
from pages.parts.campaign_review import draw_deeds, draw_review
from pages.parts.campaign_shelf import badge, show_shelf, spoken_course
from pages.parts.frame import open_page, refusals_shown, say
from pages.parts.plain import plain

house, person = open_page("campaigns", Permission.PLAN)

DRAW = {
    Step.BRIEF: steps.draw_brief,
    Step.AUDIENCE: steps.draw_audience,
    Step.MESSAGE: draw_message,
    Step.DELIVERY: steps.draw_delivery,
    Step.REVIEW: draw_review,
}


def draw_campaign(desk: Desk) -> None:
    """One campaign: where it stands, its steps, what can be done, what happened."""
    campaign = desk.campaign
    st.header(plain(campaign.name), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        badge(campaign)
        st.caption(spoken_course(house, campaign), width="content")
        if campaign.is_open_to_edits:
            lacking = sum(map(len, missing(campaign).values()))
            st.caption(say("campaigns-lacks-all", n=lacking), width="content")
    show_last_reason(house, campaign)
    if desk.is_submitted and desk.is_locked:
        st.warning(say("campaigns-edit-warns"), icon=":material/lock:")
        st.button(say("campaigns-edit-anyway"), key="unlock", on_click=desk.unlock)
    draw_deeds(desk)
    step = steps.choose_step(campaign)
    show_remarks(house, campaign, step)
    DRAW[step](desk)
    steps.draw_next(desk, step)
    show_talk(house, person, campaign, step)


chosen = st.query_params.get("campaign")
if chosen is None:
    draw_brought(person)
    show_shelf(house, partial(draw_new, person))
    st.stop()
st.button(say("campaigns-back"), icon=":material/arrow_back:", on_click=st.query_params.clear)
with refusals_shown():
    with house.store.reading() as tx:
        campaign = records.get(tx, CampaignId(chosen))
    draw_campaign(Desk(house, person, campaign))
