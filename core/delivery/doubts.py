"""Doubts that the relay's log can settle: what it took was sent, what it never saw goes again.

The log is believed that it does *not* name a message only where it took every one of several
others which the same program handed over before and after, says of no line that it is missing,
and once it has been written on for minutes: a wrong file, one relay's of two, one that was
thrown away, that loses lines or is not yet written out leave every doubt as it is.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Row, select

from core.campaigns import actions as campaigns
from core.campaigns import records as campaign_records
from core.campaigns.model import CampaignId, Purpose, Status
from core.consent.model import EMAIL
from core.delivery import records
from core.delivery.dispatcher import names_in
from core.delivery.ending import DOUBT
from core.delivery.model import REACHED, WORKER, Dispatch, DispatchId, Doubt, Reason, State
from core.delivery.policy import Doubts
from core.delivery.relay_log import Place, Read, RelayLog
from core.delivery.unaddressed import unaddressed
from core.journal import actions as journal
from core.store import schema
from core.store.schema import dispatches
from core.store.store import Store, Tx

SURE_AFTER = 300.0  # seconds: Postfix hangs up on whoever is silent for so long
LOOK_EVERY, LONGEST_PAUSE = 15.0, 120.0  # the second while nothing changes
MOST = 1_000  # looked for at once
NOT_OLDER = timedelta(days=2)
CLOCKS_APART = timedelta(hours=1)  # the house's and the files', at the most
WITNESSES, FEWEST_WITNESSES = 20, 3  # of each batch
_OPEN = (Reason.INTERRUPTED, Reason.NO_ANSWER)

Key = tuple[DispatchId, int]  # which dispatch, and which of its claims


@dataclass(frozen=True)
class Looked:
    """What a look into the log came to: sent, to be sent again, still in doubt."""

    arrived: int = 0
    again: int = 0
    held: int = 0
    is_readable: bool = True

    def __add__(self, later: "Looked") -> "Looked":
        arrived, again = self.arrived + later.arrived, self.again + later.again
        return Looked(arrived, again, later.held, later.is_readable)


@dataclass
class Watch:
    """Looks for doubts in the log, again and again; what it remembers dies with it."""

    log: RelayLog
    folder: Path  # of the worker: whose doubts these are
    doubts: Callable[[Tx], Doubts]  # what the book says now
    sure_after: float = SURE_AFTER
    look_every: float = LOOK_EVERY
    longest_pause: float = LONGEST_PAUSE
    _since: dict[Key, float] = field(default_factory=dict)
    _marks: dict[Key, Place] = field(default_factory=dict)
    _pause: float = 0.0
    _next: float = 0.0

    def look(self, store: Store, *, at: datetime) -> Looked:
        """Settle what the log knows by now, whenever asked: every few seconds, and less often
        the longer nothing changes."""
        if time.monotonic() < self._next:
            return Looked()
        known = self._since.keys()
        found = self._looked(store, at=at)
        is_same = known == self._since.keys() and not (found.arrived or found.again)
        pause = min(self._pause * 2, self.longest_pause) if is_same else self.look_every
        self._pause = max(pause, self.look_every)
        self._next = time.monotonic() + self._pause
        return found

    def _looked(self, store: Store, *, at: datetime) -> Looked:
        with store.reading() as tx:
            open_ones = self._open_ones(tx, at=at)
            witnesses = {_batch(one): _witnesses(tx, one) for one in open_ones}
        self._forget_but(open_ones)
        if not open_ones:
            return Looked()
        wanted = {one.message_id: one.claimed_at for one in open_ones}
        for names in witnesses.values():
            wanted |= names
        since = (min(wanted.values()) - CLOCKS_APART).timestamp()
        try:
            mark, read = self.log.mark(), self.log.read(wanted, since=since)
        except OSError:
            return Looked(held=len(open_ones), is_readable=False)
        verdicts = Counter(
            self._settled(store, one, read, mark, witnesses[_batch(one)], at=at)
            for one in open_ones
        )
        if self._marks:
            self.log.knock()
        return Looked(verdicts[State.SENT], verdicts[State.QUEUED], verdicts[None])

    def _open_ones(self, tx: Tx, *, at: datetime) -> Sequence[Row[tuple[str, ...]]]:
        """Doubts of this folder's programs that the book lets the log settle, oldest first."""
        own, campaign, ours = dispatches.c, schema.campaigns.c, names_in(self.folder)
        asked = (
            select(own.id, own.message_id, own.claims, own.claimed_by, own.claimed_at)
            .add_columns(own.campaign_id, campaign.purpose)
            .join(schema.campaigns, campaign.id == own.campaign_id)
            .where(own.state == State.UNCONFIRMED, own.channel == EMAIL)
            .where(own.reason.in_(_OPEN), own.claimed_by.in_(ours))
            .where(own.settled_at >= at - NOT_OLDER)
            .order_by(own.settled_at, own.id)
            .limit(MOST)
        )
        says = self.doubts(tx)
        found = tx.execute(asked).all()
        return [one for one in found if says.of(EMAIL, Purpose(one.purpose)) is Doubt.SETTLE]

    def _forget_but(self, open_ones: Sequence[Row[tuple[str, ...]]]) -> None:
        """A doubt that was settled otherwise, and comes back, is a new one."""
        keys = {_key(one) for one in open_ones}
        self._since = {key: self._since.get(key, time.monotonic()) for key in keys}
        self._marks = {key: mark for key, mark in self._marks.items() if key in keys}

    def _settled(
        self,
        store: Store,
        doubt: Row[tuple[str, ...]],
        read: Read,
        mark: Place,
        witnesses: Collection[str],
        *,
        at: datetime,
    ) -> State | None:
        if read.is_taken(doubt.message_id):
            words = read.said[doubt.message_id].words
            is_done = _settle(store, doubt, State.SENT, Reason.LOGGED, words, at=at)
            return State.SENT if is_done else None
        is_open = doubt.message_id in read.said or not _is_complete(read, witnesses)
        if is_open or not self._is_written_on(_key(doubt), mark):
            return None
        is_done = _settle(store, doubt, State.QUEUED, Reason.NOT_TAKEN, "", at=at)
        return State.QUEUED if is_done else None

    def _is_written_on(self, key: Key, mark: Place) -> bool:
        """Whether a line was added long after we began to look for this one. A file that is
        another by now, or became shorter, has to grow first."""
        if time.monotonic() - self._since[key] < self.sure_after:
            return False
        before = self._marks.setdefault(key, mark)
        if mark[0] != before[0] or mark[1] < before[1]:
            self._marks[key] = mark
            return False
        return mark[1] > before[1]


def _is_complete(read: Read, witnesses: Collection[str]) -> bool:
    """Whether what the log does not name was not there, as far as its witnesses tell."""
    is_enough = len(witnesses) >= FEWEST_WITNESSES and not read.has_gaps
    return is_enough and all(read.is_taken(name) for name in witnesses)


def _settle(
    store: Store,
    doubt: Row[tuple[str, ...]],
    state: State,
    reason: Reason,
    words: str,
    *,
    at: datetime,
) -> bool:
    """Bring a doubt to a state, unless somebody was faster, or its campaign is over."""
    with store.transaction() as tx:
        if state is State.QUEUED and not _is_on_its_way(tx, doubt.campaign_id, at=at):
            return False
        dispatch: Dispatch | None = records.get(tx, DispatchId(doubt.id))
        if dispatch is None or (dispatch.id, dispatch.claim) != _key(doubt):
            return False
        if dispatch.state is not State.UNCONFIRMED:
            return False
        words = unaddressed(words, dispatch.address)
        told = replace(dispatch, answer=words or dispatch.answer)
        if not records.move(tx, told, state, reason=reason, at=at):
            return False
        details = {"campaign": doubt.campaign_id, "verdict": state, "log": words}
        journal.record(
            tx, "dispatches.settle_by_log", dispatch.id, by=WORKER, at=at, details=details
        )
    return True


def _is_on_its_way(tx: Tx, campaign_id: str, *, at: datetime) -> bool:
    """Whether a campaign may send; one that ended with this doubt sends once more."""
    campaign = campaign_records.locked(tx, CampaignId(campaign_id))
    if campaign.status is Status.SENT_WITH_ERRORS:
        reason = f"{DOUBT}not_taken"
        campaigns.move(tx, campaign.id, Status.SENDING, by=WORKER, at=at, reason=reason)
        return True
    return campaign.status in (Status.SENDING, Status.PAUSED)


def _witnesses(tx: Tx, doubt: Row[tuple[str, ...]]) -> dict[str, datetime]:
    """Message-IDs that the same program handed over just before, in the same batch, and just
    after, and the relay took: the nearest, where there are any on that side; and when."""
    own = dispatches.c
    asked = (
        select(own.message_id, own.claimed_at)
        .where(own.campaign_id == doubt.campaign_id, own.claimed_by == doubt.claimed_by)
        .where(own.channel == EMAIL, own.state.in_(REACHED), own.reason == Reason.NONE)
        .limit(WITNESSES // 2)
    )
    before = asked.where(own.claimed_at <= doubt.claimed_at).order_by(
        own.claimed_at.desc(), own.id
    )
    after = asked.where(own.claimed_at > doubt.claimed_at).order_by(own.claimed_at, own.id)
    return {name: at for side in (before, after) for name, at in tx.execute(side)}


def _key(doubt: Row[tuple[str, ...]]) -> Key:
    return DispatchId(doubt.id), int(doubt.claims)


def _batch(doubt: Row[tuple[str, ...]]) -> tuple[str, str, datetime]:
    return doubt.campaign_id, doubt.claimed_by, doubt.claimed_at
