"""The signed proof of a campaign, made when it is asked for; the key it is verified by."""

import streamlit as st

from core.campaigns.model import Campaign
from core.cockpit import Cockpit
from core.delivery.proof import signature as own_signature
from core.people.model import Permission, Person
from pages.parts.frame import language, refusals_shown, say


def draw_proof(house: Cockpit, person: Person, campaign: Campaign) -> None:
    """Make the archive, of one contact where wanted, and offer it."""
    with st.expander(say("proving-title"), icon=":material/verified_user:", key="proof"):
        st.caption(say("proving-says"))
        contact = ""
        if person.may(Permission.SEE_PERSONAL):
            contact = st.text_input(say("proving-of-contact"), key="proving-contact") or ""
        if st.button(say("proving-make"), key="proving-make", icon=":material/picture_as_pdf:"):
            with refusals_shown():
                archive = house.proof(
                    campaign.id,
                    by=person,
                    language=language(),
                    contact_id=contact.strip() or None,
                )
                st.download_button(
                    say("proving-load"),
                    archive,
                    file_name=f"proof-{campaign.id}.zip",
                    mime="application/zip",
                    icon=":material/download:",
                    key="proving-load",
                    on_click="ignore",
                )
        with refusals_shown():
            st.caption(say("proving-key"))
            st.code(own_signature.public_key(house.settings.data), language=None)
