"""One campaign's file on one screen, read-only: what it is, for whom, and how it looks."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from core.campaigns import quoting, records
from core.campaigns.model import FIRST_STEP, Campaign, Fate
from core.cockpit import Cockpit
from core.delivery import leaving
from core.delivery.model import DispatchId
from core.foundation import words
from core.messages import records as messages
from core.messages.model import Template, TemplateId
from core.people import records as people
from core.segments import records as segments
from core.segments.model import Segment, SegmentId
from core.segments.sentence import sentence
from core.store.store import Tx
from pages.parts.audience_shown import frozen_of, show_waterfall, warn_of_small_arms
from pages.parts.campaign_asking import show_asked
from pages.parts.campaign_brief import list_brief_facts, quotable
from pages.parts.campaign_cost import show_sealed
from pages.parts.campaign_messages import choose_writing, spoken_step, spoken_wait
from pages.parts.campaign_shelf import spoken_schedule
from pages.parts.frame import language, say
from pages.parts.message_attachments import offer_files
from pages.parts.message_preview import Sender, show_preview
from pages.parts.message_recipient import Frozen
from pages.parts.plain import plain

ENGAGED = (Fate.IN, Fate.CAMPAIGN_HOLDOUT)


def show_file(house: Cockpit, campaign: Campaign) -> None:
    """What it is and for whom, who is in and out, and how the message looks."""
    with house.store.reading() as tx:
        card = records.audience(tx, campaign.id)
        segment = segments.get(tx, SegmentId(campaign.segment_id or ""))
        templates = _templates(tx, campaign, card)
        names = people.names(tx)
        written_to = tuple(row.contact_id for row in records.audience_contacts(tx, campaign.id))
    template = templates[_step_shown(campaign) - FIRST_STEP]
    falls: list[list[Any]] = [] if card is None else card.waterfall
    show_sizes(falls)
    left, right = st.columns([5, 6], gap="large")
    with left:
        _show_facts(house, campaign, templates)
        _show_segment(house, segment, names)
        show_waterfall(falls, key="approval-waterfall")
        show_asked(campaign, frozen_of(house, campaign))
        show_sealed(house, campaign, key="approval-cost")
    with right:
        st.subheader(say("approvals-message"), anchor=False)
        if campaign.steps:
            _choose_step(campaign)
        if template is not None:
            leave = leaving.page(house.ways.marks, campaign, DispatchId("…"))
            frozen = None if card is None else Frozen(card.publication, written_to, leave)
            _show_message(house, campaign, template, frozen)


def _step_shown(campaign: Campaign) -> int:
    """Which step's message is looked at."""
    shown = int(st.session_state.get(f"approval-step-{campaign.id}") or FIRST_STEP)
    return min(shown, campaign.last_step)


def _choose_step(campaign: Campaign) -> None:
    """The steps one after another, each with its wait and condition; one is looked at."""
    for number in range(FIRST_STEP + 1, campaign.last_step + 1):
        st.caption(f"{spoken_step(campaign, number)} — {spoken_wait(campaign, number)}")
    st.segmented_control(
        say("campaigns-step-shown"),
        range(FIRST_STEP, campaign.last_step + 1),
        format_func=lambda one: spoken_step(campaign, one),
        default=FIRST_STEP,
        key=f"approval-step-{campaign.id}",
        required=True,
    )


def _templates(tx: Tx, campaign: Campaign, card: Any) -> list[Template | None]:
    """The messages of all steps, in their order."""
    steps = range(FIRST_STEP, campaign.last_step + 1)
    return [_template(tx, campaign, card, number) for number in steps]


def _template(tx: Tx, campaign: Campaign, card: Any, number: int) -> Template | None:
    """A step's message in the version that would be sent."""
    template_id = TemplateId(campaign.at_step(number).template_id or "")
    if card is None:
        return messages.get(tx, template_id)
    sealed = quoting.sealed_template(card.parts, number)
    if number == FIRST_STEP or not sealed:
        return messages.version(tx, template_id, card.template_version)
    return messages.version(tx, template_id, sealed["version"])


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
    warn_of_small_arms(int(treated[1]), int(held[1]))


def _show_facts(
    house: Cockpit, campaign: Campaign, templates: Sequence[Template | None]
) -> None:
    st.subheader(say("approvals-what"), anchor=False)
    st.markdown(plain(campaign.goal))
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
        ("campaigns-field-looks", str(campaign.looks)),
        ("campaigns-field-priority", _spoken_priority(house, campaign)),
        *_spoken_shares(campaign, templates),
    )
    for key, value in facts:
        label, shown = st.columns([2, 3], gap="small")
        label.caption(say(key))
        shown.text(value)
    list_brief_facts(house, campaign)


def _spoken_priority(house: Cockpit, campaign: Campaign) -> str:
    if campaign.priority is not None:
        return str(campaign.priority)
    return say("approvals-priority-usual", n=house.books.recipients.pressure.priority)


def _spoken_shares(
    campaign: Campaign, templates: Sequence[Template | None]
) -> list[tuple[str, str]]:
    """How many accounts get which variant, where there are several: at most one fact."""
    letters = list(dict.fromkeys(letter for one in templates if one for letter in one.variants))
    if len(letters) < 2:  # noqa: PLR2004 -- there is nothing to share out
        return []
    shares = campaign.variant_shares or dict.fromkeys(letters, 1.0)
    whole = sum(shares.get(letter, 0.0) for letter in letters) or 1.0
    spoken = (
        f"{letter} — {words.percent(language(), shares.get(letter, 0.0) / whole, digits=0)}"
        for letter in letters
    )
    return [("campaigns-field-variant_shares", ", ".join(spoken))]


def _show_segment(house: Cockpit, segment: Segment, names: dict[str, str]) -> None:
    st.subheader(say("approvals-for-whom"), anchor=False)
    rule = sentence(segment.rule, house.speaking(), language())
    st.markdown(f"**{plain(segment.name)}** · {plain(rule)}")
    by = names.get(segment.saved_by, segment.saved_by)
    st.caption(plain(say("approvals-saved-by", version=segment.version, person=by)))


def _show_message(
    house: Cockpit, campaign: Campaign, template: Template, frozen: Frozen | None
) -> None:
    st.caption(plain(f"{template.name} · {say('approvals-version', version=template.version)}"))
    if st.session_state.get("previewed") != campaign.id:
        st.session_state["previewed"] = campaign.id
        for left in ("preview-contact", "preview-worst", "preview-search"):
            st.session_state.pop(left, None)
    sender = Sender(campaign.sender_name, campaign.sender_address)
    brief = quotable(house, campaign)
    channel = template.channel
    writing = choose_writing(template)
    show_preview(house, writing, sender, frozen, channel=channel, brief=brief)
    offer_files(house, template.attachments)
