"""Who a campaign comes from: one of the house's senders, or anybody where it lists none."""

from typing import Any

import streamlit as st

from core.foundation.settings import SenderIdentity
from pages.parts.campaign_fields import Desk
from pages.parts.frame import say


def draw_sender(desk: Desk) -> None:
    """A list to choose from, or two fields to write in."""
    senders = desk.house.settings.senders
    if senders:
        _draw_list(desk, senders)
    else:
        _draw_fields(desk)


def _draw_list(desk: Desk, senders: tuple[SenderIdentity, ...]) -> None:
    campaign = desk.campaign
    known = {(one.name, one.address): one for one in senders}
    now = (campaign.sender_name, campaign.sender_address)
    st.selectbox(
        say("senders-choose"),
        list(known),
        format_func=lambda one: _shown(known[one]),
        placeholder=say("senders-none-chosen"),
        help=say("senders-help"),
        **desk.widget("sender", now if now in known else None, _fields_of),
    )


def _draw_fields(desk: Desk) -> None:
    campaign = desk.campaign
    left, right = st.columns(2)
    left.text_input(
        say("campaigns-field-sender_name"),
        max_chars=120,
        **desk.widget("sender_name", campaign.sender_name),
    )
    right.text_input(
        say("campaigns-field-sender_address"),
        placeholder=desk.house.settings.sender_address,
        **desk.widget("sender_address", campaign.sender_address),
    )


def _shown(sender: SenderIdentity) -> str:
    answers = say("senders-answers", address=sender.reply_to) if sender.reply_to else ""
    return " · ".join(part for part in (sender.name, sender.address, answers) if part)


def _fields_of(chosen: tuple[str, str] | None) -> dict[str, Any]:
    name, address = chosen or ("", "")
    return {"sender_name": name, "sender_address": address}
