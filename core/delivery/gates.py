"""The gates a dispatch passes at hand-over, read anew all the time while messages leave."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import func, select

from core.campaigns import records as campaigns
from core.campaigns.model import Campaign, CampaignId, Status
from core.campaigns.pressure import Room
from core.consent import records as consent
from core.consent.model import address_key
from core.delivery import judging
from core.delivery.channel import Answer
from core.delivery.composing import Draft
from core.delivery.model import Dispatch, Outcome, Reason
from core.delivery.neighbours import Neighbours
from core.delivery.policy import SendingBook
from core.delivery.throttling import Throttle
from core.store.schema import suppressions
from core.store.store import Tx

UNSETTLED = timedelta(seconds=15)  # by then most of what is in the air is settled


@dataclass
class Gates:
    """Which campaigns may send, and to whom nobody writes. One thread refreshes, all ask."""

    book: SendingBook
    house_zone: str
    latest: Callable[[Tx], SendingBook] | None = None  # the book, as it may have been changed
    throttle: Throttle = field(default_factory=Throttle)
    neighbours: Neighbours = field(default_factory=Neighbours)
    has_joined: bool = False  # nothing is taken up before
    _sending: frozenset[CampaignId] = frozenset()
    _suppressed: frozenset[tuple[str, str]] = frozenset()  # channel and address key
    _withdrawn: frozenset[tuple[str, str, str]] = frozenset()  # the same, and the purpose
    _lock: Lock = field(default_factory=Lock)
    _seen: tuple[object, ...] = field(default=("never",))

    def refresh(self, tx: Tx) -> None:
        """Read the store again; a change holds for every message from here on."""
        with self._lock:
            self._read(tx)

    def join(self, tx: Tx, *, at: datetime) -> None:
        """Begin beside whoever sends already: they have to hear of us before we are as fast."""
        self.refresh(tx)
        if self.throttle.programs > self.neighbours.processes:
            self.throttle.since = at
        self.has_joined = True

    def shut(self, campaign_id: CampaignId) -> None:
        """Nothing of this campaign from here on, without waiting for the next reading."""
        with self._lock:
            self._sending -= {campaign_id}

    def is_sending(self, campaign_id: CampaignId) -> bool:
        """Whether the campaign still runs: not paused, not stopped, its seal intact."""
        return campaign_id in self._sending

    def objection(
        self, campaign: Campaign, dispatch: Dispatch, draft: Draft | None, *, at: datetime
    ) -> Outcome | None:
        """Why this dispatch must not leave now, ready to be written down; None: it may."""
        refused = self.objection_still(campaign, dispatch, draft, at=at)
        if refused is not None:
            return refused
        until = self.throttle.wait(dispatch, self.book.throttles, at=at)
        return judging.put_off(dispatch, Reason.THROTTLED, until, at=at) if until else None

    def objection_still(
        self, campaign: Campaign, dispatch: Dispatch, draft: Draft | None, *, at: datetime
    ) -> Outcome | None:
        """The same of one that `objection` let pass already, whose tokens are taken."""
        if self._is_forbidden(campaign, dispatch):
            return judging.skipped(dispatch, Reason.SUPPRESSED, at=at)
        if draft is None:
            return judging.skipped(dispatch, Reason.RENDERING, at=at)
        if not draft.has_consent:
            return judging.skipped(dispatch, Reason.CONSENT, at=at)
        if draft.is_spared:
            return judging.skipped(dispatch, Reason.STANDING, at=at)
        if draft.room is Room.NONE:
            return judging.skipped(dispatch, Reason.POLICY, at=at)
        if draft.room is Room.UNSURE:
            return judging.put_off(dispatch, Reason.CROWDED, at + UNSETTLED, at=at)
        quiet = self.book.quiet_hours
        until = quiet and quiet.over(
            purpose=campaign.purpose, zone=draft.zone, house_zone=self.house_zone, at=at
        )
        if until:
            return judging.put_off(dispatch, Reason.QUIET_HOURS, until, at=at)
        until = self.throttle.shut_until(dispatch, at=at)
        return judging.put_off(dispatch, Reason.THROTTLED, until, at=at) if until else None

    def stays(self, dispatch: Dispatch) -> None:
        """One that `objection` let pass does not leave now: its tokens are for others."""
        self.throttle.give_back(dispatch, self.book.throttles)

    def heard(self, dispatch: Dispatch, answer: Answer, *, at: datetime) -> None:
        """Note what was answered: a domain that refuses again and again is left alone."""
        self.throttle.heard(dispatch, answer, self.book.throttles, at=at)

    def _is_forbidden(self, campaign: Campaign, dispatch: Dispatch) -> bool:
        key = address_key(dispatch.channel, dispatch.address)
        if (dispatch.channel, key) in self._suppressed:
            return True
        return (dispatch.channel, key, str(campaign.purpose)) in self._withdrawn

    def _read(self, tx: Tx) -> None:
        if self.latest is not None:
            self.book = self.latest(tx)
        self.throttle.programs = self.neighbours.programs(tx)
        running = campaigns.with_status(tx, Status.SENDING)
        self._sending = frozenset(campaign.id for campaign in running)
        orders = suppressions.c
        seen = tx.execute(
            select(func.count(), func.max(orders.suppressed_at), func.max(orders.lifted_at))
        ).one()
        if tuple(seen) != self._seen:
            self._suppressed = frozenset(consent.suppressed_anywhere(tx))
            self._withdrawn = frozenset(consent.withdrawn_anywhere(tx))
            self._seen = tuple(seen)
