"""Messages a rehearsal kept to look at: some drawn at random, and the worst of each kind."""

from typing import Any

import streamlit as st

from core.campaigns import quoting, records
from core.campaigns.model import Campaign
from core.campaigns.rehearsal import Rehearsal
from core.cockpit import Cockpit
from core.delivery import leaving
from core.delivery.model import DispatchId
from core.messages import fields, tables
from core.messages import records as messages
from core.messages.finishing import finished_template
from core.messages.limits import render_limited
from core.messages.model import TemplateId, Writing
from core.messages.tables import Recipient
from pages.parts.frame import refusals_shown, say
from pages.parts.message_frame import Envelope
from pages.parts.message_preview import show_message


def show_examples(house: Cockpit, campaign: Campaign, rehearsal: Rehearsal) -> None:
    """One of the kept messages at a time, as it would be sent; closed, it costs nothing."""
    opened = st.expander(
        say("rehearsal-examples"),
        key="rehearsal-examples",
        icon=":material/drafts:",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened, refusals_shown():
        with house.store.reading() as tx:
            card = records.audience(tx, campaign.id)
            template_id = TemplateId(campaign.template_id or "")
            template = card and messages.version(tx, template_id, card.template_version)
            shared = quoting.sealed_snippets(tx, card.parts) if card else {}
        if card is None or template is None:
            return
        snapshot = house.warehouse.snapshot(card.publication)
        kept = [(kind, one) for kind, ids in rehearsal.examples.items() for one in ids]
        found = tables.recipients(snapshot, [one for _, one in kept])
        here = [(kind, found[one]) for kind, one in kept if one in found]
        facts = quoting.sealed_values(card.parts.get("brief"))
        _choose(campaign, finished_template(template, shared)[0], facts, here)


def _choose(
    campaign: Campaign,
    writing: Writing,
    facts: dict[str, Any],
    kept: list[tuple[str, Recipient]],
) -> None:
    if not kept:
        return
    chosen = st.selectbox(
        say("rehearsal-example"),
        range(len(kept)),
        format_func=lambda place: _label(*kept[place]),
        key="rehearsal-example",
    )
    recipient = kept[chosen or 0][1]
    sender = {"name": campaign.sender_name, "address": campaign.sender_address}
    leave = leaving.mail_address(campaign, DispatchId("…"))
    values = fields.values_for(
        recipient.contact, recipient.account, sender, unsubscribe_url=leave, brief=facts
    )
    shown = f"{campaign.sender_name} <{campaign.sender_address}>"
    rendered = render_limited(writing, values)
    show_message(rendered, Envelope(shown, recipient.name), key="rehearsal-message")


def _label(kind: str, recipient: Recipient) -> str:
    return f"{say(f'rehearsal-kind-{kind}')} · {recipient.name}"
