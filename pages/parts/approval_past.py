"""A campaign that does not wait for a decision any more: its file, to be read."""

import streamlit as st

from core.campaigns import records
from core.campaigns.model import CampaignId
from core.cockpit import Cockpit
from core.people.model import Person
from pages.parts.approval_file import show_file
from pages.parts.approval_proof import draw_proof
from pages.parts.campaign_fields import Desk
from pages.parts.campaign_history import show_history
from pages.parts.campaign_review import draw_standing
from pages.parts.campaign_shelf import badge
from pages.parts.frame import say
from pages.parts.plain import plain


def show_past(house: Cockpit, person: Person, campaign_id: str) -> None:
    """Say that it does not wait; of one that was submitted once, show the file and no more."""
    st.info(say("approvals-gone"), icon=":material/info:")
    with house.store.reading() as tx:
        if records.audience(tx, CampaignId(campaign_id)) is None:
            return
        campaign = records.get(tx, CampaignId(campaign_id))
    st.button(
        say("approvals-back"), icon=":material/arrow_back:", on_click=st.query_params.clear
    )
    st.header(plain(campaign.name), anchor=False)
    badge(campaign)
    if campaign.is_sealed:
        draw_standing(Desk(house, person, campaign))
    show_file(house, campaign)
    show_history(house, campaign)
    draw_proof(house, person, campaign)
    st.stop()
