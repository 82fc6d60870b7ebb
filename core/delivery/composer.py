"""Composing a batch: its contacts as they were frozen, its message as approved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from threading import Lock
from typing import Any

from core.campaigns import drawing, quoting, variants
from core.campaigns import records as campaigns
from core.campaigns.model import FIRST_STEP, Campaign
from core.campaigns.pressure import Room
from core.consent.model import EMAIL
from core.delivery import links
from core.delivery.asking_again import Again
from core.delivery.composing import Draft
from core.delivery.filling import Approved, filled, skeletons
from core.delivery.marks import UNMARKED, Marks
from core.delivery.model import Dispatch, DispatchId
from core.foundation.refusal import Refusal
from core.foundation.settings import SenderIdentity
from core.messages import attachments, records, rendering, tables
from core.messages.finishing import finished_template
from core.messages.model import (
    FIRST_VARIANT,
    Snippet,
    Template,
    TemplateId,
    Writing,
)
from core.messages.writers import email
from core.rulebook.model import RecipientsBook
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse

KEPT = 32  # campaigns whose message stays compiled


class NothingApproved(Refusal):
    """The frozen audience, or the template it was approved with, is not there."""


class UnknownSender(Refusal):
    """The campaign's sender is not among those the house may write as."""


@dataclass
class Composer:
    """Composes batches; its threads share what is compiled. A `Compose`."""

    store: Store
    warehouse: Warehouse
    book: RecipientsBook
    today: Callable[[], date]  # of the house
    zone: str  # of the house: letters on paper are dated there
    latest: Callable[[], RecipientsBook] | None = None  # the book, as it may have been changed
    senders: Sequence[SenderIdentity] = ()  # whom the house may write as; none: anybody
    marks: Marks = UNMARKED  # of returned mails and of the addresses contacts come to
    _approved: dict[tuple[str, str | None, int], Approved] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _again: Again = field(init=False)

    def __post_init__(self) -> None:
        book = self.latest or (lambda: self.book)
        self._again = Again(self.store, self.warehouse, book, self.today, self.marks.key)

    def __call__(
        self, campaign: Campaign, batch: Sequence[Dispatch]
    ) -> dict[DispatchId, Draft]:
        made: dict[DispatchId, Draft] = {}
        for step in sorted({dispatch.step for dispatch in batch}):
            of_step = [dispatch for dispatch in batch if dispatch.step == step]
            made |= self._drafts(campaign, of_step, self._ready(campaign, step))
        return made

    def _drafts(
        self, campaign: Campaign, batch: Sequence[Dispatch], approved: Approved
    ) -> dict[DispatchId, Draft]:
        wanted = [dispatch.contact_id for dispatch in batch]
        found = tables.recipients(approved.snapshot, wanted, names=approved.asked)
        drawn = self._variants(campaign, batch)
        now = self._again.found(campaign, batch, period=approved.standing)
        return {
            dispatch.id: Draft(
                zone=found[dispatch.contact_id].time_zone,
                build=partial(
                    filled,
                    campaign,
                    dispatch,
                    found[dispatch.contact_id],
                    approved,
                    approved.template.writing(
                        drawn.get(dispatch.account_id, FIRST_VARIANT),
                        found[dispatch.contact_id].language,
                    ),
                ),
                has_consent=dispatch.contact_id not in now.lapsed,
                room=now.room.get(dispatch.id, Room.FREE),
                is_spared=dispatch.id in now.spared,
            )
            for dispatch in batch
            if dispatch.contact_id in found
        }

    def _variants(self, campaign: Campaign, batch: Sequence[Dispatch]) -> dict[str, str]:
        """The variant that was drawn for each account; none: there is one."""
        accounts = sorted({dispatch.account_id for dispatch in batch})
        with self.store.reading() as tx:
            return variants.of_accounts(tx, campaign.id, accounts)

    def _ready(self, campaign: Campaign, step: int) -> Approved:
        # The seal is part of the name: what was approved anew is another message.
        key = (campaign.id, campaign.fingerprint, step)
        with self._lock:
            if key not in self._approved:
                if len(self._approved) >= KEPT:
                    self._approved.clear()
                self._approved[key] = self._read(campaign, step)
            return self._approved[key]

    def _read(self, campaign: Campaign, step: int) -> Approved:
        with self.store.reading() as tx:
            audience = campaigns.audience(tx, campaign.id)
            template = audience and _sealed(tx, campaign, audience, step)
            if audience is None or template is None:
                raise NothingApproved("delivery-nothing-approved", name=campaign.name)
            snippets = quoting.sealed_snippets(tx, audience.parts, step=step)
            files = attachments.contents(tx, template.attachments)
        made = self._tracked(campaign, step, template, snippets)
        sheets = dict(zip(template.writings, map(rendering.compiled, made), strict=True))
        reply_to = self._reply_to(campaign)
        enclosures = [email.enclosed(one.name, one.kind, file) for one, file in files]
        is_mail = template.channel == EMAIL
        return Approved(
            template=template,
            compiled=sheets,
            skeletons=skeletons(sheets, campaign, self.marks, reply_to, enclosures)
            if is_mail
            else {},
            marks=self.marks,
            snapshot=self.warehouse.snapshot(audience.publication),
            brief=quoting.sealed_values(audience.parts.get("brief")),
            zone=self.zone,
            standing=drawing.standing_of(audience.drawn),
        )

    def _tracked(
        self,
        campaign: Campaign,
        step: int,
        template: Template,
        snippets: Mapping[str, Snippet],
    ) -> Sequence[Writing]:
        """The writings as they leave; where clicks are counted, with their links numbered.

        Mails alone are counted: nobody opens a picture in an SMS, a notice, a letter or a call.
        """
        made = finished_template(template, snippets)
        is_counted = template.channel == EMAIL and self.marks.tracks and self.marks.reached_at
        if not is_counted:
            return made
        numbered, urls = links.numbered(made)
        edition = links.edition(step, template.version)
        with self.store.reading() as tx:
            is_kept = len(links.kept(tx, campaign.id, edition)) == len(urls)
        if not is_kept:
            with self.store.transaction() as tx:
                links.keep(tx, campaign.id, edition, urls)
        return numbered

    def _reply_to(self, campaign: Campaign) -> str:
        """Where answers go, empty for the sender's own address. Raises `UnknownSender`."""
        for one in self.senders:
            if (one.name, one.address) == (campaign.sender_name, campaign.sender_address):
                return one.reply_to
        if self.senders:
            raise UnknownSender("senders-unknown", address=campaign.sender_address)
        return ""


def _sealed(tx: Tx, campaign: Campaign, audience: Any, step: int) -> Template | None:
    """A step's message in the version that was approved."""
    if step == FIRST_STEP:
        first = TemplateId(str(campaign.template_id))
        return records.version(tx, first, audience.template_version)
    sealed = quoting.sealed_template(audience.parts, step)
    return records.version(tx, TemplateId(sealed.get("id", "")), sealed.get("version", 0))
