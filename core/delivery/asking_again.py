"""What is asked again as a batch is handed over: consent, whether a standing holdout has begun
since the audience was frozen, and the contact policy.

What the policy lets through is admitted in the same transaction, one batch at a time, and
counts from then on: two senders that reach a contact at once never both find room.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import update

from core.campaigns import competing, global_holdout, roster
from core.campaigns.model import Campaign, Purpose
from core.campaigns.pressure import Chosen, Room
from core.consent import forgetting
from core.consent.model import address_key
from core.delivery.model import Dispatch, DispatchId, State
from core.rulebook.model import RecipientsBook
from core.store.schema import dispatches
from core.store.store import ADMISSION_LOCK, Store, Tx, take_turn
from core.warehouse.warehouse import Warehouse

_Spared = tuple[frozenset[str], frozenset[tuple[str, str]]]  # account ids; channels with keys


@dataclass(frozen=True)
class Objections:
    """What was found: contacts without consent, dispatches that are spared, what room there is
    by the contact policy for the others."""

    lapsed: set[str]
    spared: set[DispatchId]
    room: dict[str, Room]  # by dispatch


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
        lapsed = self._without_consent(campaign, batch)
        spared = self._spared(campaign, batch, period)
        left = [one for one in batch if one.contact_id not in lapsed and one.id not in spared]
        return Objections(lapsed, spared, self.admitted(campaign, left))

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

    def admitted(self, campaign: Campaign, batch: Sequence[Dispatch]) -> dict[str, Room]:
        """What room the contact policy has by now, since others wrote after the freeze; who
        finds some, counts."""
        book = self.book()
        claimed: dict[str, Chosen] = {
            one.id: Chosen(one.account_id, one.contact_id)
            for one in batch
            if one.state is State.SENDING
        }
        if not claimed or not book.pressure.caps_for(campaign.purpose):
            return {}
        with self.store.transaction() as tx:
            take_turn(tx, ADMISSION_LOCK)
            found = competing.room_now(tx, campaign, claimed, book, self.today())
            _admit(tx, [one for one in claimed if found[one] is Room.FREE])
        return found

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


def _admit(tx: Tx, ids: Sequence[str]) -> None:
    """These count from now, with the claim that they have."""
    if ids:
        few = update(dispatches).where(dispatches.c.id.in_(ids))
        tx.execute(few.values(admitted=dispatches.c.claims))
