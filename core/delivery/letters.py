"""Making the letters of a batch: its contacts as they were frozen, its message as approved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from threading import Lock
from typing import Any

from core.campaigns import quoting, roster
from core.campaigns import records as campaigns
from core.campaigns.model import Campaign, Purpose
from core.consent import forgetting
from core.delivery import leaving, links
from core.delivery.composing import Letter, Made, Unmakeable
from core.delivery.marks import UNMARKED, Marks
from core.delivery.model import Dispatch, DispatchId
from core.foundation.refusal import Refusal
from core.foundation.settings import SenderIdentity
from core.messages import attachments, records, rendering, tables
from core.messages.finishing import finished_template
from core.messages.model import Snippet, Template, TemplateId, Writing
from core.messages.rendering import Compiled
from core.messages.tables import Recipient
from core.messages.writers import email
from core.rulebook.model import RecipientsBook
from core.store.store import Store
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse

KEPT = 32  # campaigns whose message stays compiled


class NothingApproved(Refusal):
    """The frozen audience, or the template it was approved with, is not there."""


class UnknownSender(Refusal):
    """The campaign's sender is not among those the house may write as."""


# Which words of a message a dispatch gets: a variant, a language.
Choose = Callable[[Campaign, Template, Dispatch], Writing]


def the_first(_campaign: Campaign, template: Template, _dispatch: Dispatch) -> Writing:
    """Everybody gets what the message says first."""
    return template.first


@dataclass(frozen=True)
class Approved:
    """What was approved, ready to be filled: made once, however many letters come of it."""

    template: Template
    compiled: Mapping[Writing, Compiled]
    enclosures: tuple[bytes, ...]
    reply_to: str
    marks: Marks
    snapshot: Snapshot
    brief: Mapping[str, Any]  # the facts it may quote, as they were sealed


@dataclass
class Composer:
    """Composes batches; its threads share what is compiled. A `Compose`."""

    store: Store
    warehouse: Warehouse
    book: RecipientsBook
    today: Callable[[], date]  # of the house
    choose: Choose = the_first
    senders: Sequence[SenderIdentity] = ()  # whom the house may write as; none: anybody
    marks: Marks = UNMARKED  # of returned mails and of the addresses contacts come to
    _approved: dict[tuple[str, str | None], Approved] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __call__(
        self, campaign: Campaign, batch: Sequence[Dispatch]
    ) -> dict[DispatchId, Letter]:
        approved = self._ready(campaign)
        wanted = [dispatch.contact_id for dispatch in batch]
        found = tables.recipients(approved.snapshot, wanted)
        lapsed = self._without_consent(campaign, wanted)
        return {
            dispatch.id: Letter(
                zone=found[dispatch.contact_id].time_zone,
                build=partial(
                    _built,
                    campaign,
                    dispatch,
                    found[dispatch.contact_id],
                    approved,
                    self.choose(campaign, approved.template, dispatch),
                ),
                has_consent=dispatch.contact_id not in lapsed,
            )
            for dispatch in batch
            if dispatch.contact_id in found
        }

    def _without_consent(self, campaign: Campaign, contact_ids: Sequence[str]) -> set[str]:
        """Whose consent does not hold any more, by what is published now, not when frozen; and
        whom the house has forgotten, whatever is published."""
        with self.store.reading() as tx:
            gone = forgetting.forgotten(tx, self.marks.key, forgetting.CONTACT, contact_ids)
        return gone | roster.without_consent(
            self.warehouse.current(),
            contact_ids,
            purpose=Purpose(campaign.purpose),
            today=self.today(),
            book=self.book,
        )

    def _ready(self, campaign: Campaign) -> Approved:
        # The seal is part of the name: what was approved anew is another message.
        key = (campaign.id, campaign.fingerprint)
        with self._lock:
            if key not in self._approved:
                if len(self._approved) >= KEPT:
                    self._approved.clear()
                self._approved[key] = self._read(campaign)
            return self._approved[key]

    def _read(self, campaign: Campaign) -> Approved:
        with self.store.reading() as tx:
            audience = campaigns.audience(tx, campaign.id)
            template = audience and records.version(
                tx, TemplateId(str(campaign.template_id)), audience.template_version
            )
            if audience is None or template is None:
                raise NothingApproved("delivery-nothing-approved", name=campaign.name)
            snippets = quoting.sealed_snippets(tx, audience.parts)
            files = attachments.contents(tx, template.attachments)
        sheets = map(rendering.compiled, self._tracked(campaign, template, snippets))
        return Approved(
            template=template,
            compiled=dict(zip(template.writings, sheets, strict=True)),
            enclosures=tuple(email.enclosed(one.name, one.kind, file) for one, file in files),
            reply_to=self._reply_to(campaign),
            marks=self.marks,
            snapshot=self.warehouse.snapshot(audience.publication),
            brief=quoting.sealed_values(audience.parts.get("brief")),
        )

    def _tracked(
        self, campaign: Campaign, template: Template, snippets: Mapping[str, Snippet]
    ) -> Sequence[Writing]:
        """The writings as they leave; where clicks are counted, with their links numbered."""
        made = finished_template(template, snippets)
        if not self.marks.tracks or not self.marks.reached_at:
            return made
        numbered, urls = links.numbered(made)
        with self.store.transaction() as tx:
            links.keep(tx, campaign.id, template.version, urls)
        return numbered

    def _reply_to(self, campaign: Campaign) -> str:
        """Where answers go, empty for the sender's own address. Raises `UnknownSender`."""
        for one in self.senders:
            if (one.name, one.address) == (campaign.sender_name, campaign.sender_address):
                return one.reply_to
        if self.senders:
            raise UnknownSender("senders-unknown", address=campaign.sender_address)
        return ""


def _built(
    campaign: Campaign,
    dispatch: Dispatch,
    recipient: Recipient,
    approved: Approved,
    writing: Writing,
    sent_at: datetime,
) -> Made:
    values = _values(campaign, dispatch, recipient, approved)
    try:
        mail = email.build(
            approved.compiled[writing].render(values),
            to_name=recipient.contact.get("full_name") or "",
            to_address=dispatch.address,
            sender_name=campaign.sender_name,
            sender_address=campaign.sender_address,
            message_id=dispatch.message_id,
            sent_at=sent_at,
            extra=_headers(campaign, approved, dispatch.id),
            enclosures=approved.enclosures,
        )
    except Refusal as refusal:
        raise Unmakeable(str(refusal)) from refusal
    return Made(mail, sender=approved.marks.return_path(dispatch.id))


def _values(
    campaign: Campaign, dispatch: Dispatch, recipient: Recipient, approved: Approved
) -> dict[str, Any]:
    """What the message is filled with: the declared fields, and our own addresses."""
    values = rendering.values_for(
        recipient.contact,
        recipient.account,
        {"name": campaign.sender_name, "address": campaign.sender_address},
        unsubscribe_url=leaving.page(approved.marks, campaign, dispatch.id),
        brief=approved.brief,
    )
    named = f"{dispatch.id}.{campaign.id}.{approved.template.version}"
    values[links.CLICK] = approved.marks.clicking(named)
    values[links.OPEN] = approved.marks.opening(dispatch.id)
    return values


def _headers(campaign: Campaign, approved: Approved, dispatch_id: DispatchId) -> dict[str, str]:
    headers = leaving.headers(approved.marks, campaign, dispatch_id)
    return headers | ({"Reply-To": approved.reply_to} if approved.reply_to else {})
