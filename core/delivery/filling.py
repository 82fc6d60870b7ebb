"""One message as it was approved, filled for one contact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from core.campaigns.model import Campaign
from core.consent.model import EMAIL
from core.delivery import leaving, links
from core.delivery.building import Filled, built_for
from core.delivery.composing import Made, Unmakeable
from core.delivery.marks import Marks
from core.delivery.model import Dispatch
from core.foundation.refusal import Refusal
from core.messages import rendering
from core.messages.fields import asks_survey
from core.messages.model import Template, Writing
from core.messages.rendering import Compiled
from core.messages.tables import Recipient
from core.messages.writers.skeleton import Skeleton, skeleton
from core.warehouse.snapshot import Snapshot

_ON_ENVELOPES = frozenset(
    {"contact.full_name", "contact.position", "account.name", "account.account_manager"}
)


@dataclass(frozen=True)
class Approved:
    """What was approved, ready to be filled: made once, however many messages come of it."""

    template: Template
    compiled: Mapping[Writing, Compiled]
    skeletons: Mapping[Writing, Skeleton]  # of a mail; else none
    marks: Marks
    snapshot: Snapshot
    brief: Mapping[str, Any]  # the facts it may quote, as they were sealed
    zone: str  # of the house
    standing: str = ""  # the period of the standing holdout it was drawn beside

    @cached_property
    def asked(self) -> frozenset[str]:
        """The fields that its messages say of a contact, and those an envelope says."""
        return _ON_ENVELOPES.union(*(one.asked for one in self.compiled.values()))


def skeletons(
    compiled: Mapping[Writing, Compiled],
    campaign: Campaign,
    marks: Marks,
    reply_to: str,
    enclosures: Sequence[bytes],
) -> dict[Writing, Skeleton]:
    """The skeleton of each writing of a mail. Raises `UnsafeHeader` and `UnsafeAddress`."""
    shared = leaving.shared_headers(marks, campaign)
    shared |= {"Reply-To": reply_to} if reply_to else {}
    return {
        writing: skeleton(
            sheets,
            sender_name=campaign.sender_name,
            sender_address=campaign.sender_address,
            shared=shared,
            enclosures=enclosures,
        )
        for writing, sheets in compiled.items()
    }


def filled(
    campaign: Campaign,
    dispatch: Dispatch,
    recipient: Recipient,
    approved: Approved,
    writing: Writing,
    sent_at: datetime,
) -> Made:
    """The message, dated with a moment. Raises `Unmakeable`."""
    try:
        if dispatch.channel == EMAIL:
            return _mail(campaign, dispatch, recipient, approved, writing, sent_at)
        page = leaving.page(approved.marks, campaign, dispatch.id)
        compiled = approved.compiled[writing]
        values = _values(campaign, dispatch, recipient, approved, page, compiled.asked)
        rendered = compiled.render(values)
        facts = rendered, campaign, dispatch, recipient, writing.language, sent_at
        return built_for(dispatch.channel)(Filled(*facts, zone=approved.zone))
    except Refusal as refusal:
        raise Unmakeable(str(refusal)) from refusal


def _mail(
    campaign: Campaign,
    dispatch: Dispatch,
    recipient: Recipient,
    approved: Approved,
    writing: Writing,
    sent_at: datetime,
) -> Made:
    marks = approved.marks
    there, by_mail = marks.leaving(dispatch.id), leaving.mail_address(campaign, dispatch.id)
    asked = approved.compiled[writing].asked
    values = _values(campaign, dispatch, recipient, approved, there or by_mail, asked)
    # Opens and clicks are a mail's alone.
    edition = links.edition(dispatch.step, approved.template.version)
    values[links.CLICK] = marks.clicking(f"{dispatch.id}.{campaign.id}.{edition}")
    values[links.OPEN] = marks.opening(dispatch.id)
    mail = approved.skeletons[writing].mail(
        values,
        to=(recipient.contact.get("full_name") or "", dispatch.address),
        message_id=dispatch.message_id,
        sent_at=sent_at,
        own=leaving.own_headers(there, by_mail),
    )
    return Made(mail, sender=marks.return_path(dispatch.id))


def _values(
    campaign: Campaign,
    dispatch: Dispatch,
    recipient: Recipient,
    approved: Approved,
    leave: str,
    asked: frozenset[str],
) -> dict[str, Any]:
    """What the message is filled with: the declared fields, where to leave and to answer."""
    survey = approved.marks.asking(dispatch.id) if asks_survey(asked) else ""
    return rendering.values_for(
        recipient.contact,
        recipient.account,
        {"name": campaign.sender_name, "address": campaign.sender_address},
        unsubscribe_url=leave,
        survey_url=survey,
        brief=approved.brief,
        asked=asked,
    )
