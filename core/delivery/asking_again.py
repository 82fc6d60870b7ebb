"""What is asked again as a batch is handed over: consent, the contact policy, and whether a
standing holdout has begun since the audience was frozen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.campaigns import competing, global_holdout, roster
from core.campaigns.model import Campaign, Purpose
from core.campaigns.pressure import Chosen
from core.consent import forgetting
from core.consent.model import address_key
from core.delivery.model import Dispatch, DispatchId
from core.rulebook.model import RecipientsBook
from core.store.store import Store
from core.warehouse.warehouse import Warehouse

_Spared = tuple[frozenset[str], frozenset[tuple[str, str]]]  # account ids; channels with keys


@dataclass(frozen=True)
class Objections:
    """What was found: contacts without consent, dispatches that are one too many, or spared."""

    lapsed: set[str]
    capped: set[DispatchId]
    spared: set[DispatchId]


@dataclass
class Again:
    """The questions, by what is known now: the book in force, the day of the house, what is
    published."""

    store: Store
    warehouse: Warehouse
    book: Callable[[], RecipientsBook]
    today: Callable[[], date]
    key: bytes  # of the digests of whom the house has forgotten
    _standing: dict[tuple[object, ...], _Spared] = field(default_factory=dict)

    def found(
        self, campaign: Campaign, batch: Sequence[Dispatch], *, period: str
    ) -> Objections:
        """Every question, of a batch by one channel; `period` is that of the standing holdout
        its audience was drawn beside, empty where there was none."""
        return Objections(
            self._without_consent(campaign, batch),
            self._capped(campaign, batch),
            self._spared(campaign, batch, period),
        )

    def _without_consent(self, campaign: Campaign, batch: Sequence[Dispatch]) -> set[str]:
        """Whose consent does not hold any more, by what is published now, not when frozen; and
        whom the house has forgotten, or had at that address, whatever is published."""
        contact_ids, channel = [one.contact_id for one in batch], batch[0].channel
        addresses = [one.address for one in batch]
        with self.store.reading() as tx:
            gone = forgetting.forgotten(tx, self.key, forgetting.CONTACT, contact_ids)
            ordered = forgetting.ordered(tx, self.key, channel, addresses)
        gone |= {one.contact_id for one in batch if one.address in ordered}
        return gone | roster.without_consent(
            self.warehouse.current(),
            contact_ids,
            purpose=Purpose(campaign.purpose),
            today=self.today(),
            book=self.book(),
            channel=channel,
        )

    def _capped(self, campaign: Campaign, batch: Sequence[Dispatch]) -> set[DispatchId]:
        """Whom the contact policy spares by now, since others wrote after the freeze."""
        chosen = [Chosen(dispatch.account_id, dispatch.contact_id) for dispatch in batch]
        book = self.book()
        with self.store.reading() as tx:
            spared = competing.capped_now(tx, campaign, chosen, book, self.today())
        return {one.id for one, is_spared in zip(batch, spared, strict=True) if is_spared}

    def _spared(
        self, campaign: Campaign, batch: Sequence[Dispatch], period: str
    ) -> set[DispatchId]:
        """Whom a standing holdout spares that began after the freeze."""
        if not period or global_holdout.is_of(period, [self.today()]):
            return set()
        accounts, addresses = self._held_out(campaign, batch[0].channel)
        return {
            one.id
            for one in batch
            if one.account_id in accounts
            or (one.channel, address_key(one.channel, one.address)) in addresses
        }

    def _held_out(self, campaign: Campaign, channel: str) -> _Spared:
        book, snapshot, day = self.book(), self.warehouse.current(), self.today()
        standing = book.standing_holdout(campaign.purpose)
        if standing is None:
            return frozenset(), frozenset()
        key = (snapshot.publication.number, standing.model_dump_json(), day, channel)
        known = self._standing.get(key)
        if known is None:
            found = global_holdout.standing(snapshot, standing, day, channels=(channel,))
            known = global_holdout.account_ids(snapshot, found.ordinals), found.keys
            self._standing = {key: known}
        return known
